import { afterEach, describe, expect, test, vi } from 'vitest';
import * as z from 'zod';
import { type BatchItem, batchBody, batchRequestOf } from '#contracts/http/batch.ts';
import { itemRoute, workedOff } from '#lambda/batch-items.ts';
import { answer, type Outcome } from '#lambda/http-answer.ts';
import { logger } from '#lambda/instruments.ts';

/** What a batch does with its items (D102), whatever they are. */

const till = { keyId: 'abcdefgh2345', stores: ['292'], kind: 'live' } as const;
const item = (id: string, body: Readonly<Record<string, unknown>> = {}): BatchItem => ({
  kind: 'receipt',
  id,
  body,
});

const form = { path: z.strictObject({ receiptId: z.string() }), body: z.strictObject({ amount: z.int() }) };

/** Works off with an act that notes in which order it was asked. */
async function outcomes(items: readonly unknown[], act: (id: string) => Promise<Outcome>) {
  const asked: string[] = [];
  const route = itemRoute(form, async ({ path }) => {
    asked.push(path.receiptId);
    return await act(path.receiptId);
  });
  const answers = await workedOff(items, () => route, { till, requestId: 'r-1' });
  return { asked, answers };
}

const taken = async (id: string): Promise<Outcome> => answer(201, { id });
const fine = { amount: 1 };

afterEach(() => vi.restoreAllMocks());

describe('the items of a batch', () => {
  test('are worked off one after the other, and answered in their order', async () => {
    const slowFirst = async (id: string): Promise<Outcome> => {
      await new Promise((resolve) => setTimeout(resolve, id === 'a' ? 20 : 0));
      return taken(id);
    };
    const { asked, answers } = await outcomes([item('a', fine), item('b', fine)], slowFirst);
    expect(asked).toEqual(['a', 'b']);
    expect(answers).toEqual([
      { status: 201, body: { id: 'a' } },
      { status: 201, body: { id: 'b' } },
    ]);
  });

  test('one of another form, one that is refused and one that fails harm no other', async () => {
    const act = async (id: string): Promise<Outcome> => {
      if (id === 'refused')
        return { kind: 'refused', code: 'negative-sale', detail: 'No.', pointer: '/lines' };
      if (id === 'broken') throw new Error('a fault');
      return taken(id);
    };
    const { answers } = await outcomes(
      [item('bad', { amount: 'x' }), item('refused', fine), item('broken', fine), item('good', fine)],
      act,
    );
    expect(answers.map(({ status }) => status)).toEqual([400, 422, 500, 201]);
    expect(answers[0]?.body).toMatchObject({
      code: 'schema',
      errors: [{ pointer: '/amount' }],
      instance: 'r-1',
    });
    expect(answers[1]?.body).toMatchObject({ code: 'negative-sale', errors: [{ pointer: '/lines' }] });
    expect(JSON.stringify(answers[2]?.body)).not.toContain('a fault');
  });

  test.each<[string, unknown, string]>([
    ['no object', 7, ''],
    ['nothing', null, ''],
    ['an unknown kind', { ...item('x', fine), kind: 'gift' }, '/kind'],
    ['an id with a space', item('x y', fine), '/id'],
    ['a field that nobody knows', { ...item('x', fine), more: 1 }, '/more'],
    ['a body that is none', { ...item('x'), body: null }, '/body'],
    ['a store that is none', { ...item('x', fine), storeId: null }, '/storeId'],
    [
      'a store that is not that of its body',
      { ...item('x', { ...fine, storeId: '292' }), storeId: '293' },
      '/storeId',
    ],
  ])('%s is answered by itself', async (_, bad, pointer) => {
    const { asked, answers } = await outcomes([bad, item('good', fine)], taken);
    expect(asked).toEqual(['good']);
    expect(answers.map(({ status }) => status)).toEqual([400, 201]);
    expect(answers[0]?.body).toMatchObject({ code: 'schema', errors: [{ pointer }] });
  });

  test('what fails or is to be sent again is in the log by its place, and what the till did wrong is not', async () => {
    const error = vi.spyOn(logger, 'error').mockReturnValue(undefined);
    const act = async (id: string): Promise<Outcome> => {
      if (id === 'busy') throw Object.assign(new Error('slow down'), { name: 'ThrottlingException' });
      if (id === 'broken') throw new Error('a fault');
      return taken(id);
    };
    const sent = [item('bad', { amount: 'x' }), item('busy', fine), item('good', fine), item('broken', fine)];
    const { answers } = await outcomes(sent, act);
    expect(answers.map(({ status }) => status)).toEqual([400, 503, 201, 500]);
    expect(error.mock.calls).toEqual([
      ['fault', expect.objectContaining({ requestId: 'r-1', item: 1 })],
      ['fault', expect.objectContaining({ requestId: 'r-1', item: 3 })],
    ]);
  });

  test('what does not fit in the time is to be sent again, each by itself', async () => {
    let clock = 0;
    vi.spyOn(performance, 'now').mockImplementation(() => clock);
    const slow = async (id: string): Promise<Outcome> => {
      clock += 15_000;
      return taken(id);
    };
    const { asked, answers } = await outcomes(
      ['a', 'b', 'c', 'd'].map((id) => item(id, fine)),
      slow,
    );
    expect(asked).toEqual(['a', 'b']);
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 503, 503]);
    expect(answers[3]?.body).toMatchObject({ code: 'try-again' });
  });
});

describe('an item as its own route', () => {
  test.each([
    ['receipt', { receiptId: 'x' }],
    ['return', { receiptId: 's', returnId: 'x' }],
    ['payment', { receiptId: 's', paymentId: 'x' }],
    ['visit', { visitId: 'x' }],
    ['visit-payment', { visitId: 's', paymentId: 'x' }],
    ['activity', { activityId: 'x' }],
  ] as const)('%s', (kind, path) => {
    expect(batchRequestOf({ kind, id: 'x', saleId: 's', storeId: '292', body: { a: 1 } })).toEqual({
      path,
      body: { storeId: '292', a: 1 },
    });
  });

  test('a hundred are taken, one more and none are not', () => {
    const some = (count: number) => ({ items: Array.from({ length: count }, () => item('r', fine)) });
    expect([0, 1, 100, 101].map((count) => batchBody.safeParse(some(count)).success)).toEqual([
      false,
      true,
      true,
      false,
    ]);
    expect(batchBody.safeParse({ items: [{ kind: 'gift', id: 'x', body: {} }] }).success).toBe(false);
  });
});
