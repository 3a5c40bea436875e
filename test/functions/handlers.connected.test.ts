import type { Server } from 'node:http';
import type { APIGatewayProxyEventV2, APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { routeDocuments } from '#api-document/route-documents.ts';
import { enrolAnswer } from '#contracts/http/members.ts';
import { quoteAnswer } from '#contracts/http/quote.ts';
import { receiptAnswer } from '#contracts/http/receipt.ts';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';
import { randomIds, systemClock } from '#operations/random.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { tillKeys } from '#table/till-keys.ts';
import { serveAws } from '../fixtures/aws-services.ts';
import { call, context, recorded } from '../fixtures/edge.ts';
import { handAt } from '../fixtures/hand.ts';
import { houseOn } from '../fixtures/house.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';

const TABLE = 'handlers';
const KEY = 'handlersOfTheApi';
let services: Server;
let tillKey: string;

beforeAll(async () => {
  const endpoint = inject('dynamodbEndpoint');
  const aws = await serveAws({ GetSecretValue: () => ({ SecretString: 'a seal secret for the tests' }) });
  services = aws.server;
  Object.assign(process.env, {
    AWS_REGION: 'eu-central-1',
    AWS_ACCESS_KEY_ID: KEY,
    AWS_SECRET_ACCESS_KEY: 'local',
    AWS_ENDPOINT_URL_DYNAMODB: endpoint,
    AWS_ENDPOINT_URL_SECRETS_MANAGER: aws.url,
    TABLE_NAME: TABLE,
    SHARD_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/123456789012/shards',
    SEAL_SECRET_ARN: 'arn:aws:secretsmanager:eu-central-1:123456789012:secret:seal',
  });
  const table = await createTable(localClient(endpoint, KEY), TABLE);
  await houseOn(table, new Date().toISOString()).activate(
    monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel }),
  );
  const keys = tillKeys(table);
  tillKey = (await issueTillKey({ ...handAt(systemClock.now), keys, ids: randomIds }, ['292'])).key;
});

afterAll(() => {
  services.close();
});

interface Call {
  readonly path?: Record<string, string>;
  readonly query?: Record<string, string>;
  readonly body?: unknown;
  readonly subject?: string;
}

/** Calls a route's own handler with an event of its kind; what comes back has the documented form. */
async function ask(id: RouteId, { path, query, body, subject = '7c1f0c8e' }: Call = {}) {
  const route: Route = routes[id];
  const event: APIGatewayProxyEventV2 = recorded(route.actor === 'till' ? 'put-receipt' : 'get-me');
  event.routeKey = `${route.method} ${route.path}`;
  if (route.actor === 'member' || route.actor === 'admin')
    Object.assign(
      (event.requestContext as unknown as { authorizer: { jwt: { claims: object } } }).authorizer.jwt.claims,
      { sub: subject },
    );
  event.headers['content-type'] = 'application/json';
  event.pathParameters = path ?? {};
  event.queryStringParameters = query ?? {};
  event.body = body === undefined ? '' : JSON.stringify(body);
  const { handler } = await import(`../../functions/${route.handler}/handler.ts`);
  const result = await call(handler, event);
  const answer = JSON.parse(result.body ?? 'null');
  const documented = routeDocuments[id].answers.find(({ status }) => status === result.statusCode);
  if (documented?.schema) expect(documented.schema.safeParse(answer).error?.issues).toBeUndefined();
  return { status: result.statusCode, headers: result.headers, answer };
}

const sale = (amountMinor: number, change: object = {}) => ({
  occurredAt: new Date().toISOString(),
  currency: 'RUB',
  lines: [{ sku: 'BISCUITS-200G', quantity: 1, amountMinor }],
  ...change,
});

describe('the authorizer', () => {
  const authorize = async (authorization: string, routeKey = 'PUT /v1/receipts/{receiptId}') => {
    const event = recorded<APIGatewayRequestAuthorizerEventV2>('authorize-till');
    event.headers = { authorization };
    event.routeKey = routeKey;
    const { handler } = await import('../../functions/authorize-till/handler.ts');
    return handler(event, context);
  };

  test('lets a key in and says for which stores it speaks', async () => {
    expect(await authorize(tillKey)).toEqual({
      isAuthorized: true,
      context: {
        keyId: tillKey.split('_')[1],
        stores: '292',
        scopes: 'pos/receipts.write pos/receipts.read pos/members.enrol pos/members.resolve',
        kind: 'live',
      },
    });
  });

  test.each([
    ['nothing', () => ''],
    ['another secret', () => `${tillKey.slice(0, -1)}${tillKey.endsWith('A') ? 'B' : 'A'}`],
    ['an unknown key', () => tillKey.replace(/_[a-z0-9]{12}_/, '_zzzzzzzzzzzz_')],
    ['a bearer token', () => `Bearer ${tillKey}`],
  ])('keeps %s out', async (_name, shown) => {
    expect(await authorize(shown())).toEqual({ isAuthorized: false });
  });

  test.each(['GET /v1/me', 'GET /v1/admin/members/{memberId}', '$default'])(
    'does not open %s to a till',
    async (routeKey) => {
      expect(await authorize(tillKey, routeKey)).toEqual({ isAuthorized: false });
    },
  );
});

test('a till, an app and support, from the first receipt to the reasons', async () => {
  const early = await ask('scoreReceipt', {
    path: { receiptId: 'early-0001' },
    body: sale(500_000, { cardNumber: 'LC-100042' }),
  });
  expect([early.status, early.answer.disposition]).toEqual([202, 'unmatched']);

  const enrolment = { cardNumber: 'LC-100042', name: 'Anna', phone: '+79161234567' };
  const enrolled = await ask('enrolMember', { body: enrolment });
  expect([enrolled.status, enrolled.answer.claimed]).toEqual([201, 1]);
  const { memberId, linkCode } = enrolAnswer.parse(enrolled.answer);
  const again = await ask('enrolMember', { body: enrolment });
  expect([again.status, again.answer.memberId, again.answer.linkCode]).toEqual([200, memberId, linkCode]);
  expect((await ask('enrolMember', { body: { ...enrolment, name: 'Olga' } })).answer.code).toBe('card-taken');

  expect((await ask('resolveCard', { body: { cardNumber: 'LC-100042' } })).answer).toEqual({
    memberId,
    statuses: [{ system: 'level', status: 'bronze', title: 'Bronze' }],
    standingDiscount: null,
  });
  expect((await ask('resolveCard', { body: { cardNumber: 'LC-999999' } })).answer).toEqual({
    memberId: null,
    statuses: [],
    standingDiscount: null,
  });

  const basket = sale(1_000_000, { cardNumber: 'LC-100042' });
  const quoted = quoteAnswer.parse((await ask('quoteReceipt', { body: basket })).answer);
  expect(quoted).toMatchObject({ memberId, discountMinor: 20_000, soldMinor: 980_000 });
  const receipt = { path: { receiptId: '292-0417-000871' }, body: { ...basket, quote: quoted.token } };
  const scored = await ask('scoreReceipt', receipt);
  expect(scored.status).toBe(201);
  expect(receiptAnswer.parse(scored.answer)).toMatchObject({
    quote: 'honoured',
    memberId,
    soldMinor: 980_000,
    statuses: [{ system: 'level', before: 'bronze', after: 'silver' }],
  });
  const replayed = await ask('scoreReceipt', receipt);
  expect([replayed.status, replayed.headers?.['idempotency-replayed']]).toEqual([200, 'true']);
  expect(replayed.answer).toEqual(scored.answer);
  const read = await ask('readReceipt', { path: receipt.path, query: { storeId: '292' } });
  expect(read.answer).toEqual({ ...scored.answer, left: null, refused: [] });
  expect((await ask('readReceipt', { path: receipt.path, query: { storeId: '321' } })).answer.code).toBe(
    'store-mismatch',
  );
  const forged = { ...basket, quote: `${quoted.token}x` };
  const refused = await ask('scoreReceipt', { path: { receiptId: 'forged-0001' }, body: forged });
  expect(refused.answer.code).toBe('quote-invalid');

  expect((await ask('readMe')).answer).toMatchObject({ status: 404, code: 'not-enrolled' });
  expect((await ask('linkMe', { body: {} })).answer).toEqual({ memberId });
  const byCard = { cardNumber: 'LC-100042', code: linkCode };
  const wrong = { ...byCard, code: linkCode === '00000000' ? '00000001' : '00000000' };
  expect((await ask('linkMe', { subject: 'other-login', body: wrong })).answer.code).toBe('link-refused');
  expect((await ask('linkMe', { subject: 'other-login', body: byCard })).answer).toEqual({ memberId });
  expect((await ask('readMe')).answer.statuses).toEqual([
    { system: 'level', title: 'Level', status: 'silver', statusTitle: 'Silver' },
  ]);
  const { statuses } = (await ask('readMyStatuses')).answer;
  expect(statuses[0]).toMatchObject({
    status: 'silver',
    progress: { counter: 'turnover', unit: 'money', currency: 'RUB', value: 1_480_000 },
    next: { status: 'gold', missing: 520_001 },
    keep: { missing: 0 },
  });
  const why = await ask('explainMyStatus', { query: { system: 'level' } });
  expect(why.answer.entries.map((entry: { receiptId: string }) => entry.receiptId).sort()).toEqual([
    '292-0417-000871',
    'early-0001',
  ]);
  expect((await ask('explainMyStatus', { query: { system: 'none' } })).answer.code).toBe('unknown-system');
  expect((await ask('explainMyStatus')).answer.errors[0]).toMatchObject({
    pointer: '/query/system',
    code: 'required',
  });

  const support = await ask('readMember', { path: { memberId } });
  expect(support.answer).toMatchObject({
    contact: { name: 'Anna', phone: '+*********67' },
    entries: { count: 2 },
  });
  const first = await ask('readMemberHistory', { path: { memberId }, query: { limit: '1' } });
  expect(first.answer.items).toMatchObject([{ seq: 2, kind: 'status-changed', to: 'silver' }]);
  const cursor: string = first.answer.next;
  const second = await ask('readMemberHistory', { path: { memberId }, query: { limit: '1', cursor } });
  expect(second.answer).toMatchObject({ items: [{ seq: 1, kind: 'enrolled' }], next: null });
  const stranger = { path: { memberId: 'mSomebodyElse' }, query: { cursor } };
  expect((await ask('readMemberHistory', stranger)).answer.code).toBe('invalid-cursor');
});

test('a phone in clear is told before it is answered, and what was told is read a page at a time', async () => {
  const enrolled = await ask('enrolMember', {
    body: { cardNumber: 'LC-100077', name: 'Olga', phone: '+79161230077' },
  });
  const { memberId } = enrolled.answer;
  const path = { memberId };
  const contact = (query: Record<string, string>) =>
    ask('readMemberContact', { path, query, subject: 'ada' });
  const { status, headers, answer } = await contact({ reason: 'the delivery did not find them' });
  expect([status, answer]).toEqual([200, { memberId, name: 'Olga', phone: '+79161230077' }]);
  expect(headers?.['cache-control']).toBe('no-store');
  await contact({ reason: 'and again' });
  expect((await contact({})).answer.errors).toMatchObject([{ pointer: '/query/reason', code: 'required' }]);
  for (const [reason, code] of [
    ['', 'length'],
    ['r'.repeat(201), 'length'],
    ['two\nlines', 'text'],
    ['4111 1111 1111 1111', 'pan-detected'],
  ] as const)
    expect((await contact({ reason })).answer.errors).toMatchObject([{ pointer: '/query/reason', code }]);
  const nobody = { path: { memberId: 'mSomebodyElse' }, query: { reason: 'asked' } };
  expect((await ask('readMemberContact', nobody)).answer.code).toBe('not-found');

  const page = (query: Record<string, string>) => ask('readAudit', { query });
  const first = await page({ memberId, limit: '1' });
  expect(first.answer.items).toMatchObject([
    {
      actor: { kind: 'administrator', issuer: 'https://login.example.com', subject: 'ada', name: null },
      action: 'contact.read',
      subject: { kind: 'member', id: memberId },
      reason: 'and again',
      self: 'not-checkable',
    },
  ]);
  const { next: cursor } = first.answer;
  const second = await page({ memberId, limit: '1', cursor });
  expect(second.answer).toMatchObject({ items: [{ reason: 'the delivery did not find them' }], next: null });
  expect((await page({ limit: '1', cursor })).answer.code).toBe('invalid-cursor');
  expect((await page({ memberId, action: 'till-key.created' })).answer).toEqual({ items: [], next: null });
  expect((await page({ action: 'till-key.created' })).answer.items).toMatchObject([
    { actor: { kind: 'operator', identity: 'tester@desk' }, self: null },
  ]);
  expect((await page({ since: '2100-01-01T00:00:00Z' })).answer.items).toEqual([]);
  expect(JSON.stringify((await page({})).answer)).not.toContain('9161230077');
  for (const [query, pointer] of [
    [{ memberId: 'a#b' }, '/query/memberId'],
    [{ action: 'everything' }, '/query/action'],
    [{ since: '2026-11-01' }, '/query/since'],
    [{ limit: '101' }, '/query/limit'],
  ] as const)
    expect((await page(query)).answer.errors).toMatchObject([{ pointer }]);
});

test('what follows a receipt: before it, after it, and again', async () => {
  const path = { receiptId: '292-0418-000001' };
  const happened = { occurredAt: new Date().toISOString() };
  const back = {
    path: { ...path, returnId: 'r-1' },
    body: { ...happened, lines: [{ line: 0, quantity: 0.5 }] },
  };
  const early = await ask('returnReceipt', back);
  expect([early.status, early.answer.disposition]).toEqual([202, 'parked']);
  const tooMuch = { path: { ...path, returnId: 'r-2' }, body: { ...happened, amountMinor: 10_001 } };
  expect((await ask('returnReceipt', tooMuch)).status).toBe(202);
  const { status, answer: sold } = await ask('scoreReceipt', {
    path,
    body: sale(10_000, { payments: [{ amountMinor: 4_000 }] }),
  });
  expect([status, sold.soldMinor, sold.left]).toEqual([201, 10_000, undefined]);

  const again = await ask('returnReceipt', back);
  expect([again.status, again.headers?.['idempotency-replayed']]).toEqual([200, 'true']);
  expect(again.answer).toMatchObject({ disposition: 'anonymous', soldMinor: 5_000, refundedMinor: 2_000 });
  expect((await ask('returnReceipt', tooMuch)).answer.code).toBe('return-exceeds-original');

  const paying = { path: { ...path, paymentId: 'p-1' }, body: { ...happened, amountMinor: 6_000 } };
  const paid = await ask('payReceipt', paying);
  // The goods are back, and money came after them.
  expect([paid.status, paid.answer.paidMinor, paid.answer.notes]).toEqual([
    201,
    8_000,
    ['paid-exceeds-sold'],
  ]);
  const paidAgain = await ask('payReceipt', paying);
  expect([paidAgain.status, paidAgain.headers?.['idempotency-replayed']]).toEqual([200, 'true']);
  expect(paidAgain.answer).toEqual(paid.answer);
  const other = await ask('payReceipt', { ...paying, body: { ...paying.body, paymentId: 'p-2' } });
  expect(other.answer.code).toBe('id-mismatch');

  expect((await ask('readReceipt', { path })).answer).toEqual({
    ...sold,
    left: {
      soldMinor: 5_000,
      paidMinor: 8_000,
      refundedMinor: 2_000,
      lines: [{ line: 0, quantity: 0.5, amountMinor: 5_000 }],
    },
    refused: [{ kind: 'return', id: 'r-2', code: 'return-exceeds-original' }],
  });
});

test('a sweep takes its messages one by one, and gives back only what failed', async () => {
  const { handler } = await import('../../functions/sweep-shard/handler.ts');
  const message = (messageId: string, body: string) => ({
    messageId,
    receiptHandle: `handle-${messageId}`,
    body,
    attributes: {
      ApproximateReceiveCount: '1',
      SentTimestamp: '1773501606114',
      SenderId: '123456789012',
      ApproximateFirstReceiveTimestamp: '1773501606115',
    },
    messageAttributes: {},
    md5OfBody: '',
    eventSource: 'aws:sqs',
    eventSourceARN: 'arn:aws:sqs:eu-central-1:123456789012:shards',
    awsRegion: 'eu-central-1',
  });
  const Records = [message('a', '{"shard":0}'), message('b', '{"shard":64}'), message('c', '{"shard":63}')];
  expect(await handler({ Records }, context)).toEqual({ batchItemFailures: [{ itemIdentifier: 'b' }] });
});
