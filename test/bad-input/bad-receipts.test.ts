import { describe, expect, test } from 'vitest';
import { bodyWith, call, problemIn, receiptEvent, scoringEdge } from '../fixtures/edge.ts';
import { refused, taken } from './bad-receipts.ts';

describe('bad input of a receipt is refused, with its place, and nothing is stored', () => {
  test.each(refused.map((row) => [row[0], row[1], row] as const))('%s %s', async (_row, _what, row) => {
    const [, , sent, status, code, pointer, error] = row;
    const { handler, entries } = scoringEdge();
    const result = await call(handler, receiptEvent(sent));
    const problem = problemIn(result);
    expect(problem).toMatchObject({ status, code, instance: 'JKJaXmPLvHcESHA=' });
    expect(result.statusCode).toBe(status);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(problem.type).toBe(`/docs#problem-${code}`);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
    if (error !== undefined) expect(problem.errors?.[0]?.code).toBe(error);
    expect(entries.size).toBe(0);
  });
});

describe('what looks odd and is legal is taken', () => {
  test.each(taken.map((row) => [row[0], row[1], row] as const))('%s %s', async (_row, _what, row) => {
    const [, , sent, amountMinor, occurredAt] = row;
    const { handler } = scoringEdge();
    const result = await call(handler, receiptEvent(sent));
    expect(result.statusCode).toBe(201);
    const answer = JSON.parse(result.body ?? '');
    expect(answer).toMatchObject({ amountMinor, disposition: 'anonymous', storeId: '292' });
    if (occurredAt !== undefined) expect(answer.occurredAt).toBe(occurredAt);
  });

  test('46 an unknown card is stored and counts for nobody yet', async () => {
    const { handler } = scoringEdge();
    const result = await call(handler, receiptEvent({ body: bodyWith({ cardNumber: 'LC-100042' }) }));
    expect(result.statusCode).toBe(202);
    expect(JSON.parse(result.body ?? '')).toMatchObject({ disposition: 'unmatched', memberId: null });
  });
});

describe('the same meaning is the same receipt', () => {
  const first = bodyWith({ lines: [{ sku: 'Café', quantity: 1, amountMinor: 0 }], attempt: 1 });
  test.each([
    [
      '23',
      'other order and white space',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(first)).reverse()), null, 2),
    ],
    ['23', '1.0 for 1', first.replace('"quantity":1', '"quantity":1.0')],
    ['30', '-0 for 0', first.replace('"amountMinor":0', '"amountMinor":-0')],
    ['60', 'another normal form', first.replace('Café', 'Cafe\u0301')],
    ['19', 'another attempt', first.replace('"attempt":1', '"attempt":2')],
  ])('%s %s', async (_row, _what, again) => {
    const { handler, entries } = scoringEdge();
    const one = await call(handler, receiptEvent({ body: first }));
    const two = await call(handler, receiptEvent({ body: again }));
    expect([one.statusCode, two.statusCode]).toEqual([201, 200]);
    expect(two.headers?.['idempotency-replayed']).toBe('true');
    expect(two.body).toBe(one.body);
    expect(entries.size).toBe(1);
  });

  test('20 another amount under the same id is refused', async () => {
    const { handler } = scoringEdge();
    await call(handler, receiptEvent({ body: first }));
    const other = await call(
      handler,
      receiptEvent({ body: first.replace('"amountMinor":0', '"amountMinor":1') }),
    );
    expect(problemIn(other)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  });
});
