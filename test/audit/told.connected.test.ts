import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DeleteItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { integer, keyAttributes, record } from '#table/codecs/attributes.ts';
import { stateKey } from '#table/keys.ts';
import { openTable } from '#table/send.ts';
import { type AwsAccount, startAwsAccount } from '../fixtures/aws-account.ts';
import { call, recorded } from '../fixtures/edge.ts';
import { houseOn } from '../fixtures/house.ts';
import { runLaurel } from '../fixtures/laurel-command.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { writeFewHouseholds } from '../replay/few-households.ts';
import { recordWrites, type SentWrite, type WriteRecorder } from './write-recorder.ts';

/**
 * Nothing that is more than a member's or a till's writes without telling it: all commands and all routes of administrators,
 * seen where they speak to the table. What is told stands in the same request as what it tells of.
 */

const KEY = 'toldacts';
const PHONE = '+79161234567';
const folder = mkdtempSync(join(tmpdir(), 'laurel-told-'));
const program = new URL('../../programs/loymax-amount/program.yaml', import.meta.url).pathname;
const backupFile = join(folder, 'all.gz');
let account: AwsAccount;
let runner: Server;
let writes: WriteRecorder;
/** What the steps before have found out, for those behind them. */
const known = { memberId: '', otherId: '', keyId: '', secret: '' };

const client = () => localClient(inject('dynamodbEndpoint'), KEY);
/** A home of the command for each table. */
const home = (tableName: string): string => join(folder, tableName);

beforeAll(async () => {
  writes = await recordWrites(inject('dynamodbEndpoint'));
  account = await startAwsAccount(inject('dynamodbEndpoint'), { name: 'Laurel', outputs: {} });
  // A runner that has a clock, and an API that takes nothing.
  runner = createServer((request, response) => {
    const isClock = request.url?.startsWith('/_local/') === true;
    response
      .writeHead(isClock ? 200 : 400, { 'content-type': 'application/json' })
      .end(JSON.stringify({ now: new Date().toISOString() }));
  });
  await new Promise<void>((resolve) => runner.listen(0, '127.0.0.1', resolve));
  for (const tableName of ['shop', 'restored', 'replayed']) {
    await createTable(client(), tableName);
    mkdirSync(home(tableName));
    const local = {
      api: `http://127.0.0.1:${(runner.address() as AddressInfo).port}`,
      dynamodb: writes.url,
      secretsManager: account.endpoint,
      s3: account.endpoint,
      tableName,
      sealSecretArn: 'arn:local-seal',
      lastingBucketName: 'local-lasting',
      region: 'eu-central-1',
      accessKeyId: KEY,
      secretAccessKey: 'local',
    };
    writeFileSync(join(home(tableName), 'local.json'), JSON.stringify(local));
  }
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: KEY,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: writes.url,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: account.endpoint,
    TABLE_NAME: 'shop',
    SEAL_SECRET_ARN: 'arn:local-seal',
  });
});

afterAll(async () => {
  await writes.close();
  await account.stop();
  runner.close();
  rmSync(folder, { recursive: true });
});

/** One member with a contact, another, and a till key, made by the steps themselves where they are to be seen. */
async function enrolTwo(): Promise<void> {
  const house = houseOn(openTable(client(), 'shop'), new Date().toISOString());
  for (const [name, cardNumber] of [
    ['memberId', 'LC-100042'],
    ['otherId', 'LC-100043'],
  ] as const) {
    const phone = name === 'memberId' ? PHONE : null;
    const outcome = await enrolMember(house, { cardNumber, name: 'Anna', phone, attributes: new Map() });
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    known[name] = outcome.memberId;
  }
}

const harm = (memberId: string) =>
  client().send(
    new UpdateItemCommand({
      TableName: 'shop',
      Key: keyAttributes(stateKey(memberId)),
      UpdateExpression: 'SET ou = :odd',
      ExpressionAttributeValues: { ':odd': record({ odd: integer(3) }) },
    }),
  );
const lose = (memberId: string) =>
  client().send(new DeleteItemCommand({ TableName: 'shop', Key: keyAttributes(stateKey(memberId)) }));

interface Step {
  /** The words of a call of the command. */
  readonly words: () => readonly string[];
  readonly in?: 'shop' | 'restored' | 'replayed';
  readonly before?: () => Promise<unknown>;
  /** What is told of it, in order; empty: it writes nothing. */
  readonly told: readonly string[];
  /** The act is many transactions, and told before the first of them. */
  readonly isToldFirst?: true;
}

/** Command → calls of it, in this order. */
const commands: Readonly<Record<string, readonly Step[]>> = {
  check: [{ words: () => [program], told: [] }],
  test: [{ words: () => [program], told: [] }],
  cost: [{ words: () => ['--members', '10', '--receipts-per-month', '1'], told: [] }],
  picture: [{ words: () => [], told: [] }],
  activate: [
    { words: () => [program], told: ['program.activated'] },
    { words: () => [program], told: [] },
  ],
  programs: [
    { words: () => ['list'], told: [] },
    { words: () => ['show'], told: [] },
  ],
  keys: [
    { words: () => ['create', '--stores', '292'], told: ['till-key.created'] },
    { words: () => ['list'], told: [] },
    { words: () => ['revoke', known.keyId], told: ['till-key.revoked'] },
    { words: () => ['revoke', 'nobody000000'], told: [] },
  ],
  members: [
    { before: enrolTwo, words: () => ['show', 'LC-100042'], told: [] },
    { words: () => ['show', 'LC-100042', '--contact'], told: [] },
  ],
  backup: [{ words: () => [backupFile], told: [] }],
  rebuild: [
    { before: () => harm(known.memberId), words: () => [], told: [] },
    { words: () => ['--write', known.memberId], told: ['member.rebuilt'] },
    { before: () => lose(known.otherId), words: () => ['--write'], told: ['member.rebuilt'] },
    {
      before: () => harm(known.memberId),
      words: () => ['--after-restore'],
      told: ['table.healed', 'member.rebuilt'],
      isToldFirst: true,
    },
  ],
  restore: [
    { in: 'restored', words: () => [backupFile], told: ['table.restored'], isToldFirst: true },
    { in: 'restored', words: () => [backupFile], told: [] },
  ],
  // Its members and receipts go over the API, as tills send them.
  replay: [
    {
      in: 'replayed',
      words: () => ['--data', folder, '--until', '2017-01-02'],
      before: async () => writeFewHouseholds(folder, 2, '2017-03-01T05:00:00Z'),
      told: ['program.activated', 'till-key.created'],
    },
  ],
  audit: [
    { words: () => [], told: [] },
    { words: () => ['--json'], told: [] },
  ],
};

const HOMELESS = ['check', 'test', 'cost'];

const OVERRIDE = { mode: 'ceiling', status: null, reason: 'a complaint' };

/** Route of administrators → requests of it. */
const requests: Readonly<
  Record<
    string,
    readonly {
      readonly query: Record<string, string>;
      /** What was read of the override that is written over. */
      readonly seen?: string;
      readonly body?: object;
      readonly status: number;
      readonly told: readonly string[];
    }[]
  >
> = {
  readMember: [{ query: {}, status: 200, told: [] }],
  readMemberHistory: [{ query: {}, status: 200, told: [] }],
  readMemberContact: [
    { query: { reason: 'called the hotline' }, status: 200, told: ['contact.read'] },
    { query: {}, status: 400, told: [] },
  ],
  readAudit: [{ query: {}, status: 200, told: [] }],
  overrideStatus: [
    { query: {}, seen: '"0"', body: OVERRIDE, status: 200, told: ['override.set'] },
    { query: {}, seen: '"0"', body: OVERRIDE, status: 200, told: [] },
    { query: {}, seen: '"7"', body: OVERRIDE, status: 412, told: [] },
    { query: {}, body: OVERRIDE, status: 428, told: [] },
  ],
  removeOverride: [
    { query: {}, seen: '"1"', status: 400, told: [] },
    { query: { reason: 'settled' }, seen: '"1"', status: 200, told: ['override.removed'] },
  ],
};

/** Everything that was written stands beside what tells of it, or behind it where it is many transactions. */
function untoldOf(sent: readonly SentWrite[], isToldFirst: boolean): readonly SentWrite[] {
  return sent.filter(({ acts, isMore }, place) => {
    const before = isToldFirst && sent.slice(0, place).some((earlier) => earlier.acts.length > 0);
    return isMore && acts.length === 0 && !before;
  });
}

const isSecret = (text: string): boolean =>
  [PHONE, 'Anna', known.secret].some((secret) => secret !== '' && text.includes(secret));

test('every command and every route of administrators is looked at', async () => {
  const { stdout } = await runLaurel(['help']);
  const named = [...stdout.matchAll(/^ {2}([a-z]+) {2,}/gm)].map(([, name]) => name);
  expect(named.toSorted()).toEqual(Object.keys(commands).toSorted());
  const ofAdmins = Object.entries<Route>(routes).flatMap(([id, { actor }]) =>
    actor === 'admin' ? [id] : [],
  );
  expect(Object.keys(requests).toSorted()).toEqual(ofAdmins.toSorted());
});

describe('a command tells what it writes', () => {
  const steps = Object.entries(commands).flatMap(([command, calls]) =>
    calls.map((step, at) => [`${command}, call ${at + 1}`, command, step] as const),
  );
  test.each(steps)('%s', async (_name, command, { words, in: where = 'shop', before, told, isToldFirst }) => {
    await before?.();
    const sent = await writes.during(async () => {
      const target = HOMELESS.includes(command) ? [] : ['--home', home(where)];
      const { stdout } = await runLaurel([command, ...words(), ...target]);
      const [, keyId, secret] = /^pos_([a-z0-9]{12})_(\S+)$/m.exec(stdout) ?? [];
      if (keyId !== undefined && secret !== undefined) Object.assign(known, { keyId, secret });
    });
    expect(untoldOf(sent, isToldFirst === true)).toEqual([]);
    // A backup that is put back holds acts of its own; a shop has as many keys as stores.
    const acts = sent
      .filter(({ operation }) => operation !== 'BatchWriteItem')
      .flatMap((write) => write.acts);
    expect([...new Set(acts)]).toEqual(told);
    for (const { text, acts: own, isMore } of sent)
      if (own.length > 0 && !isMore) expect(isSecret(text)).toBe(false);
  });
});

describe('a route of administrators tells what it does, before it answers', () => {
  const asked = Object.entries(requests).flatMap(([id, all]) =>
    all.map((request, at) => [`${id}, request ${at + 1}`, id as RouteId, request] as const),
  );
  test.each(asked)('%s', async (_name, id, { query, seen, body, status, told }) => {
    const event = recorded('get-me');
    event.routeKey = `${routes[id].method} ${routes[id].path}`;
    const system = routes[id].path.includes('{system}') ? { system: 'level' } : {};
    event.pathParameters = { memberId: known.memberId, ...system };
    event.queryStringParameters = query;
    if (seen !== undefined) event.headers['if-match'] = seen;
    if (body !== undefined) {
      event.headers['content-type'] = 'application/json';
      event.body = JSON.stringify(body);
    }
    // Another file may have loaded the module for a table of its own.
    const { handler } = await import(`../../functions/${routes[id].handler}/handler.ts?told`);
    let answered: number | undefined;
    const sent = await writes.during(async () => {
      answered = (await call(handler, event)).statusCode;
    });
    expect(answered).toBe(status);
    expect(untoldOf(sent, false)).toEqual([]);
    expect(sent.flatMap(({ acts }) => acts)).toEqual(told);
    for (const { text } of sent) expect(isSecret(text)).toBe(false);
  });

  test('and answers nothing where it cannot tell', async () => {
    const event = recorded('get-me');
    event.pathParameters = { memberId: known.memberId };
    event.queryStringParameters = { reason: 'called the hotline' };
    const { handler } = await import(`../../functions/${routes.readMemberContact.handler}/handler.ts?told`);
    writes.refuse(true);
    try {
      const { statusCode, body } = await call(handler, event);
      expect(statusCode).toBe(500);
      expect(isSecret(body ?? '')).toBe(false);
    } finally {
      writes.refuse(false);
    }
  });
});
