import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { activateProgram } from '#operations/activate-program.ts';
import { randomIds } from '#operations/chance.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { programArchive } from '#table/program-archive.ts';
import { openTable } from '#table/send.ts';
import { tillKeys } from '#table/till-keys.ts';
import { type RunningSystem, startSystem } from '../../local/run-system.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { localClient } from '../fixtures/table.ts';

/** The real template, the real bundles, one story from the till to the app, and a restart in the middle of it. */

const MAY = '2024-05-20T12:00:00+03:00';
let dataFolder: string;
let running: RunningSystem;
let tillKey: string;
let memberId: string;
let linkCode: string;

interface Answer {
  readonly status: number;
  readonly type: string;
  readonly headers: Headers;
  // What a test looks at, it names itself.
  // biome-ignore lint/suspicious/noExplicitAny: answers of many forms
  readonly body: any;
}

async function call(
  method: string,
  path: string,
  authorization: string | null,
  body?: object,
): Promise<Answer> {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      ...(authorization === null ? {} : { authorization }),
      ...(body === undefined ? {} : { 'content-type': 'application/json' }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const type = response.headers.get('content-type') ?? '';
  const text = await response.text();
  return {
    status: response.status,
    type,
    headers: response.headers,
    body: type.includes('json') ? JSON.parse(text) : text,
  };
}

const token = async (audience: 'member' | 'admin', scope: string): Promise<string> =>
  `Bearer ${await running.system.issuer.sign({ audience, subject: 'somebody', scope })}`;

const receipt = (amountMinor: number, change: object = {}) => ({
  memberId,
  occurredAt: MAY,
  currency: 'RUB',
  lines: [{ sku: 'CHEESE', quantity: 1.25, amountMinor }],
  ...change,
});

const put = (id: string, body: object) => call('PUT', `/v1/receipts/${id}`, tillKey, body);

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'laurel-way-'));
  running = await startSystem({ dataFolder, firstEpochMs: at(MAY) });
  const { endpoint, tableName, accessKeyId } = running.database;
  const table = openTable(localClient(endpoint, accessKeyId), tableName);
  const clock = { now: () => at(MAY) };
  const program = monthlyAmount({}, { rules: discountsByLevel });
  await activateProgram({ archive: programArchive(table), clock }, program, null);
  tillKey = (await issueTillKey({ keys: tillKeys(table), ids: randomIds, clock }, ['292'])).key;
});

afterAll(async () => {
  await running.stop();
  rmSync(dataFolder, { recursive: true, force: true });
});

describe('a receipt’s whole way', () => {
  test('a till enrols a card, and again gets the same member', async () => {
    const first = await call('POST', '/v1/members', tillKey, { cardNumber: 'LC-100042', name: 'Anna' });
    const again = await call('POST', '/v1/members', tillKey, { cardNumber: 'LC-100042', name: 'Anna' });
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({ statuses: [{ system: 'level', status: 'bronze' }], claimed: 0 });
    ({ memberId, linkCode } = first.body);
  });

  test('quotes, scores with the quote, and gets the same answer to the same receipt', async () => {
    const quoted = await call('POST', '/v1/quotes', tillKey, {
      ...receipt(1_050_000),
      occurredAt: undefined,
    });
    expect(quoted.body).toMatchObject({
      discountMinor: 21_000,
      discounts: [{ rule: 'bronze-discount', percent: '2' }],
    });
    const body = receipt(1_050_000, { quote: quoted.body.token });
    const first = await put('receipt-1', body);
    const again = await put('receipt-1', body);
    expect([first.status, again.status]).toEqual([201, 200]);
    expect(again.headers.get('idempotency-replayed')).toBe('true');
    expect(again.body).toEqual(first.body);
    expect(first.body).toMatchObject({
      quote: 'honoured',
      soldMinor: 1_029_000,
      businessDay: '2024-05-20',
      memberId,
    });
    expect((await call('GET', '/v1/receipts/receipt-1', tillKey)).body).toEqual(first.body);
  });

  test('another content under the same id is refused, and changes nothing', async () => {
    const refused = await put('receipt-1', receipt(1));
    expect(refused).toMatchObject({
      status: 422,
      type: 'application/problem+json',
      body: { code: 'idempotency-mismatch', status: 422 },
    });
    expect((await call('GET', '/v1/receipts/receipt-1', tillKey)).body.soldMinor).toBe(1_029_000);
  });

  test('L28: the member links a login with card and code, and sees progress', async () => {
    const reader = await token('member', 'member/read');
    const writer = await token('member', 'member/write');
    expect(await call('GET', '/v1/me', reader)).toMatchObject({
      status: 404,
      body: { code: 'not-enrolled' },
    });
    const wrong = { cardNumber: 'LC-100042', code: linkCode === '00000000' ? '00000001' : '00000000' };
    expect(await call('POST', '/v1/me:link', writer, wrong)).toMatchObject({
      body: { code: 'link-refused' },
    });
    expect(
      await call('POST', '/v1/me:link', writer, { cardNumber: 'LC-100042', code: linkCode }),
    ).toMatchObject({
      status: 200,
      body: { memberId },
    });
    expect((await call('GET', '/v1/me/statuses', reader)).body.statuses).toMatchObject([
      {
        status: 'bronze',
        progress: { value: 1_029_000, currency: 'RUB' },
        next: { status: 'gold', missing: 971_001 },
        forNextPeriod: 'silver',
        reviewAt: '2024-05-31T21:00:00.000Z',
      },
    ]);
  });

  test('L21: the month turns by the scheduled sweep alone, and the bus hears of it', async () => {
    await call('POST', '/_local/clock/wind', null, { until: '2024-06-01T00:00:00+03:00' });
    await call('POST', '/_local/tick', null);
    const support = await token('admin', 'admin/members.read');
    const history = await call('GET', `/v1/admin/members/${memberId}/history`, support);
    expect(history.body.items).toMatchObject([
      { seq: 2, kind: 'status-changed', from: 'bronze', to: 'silver', at: '2024-05-31T21:00:00.000Z' },
      { seq: 1, kind: 'enrolled' },
    ]);
    const { body } = await call('GET', '/_local/events', null);
    const changed = body.items.filter(
      (event: { detailType: string }) => event.detailType === 'StatusChanged',
    );
    expect(changed).toMatchObject([
      { source: 'laurel.facts', detail: { memberId, seq: 2, to: 'silver', direction: 'raised' } },
    ]);
  });

  test('why: the review, what it saw, and the receipts behind it', async () => {
    const why = await call('GET', '/v1/me/why?system=level', await token('member', 'member/read'));
    expect(why.body).toMatchObject({
      system: 'level',
      status: 'silver',
      sentences: [
        'turnover from 2024-05-01 to 2024-05-31 came to 10290.00 RUB, in 1 receipt.',
        'Silver asks for over 10000 RUB, up to 20000 RUB.',
      ],
    });
    expect(why.body.entries).toMatchObject([{ receiptId: 'receipt-1' }]);
  });

  test('a second start finds everything, and the same receipt still counts once', async () => {
    const before = await call('GET', '/v1/receipts/receipt-1', tillKey);
    await running.stop();
    running = await startSystem({ dataFolder });
    expect(running.isNew).toBe(false);
    const again = await put('receipt-1', receipt(1_050_000));
    expect([again.status, again.body]).toEqual([200, before.body]);
    const support = await token('admin', 'admin/members.read');
    const { body } = await call('GET', `/v1/admin/members/${memberId}`, support);
    expect(body).toMatchObject({ entries: { count: 1 }, statuses: [{ status: 'silver' }] });
  });
});

describe('nobody gets in where they do not belong', () => {
  test.each<
    [
      who: string,
      method: string,
      path: string,
      credential: () => string | null | Promise<string>,
      status: number,
    ]
  >([
    ['no key', 'GET', '/v1/receipts/receipt-1', () => null, 401],
    ['a made-up key', 'GET', '/v1/receipts/receipt-1', () => `pos_${'a'.repeat(12)}_${'b'.repeat(32)}`, 403],
    [
      'a member on an admin route',
      'GET',
      '/v1/admin/members/x',
      () => token('member', 'admin/members.read'),
      401,
    ],
    ['a token without the scope', 'GET', '/v1/me', () => token('member', 'member/write'), 403],
    ['a till on a member route', 'GET', '/v1/me', () => tillKey, 401],
  ])('%s', async (_who, method, path, credential, status) => {
    expect((await call(method, path, await credential())).status).toBe(status);
  });

  test.each([
    ['another store', 'PUT', '/v1/receipts/receipt-9', { storeId: '293' }, 403, 'store-mismatch'],
    ['an unknown path', 'GET', '/v1/nothing', undefined, 404, 'not-found'],
    ['a wrong method', 'PUT', '/v1/quotes', {}, 405, 'method-not-allowed'],
  ] as const)('%s', async (_what, method, path, change, status, code) => {
    const body = change === undefined ? undefined : receipt(100, change);
    expect(await call(method, path, tillKey, body)).toMatchObject({
      status,
      type: 'application/problem+json',
      body: { code },
    });
  });

  test('the page and the document are for everybody', async () => {
    expect((await call('GET', '/openapi.json', null)).body.openapi).toBe('3.1.1');
    expect((await call('GET', '/docs', null)).type).toContain('text/html');
    expect((await call('GET', '/health', null)).status).toBe(200);
  });
});
