import { beforeEach, expect, test } from 'vitest';
import { receiptAnswerOf } from '#contracts/http/receipt.ts';
import { differencesOf, rebuild } from '#domain/rebuild.ts';
import { asDay } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { discountsByLevel, monthlyAmount, timelineOf } from '../fixtures/programs.ts';

/** What a till gave by itself, change and deposits, through the operation: answered again, told apart, counted again (D77, D78, D43). */
const program = monthlyAmount({}, { rules: discountsByLevel });
const LINES = [
  { sku: 'COLA', quantityThousandths: 3_000, amountMinor: 100_000 },
  { sku: 'EMPTIES', quantityThousandths: 3_000, amountMinor: -25_000 },
];
const GIVEN = [{ line: 0, amountMinor: 10, why: 'offline' }];

let house: ReturnType<typeof memoryHouse>;
let memberId: string;
beforeEach(async () => {
  house = memoryHouse(program, '2024-05-20T12:00:00+03:00');
  const attributes = new Map();
  const outcome = await enrolMember(house, { cardNumber: 'card-anna', name: null, phone: null, attributes });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  memberId = outcome.memberId;
});

const scored = async (change: Parameters<typeof requestOf>[0]) => {
  const outcome = await scoreReceipt(house, requestOf({ memberId, lines: LINES, ...change }));
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
  return outcome;
};

test('the same again is answered the same; with another gift or change it is another receipt', async () => {
  const sent = { given: GIVEN, paidMinor: 90_000, changeMinor: 15_010 };
  const { entry } = await scored(sent);
  expect(receiptAnswerOf(entry)).toMatchObject({
    discountMinor: 10,
    soldMinor: 74_990,
    paidMinor: 74_990,
    discounts: [],
    notes: [],
  });
  expect((await scored(sent)).replayed).toBe(true);
  for (const other of [
    { ...sent, given: [] },
    { ...sent, given: [{ ...GIVEN[0], line: 0, amountMinor: 11, why: 'offline' }] },
    { ...sent, given: [{ line: 0, amountMinor: 10, why: 'coupon' }] },
    { ...sent, changeMinor: 15_000 },
    { paidMinor: 90_000, changeMinor: 15_010 },
  ])
    expect(await scoreReceipt(house, requestOf({ memberId, lines: LINES, ...other }))).toMatchObject({
      code: 'idempotency-mismatch',
    });
});

test('with what the till gave no token is looked at, and none is used', async () => {
  const request = requestOf({ memberId, lines: LINES });
  const quoted = await quoteReceipt(house, { ...request, occurredAt: null, receiptId: null });
  const quote = quoted.kind === 'quoted' ? (quoted.promise?.token ?? null) : null;
  const offline = await scored({ receiptId: 'r-offline', quote, given: [] });
  expect(offline.entry.body).toMatchObject({ quote: 'none', answer: { soldMinor: 75_000 } });
  const forged = await scored({ receiptId: 'r-forged', quote: 'a.b.c', given: [] });
  expect(forged.entry.body.quote).toBe('none');
  expect((await scored({ receiptId: 'r-online', quote })).entry.body.quote).toBe('honoured');
});

test('more paid than sold counts, and is said; so is a currency of which nothing counts', async () => {
  expect(receiptAnswerOf((await scored({ paidMinor: 80_000 })).entry).notes).toEqual(['paid-exceeds-sold']);
  const euros = await scored({ receiptId: 'r-euro', currency: 'EUR' });
  expect(receiptAnswerOf(euros.entry).notes).toEqual(['other-currency']);
});

test('a state that is made anew from such receipts is the state', async () => {
  await scored({ receiptId: 'r-1', given: GIVEN, paidMinor: 90_000, changeMinor: 15_010 });
  await scored({ receiptId: 'r-2' });
  await scored({ receiptId: 'r-3', given: [], currency: 'EUR' });
  const snapshot = await house.members.read(memberId);
  if (snapshot === null) throw new Error('nobody');
  const { member, profile } = snapshot;
  const entries = await house.entries.entriesOf(memberId, asDay(0), asDay(100_000));
  const enrolled = { id: memberId, enrolledAt: member.enrolledAt, profile };
  const made = rebuild(timelineOf(program), enrolled, entries, house.clock.now());
  expect(made && differencesOf(member, made)).toEqual([]);
});

test('what waits for its member counts as it was given', async () => {
  const waiting = { cardNumber: 'card-bob', memberId: null, lines: LINES };
  await scored({ ...waiting, receiptId: 'r-1', given: [{ line: 0, amountMinor: 5_000, why: 'coupon' }] });
  const outcome = await enrolMember(house, {
    cardNumber: 'card-bob',
    name: null,
    phone: null,
    attributes: new Map(),
  });
  expect(outcome).toMatchObject({ kind: 'enrolled', claimed: 1 });
  const bob = await house.register.memberOfCard('card-bob');
  const counters = (await house.members.read(bob ?? ''))?.member.counters;
  expect([...(counters?.sums.values() ?? [])].map(({ values }) => values)).toEqual([[70_000]]);
});
