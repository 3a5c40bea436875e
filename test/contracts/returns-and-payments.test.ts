import { describe, expect, test } from 'vitest';
import { paymentAnswer, paymentBody, paymentOf, takenPaymentOf } from '#contracts/http/payment.ts';
import { returnAnswer, returnBody, returnOf, takenReturnOf } from '#contracts/http/return.ts';
import type { Entry, PaymentBody, ReturnBody } from '#domain/member/entry.ts';
import { about, paid, payment, returned, sold, told } from '../fixtures/followed-sale.ts';
import { at } from '../fixtures/scenario.ts';

const RECEIPT = { receiptId: '292-0417-000871', storeId: '381' };
const happened = { occurredAt: '2026-03-16T11:02:40.250+03:00' };

describe('from the wire', () => {
  test.each([
    [{ all: true }, { kind: 'all' }],
    [
      {
        lines: [
          { line: 1, quantity: 1.255 },
          { line: 0, quantity: 0 },
        ],
      },
      {
        kind: 'lines',
        lines: [
          { line: 1, quantityThousandths: 1255 },
          { line: 0, quantityThousandths: 0 },
        ],
      },
    ],
    [{ amountMinor: 1 }, { kind: 'amount', amountMinor: 1 }],
  ])('a return of %j', (written, returned) => {
    const body = returnBody.parse({ ...happened, ...written });
    expect(returnOf(body, { ...RECEIPT, returnId: 'r-1' })).toStrictEqual({
      receiptId: '292-0417-000871',
      // The store is the till's own, unless another is named.
      saleStoreId: '381',
      cardNumber: null,
      currency: null,
      told: {
        kind: 'return',
        id: 'r-1',
        storeId: '381',
        occurredAt: 1_773_648_160_250,
        returned,
        refundedMinor: null,
      },
    });
  });

  test('everything that a return may say', () => {
    const said = { saleStoreId: '292', cardNumber: 'lc-100042', currency: 'RUB', refundedMinor: 0 };
    const body = returnBody.parse({ ...happened, ...said, all: true });
    const asked = returnOf(body, { ...RECEIPT, returnId: 'r-1' });
    expect(asked).toMatchObject({ saleStoreId: '292', cardNumber: 'LC-100042', currency: 'RUB' });
    expect(asked.told).toMatchObject({ storeId: '381', refundedMinor: 0 });
  });

  test('how it was paid is read as in a receipt, and is no part of the meaning', () => {
    const said = { ...happened, amountMinor: 29_000 };
    const of = { ...RECEIPT, paymentId: 'p-1' };
    const plain = paymentOf(paymentBody.parse(said), of);
    expect(paymentOf(paymentBody.parse({ ...said, kind: 'card' }), of)).toStrictEqual(plain);
  });

  test('a payment', () => {
    const body = paymentBody.parse({ ...happened, saleStoreId: '292', amountMinor: 29_000 });
    expect(paymentOf(body, { ...RECEIPT, paymentId: 'p-1' })).toStrictEqual({
      receiptId: '292-0417-000871',
      saleStoreId: '292',
      cardNumber: null,
      currency: null,
      told: {
        kind: 'payment',
        id: 'p-1',
        storeId: '381',
        occurredAt: 1_773_648_160_250,
        amountMinor: 29_000,
      },
    });
  });
});

const head = {
  receiptId: '292-0417-000871',
  saleStoreId: '292',
  storeId: '381',
  disposition: 'scored',
  clockAhead: false,
  occurredAt: '2026-03-16T08:02:40.000Z',
  businessDay: '2026-03-14',
  receivedAt: '2026-03-16T08:02:41.302Z',
  programVersion: 4,
  currency: 'RUB',
  memberId: 'm7Qf2xKp9RtZ',
  statuses: [{ system: 'level', before: 'gold', after: 'silver' }],
  categories: { added: [], removed: ['parents'] },
};

describe('to the wire', () => {
  const answerTo = (entry: Entry<ReturnBody | PaymentBody>, replayed = false) =>
    takenReturnOf({ ...about, told }, { kind: 'followed-up', entry, sold, replayed });
  const paidFor = (entry: Entry<ReturnBody | PaymentBody>) =>
    takenPaymentOf({ ...about, told: payment }, { kind: 'followed-up', entry, sold, replayed: false });

  test('the answer to a return', () => {
    const { body } = answerTo(returned());
    expect(returnAnswer.parse(body)).toStrictEqual(body);
    expect(body).toStrictEqual({
      ...head,
      returnId: 'r-1',
      lines: [{ line: 0, quantity: 1.005, amountMinor: 335 }],
      soldMinor: 335,
      refundedMinor: 223,
    });
  });

  test('the answer to a payment', () => {
    const { body } = paidFor(paid());
    expect(paymentAnswer.parse(body)).toStrictEqual(body);
    expect(body).toStrictEqual({
      ...head,
      paymentId: 'p-1',
      amountMinor: 500,
      paidMinor: 1_500,
      messages: ['Thank you.'],
      notes: [],
      reasons: [{ rule: 'paid-in-full', outcome: 'gave', percent: '0', because: {} }],
    });
  });

  test('what is more than was sold is noted', () => {
    expect(paidFor(paid({ paidMinor: 1_501 })).body.notes).toEqual(['paid-exceeds-sold']);
  });

  test.each([
    ['scored', false, 201],
    ['anonymous', false, 201],
    ['unmatched', false, 202],
    ['too-old', false, 202],
    ['scored', true, 200],
    ['unmatched', true, 200],
  ] as const)('%s, sent before: %s → %d', (disposition, replayed, status) => {
    const taken = answerTo(returned({ disposition }), replayed);
    expect([taken.status, taken.headers, taken.disposition]).toEqual([
      status,
      replayed ? { 'idempotency-replayed': 'true' } : {},
      disposition,
    ]);
    expect(taken.body.memberId).toBe(disposition === 'unmatched' ? null : 'm7Qf2xKp9RtZ');
  });

  test.each([
    [false, 202],
    [true, 200],
  ])('while it waits nothing is known of its sale; sent before: %s', (replayed, status) => {
    const outcome = { kind: 'parked', receivedAt: at('2026-03-16T08:02:39Z'), replayed } as const;
    const unknown = {
      ...head,
      disposition: 'parked',
      clockAhead: true,
      receivedAt: '2026-03-16T08:02:39.000Z',
      businessDay: null,
      programVersion: null,
      currency: null,
      memberId: null,
      statuses: [],
      categories: { added: [], removed: [] },
    };
    const waiting = takenReturnOf({ ...about, told }, outcome);
    expect(waiting.status).toBe(status);
    expect(returnAnswer.parse(waiting.body)).toStrictEqual({
      ...unknown,
      returnId: 'r-1',
      lines: [],
      soldMinor: 0,
      refundedMinor: 0,
    });
    const owing = takenPaymentOf({ ...about, told: payment }, outcome);
    expect(paymentAnswer.parse(owing.body)).toStrictEqual({
      ...unknown,
      paymentId: 'p-1',
      amountMinor: 500,
      paidMinor: null,
      messages: [],
      notes: [],
      reasons: [],
    });
  });

  test('what lies under the key of the other kind is a fault', () => {
    expect(() => answerTo(paid())).toThrow('a payment is stored under the key of a return');
    expect(() => paidFor(returned())).toThrow('a return is stored under the key of a payment');
  });
});
