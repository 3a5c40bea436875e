import { createRequire } from 'node:module';
import { type DynamoDBClient, GetItemCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import * as z from 'zod';
import { startDynamoDbLocal } from '../../../local/dynamodb-local.ts';
import { serveAws } from '../../fixtures/aws-services.ts';
import { houseOn } from '../../fixtures/house.ts';
import { createTable, localClient } from '../../fixtures/table.ts';
import type { Figure, Section } from '../figures.ts';
import { type BenchReceipt, type BenchRule, programOf, receiptsOf, rulesOf } from '../rules-workload.ts';

const RECEIPTS = 150;
const ROUNDS = 3;
const COUNTS = [100, 1000] as const;

/** Scores one receipt from its body as the gateway hands it on. */
type Stack = (receiptId: string, body: string) => Promise<void>;

/**
 * Budget 10: processor time of a receipt, all of the function's own work, against a table that runs elsewhere: Laurel's
 * handler, and the stack that is usually put together (zod, items of plain maps, json-rules-engine). Both know the member.
 */
export const handlerSection: Section = async (say) => {
  const server = await startDynamoDbLocal({ dataFolder: null });
  const aws = await serveAws({ GetSecretValue: () => ({ SecretString: 'a seal secret for the bench' }) });
  try {
    const figures: Figure[] = [];
    for (const count of COUNTS) {
      say(`handlers: processor time at ${count} rules`);
      const rules = rulesOf(count);
      const stacks = {
        laurel: await laurelStack(server.endpoint, aws.url, rules),
        typical: await typicalStack(server.endpoint, rules),
      };
      const best = { laurel: Number.POSITIVE_INFINITY, typical: Number.POSITIVE_INFINITY };
      for (let round = 0; round <= ROUNDS; round += 1) {
        for (const name of ['laurel', 'typical'] as const) {
          const micros = await processorTime(stacks[name], `${name}-${count}-${round}`);
          if (round > 0) best[name] = Math.min(best[name], micros);
        }
      }
      figures.push(
        {
          budget: 10,
          name: `handler at ${count} rules: typical stack ÷ Laurel`,
          value: best.typical / best.laurel,
          unit: '×',
          bound: { atLeast: count === 100 ? 4 : 25 },
        },
        {
          budget: null,
          name: `handler at ${count} rules, Laurel`,
          value: best.laurel / 1000,
          unit: 'ms',
          bound: null,
        },
        {
          budget: null,
          name: `handler at ${count} rules, typical`,
          value: best.typical / 1000,
          unit: 'ms',
          bound: null,
        },
      );
    }
    return figures;
  } finally {
    aws.server.close();
    await server.stop();
  }
};

/** Processor time of this process, microseconds a receipt; the slow stack gets fewer. */
async function processorTime(stack: Stack, name: string): Promise<number> {
  const receipts = receiptsOf(RECEIPTS).slice(0, name.startsWith('typical-1000') ? 30 : RECEIPTS);
  const bodies = receipts.map(bodyOf);
  const before = process.cpuUsage();
  for (const [index, body] of bodies.entries()) await stack(`${name}-${index}`, body);
  const { user, system } = process.cpuUsage(before);
  return (user + system) / bodies.length;
}

const bodyOf = (receipt: BenchReceipt): string =>
  JSON.stringify({
    cardNumber: 'CARD-0001',
    storeId: receipt.store,
    occurredAt: new Date().toISOString(),
    currency: 'USD',
    lines: receipt.lines.map(({ sku, categories, amountMinor }) => ({
      sku,
      quantity: 1,
      amountMinor,
      categories,
    })),
    totalMinor: receipt.lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
  });

async function laurelStack(endpoint: string, secrets: string, rules: readonly BenchRule[]): Promise<Stack> {
  const key = `bench${rules.length}`;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: key,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: secrets,
    TABLE_NAME: key,
    SEAL_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:seal',
    POWERTOOLS_SERVICE_NAME: 'laurel',
    POWERTOOLS_METRICS_NAMESPACE: 'Laurel',
    POWERTOOLS_METRICS_DISABLED: 'true',
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  });
  const house = houseOn(await createTable(localClient(endpoint, key), key), new Date().toISOString());
  await house.activate(programOf(rules));
  const memberId = await house.enrol('CARD-0001');
  // What a handler is made of reads its environment where it loads: the handler itself anew for each number of rules.
  const { call, receiptEvent } = await import('../../fixtures/edge.ts');
  const { handler } = await import(`../../../functions/score-receipt/handler.ts?${key}`);
  return async (receiptId, body) => {
    const { cardNumber: _, ...rest } = JSON.parse(body) as { cardNumber: string; storeId: string };
    const event: APIGatewayProxyEventV2 = receiptEvent({
      body: JSON.stringify({ ...rest, memberId }),
      receiptId,
      stores: rest.storeId,
    });
    const { statusCode } = await call(handler, event);
    if (statusCode !== 200 && statusCode !== 201) throw new Error(`${receiptId}: answered ${statusCode}`);
  };
}

const typicalBody = z.object({
  cardNumber: z.string(),
  storeId: z.string(),
  occurredAt: z.iso.datetime(),
  currency: z.string().length(3),
  lines: z
    .array(
      z.object({
        sku: z.string(),
        quantity: z.number(),
        amountMinor: z.number().int(),
        categories: z.array(z.string()),
      }),
    )
    .min(1),
  totalMinor: z.number().int(),
});

interface TypicalMember {
  readonly pk: string;
  readonly level: string;
  readonly version: number;
  readonly days: Record<string, Record<string, number>>;
}

const load = createRequire(new URL('../peers/package.json', import.meta.url));

/** Maps of days for counters, items as the document client writes them, json-rules-engine for the rules. */
async function typicalStack(endpoint: string, rules: readonly BenchRule[]): Promise<Stack> {
  const { Engine } = load('json-rules-engine') as {
    Engine: new (
      rules: unknown[],
    ) => { run(facts: object): Promise<{ events: { type: string; params: { percent: number } }[] }> };
  };
  const engine = new Engine(
    rules.map((rule) => ({
      conditions: {
        all: [
          { fact: 'store', operator: 'in', value: rule.stores },
          { fact: 'status', operator: 'in', value: rule.statuses },
          { fact: 'weekday', operator: 'in', value: rule.weekdays },
          { fact: 'district', operator: 'in', value: rule.districts },
          {
            fact: 'sums',
            path: `$.${rule.category}`,
            operator: 'greaterThanInclusive',
            value: rule.fromMinor,
          },
        ],
      },
      event: { type: rule.name, params: { percent: rule.percent } },
    })),
  );
  const key = `typical${rules.length}`;
  const client = localClient(endpoint, key);
  await createTable(client, key);
  const member: TypicalMember = { pk: 'CARD-0001', level: 't0', version: 0, days: yearOfDays() };
  await put(client, key, { ...member, sk: 'MEMBER' });
  return (receiptId, text) => typicalReceipt(client, key, engine, receiptId, text);
}

/** A year of two purchases a week, ten counters. */
const yearOfDays = (): TypicalMember['days'] =>
  Object.fromEntries(
    Array.from({ length: 104 }, (_, index) => [
      new Date(Date.now() - index * 3.5 * 86_400_000).toISOString().slice(0, 10),
      Object.fromEntries(
        Array.from({ length: 10 }, (__, counter) => [`counter-${counter}`, 100 * index + counter]),
      ),
    ]),
  );

async function put(client: DynamoDBClient, TableName: string, item: object): Promise<void> {
  await client.send(
    new TransactWriteItemsCommand({ TransactItems: [{ Put: { TableName, Item: marshall(item) } }] }),
  );
}

async function typicalReceipt(
  client: DynamoDBClient,
  TableName: string,
  engine: { run(facts: object): Promise<{ events: { type: string; params: { percent: number } }[] }> },
  receiptId: string,
  text: string,
): Promise<void> {
  const body = typicalBody.parse(JSON.parse(text));
  const { Item } = await client.send(
    new GetItemCommand({
      TableName,
      Key: marshall({ pk: body.cardNumber, sk: 'MEMBER' }),
      ConsistentRead: true,
    }),
  );
  const member = unmarshall(Item ?? {}) as TypicalMember;
  const sums: Record<string, number> = {};
  for (const { categories, amountMinor } of body.lines) {
    for (const category of categories) sums[category] = (sums[category] ?? 0) + amountMinor;
  }
  const weekday = new Date(body.occurredAt).toLocaleDateString('en-US', { weekday: 'long' }).toLowerCase();
  const facts = { store: body.storeId, status: member.level, weekday, district: 'd0', sums };
  const { events } = await engine.run(facts);
  const percent = Math.max(0, ...events.map(({ params }) => params.percent));
  const today = body.occurredAt.slice(0, 10);
  const days = { ...member.days, [today]: { ...member.days[today], 'counter-0': body.totalMinor } };
  const receipt = {
    pk: `RECEIPT#${receiptId}`,
    sk: 'RECEIPT',
    ...body,
    percent,
    rules: events.map(({ type }) => type),
  };
  await client.send(
    new TransactWriteItemsCommand({
      TransactItems: [
        { Put: { TableName, Item: marshall(receipt), ConditionExpression: 'attribute_not_exists(pk)' } },
        {
          Put: {
            TableName,
            Item: marshall({ ...member, sk: 'MEMBER', version: member.version + 1, days }),
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: marshall({ ':version': member.version }),
          },
        },
      ],
    }),
  );
}
