import { describe, expect, test } from 'vitest';
import { problemIn } from '../fixtures/edge.ts';
import { type FollowUpRoute, followUpEdge, SOLD, soldEdge } from '../fixtures/follow-up-edge.ts';
import { paymentWith, refusedFollowUps, returnWith } from './bad-follow-ups.ts';

const bodies = { returns: returnWith, payments: paymentWith } as const;
const both = ['returns', 'payments'] as const satisfies readonly FollowUpRoute[];

describe('bad input of what follows a receipt is refused, with its place, and nothing is stored', () => {
  test.each(refusedFollowUps.map((row) => [row[0], row[1], row[2], row] as const))(
    '%s %s: %s',
    async (_row, _route, _what, row) => {
      const [, route, , sent, status, code, pointer, error] = row;
      const edge = await soldEdge();
      const before = await edge.placeOf();
      const result = await edge.send(route, sent);
      const problem = problemIn(result);
      expect(problem).toMatchObject({ status, code, type: `/docs#problem-${code}` });
      expect(result.statusCode).toBe(status);
      expect(result.headers?.['content-type']).toBe('application/problem+json');
      expect(problem.errors?.[0]?.pointer).toBe(pointer);
      if (error !== undefined) expect(problem.errors?.[0]?.code).toBe(error);
      expect(await edge.placeOf()).toEqual(before);
    },
  );

  test('34 500 lines are looked at', async () => {
    const edge = await soldEdge();
    const lines = Array.from({ length: 500 }, () => ({ line: 0, quantity: 0.001 }));
    const result = await edge.send('returns', { body: returnWith({ all: undefined, lines }) });
    expect(result.statusCode).toBe(201);
    expect(JSON.parse(result.body ?? '')).toMatchObject({ lines: [{ line: 0, quantity: 0.5 }] });
  });
});

describe('53 what comes before its receipt waits', () => {
  test.each(both)('%s', async (route) => {
    const edge = followUpEdge();
    const first = await edge.send(route, { body: bodies[route]() });
    const again = await edge.send(route, { body: bodies[route]() });
    expect([first.statusCode, again.statusCode]).toEqual([202, 200]);
    expect(first.headers?.['idempotency-replayed']).toBeUndefined();
    expect(again.headers?.['idempotency-replayed']).toBe('true');
    expect(again.body).toBe(first.body);
    expect(JSON.parse(first.body ?? '')).toMatchObject({
      disposition: 'parked',
      receiptId: SOLD,
      saleStoreId: '292',
      businessDay: null,
      programVersion: null,
      currency: null,
      memberId: null,
    });
    const other = await edge.send(route, { body: bodies[route]({ currency: 'RUB' }) });
    expect(problemIn(other)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  });

  test('twenty wait, and no more', async () => {
    const edge = followUpEdge();
    for (let number = 0; number < 20; number += 1) {
      const { statusCode } = await edge.send('payments', { id: `p-${number}`, body: paymentWith() });
      expect(statusCode).toBe(202);
    }
    const tooMany = await edge.send('returns', { body: returnWith() });
    expect(problemIn(tooMany)).toMatchObject({ status: 422, code: 'parked-too-many' });
  });

  test('and counts with it: the same again is answered what it has become', async () => {
    const edge = followUpEdge();
    await edge.enrol('LC-100042');
    await edge.send('returns', { body: returnWith() });
    await edge.sell(SOLD, 'LC-100042');
    const again = await edge.send('returns', { body: returnWith() });
    expect(again.statusCode).toBe(200);
    expect(JSON.parse(again.body ?? '')).toMatchObject({ disposition: 'scored', soldMinor: 24_000 });
    const late = await edge.send('returns', { id: 'f-2', body: returnWith() });
    expect(problemIn(late)).toMatchObject({ code: 'return-exceeds-original', errors: [{ pointer: '/all' }] });
  });

  test('one that could not be right is answered so from then on', async () => {
    const edge = followUpEdge();
    const body = returnWith({ all: undefined, amountMinor: 24_001 });
    expect((await edge.send('returns', { body })).statusCode).toBe(202);
    await edge.sell(SOLD, null);
    const again = await edge.send('returns', { body });
    expect(problemIn(again)).toMatchObject({ status: 422, code: 'return-exceeds-original' });
  });

  test('of training, too: the receipt of training is not there, and nothing waits', async () => {
    const edge = followUpEdge();
    const sent = { body: returnWith(), kind: 'training' } as const;
    const results = [await edge.send('returns', sent), await edge.send('returns', sent)];
    expect(results.map(({ statusCode }) => statusCode)).toEqual([202, 202]);
    expect((await edge.placeOf()).place.awaited).toEqual([]);
  });
});

describe('D103 a key of training is answered like a live one, and writes nothing', () => {
  test.each([
    ['LC-100042', 'scored'],
    [null, 'anonymous'],
  ])('of a receipt of %s', async (cardNumber, disposition) => {
    const edge = followUpEdge();
    await edge.enrol('LC-100042');
    await edge.sell(SOLD, cardNumber);
    const before = await edge.placeOf();
    for (const route of both) {
      const result = await edge.send(route, { body: bodies[route](), kind: 'training' });
      expect(result.statusCode).toBe(201);
      expect(JSON.parse(result.body ?? '')).toMatchObject({ disposition });
    }
    expect(await edge.placeOf()).toEqual(before);
  });
});

describe('the same meaning is the same return', () => {
  const lines = [{ line: 0, quantity: 1 }];
  const first = JSON.stringify(returnWith({ all: undefined, lines }));
  test.each([
    [
      '23',
      'other order and white space',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(first)).reverse()), null, 2),
    ],
    ['23', '1.0 for 1', first.replace('"quantity":1', '"quantity":1.0')],
    ['44', 'another offset', first.replace('18:20:05+03:00', '15:20:05Z')],
    ['15', 'its stores by name', first.replace('{', '{"storeId":"292","saleStoreId":"292",')],
    ['17', 'its id in the body', first.replace('{', '{"returnId":"f-1",')],
  ])('%s %s', async (_row, _what, again) => {
    const edge = await soldEdge();
    const one = await edge.send('returns', { body: first });
    const two = await edge.send('returns', { body: again });
    expect([one.statusCode, two.statusCode]).toEqual([201, 200]);
    expect(two.headers?.['idempotency-replayed']).toBe('true');
    expect(two.body).toBe(one.body);
    expect((await edge.placeOf()).followUps).toHaveLength(1);
  });

  test.each([
    ['20', 'another quantity', first.replace('"quantity":1', '"quantity":2')],
    ['20', 'all of it', JSON.stringify(returnWith())],
    ['20', 'another moment', first.replace('18:20:05', '18:20:06')],
    ['20', 'what was handed back', first.replace('{', '{"refundedMinor":1,')],
    ['21', 'the card', first.replace('{', '{"cardNumber":"LC-100042",')],
  ])('%s %s under the same id is refused', async (_row, _what, other) => {
    const edge = await soldEdge();
    await edge.send('returns', { body: first });
    const result = await edge.send('returns', { body: other });
    expect(problemIn(result)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  });

  test('22 a return and a payment may have one id, and that of their receipt: they lie under it', async () => {
    const edge = await soldEdge();
    const payment = await edge.send('payments', { id: SOLD, body: paymentWith() });
    const returned = await edge.send('returns', { id: SOLD, body: returnWith() });
    expect([payment.statusCode, returned.statusCode]).toEqual([201, 201]);
  });

  test('what follows it changes no answer that was given before', async () => {
    const edge = await soldEdge();
    const body = paymentWith({ amountMinor: 1 });
    const one = await edge.send('payments', { body });
    await edge.send('returns', { body: returnWith() });
    const two = await edge.send('payments', { body });
    expect(JSON.parse(one.body ?? '')).toMatchObject({ paidMinor: 24_001, notes: ['paid-exceeds-sold'] });
    expect(two.body).toBe(one.body);
  });
});

describe('what looks odd and is legal is taken', () => {
  test.each([
    ['42 a return of a year ago is never too old', 'returns', returnWith()],
    ['61 money by one minor unit', 'returns', returnWith({ all: undefined, amountMinor: 1 })],
    ['27 1e2', 'payments', `{"occurredAt":"2026-03-14T15:20:05Z","amountMinor":1e2}`],
    ['45 lower case', 'payments', paymentWith({ occurredAt: '2026-03-14t15:20:05z' })],
    [
      '57 a day before its sale, to the second',
      'returns',
      returnWith({ occurredAt: '2026-03-13T15:20:05Z' }),
    ],
    ['43 a payment before its bill', 'payments', paymentWith({ occurredAt: '2026-01-01T00:00:00Z' })],
    ['29 handed back nothing', 'returns', returnWith({ refundedMinor: 0 })],
    ['30 handed back -0', 'returns', '{"occurredAt":"2026-03-14T15:20:05Z","all":true,"refundedMinor":-0}'],
    ['56 the own card in small letters', 'returns', returnWith({ cardNumber: 'lc-100042' })],
    ['56 the own currency', 'payments', paymentWith({ currency: 'RUB' })],
  ] as const)('%s', async (_what, route, body) => {
    const edge = await soldEdge();
    const result = await edge.send(route, { body });
    expect(result.statusCode).toBe(201);
    expect(JSON.parse(result.body ?? '')).toMatchObject({ disposition: 'scored', businessDay: '2026-03-14' });
  });

  test('41 a clock up to a day ahead', async () => {
    const edge = await soldEdge();
    const result = await edge.send('returns', { body: returnWith({ occurredAt: '2026-03-15T15:20:06Z' }) });
    expect(JSON.parse(result.body ?? '')).toMatchObject({ clockAhead: true, disposition: 'scored' });
  });

  test('46 of a receipt that waits for its card', async () => {
    const edge = followUpEdge();
    await edge.sell(SOLD, 'LC-900000');
    const result = await edge.send('returns', { body: returnWith() });
    expect(result.statusCode).toBe(202);
    const answer = JSON.parse(result.body ?? '');
    expect(answer).toMatchObject({ disposition: 'unmatched', memberId: null, soldMinor: 24_000 });
    // Once claimed, it has a member; its till is told what it was told before.
    await edge.enrol('LC-900000');
    const again = await edge.send('returns', { body: returnWith() });
    expect([again.statusCode, again.body]).toEqual([200, result.body]);
  });

  test('49 of a receipt of nobody', async () => {
    const edge = followUpEdge();
    await edge.sell(SOLD, null);
    const result = await edge.send('payments', { body: paymentWith() });
    expect(result.statusCode).toBe(201);
    expect(JSON.parse(result.body ?? '')).toMatchObject({ disposition: 'anonymous', memberId: null });
  });

  test('53 at another store of the brand', async () => {
    const edge = await soldEdge();
    const elsewhere = await edge.send('returns', { stores: '381', body: returnWith() });
    expect(JSON.parse(elsewhere.body ?? '')).toMatchObject({ disposition: 'parked', saleStoreId: '381' });
    const result = await edge.send('returns', { stores: '381', body: returnWith({ saleStoreId: '292' }) });
    expect(JSON.parse(result.body ?? '')).toMatchObject({
      disposition: 'scored',
      storeId: '381',
      saleStoreId: '292',
    });
  });
});
