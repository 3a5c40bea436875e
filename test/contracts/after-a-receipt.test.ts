import { describe, expect, test } from 'vitest';
import { statusChangedDetail } from '#contracts/events.ts';
import { factEventOf } from '#contracts/fact-events.ts';
import { whyAnswer, whyAnswerOf } from '#contracts/http/me.ts';
import { receiptAnswerOf } from '#contracts/http/receipt.ts';
import { storedReceipt, storedReceiptOf } from '#contracts/http/stored-receipt.ts';
import { whyGiven, whyGivenOf } from '#contracts/http/why-given.ts';
import { asDay } from '#domain/time/time.ts';
import { changedEntry } from '../fixtures/entries.ts';
import { sold, told } from '../fixtures/followed-sale.ts';

/** What is told of a receipt after it: what is left of it, and what went with its goods. */

describe('a receipt that is read again', () => {
  test('nothing has followed', () => {
    expect(storedReceiptOf(sold)).toStrictEqual({ ...receiptAnswerOf(sold), left: null, refused: [] });
  });

  test('what is left of it, line by line, and what could not be right', () => {
    const line = { quantityThousandths: 3000, backThousandths: 1500, isBack: false };
    const stored = storedReceiptOf(
      changedEntry(sold, {
        left: {
          revision: 3,
          lines: [
            { ...line, netMinor: 1_000 },
            { netMinor: 500, quantityThousandths: 0, backThousandths: 0, isBack: true },
            { netMinor: 0, quantityThousandths: 1000, backThousandths: 0, isBack: false },
          ],
          paidMinor: 1_400,
          refundedMinor: 700,
        },
        refused: [
          { kind: 'return', id: 'r-9', meaning: 'aGFzaA', code: 'return-exceeds-original', detail: 'More.' },
        ],
      }),
    );
    expect(storedReceipt.parse(stored)).toStrictEqual({
      // What was answered to the receipt itself stays.
      ...receiptAnswerOf(sold),
      left: {
        soldMinor: 500,
        // Of 1,400 half was handed back.
        paidMinor: 700,
        refundedMinor: 700,
        lines: [
          { line: 0, quantity: 1.5, amountMinor: 500 },
          { line: 2, quantity: 1, amountMinor: 0 },
        ],
      },
      refused: [{ kind: 'return', id: 'r-9', code: 'return-exceeds-original' }],
    });
  });
});

describe('D94 a status that went with its goods', () => {
  const why = {
    kind: 'taken-back',
    was: 'gold',
    storeId: '292',
    receiptId: '292-0417-000871',
    day: asDay(20_526),
    programVersion: 4,
  } as const;
  const shown = { ...why, day: '2026-03-14' };

  test('in the app', () => {
    expect(whyGiven.parse(whyGivenOf(why))).toStrictEqual(shown);
    expect(whyGivenOf({ ...why, was: null })).toStrictEqual({ ...shown, was: null });
  });

  test('on the bus', () => {
    const { detail } = factEventOf({
      kind: 'status-changed',
      memberId: 'm7Qf2xKp9RtZ',
      seq: 3,
      at: told.occurredAt,
      recordedAt: told.occurredAt,
      programVersion: 4,
      system: 'level',
      from: 'gold',
      to: 'silver',
      direction: 'lowered',
      why,
      notifyFrom: told.occurredAt,
    });
    expect(statusChangedDetail.parse(detail).why).toStrictEqual(shown);
  });
});

test('D99 the status that a rule took off, in the app and on the bus', () => {
  const why = {
    kind: 'rule',
    rule: 'lost',
    measured: null,
    storeId: '292',
    receiptId: '292-0417-000871',
    day: asDay(20_526),
    programVersion: 4,
  } as const;
  const shown = { ...why, day: '2026-03-14' };
  expect(whyGiven.parse(whyGivenOf({ ...why, was: 'gold' }))).toStrictEqual({ ...shown, was: 'gold' });
  expect(whyGiven.parse(whyGivenOf(why))).toStrictEqual(shown);
  const { detail } = factEventOf({
    kind: 'status-changed',
    memberId: 'm7Qf2xKp9RtZ',
    seq: 3,
    at: told.occurredAt,
    recordedAt: told.occurredAt,
    programVersion: 4,
    system: 'class',
    from: 'gold',
    to: null,
    direction: 'lowered',
    why: { ...why, was: 'gold' },
    notifyFrom: told.occurredAt,
  });
  const event = statusChangedDetail.parse(detail);
  expect([event.to, event.why]).toStrictEqual([null, { ...shown, was: 'gold' }]);
});

test('what followed a receipt stands behind a status by its own id', () => {
  const receipt = { storeId: '292', receiptId: '292-0417-000871', day: asDay(20_526) };
  const shown = whyAnswerOf({
    explanation: {
      system: 'level',
      title: 'Level',
      status: null,
      since: told.occurredAt,
      why: { kind: 'initial' },
      evidence: {
        counter: 'bought',
        unit: 'money',
        currency: 'RUB',
        window: { from: asDay(20_513), to: asDay(20_544) },
        value: 665,
        row: null,
        contributions: [
          { ...receipt, occurredAt: sold.occurredAt, amount: 1_000 },
          {
            ...receipt,
            followUp: { kind: 'return', id: 'r-1' },
            occurredAt: told.occurredAt,
            amount: -335,
          },
        ],
        total: 665,
      },
      sentences: [],
    },
    next: null,
  });
  const place = { storeId: '292', receiptId: '292-0417-000871', businessDay: '2026-03-14' };
  expect(whyAnswer.parse(shown).entries).toStrictEqual([
    { ...place, occurredAt: '2026-03-14T15:20:05.000Z', amount: 1_000 },
    {
      ...place,
      followUp: { kind: 'return', id: 'r-1' },
      occurredAt: '2026-03-16T08:02:40.000Z',
      amount: -335,
    },
  ]);
});
