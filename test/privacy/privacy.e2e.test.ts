import {
  type AttributeValue,
  DeleteItemCommand,
  PutItemCommand,
  paginateScan,
  QueryCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { localClient } from '../fixtures/table.ts';
import { complaintsAbout, traces } from './log-lines.ts';
import { canaries, tellEverything } from './story.ts';

/** Nothing personal in logs, events or entries (reliability §3, §7): values that are found nowhere else are sent everywhere. */
const all = Object.values(canaries);
let shop: RunningShop;
let told: Awaited<ReturnType<typeof tellEverything>>;

beforeAll(async () => {
  shop = await openShop(
    monthlyAmount({}, { rules: discountsByLevel }),
    '2024-05-20T12:00:00.000Z',
    await assemblyOfRun(),
  );
  told = await tellEverything(shop);
});

afterAll(() => shop.close());

const database = () => {
  const { endpoint, accessKeyId, tableName } = shop.running.database;
  return { client: localClient(endpoint, accessKeyId), tableName };
};

const AUDIT = 'AUDIT# of a day';

/** `pk` and `sk` without what is somebody's own: `M# CONTACT`, `C# L`. */
const kindOf = (item: Record<string, AttributeValue>): string =>
  `${item.pk?.S?.split('#')[0]}# ${item.pk?.S?.startsWith('AUDIT#') ? 'of a day' : item.sk?.S?.split('#')[0]}`;

/** Where a value lies in the table: kinds of items. */
async function placesOf(value: string): Promise<readonly string[]> {
  const { client, tableName } = database();
  const found = new Set<string>();
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of Items) {
      const text = JSON.stringify(item, (_key, inner: unknown) =>
        inner instanceof Uint8Array ? Buffer.from(inner).toString('latin1') : inner,
      ).toLowerCase();
      if (traces([value]).some((trace) => text.includes(trace))) found.add(kindOf(item));
    }
  }
  return [...found].sort();
}

describe('nothing personal', () => {
  test('was kept from the system: all that should work did, and the rest was refused', () => {
    expect(told.surprises).toEqual([]);
  });

  test('stands in the functions’ log, and every line is of a known short form', async () => {
    const text = await shop.log('"service":"publish-facts"');
    const services = new Set([...text.matchAll(/"service":"([a-z-]+)"/g)].map((match) => match[1]));
    expect(services.size).toBeGreaterThan(16);
    expect(complaintsAbout(text, all)).toEqual([]);
  });

  test('goes over the bus', async () => {
    const { text } = await shop.ask({ method: 'GET', path: '/_local/events' });
    expect(text).toContain('StatusChanged');
    expect(traces(all).filter((trace) => text.toLowerCase().includes(trace))).toEqual([]);
  });

  test.each([
    ['a name', canaries.name, ['M# CONTACT']],
    ['another', canaries.otherName, ['M# CONTACT']],
    ['a phone', canaries.phone, ['M# CONTACT']],
    ['a birthday', canaries.birthday, ['M# PROFILE']],
    ['an e-mail address', canaries.email, ['M# PROFILE']],
    // The notes of what waited for its member stay with the card.
    ['a card', canaries.card, ['C# L', 'M# CONTACT']],
    ['a card that bought before it had a member', canaries.earlyCard, ['C# L', 'C# W', 'M# CONTACT']],
    ['a login’s subject', canaries.subject, ['LINK# L', 'LINK# T']],
    ['a token’s other claims', canaries.claim, []],
    ['a reason for which a phone was asked in clear', canaries.reason, [AUDIT]],
    ['the name of who asked', canaries.administrator, [AUDIT]],
  ])('lies in the table but where it belongs: %s', async (_what, value, places) => {
    expect(await placesOf(value)).toEqual(places);
  });

  test('is in the line of a fault, whatever the fault was about', async () => {
    const { client, tableName } = database();
    const pk = { S: `M#${told.memberId}` };
    const broken = { L: all.map((value) => ({ S: value })) };
    await client.send(
      new PutItemCommand({ TableName: tableName, Item: { pk, sk: { S: 'CONTACT' }, na: broken } }),
    );
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { pk, sk: { S: 'PROFILE' }, v: { S: canaries.name }, at: broken },
      }),
    );
    const { issuer } = shop.running.system;
    const admin = await issuer.sign({ audience: 'admin', subject: 'sam', scope: 'admin/members.read' });
    const support = await shop.ask({
      method: 'GET',
      path: `/v1/admin/members/${told.memberId}`,
      authorization: `Bearer ${admin}`,
    });
    expect(support.status).toBe(500);
    expect(traces(all).filter((trace) => support.text.toLowerCase().includes(trace))).toEqual([]);
    expect(complaintsAbout(await shop.log('"message":"fault"'), all)).toEqual([]);
  });
});

describe('what the audit has told', () => {
  test('rings where somebody changes it or takes it away, and the log says where, not what', async () => {
    const { client, tableName } = database();
    const { Items = [] } = await client.send(
      new QueryCommand({
        TableName: tableName,
        KeyConditionExpression: 'pk = :day',
        ExpressionAttributeValues: { ':day': { S: 'AUDIT#2024-05-20' } },
      }),
    );
    const [first, second] = Items;
    if (first === undefined || second === undefined) throw new Error('nothing was told');
    await client.send(new PutItemCommand({ TableName: tableName, Item: { ...first, rn: { S: 'another' } } }));
    const { pk, sk } = second;
    await client.send(new DeleteItemCommand({ TableName: tableName, Key: { pk, sk } as never }));
    const log = await shop.log('"what":"REMOVE"');
    const lines = log.split('\n').filter((line) => line.includes('"message":"audit changed"'));
    expect(lines.map((line) => JSON.parse(line)).map((line) => [line.what, line.pk, line.sk])).toEqual([
      ['MODIFY', 'AUDIT#2024-05-20', first.sk?.S],
      ['REMOVE', 'AUDIT#2024-05-20', sk?.S],
    ]);
    expect((await shop.log('"AuditChanged"')).match(/"AuditChanged":/g)?.length).toBeGreaterThan(0);
    expect(complaintsAbout(log, all)).toEqual([]);
  });
});
