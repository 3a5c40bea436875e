import { describe, expect, test } from 'vitest';
import { decide } from '#domain/decide.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { differencesOf, rebuild, saleAgain } from '#domain/rebuild.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { changedEntry, saleEntry, salesIn } from '../fixtures/entries.ts';
import { beginningAt, discountsByLevel, monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, saleOf } from '../fixtures/scenario.ts';

/** A state made anew from its books, and how two states differ. */

const ENROLLED = '2024-01-10T12:00:00+03:00';
const profile = { version: 3, attributes: new Map([['car', true]]) };
const programs = timelineOf(
  monthlyAmount(
    {},
    {
      categories: { first: {}, driver: {} },
      rules: [
        ...discountsByLevel,
        {
          name: 'drivers',
          on: ['sale'],
          when: { attributes: { car: true } },
          then: { addCategories: ['driver'] },
        },
        {
          name: 'gold',
          on: ['sale'],
          transition: 'up',
          measure: { of: 'sold-amount', window: 'this-receipt' },
          table: [{ over: '5000 RUB', status: { level: 'gold' }, until: 'end-of-month' }],
        },
      ],
    },
  ),
);

interface Received {
  readonly sale: Sale;
  readonly receivedAt: string;
}

/** The entries of receipts that were counted one after the other, and the member after the last. */
function counted(...received: readonly Received[]): {
  readonly member: Member;
  readonly entries: readonly Entry[];
} {
  const enrolled = programs.at(at(ENROLLED));
  if (enrolled === null) throw new Error('no program');
  let member: Member = { ...enrol('m-1', enrolled).member, profileVersion: 3 };
  const entries = received.map(({ sale, receivedAt }): Entry => {
    const decision = decide(programs.at(at(receivedAt)), member, sale, profile.attributes);
    if (decision.kind === 'refused') throw new Error(decision.code);
    ({ member } = decision);
    const { answer, counted: columns, lineGoods } = decision;
    return saleEntry({
      sale,
      memberId: 'm-1',
      number: member.entries.count,
      cardNumber: null,
      receivedAt: at(receivedAt),
      meaning: 'meaning',
      quote: 'none',
      answer,
      counted: columns,
      lineGoods,
    });
  });
  return { member, entries };
}

const on = (day: string, amountMinor: number, receivedAt = day, change: Partial<Sale> = {}): Received => ({
  sale: saleOf(day, amountMinor, change),
  receivedAt,
});

const made = (entries: readonly Entry[], now: string, timeline: Timeline = programs): Member | null =>
  rebuild(timeline, { id: 'm-1', enrolledAt: at(ENROLLED), profile }, entries, at(now));

const presentOf = (member: Member, now: string): Member => {
  const decision = decide(programs.at(at(now)), member, { kind: 'time-passing' });
  if (decision.kind === 'refused' || decision.member === null) throw new Error('refused');
  return decision.member;
};

function expectSame(member: Member, entries: readonly Entry[], now: string): void {
  const anew = made(entries, now);
  if (anew === null) throw new Error('nothing was made');
  expect(differencesOf(presentOf(member, now), anew)).toEqual([]);
}

describe('a state made anew', () => {
  test('of nobody’s receipts is the enrolment, with the present profile', () => {
    const anew = made([], '2024-01-11T00:00:00+03:00');
    expect([anew?.id, anew?.version, anew?.profileVersion, anew?.seq]).toEqual(['m-1', 0, 3, 1]);
    expect(anew?.enrolledAt).toBe(at(ENROLLED));
  });

  test('before any program there is none', () => {
    const later = beginningAt(timelineOf(monthlyAmount()), '2024-02-01T00:00:00Z');
    expect(made([], '2024-03-01T00:00:00+03:00', later)).toBeNull();
  });

  test('closes the periods between the receipts and after them', () => {
    const { member, entries } = counted(
      on('2024-01-20T12:00:00+03:00', 400_000),
      on('2024-01-21T12:00:00+03:00', 700_000),
      on('2024-02-20T12:00:00+03:00', 100_000),
    );
    expectSame(member, entries, '2024-02-20T12:00:00+03:00');
    expectSame(member, entries, '2024-03-20T12:00:00+03:00');
    expect(made(entries, '2024-02-20T12:00:00+03:00')?.statuses.get('level')?.computed).toBe('silver');
    expect(made(entries, '2024-03-20T12:00:00+03:00')?.statuses.get('level')?.computed).toBe('bronze');
  });

  test('goes by the numbers of the receipts, whatever order they are found in and clocks said', () => {
    // The second gives Gold for a time; its clock was behind the first one's.
    const { member, entries } = counted(
      on('2024-01-20T12:00:00+03:00', 100_000),
      on('2024-01-20T12:00:01+03:00', 600_000, '2024-01-20T11:59:59+03:00'),
      on('2024-01-20T12:00:02+03:00', 100_000),
    );
    expectSame(member, [...entries].reverse(), '2024-01-20T12:00:02+03:00');
    expect(
      made([...entries].reverse(), '2024-01-20T12:00:02+03:00')?.statuses.get('level')?.given[0]?.since,
    ).toBe(at('2024-01-20T11:59:59+03:00'));
  });

  test('without numbers it goes by the moments of receipt', () => {
    const { member, entries } = counted(
      on('2024-01-20T12:00:00+03:00', 600_000),
      on('2024-01-21T12:00:00+03:00', 700_000),
    );
    const old = entries.map((entry) => ({ ...entry, number: null }));
    expectSame(member, [...old].reverse(), '2024-01-22T12:00:00+03:00');
  });

  test('what came before enrolment is claimed at enrolment, the earlier first', () => {
    const { entries } = counted(
      on('2024-01-20T12:00:00+03:00', 600_000),
      on('2024-01-21T12:00:00+03:00', 600_000),
    );
    const waited = salesIn(entries).map((entry, index) =>
      changedEntry(entry, {
        number: null,
        receivedAt: at(`2024-01-0${9 - index}T12:00:00+03:00`),
        sale: {
          ...entry.body.sale,
          occurredAt: at(`2024-01-0${9 - index}T12:00:00+03:00`),
          receiptId: `waited-${index}`,
        },
      }),
    );
    const anew = made(waited, '2024-01-11T00:00:00+03:00');
    const given = anew?.statuses.get('level')?.given[0];
    expect(given?.since).toBe(at(ENROLLED));
    expect(given?.why).toMatchObject({ kind: 'rule', receiptId: 'waited-1' });
    expect(anew?.entries.count).toBe(2);
  });

  test('keeps what each receipt was given, whatever the rules would say now', () => {
    const { entries } = counted(on('2024-01-20T12:00:00+03:00', 100_000));
    const generous = salesIn(entries).map((entry) =>
      changedEntry(entry, {
        answer: { ...entry.body.answer, discounts: [], lineDiscountsMinor: [40_000] },
      }),
    );
    const [column] = [...(made(generous, '2024-01-21T00:00:00+03:00')?.counters.sums.values() ?? [])];
    expect(column?.values).toEqual([60_000]);
  });

  test('lets rules see the person', () => {
    const { member, entries } = counted(on('2024-01-20T12:00:00+03:00', 100));
    expect(made(entries, '2024-01-21T00:00:00+03:00')?.categories.map(({ name }) => name)).toEqual([
      'driver',
    ]);
    expectSame(member, entries, '2024-01-21T00:00:00+03:00');
  });

  test('a clock that was ahead counts on the day of receipt', () => {
    const { member, entries } = counted(
      on('2024-02-01T10:00:00+03:00', 100_000, '2024-01-31T23:00:00+03:00'),
    );
    const [entry] = salesIn(entries);
    expect(entry?.body.answer.clockAhead).toBe(true);
    expect(entry === undefined ? null : saleAgain(entry).occurredAt).toBe(at('2024-01-31T23:00:00+03:00'));
    expectSame(member, entries, '2024-02-02T00:00:00+03:00');
  });

  test('of a clock that was right keeps its moment', () => {
    const { entries } = counted(on('2024-01-30T10:00:00+03:00', 1, '2024-01-31T23:00:00+03:00'));
    const [entry] = salesIn(entries);
    expect(entry === undefined ? null : saleAgain(entry).occurredAt).toBe(at('2024-01-30T10:00:00+03:00'));
  });

  test('what was stored and would be refused is a broken book', () => {
    const { entries } = counted(on('2024-01-20T12:00:00+03:00', 100));
    const broken = salesIn(entries).map((entry) =>
      changedEntry(entry, {
        sale: { ...entry.body.sale, lines: [{ sku: 'x', quantityThousandths: 1000, amountMinor: -1 }] },
      }),
    );
    expect(() => made(broken, '2024-01-21T00:00:00+03:00')).toThrow(
      'what was stored is refused when it is counted again',
    );
  });
});

describe('how two states differ', () => {
  const { member } = counted(on('2024-01-20T12:00:00+03:00', 600_000), on('2024-01-21T12:00:00+03:00', 100));

  test('a state is like itself, in whatever order its maps and objects were filled', () => {
    const backwards = <Value>(map: ReadonlyMap<string, Value>) => new Map([...map].reverse());
    const other: Member = {
      ...member,
      statuses: new Map(
        [...member.statuses].map(([name, record]) => [
          name,
          Object.fromEntries(Object.entries(record).reverse()) as unknown as typeof record,
        ]),
      ),
      counters: { ...member.counters, sums: backwards(member.counters.sums) },
    };
    expect(differencesOf(member, member)).toEqual([]);
    expect(differencesOf(member, other)).toEqual([]);
  });

  test.each<[string, Partial<Member>]>([
    ['profileVersion', { profileVersion: 4 }],
    ['enrolledAt', { enrolledAt: at('2024-01-09T00:00:00Z') }],
    ['entries', { entries: { count: 2, digest: 'other' } }],
    ['statuses', { statuses: new Map() }],
    ['categories', { categories: [] }],
    ['discounts', { discounts: [{ basisPoints: 500, since: asEpochMs(1), until: null, rule: 'by-visits' }] }],
    ['points', { points: [{ expiresOn: 1 as never, points: 5 }] }],
    ['offerUse', { offerUse: new Map([['a', 1]]) }],
    ['counters', { counters: { ...member.counters, days: [...member.counters.days].reverse() } }],
    ['dueAt', { dueAt: at('2030-01-01T00:00:00Z') }],
  ])('%s', (part, change) => {
    expect(differencesOf(member, { ...member, ...change })).toEqual([part]);
  });

  test('a system that the version in force has dropped is none', () => {
    const record = member.statuses.get('level');
    if (record === undefined) throw new Error('no status');
    const closedLater = { ...record, closedTo: asDay(record.closedTo + 31) };
    const other = { ...member, statuses: new Map([...member.statuses, ['level', closedLater] as const]) };
    const { statusSystems: _, ...rest } = monthlyAmount();
    const dropped = timelineOf({
      ...rest,
      statusSystems: { club: { statuses: { inside: {} }, initial: 'inside' } },
    });
    expect(differencesOf(member, other)).toEqual(['statuses']);
    expect(differencesOf(member, other, programs.at(at('2024-06-01T00:00:00Z')))).toEqual(['statuses']);
    expect(differencesOf(member, other, dropped.at(at('2024-06-01T00:00:00Z')))).toEqual([]);
  });

  test('versions and numbers of facts are none', () => {
    expect(differencesOf(member, { ...member, version: 99, seq: 99 })).toEqual([]);
  });
});
