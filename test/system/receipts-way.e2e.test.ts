import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LaurelClient, laurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import type { Audience } from '../../local/http/issuer.ts';
import { needing, openSystem, type SystemUnderTest } from './system-under-test.ts';

/**
 * The real template, the real bundles, one story from the till to the app, and a restart in the middle of it: against a
 * local system, or against a deployed stack (`npm run test:deploy`), which leaves out what it cannot do.
 */

let system: SystemUnderTest;
let api: LaurelClient;
let tillKey: string;
let memberId: string;
let linkCode: string;

const as = (authorization: string) => ({ headers: { authorization } });
const asTill = () => as(tillKey);
const asMember = async (scope: string) => as(`Bearer ${await system.token('member', scope)}`);
const asSupport = async () => as(`Bearer ${await system.token('admin', 'admin/members.read')}`);

const receipt = (amountMinor: number) => ({
  memberId,
  occurredAt: system.day.occurredAt,
  currency: 'RUB',
  lines: [{ sku: 'CHEESE', quantity: 1.25, amountMinor }],
});

type Receipt = Omit<ReturnType<typeof receipt>, 'memberId'> & {
  memberId?: string;
  quote?: string;
  storeId?: string;
  payments?: { amountMinor: number }[];
};

const put = (receiptId: string, body: Receipt) =>
  api.PUT('/v1/receipts/{receiptId}', { ...asTill(), params: { path: { receiptId } }, body });

const read = (receiptId: string) =>
  api.GET('/v1/receipts/{receiptId}', { ...asTill(), params: { path: { receiptId } } });

const enrol = () => api.POST('/v1/members', { ...asTill(), body: { cardNumber: 'LC-100042', name: 'Anna' } });

beforeAll(async () => {
  system = await openSystem();
  api = laurelClient(system.url);
  await system.laurel(
    'activate',
    'programs/loymax-amount/program.yaml',
    '--from',
    '2024-01-01T00:00:00+03:00',
  );
  tillKey = await system.laurel('keys', 'create', '--stores', '292');
});

afterAll(() => system.close());

describe('a receipt’s whole way', () => {
  test('a till enrols a card, and again gets the same member', async () => {
    const first = await enrol();
    const again = await enrol();
    expect([first.response.status, again.response.status]).toEqual([201, 200]);
    expect(again.data).toEqual(first.data);
    expect(first.data).toMatchObject({ statuses: [{ system: 'level', status: 'bronze' }], claimed: 0 });
    memberId = contentOf(first).memberId;
    linkCode = contentOf(first).linkCode ?? '';
  });

  test('quotes, scores with the quote, and gets the same answer to the same receipt', async () => {
    const { occurredAt: _, ...sale } = receipt(1_050_000);
    const quoted = contentOf(await api.POST('/v1/quotes', { ...asTill(), body: sale }));
    expect(quoted).toMatchObject({
      discountMinor: 21_000,
      discounts: [{ rule: 'bronze-discount', percent: '2' }],
    });
    const body = { ...receipt(1_050_000), ...(quoted.token === null ? {} : { quote: quoted.token }) };
    const first = await put('receipt-1', body);
    const again = await put('receipt-1', body);
    expect([first.response.status, again.response.status]).toEqual([201, 200]);
    expect(again.response.headers.get('idempotency-replayed')).toBe('true');
    expect(again.data).toEqual(first.data);
    expect(first.data).toMatchObject({
      quote: 'honoured',
      soldMinor: 1_029_000,
      businessDay: system.day.businessDay,
      memberId,
    });
    expect((await read('receipt-1')).data).toEqual({ ...first.data, left: null, refused: [] });
  });

  test('another content under the same id is refused, and changes nothing', async () => {
    const refused = await put('receipt-1', receipt(1));
    expect(refused.response.status).toBe(422);
    expect(refused.response.headers.get('content-type')).toBe('application/problem+json');
    expect(refused.error).toMatchObject({ code: 'idempotency-mismatch', status: 422 });
    expect((await read('receipt-1')).data?.soldMinor).toBe(1_029_000);
  });

  test('D41, D43: a return comes before its receipt, a payment after it, each of them twice', async () => {
    const { memberId: _, ...sale } = { ...receipt(60_000), payments: [{ amountMinor: 20_000 }] };
    const { occurredAt } = sale;
    const takeBack = () =>
      api.PUT('/v1/receipts/{receiptId}/returns/{returnId}', {
        ...asTill(),
        params: { path: { receiptId: 'receipt-2', returnId: 'r-1' } },
        body: { occurredAt, lines: [{ line: 0, quantity: 0.25 }] },
      });
    const pay = () =>
      api.PUT('/v1/receipts/{receiptId}/payments/{paymentId}', {
        ...asTill(),
        params: { path: { receiptId: 'receipt-2', paymentId: 'p-1' } },
        body: { occurredAt, amountMinor: 28_000 },
      });
    const early = await takeBack();
    expect([early.response.status, early.data?.disposition]).toEqual([202, 'parked']);
    expect((await put('receipt-2', sale)).response.status).toBe(201);
    const again = await takeBack();
    expect([again.response.status, again.data]).toMatchObject([
      200,
      { disposition: 'anonymous', soldMinor: 12_000, refundedMinor: 4_000 },
    ]);
    const [paid, paidAgain] = [await pay(), await pay()];
    expect([paid.response.status, paidAgain.response.status]).toEqual([201, 200]);
    expect(paidAgain.data).toEqual(paid.data);
    expect((await read('receipt-2')).data?.left).toEqual({
      soldMinor: 48_000,
      paidMinor: 44_000,
      refundedMinor: 4_000,
      lines: [{ line: 0, quantity: 1, amountMinor: 48_000 }],
    });
  });

  test('L28: the member links a login with card and code, and sees progress', async () => {
    const reader = await asMember('member/read');
    const writer = await asMember('member/write');
    const link = (code: string) =>
      api.POST('/v1/me:link', { ...writer, body: { cardNumber: 'LC-100042', code } });
    const unknown = await api.GET('/v1/me', reader);
    expect([unknown.response.status, unknown.error]).toMatchObject([404, { code: 'not-enrolled' }]);
    const guessed = await link(linkCode === '00000000' ? '00000001' : '00000000');
    expect(guessed.error).toMatchObject({ code: 'link-refused' });
    expect(contentOf(await link(linkCode)).memberId).toBe(memberId);
    const { statuses } = contentOf(await api.GET('/v1/me/statuses', reader));
    expect(statuses).toMatchObject([
      {
        status: 'bronze',
        progress: { value: 1_029_000, currency: 'RUB' },
        next: { status: 'gold', missing: 971_001 },
        forNextPeriod: 'silver',
        reviewAt: system.day.turnsAt,
      },
    ]);
  });

  test(
    'L21: the month turns by the scheduled sweep alone, and the bus hears of it',
    needing('windClock', async () => {
      await system.windTo('2024-06-01T00:00:00+03:00');
      const history = await api.GET('/v1/admin/members/{memberId}/history', {
        ...(await asSupport()),
        params: { path: { memberId } },
      });
      expect(history.data?.items).toMatchObject([
        { seq: 2, kind: 'status-changed', from: 'bronze', to: 'silver', at: '2024-05-31T21:00:00.000Z' },
        { seq: 1, kind: 'enrolled' },
      ]);
      const changed = (await system.events()).filter(({ detailType }) => detailType === 'StatusChanged');
      expect(changed).toMatchObject([
        { source: 'laurel.facts', detail: { memberId, seq: 2, to: 'silver', direction: 'raised' } },
      ]);
    }),
  );

  test(
    'why: the review, what it saw, and the receipts behind it',
    needing('windClock', async () => {
      const why = await api.GET('/v1/me/why', {
        ...(await asMember('member/read')),
        params: { query: { system: 'level' } },
      });
      expect(why.data).toMatchObject({
        system: 'level',
        status: 'silver',
        sentences: [
          'purchases-amount from 2024-05-20 to 2024-05-31 came to 10290.00 RUB, in 1 receipt.',
          'Silver asks for over 10000 RUB, up to 20000 RUB.',
        ],
        entries: [{ receiptId: 'receipt-1' }],
      });
    }),
  );

  test(
    'a second start finds everything, and the same receipt still counts once',
    needing('restart', async () => {
      const before = contentOf(await read('receipt-1'));
      expect((await system.restart()).isNew).toBe(false);
      api = laurelClient(system.url);
      const again = await put('receipt-1', receipt(1_050_000));
      expect(again.response.status).toBe(200);
      expect(before).toEqual({ ...again.data, left: null, refused: [] });
      const member = await api.GET('/v1/admin/members/{memberId}', {
        ...(await asSupport()),
        params: { path: { memberId } },
      });
      expect(member.data).toMatchObject({ entries: { count: 1 }, statuses: [{ status: 'silver' }] });
    }),
  );
});

/** A request that no typed client would send. */
const ask = (method: string, path: string, authorization: string | null, body?: object) =>
  fetch(`${system.url}${path}`, {
    method,
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });

const bearer = async (audience: Audience, scope: string) => `Bearer ${await system.token(audience, scope)}`;

describe('nobody gets in where they do not belong', () => {
  test.each<[who: string, path: string, credential: () => string | null | Promise<string>, status: number]>([
    ['no key', '/v1/receipts/receipt-1', () => null, 401],
    ['a made-up key', '/v1/receipts/receipt-1', () => `pos_${'a'.repeat(12)}_${'b'.repeat(32)}`, 403],
    ['a member on an admin route', '/v1/admin/members/x', () => bearer('member', 'admin/members.read'), 401],
    ['a token without the scope', '/v1/me', () => bearer('member', 'member/write'), 403],
    ['a till on a member route', '/v1/me', () => tillKey, 401],
  ])('%s', async (_who, path, credential, status) => {
    expect((await ask('GET', path, await credential())).status).toBe(status);
  });

  test.each([
    ['another store', 'PUT', '/v1/receipts/receipt-9', { storeId: '293' }, 403, 'store-mismatch'],
    ['an unknown path', 'GET', '/v1/nothing', undefined, 404, 'not-found'],
    ['a wrong method', 'PUT', '/v1/quotes', {}, 405, 'method-not-allowed'],
  ] as const)('%s', async (_what, method, path, change, status, code) => {
    const body = change === undefined ? undefined : { ...receipt(100), ...change };
    const answer = await ask(method, path, tillKey, body);
    expect([answer.status, answer.headers.get('content-type')]).toEqual([status, 'application/problem+json']);
    expect(await answer.json()).toMatchObject({ code });
  });

  test('the page and the document are for everybody', async () => {
    expect((await api.GET('/openapi.json')).data).toMatchObject({ openapi: '3.1.1' });
    const page = await api.GET('/docs', { parseAs: 'text' });
    expect(page.response.headers.get('content-type')).toContain('text/html');
    expect((await api.GET('/health')).response.status).toBe(200);
  });
});
