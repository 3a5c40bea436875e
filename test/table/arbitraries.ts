import fc from 'fast-check';
import type { Counters, TallyColumn } from '#domain/member/counters.ts';
import type { SaleEntry } from '#domain/member/entry.ts';
import type { DiscountReason, Fact } from '#domain/member/facts.ts';
import type { Member, StandingDiscount, StatusReason, StatusRecord } from '#domain/member/member.ts';
import { asDay, asEpochMs, type Day } from '#domain/time/time.ts';
import { changedEntry } from '../fixtures/entries.ts';
import { LAST_OF_MARCH, sampleEntry } from './samples.ts';

export const anyInteger = fc.oneof(fc.maxSafeInteger(), fc.integer({ min: -20_000, max: 20_000 }));
export const anyAmount = fc.oneof(fc.maxSafeNat(), fc.integer({ min: 0, max: 20_000 }));
/** Amounts of which hundreds can be added. */
const anyLineAmount = fc.integer({ min: 0, max: 10 ** 11 });
const anyText = fc.string({ unit: 'grapheme', maxLength: 20 });
const anyName = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 20 });
const anyDay = fc.integer({ min: 0, max: 100_000 }).map(asDay);
const anyInstant = fc.integer({ min: 0, max: 8_000_000_000_000 }).map(asEpochMs);
const anyColumnId = fc
  .integer({ min: 0, max: 0xffff_ffff })
  .map((value) => value.toString(16).padStart(8, '0'));
/** As the contracts let ids through. */
const anyId = fc.stringMatching(/^[A-Za-z0-9._-]{1,64}$/);
const maybe = <Value>(value: fc.Arbitrary<Value>) => fc.option(value, { nil: null });
const anyStatus = maybe(anyName);
const mapOf = <Value>(key: fc.Arbitrary<string>, value: fc.Arbitrary<Value>, maxLength = 5) =>
  fc.array(fc.tuple(key, value), { maxLength }).map((entries) => new Map(entries));

const tallyColumn = (days: number): fc.Arbitrary<TallyColumn> =>
  fc.record({
    before: mapOf(anyText, anyInteger),
    values: fc.array(mapOf(anyText, anyInteger), { minLength: days, maxLength: days }),
  });

export const anyCounters: fc.Arbitrary<Counters> = fc
  .uniqueArray(fc.integer({ min: -100_000, max: 100_000 }), { maxLength: 40 })
  .map((days): Day[] => days.sort((one, other) => one - other).map(asDay))
  .chain((days) => {
    const value = fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, { weight: 3, arbitrary: anyInteger });
    const sum = fc.record({
      before: anyInteger,
      values: fc.array(value, { minLength: days.length, maxLength: days.length }),
    });
    return fc.record({
      days: fc.constant(days),
      sums: mapOf(anyColumnId, sum),
      tallies: mapOf(anyColumnId, tallyColumn(days.length), 3),
    });
  });

const anyReason: fc.Arbitrary<StatusReason> = fc.oneof(
  fc.constant({ kind: 'initial' as const }),
  fc.record({
    kind: fc.constant('review' as const),
    period: fc.record({ from: anyDay, to: anyDay }),
    value: anyInteger,
    programVersion: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('raised-at-once' as const),
    seenFrom: maybe(anyDay),
    period: fc.record({ from: anyDay, to: anyDay }),
    value: anyInteger,
    programVersion: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('rule' as const),
    rule: anyText,
    measured: maybe(fc.record({ counter: anyText, value: anyInteger, words: anyText })),
    storeId: anyId,
    receiptId: anyId,
    day: anyDay,
    programVersion: fc.nat(),
  }),
  fc.record({
    kind: fc.constant('rule' as const),
    rule: anyText,
    measured: fc.constant(null),
    storeId: anyId,
    receiptId: anyId,
    day: anyDay,
    programVersion: fc.nat(),
    was: anyName,
  }),
);

const anyEarned = fc.record({ status: anyStatus, since: anyInstant, why: anyReason });

const anyGrace = fc.record({ status: anyStatus, since: anyInstant, why: anyReason, until: anyInstant });

const anyGiven = fc.record({
  status: anyStatus,
  since: anyInstant,
  why: anyReason,
  until: anyInstant,
  hides: fc.boolean(),
});

const entryParts = {
  before: fc.record({ status: anyStatus, since: maybe(anyInstant) }),
  closedTo: anyDay,
  override: maybe(
    fc.record({
      mode: fc.constantFrom('set' as const, 'floor' as const, 'ceiling' as const, 'freeze' as const),
      status: anyStatus,
      until: maybe(anyInstant),
      at: anyInstant,
      reason: anyText,
      actor: anyText,
    }),
  ),
  baselines: mapOf(anyColumnId, anyInteger),
};

/** A held status is the earned one, or one that was given on top of it. */
const anyStatusRecord: fc.Arbitrary<StatusRecord> = fc
  .record({
    ...entryParts,
    earned: anyEarned,
    grace: maybe(anyGrace),
    given: fc.array(anyGiven, { maxLength: 3 }),
    isAbove: fc.boolean(),
  })
  .map(({ earned, grace, given, isAbove, ...parts }) => {
    const top = isAbove ? (given[0] ?? grace) : null;
    const held = top ?? earned;
    const shown = { computed: held.status, since: held.since, until: top?.until ?? null, why: held.why };
    return { ...parts, ...shown, earned, grace, given };
  });

const anyDiscountReason: fc.Arbitrary<DiscountReason> = fc.oneof(
  fc.record({
    kind: fc.constantFrom('given' as const, 'removed' as const),
    rule: anyText,
    storeId: anyId,
    receiptId: anyId,
  }),
  fc.record({ kind: fc.constant('taken-back' as const), storeId: anyId, receiptId: anyId }),
  fc.constant({ kind: 'ended' as const }),
);

const anyLabelGift = fc.record({
  rule: anyName,
  storeId: anyId,
  receiptId: anyId,
  day: anyDay,
  programVersion: fc.nat(),
});

/** Standing discounts, with those beneath them so deep. */
const anyStandingDiscount = (depth: number): fc.Arbitrary<StandingDiscount> =>
  fc.record(
    {
      basisPoints: fc.nat(10_000),
      since: anyInstant,
      until: maybe(anyInstant),
      rule: anyName,
      gifts: fc.array(anyLabelGift, { minLength: 1, maxLength: 4 }),
      ...(depth === 0
        ? {}
        : { over: fc.array(anyStandingDiscount(depth - 1), { minLength: 1, maxLength: 2 }) }),
    },
    { requiredKeys: ['basisPoints', 'since', 'until', 'rule'] },
  );

export const anyMember: fc.Arbitrary<Member> = fc.record(
  {
    id: anyId,
    version: fc.integer({ min: 1, max: 2 ** 40 }),
    profileVersion: fc.nat(),
    enrolledAt: anyInstant,
    seq: fc.nat(),
    entries: fc.record({ count: fc.nat(), digest: fc.stringMatching(/^[0-9a-f]{16}$/) }),
    statuses: mapOf(anyName, anyStatusRecord, 3),
    categories: fc.array(
      fc.record(
        {
          name: anyName,
          since: anyInstant,
          until: maybe(anyInstant),
          by: fc.array(anyLabelGift, { minLength: 1, maxLength: 4 }),
        },
        { requiredKeys: ['name', 'since', 'until'] },
      ),
      { maxLength: 4 },
    ),
    discounts: fc.array(anyStandingDiscount(2), { maxLength: 4 }),
    points: fc.array(fc.record({ expiresOn: anyDay, points: anyInteger }), { maxLength: 4 }),
    offerUse: mapOf(anyName, fc.nat()),
    usedQuotes: mapOf(anyName, anyInstant),
    counters: anyCounters,
    invitation: fc.record({ by: anyId, countedAt: anyInstant, left: fc.nat(5000) }, { requiredKeys: ['by'] }),
    dueAt: maybe(anyInstant),
  },
  {
    requiredKeys: [
      'id',
      'version',
      'profileVersion',
      'enrolledAt',
      'seq',
      'entries',
      'statuses',
      'categories',
      'discounts',
      'points',
      'offerUse',
      'usedQuotes',
      'counters',
      'dueAt',
    ],
  },
);

const anyDiscounts = fc.array(
  fc.record(
    {
      rule: anyText,
      basisPoints: fc.nat(10_000),
      amountMinor: anyAmount,
      isStanding: fc.constant(true as const),
    },
    { requiredKeys: ['rule', 'basisPoints', 'amountMinor'] },
  ),
  { maxLength: 3 },
);

const anyLine = fc.record({
  sku: fc.oneof(anyText, fc.nat().map(String), fc.maxSafeNat().map(String), fc.constant('007')),
  quantityThousandths: fc.oneof(fc.constant(1000), fc.nat(5000), anyAmount),
  amountMinor: fc.oneof(
    anyLineAmount,
    anyLineAmount.filter((amount) => amount > 0).map((amount) => -amount),
  ),
  categories: fc.option(fc.uniqueArray(anyName, { maxLength: 3 }), { nil: undefined }),
  goods: fc.uniqueArray(anyColumnId, { maxLength: 10 }),
  discountMinor: fc.oneof(fc.constant(0), anyLineAmount),
});

/** An entry whose sums agree, as the domain makes it. */
export const anyEntry: fc.Arbitrary<SaleEntry> = fc
  .record({
    storeId: anyId,
    receiptId: anyId,
    memberId: maybe(anyId),
    cardNumber: maybe(anyId),
    number: maybe(fc.integer({ min: 1, max: 1_000_000 })),
    claimedAt: maybe(anyInstant),
    lines: fc.array(anyLine, { maxLength: 12 }),
    paidMinor: maybe(anyAmount),
    given: maybe(
      fc.array(fc.record({ line: fc.nat(11), amountMinor: anyAmount, why: anyText }), { maxLength: 3 }),
    ),
    changeMinor: maybe(anyAmount),
    otherCurrency: fc.boolean(),
    occurredAt: anyInstant,
    receivedAt: anyInstant,
    day: anyDay,
    clockAhead: fc.boolean(),
    quote: fc.constantFrom(
      'none' as const,
      'honoured' as const,
      'expired' as const,
      'changed' as const,
      'used' as const,
    ),
    promise: fc.constantFrom('none', 'kept', 'other'),
    discounts: anyDiscounts,
    statuses: fc.array(fc.record({ system: anyText, before: anyStatus, after: anyStatus }), { maxLength: 3 }),
    reasons: fc.array(
      fc.record(
        {
          rule: anyText,
          outcome: fc.constantFrom(
            'won' as const,
            'held-back' as const,
            'gave' as const,
            'not-allowed' as const,
            'stopped' as const,
            'overridden' as const,
          ),
          basisPoints: fc.nat(10_000),
          because: mapOf(anyName, anyStatus, 3),
          isStanding: fc.constant(true as const),
        },
        { requiredKeys: ['rule', 'outcome', 'basisPoints', 'because'] },
      ),
      { maxLength: 3 },
    ),
    counted: mapOf(anyColumnId, anyInteger),
    tallied: fc.uniqueArray(anyColumnId, { maxLength: 3 }),
    categories: fc.record({
      added: fc.array(anyName, { maxLength: 2 }),
      removed: fc.array(anyName, { maxLength: 2 }),
    }),
    messages: fc.array(anyText, { maxLength: 2 }),
    disposition: fc.constantFrom(
      'scored' as const,
      'anonymous' as const,
      'unmatched' as const,
      'too-old' as const,
    ),
  })
  .map((parts) => {
    const { lines, paidMinor, given, changeMinor, discounts, promise, day } = parts;
    const lineDiscountsMinor = lines.map(({ discountMinor }) => discountMinor);
    let soldMinor = 0;
    for (const { amountMinor, discountMinor } of lines) soldMinor += amountMinor - discountMinor;
    const kept = { discounts, lineDiscountsMinor };
    const other = { discounts: [], lineDiscountsMinor: lineDiscountsMinor.map((amount) => amount + 1) };
    const sample = sampleEntry(parts.receiptId, parts.memberId);
    return changedEntry(sample, {
      sale: {
        ...sample.body.sale,
        storeId: parts.storeId,
        occurredAt: parts.occurredAt,
        lines: lines.map(({ discountMinor: _, goods: _goods, categories, ...line }) =>
          categories === undefined ? line : { ...line, categories: [...categories].sort() },
        ),
        paidMinor,
        promised: promise === 'none' ? null : promise === 'kept' ? kept : other,
        ...(given === null ? {} : { given }),
        ...(changeMinor === null ? {} : { changeMinor }),
      },
      cardNumber: parts.cardNumber,
      number: parts.number,
      ...(parts.claimedAt !== null && { claimedAt: parts.claimedAt }),
      receivedAt: parts.receivedAt,
      quote: parts.quote,
      counted: {
        sums: parts.counted,
        tallies: new Map(parts.tallied.map((id) => [id, parts.storeId])),
      },
      lineGoods: lines.map(({ goods }) => [...goods].sort()),
      answer: {
        disposition: parts.disposition,
        clockAhead: parts.clockAhead,
        day,
        programVersion: 1,
        ...kept,
        soldMinor,
        ...(parts.otherCurrency ? { otherCurrency: true as const } : {}),
        paidMinor: paidMinor === null ? soldMinor : paidMinor - (changeMinor ?? 0),
        statuses: parts.statuses,
        categories: parts.categories,
        messages: parts.messages,
        reasons: parts.reasons,
      },
    });
  });

const factHead = {
  seq: fc.integer({ min: 1, max: 9_999_999_999 }),
  memberId: anyId,
  at: anyInstant,
  recordedAt: anyInstant,
  programVersion: fc.nat(),
};

export const anyFact: fc.Arbitrary<Fact> = fc.oneof(
  fc.record({ kind: fc.constant('enrolled' as const), ...factHead, statuses: mapOf(anyName, anyStatus) }),
  fc.record({
    kind: fc.constant('status-changed' as const),
    ...factHead,
    system: anyText,
    from: anyStatus,
    to: anyStatus,
    direction: fc.constantFrom('raised' as const, 'lowered' as const, 'changed' as const),
    why: anyReason,
    notifyFrom: anyInstant,
  }),
  fc.record({
    kind: fc.constant('category-changed' as const),
    ...factHead,
    category: anyName,
    change: fc.constantFrom('added' as const, 'removed' as const),
    rule: anyText,
    storeId: anyId,
    receiptId: anyId,
  }),
  fc.record({
    kind: fc.constant('discount-changed' as const),
    ...factHead,
    from: maybe(fc.nat(10_000)),
    to: maybe(fc.nat(10_000)),
    until: maybe(anyInstant),
    why: anyDiscountReason,
  }),
  fc.record({
    kind: fc.constantFrom('friend-came' as const, 'friend-left' as const),
    ...factHead,
    inviter: anyId,
  }),
);

export const dayAfter = (days: number): Day => asDay(LAST_OF_MARCH + days);
