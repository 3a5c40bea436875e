import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { historyItemOf, historyLimitOf, maskedPhone } from '#contracts/http/admin.ts';
import { epochMsOf, instant } from '#contracts/http/instant.ts';
import { linkBody, linkCardOf } from '#contracts/http/me.ts';
import { quoteBody, quoteOf } from '#contracts/http/quote.ts';
import { receiptAnswerOf, receiptBody, receiptOf, takenReceiptOf } from '#contracts/http/receipt.ts';
import type { SaleEntry } from '#domain/member/entry.ts';
import { asDay } from '#domain/time/time.ts';
import { changedEntry, saleEntry } from '../fixtures/entries.ts';
import { at } from '../fixtures/scenario.ts';

const body = {
  cardNumber: 'LC-100042',
  occurredAt: '2026-03-14T18:20:05.999+03:00',
  currency: 'RUB',
  lines: [
    { sku: 'CHEESE', quantity: 1.255, amountMinor: 100_000, text: 'Cheese, by weight' },
    { sku: 'BAG', quantity: 0, amountMinor: -0 },
  ],
};

describe('from the wire', () => {
  test('a receipt: thousandths, milliseconds, no -0, and nothing that is for people only', () => {
    const sent = {
      ...body,
      payments: [{ amountMinor: 60_000 }, { amountMinor: 40_000 }],
      terminalId: 'T1',
      attempt: 3,
    };
    expect(
      receiptOf(receiptBody.parse(sent), { storeId: '292', receiptId: '292-0417-000871' }),
    ).toStrictEqual({
      storeId: '292',
      receiptId: '292-0417-000871',
      memberId: null,
      cardNumber: 'LC-100042',
      occurredAt: 1_773_501_605_999,
      currency: 'RUB',
      lines: [
        { sku: 'CHEESE', quantityThousandths: 1255, amountMinor: 100_000 },
        { sku: 'BAG', quantityThousandths: 0, amountMinor: 0 },
      ],
      paidMinor: 100_000,
      totalMinor: null,
      quote: null,
    });
  });

  test.each([
    ['left out', {}],
    ['empty', { payments: [] }],
  ])('payments that are %s mean: everything that was sold', (_name, change) => {
    const receipt = receiptBody.parse({ ...body, ...change });
    expect(receiptOf(receipt, { storeId: '292', receiptId: '292-0417-000871' }).paidMinor).toBeNull();
  });

  test('a quote without a moment means now', () => {
    const { occurredAt: _, ...undated } = body;
    expect(quoteOf(quoteBody.parse(undated), '292').occurredAt).toBeNull();
  });

  test('a link asks for card and code, or for neither', () => {
    expect(linkCardOf(linkBody.parse({}))).toBeNull();
    expect(linkCardOf(linkBody.parse({ cardNumber: 'LC-100042', code: '40718263' }))).toEqual({
      cardNumber: 'LC-100042',
      code: '40718263',
    });
    expect(linkBody.safeParse({ cardNumber: 'LC-100042' }).success).toBe(false);
    expect(linkBody.safeParse({ code: '40718263' }).success).toBe(false);
  });

  test('a page has twenty items unless it is told', () => {
    expect([historyLimitOf(undefined), historyLimitOf('1'), historyLimitOf('100')]).toEqual([20, 1, 100]);
  });
});

describe('times', () => {
  test('every time that the platform writes reads back to the millisecond', () => {
    const from = Date.parse('0001-01-01T00:00:00Z');
    const to = Date.parse('9999-12-31T23:59:59.999Z');
    fc.assert(
      fc.property(fc.integer({ min: from, max: to }), (ms) => {
        const text = new Date(ms).toISOString();
        expect(epochMsOf(instant.parse(text))).toBe(ms);
      }),
    );
  });

  test.each([
    ['2026-03-14T00:00:00+14:00', '2026-03-13T10:00:00.000Z'],
    ['2026-03-14T00:00:00-00:30', '2026-03-14T00:30:00.000Z'],
    ['2024-02-29T23:59:59.9Z', '2024-02-29T23:59:59.900Z'],
    ['2026-03-14T00:00:00.0009Z', '2026-03-14T00:00:00.000Z'],
  ])('%s is %s', (text, utc) => {
    expect(new Date(epochMsOf(instant.parse(text))).toISOString()).toBe(utc);
  });

  test.each([
    '2025-02-29T00:00:00Z',
    '2026-13-01T00:00:00Z',
    '2026-00-01T00:00:00Z',
    '2026-03-14T23:60:00Z',
    '2026-03-14T23:59:60Z',
    '2026-03-14T23:59:59,5Z',
    '2026-03-14 10:00:00Z',
    '2026-03-14T10:00:00+24:00',
    '2026-03-14T10:00:00+0300',
    '12026-03-14T10:00:00Z',
  ])('%s is none', (text) => {
    expect(instant.safeParse(text).success).toBe(false);
  });
});

describe('to the wire', () => {
  const entry: SaleEntry = saleEntry({
    sale: {
      kind: 'sale',
      storeId: '292',
      receiptId: '292-0417-000871',
      occurredAt: at('2026-03-14T15:20:05.999Z'),
      currency: 'RUB',
      lines: [
        { sku: 'CHEESE', quantityThousandths: 1255, amountMinor: 100_000 },
        { sku: 'BAG', quantityThousandths: 1000, amountMinor: 500 },
      ],
      paidMinor: null,
      promised: null,
    },
    memberId: 'm7Qf2xKp9RtZ',
    number: 1,
    cardNumber: null,
    receivedAt: at('2026-03-14T15:20:06.114Z'),
    meaning: 'bWVhbmluZw',
    quote: 'honoured',
    answer: {
      disposition: 'scored',
      clockAhead: false,
      day: asDay(20_526),
      programVersion: 3,
      discounts: [{ rule: 'silver-discount', basisPoints: 250, amountMinor: 2513 }],
      lineDiscountsMinor: [2500, 13],
      soldMinor: 97_987,
      paidMinor: 97_987,
      statuses: [{ system: 'level', before: 'silver', after: 'gold' }],
      categories: { added: ['parents'], removed: ['new'] },
      messages: ['You are Gold now.'],
      reasons: [
        {
          rule: 'silver-discount',
          outcome: 'won',
          basisPoints: 250,
          because: new Map([['level', 'silver']]),
        },
      ],
    },
    counted: { sums: new Map(), tallies: new Map() },
    lineGoods: [[], []],
  });

  test('the answer to a receipt says everything and shows nothing of how it is stored', () => {
    expect(receiptAnswerOf(entry)).toStrictEqual({
      receiptId: '292-0417-000871',
      storeId: '292',
      disposition: 'scored',
      clockAhead: false,
      quote: 'honoured',
      occurredAt: '2026-03-14T15:20:05.999Z',
      businessDay: '2026-03-14',
      receivedAt: '2026-03-14T15:20:06.114Z',
      programVersion: 3,
      currency: 'RUB',
      amountMinor: 100_500,
      discountMinor: 2513,
      soldMinor: 97_987,
      paidMinor: 97_987,
      lines: [
        { sku: 'CHEESE', amountMinor: 100_000, discountMinor: 2500, soldMinor: 97_500 },
        { sku: 'BAG', amountMinor: 500, discountMinor: 13, soldMinor: 487 },
      ],
      discounts: [{ rule: 'silver-discount', percent: '2.5', amountMinor: 2513 }],
      memberId: 'm7Qf2xKp9RtZ',
      statuses: [{ system: 'level', before: 'silver', after: 'gold' }],
      categories: { added: ['parents'], removed: ['new'] },
      messages: ['You are Gold now.'],
      notes: [],
      reasons: [{ rule: 'silver-discount', outcome: 'won', percent: '2.5', because: { level: 'silver' } }],
    });
  });

  test.each([
    ['scored', false, 201],
    ['anonymous', false, 201],
    ['unmatched', false, 202],
    ['too-old', false, 202],
    ['scored', true, 200],
    ['unmatched', true, 200],
  ] as const)('%s, sent before: %s → %d', (disposition, replayed, status) => {
    const taken = takenReceiptOf({
      entry: changedEntry(entry, { answer: { ...entry.body.answer, disposition } }),
      replayed,
    });
    expect([taken.status, taken.headers]).toEqual([
      status,
      replayed ? { 'idempotency-replayed': 'true' } : {},
    ]);
  });

  test('a phone shows its last two digits', () => {
    expect(maskedPhone('+79161234567')).toBe('+*********67');
  });

  test('a fact, as support sees it', () => {
    const shown = historyItemOf({
      kind: 'enrolled',
      seq: 1,
      memberId: 'm7Qf2xKp9RtZ',
      at: at('2026-01-12T09:30:00Z'),
      recordedAt: at('2026-01-12T09:30:00Z'),
      programVersion: 1,
      statuses: new Map([['level', null]]),
    });
    expect(shown).toEqual({
      kind: 'enrolled',
      seq: 1,
      at: '2026-01-12T09:30:00.000Z',
      recordedAt: '2026-01-12T09:30:00.000Z',
      programVersion: 1,
      statuses: { level: null },
    });
  });
});
