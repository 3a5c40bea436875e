import type { Entry, SaleEntry } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import type { Enrolment } from '#operations/ports/register-and-logins.ts';
import { type SaleParts, saleEntry } from '../fixtures/entries.ts';

/** 2017-03-31. */
export const LAST_OF_MARCH = asDay(17_256);
/** 2017-03-31T10:00:00Z. */
export const MORNING = asEpochMs(1_490_954_400_000);

/** A member who was just enrolled, as the first version holds it. */
export const sampleMember = (id: string, change: Partial<Member> = {}): Member => ({
  id,
  version: 1,
  profileVersion: 1,
  enrolledAt: asEpochMs(1_488_326_400_000),
  seq: 1,
  entries: { count: 0, digest: '0000000000000000' },
  statuses: new Map([
    [
      'level',
      {
        computed: 'silver',
        since: asEpochMs(1_488_326_400_000),
        until: null,
        why: { kind: 'initial' },
        earned: { status: 'silver', since: asEpochMs(1_488_326_400_000), why: { kind: 'initial' } },
        grace: null,
        given: [],
        before: { status: null, since: null },
        closedTo: asDay(17_226),
        override: null,
        baselines: new Map(),
      },
    ],
  ]),
  categories: [],
  discounts: [],
  points: [],
  offerUse: new Map(),
  usedQuotes: new Map(),
  counters: { days: [], sums: new Map(), tallies: new Map() },
  dueAt: null,
  ...change,
});

/** A receipt of two lines with 5 % off, 1,900 minor units sold. */
export const sampleEntry = (
  receiptId: string,
  memberId: string | null,
  change: Partial<SaleParts> = {},
): SaleEntry =>
  saleEntry({
    sale: {
      kind: 'sale',
      storeId: '292',
      receiptId,
      occurredAt: MORNING,
      currency: 'USD',
      lines: [
        { sku: '995242', quantityThousandths: 1000, amountMinor: 1500 },
        { sku: 'Käse-1', quantityThousandths: 450, amountMinor: 500 },
      ],
      paidMinor: null,
      promised: null,
    },
    memberId,
    number: 1,
    cardNumber: null,
    receivedAt: asEpochMs(MORNING + 1000),
    meaning: 'mQ3vXbUe0o2n8b6Qy5v1sT7kXq0m4n2c8d6e1f3a5b7',
    quote: 'none',
    answer: {
      disposition: memberId === null ? 'anonymous' : 'scored',
      clockAhead: false,
      day: LAST_OF_MARCH,
      programVersion: 3,
      discounts: [{ rule: 'silver-5', basisPoints: 500, amountMinor: 100 }],
      lineDiscountsMinor: [75, 25],
      soldMinor: 1900,
      paidMinor: 1900,
      statuses: [{ system: 'level', before: 'silver', after: 'gold' }],
      categories: { added: [], removed: [] },
      messages: [],
      reasons: [
        { rule: 'silver-5', outcome: 'won', basisPoints: 500, because: new Map([['level', 'silver']]) },
      ],
    },
    counted: { sums: new Map([['0a1b2c3d', 1900]]), tallies: new Map() },
    lineGoods: [[], []],
    ...change,
  });

export const enrolledFact = (memberId: string): Fact => ({
  kind: 'enrolled',
  seq: 1,
  memberId,
  at: asEpochMs(1_488_326_400_000),
  recordedAt: asEpochMs(1_488_326_400_000),
  programVersion: 3,
  statuses: new Map([['level', null]]),
});

export const raisedFact = (memberId: string, seq: number): Fact => ({
  kind: 'status-changed',
  seq,
  memberId,
  at: MORNING,
  recordedAt: asEpochMs(MORNING + 1000),
  programVersion: 3,
  system: 'level',
  from: 'silver',
  to: 'gold',
  direction: 'raised',
  why: {
    kind: 'review',
    period: { from: asDay(17_226), to: asDay(17_257) },
    value: 1_000_001,
    programVersion: 3,
  },
  notifyFrom: MORNING,
});

/** A member, a card, a phone if there is one, and the fact of it. */
export const sampleEnrolment = (
  memberId: string,
  cardNumber: string,
  phone: string | null = null,
): Enrolment => ({
  member: sampleMember(memberId, { version: 0 }),
  profile: { version: 1, attributes: new Map([['birthday', '1990-02-28']]) },
  contact: { name: 'Ada', phone },
  cardNumber,
  meaning: `meaning-of-${cardNumber}`,
  facts: [enrolledFact(memberId)],
  hasWaiting: false,
});

/** The step that a receipt makes: one more entry, the last fact's number. */
export const stepOf = (before: Member, entry: Entry, facts: readonly Fact[] = []) => ({
  before,
  after: {
    ...before,
    seq: before.seq + facts.length,
    entries: { count: before.entries.count + 1, digest: 'ffffffff00000000' },
  },
  entry,
  facts,
});
