import { describe, expect, test } from 'vitest';
import { decide } from '#domain/decide.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { isoOf } from '#domain/time/time.ts';
import { changedEntry, saleEntry, salesIn } from '../fixtures/entries.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, saleOf } from '../fixtures/scenario.ts';

/** Why a member has a status that a rule gave, that ends, that counts days or stores, or that another version gave. */

const moscow = (moment: string) => at(`${moment}:00+03:00`);

interface Bought {
  readonly moment: string;
  readonly amountMinor: number;
  readonly change?: Partial<Sale>;
}

/** A member's receipts, one after the other, as they are stored. */
function shopped(
  programs: Timeline,
  ...bought: readonly Bought[]
): { member: Member; entries: readonly Entry[] } {
  const enrolled = programs.at(moscow('2024-01-10T12:00'));
  if (enrolled === null) throw new Error('no program');
  let { member } = enrol('m-1', enrolled);
  const entries = bought.map(({ moment, amountMinor, change = {} }): Entry => {
    const sale = { ...saleOf(`${moment}:00+03:00`, amountMinor), receiptId: `r-${moment}`, ...change };
    const decision = decide(programs.at(moscow(moment)), member, sale);
    if (decision.kind === 'refused') throw new Error(decision.code);
    ({ member } = decision);
    const { answer, counted, lineGoods } = decision;
    const stored = { cardNumber: null, meaning: '', quote: 'none' as const, receivedAt: moscow(moment) };
    const number = member.entries.count;
    return saleEntry({ ...stored, sale, memberId: 'm-1', number, answer, counted, lineGoods });
  });
  return { member, entries };
}

const why = (
  programs: Timeline,
  { member, entries }: ReturnType<typeof shopped>,
  moment: string,
  about = 'level',
) => {
  const question = askAbout(programs.at(moscow(moment)), member, about);
  return question === null ? null : explain(question, entries);
};

const windowOf = (programs: Timeline, member: Member, moment: string) =>
  askAbout(programs.at(moscow(moment)), member, 'level')?.window;

const withRule = (then: Program['rules'][number], change: Partial<Program> = {}): Timeline =>
  timelineOf(monthlyAmount({}, { rules: [{ ...then, on: ['sale'] }], ...change }));

describe('a status that a rule gave', () => {
  const oneLarge = withRule({
    name: 'large',
    on: ['sale'],
    measure: { of: 'sold-amount', window: 'this-receipt' },
    table: [{ over: '5000 RUB', status: { level: 'gold' }, until: 'end-of-month' }],
  });
  const large = { moment: '2024-05-20T12:00', amountMinor: 600_000 };
  const small = { moment: '2024-05-20T13:00', amountMinor: 100 };

  test('for one receipt names that receipt alone, what it came to, and when it ends', () => {
    const explanation = why(oneLarge, shopped(oneLarge, large, small), '2024-05-21T12:00');
    expect(explanation?.why).toMatchObject({ kind: 'rule', rule: 'large' });
    expect(explanation?.evidence).toMatchObject({
      counter: 'sold-amount',
      unit: 'money',
      currency: 'RUB',
      value: 600_000,
      row: 'over 5000 RUB',
      total: 600_000,
      contributions: [{ storeId: 'store-1', receiptId: 'r-2024-05-20T12:00', amount: 600_000 }],
    });
    expect(explanation?.sentences).toEqual([
      'sold-amount of receipt r-2024-05-20T12:00 came to 6000.00 RUB, in 1 receipt.',
      'Gold asks for over 5000 RUB.',
      'It lasts until 2024-05-31; Bronze follows.',
    ]);
  });

  test('is not explained by the same id in another store', () => {
    const story = shopped(oneLarge, large);
    const elsewhere = salesIn(story.entries).map((entry) =>
      changedEntry(entry, { sale: { ...entry.body.sale, storeId: 'store-2' } }),
    );
    expect(
      why(oneLarge, { ...story, entries: elsewhere }, '2024-05-21T12:00')?.evidence?.contributions,
    ).toEqual([]);
    const window = windowOf(oneLarge, story.member, '2024-05-21T12:00');
    expect(window && [isoOf(window.from), isoOf(window.to)]).toEqual(['2024-05-20', '2024-05-21']);
  });

  test('that measures nothing says which receipt it was', () => {
    const anySale = withRule({
      name: 'welcome',
      on: ['sale'],
      then: { status: { level: 'silver' }, until: 'P10D' },
    });
    const story = shopped(anySale, small);
    const explanation = why(anySale, story, '2024-05-21T12:00');
    expect([explanation?.evidence, windowOf(anySale, story.member, '2024-05-21T12:00')]).toEqual([
      null,
      null,
    ]);
    expect(explanation?.sentences).toEqual([
      'Silver was given by the rule welcome for receipt r-2024-05-20T13:00 in store store-1 on 2024-05-20.',
      'It lasts until 2024-05-29; Bronze follows.',
    ]);
  });

  test('over all time says until when; a receipt of nothing is none behind it', () => {
    const ever = withRule({
      name: 'ever',
      on: ['sale'],
      transition: 'up',
      measure: { counter: 'turnover', window: 'all-time' },
      table: [{ from: '100 RUB', status: { level: 'silver' }, until: 'end-of-year' }],
    });
    const story = shopped(
      ever,
      { moment: '2024-03-20T12:00', amountMinor: 9_999 },
      { moment: '2024-04-20T12:00', amountMinor: 0 },
      { moment: '2024-05-20T12:00', amountMinor: 1 },
      { moment: '2024-05-21T12:00', amountMinor: 500 },
    );
    const explanation = why(ever, story, '2024-05-22T12:00');
    expect(explanation?.evidence).toMatchObject({ counter: 'turnover', value: 10_000, total: 10_000 });
    expect(explanation?.evidence?.contributions.map(({ amount }) => amount)).toEqual([9_999, 1]);
    expect(explanation?.sentences[0]).toBe('turnover until 2024-05-20 came to 100.00 RUB, in 2 receipts.');
  });

  test('counts different days, and different stores, each once', () => {
    const rules = (of: 'purchase-days' | 'stores'): Timeline =>
      withRule({
        name: 'often',
        on: ['sale'],
        transition: 'up',
        measure: { of, window: 'this-month' },
        table: [{ from: 2, status: { level: 'silver' }, until: 'end-of-month' }],
      });
    const bought = [
      { moment: '2024-05-01T00:00', amountMinor: 100 },
      { moment: '2024-05-01T13:00', amountMinor: 100, change: { receiptId: 'again' } },
      { moment: '2024-05-03T12:00', amountMinor: 100, change: { storeId: 'store-2' } },
    ];
    for (const of of ['purchase-days', 'stores'] as const) {
      const programs = rules(of);
      const explanation = why(programs, shopped(programs, ...bought), '2024-05-04T12:00');
      expect(explanation?.evidence).toMatchObject({ counter: of, unit: 'count', value: 2, total: 2 });
      expect(explanation?.evidence?.contributions).toHaveLength(3);
      expect(explanation?.sentences[0]).toBe(`${of} from 2024-05-01 to 2024-05-03 came to 2, in 3 receipts.`);
    }
  });

  test('in another currency is told in it', () => {
    const euros = withRule({
      name: 'euros',
      on: ['sale'],
      measure: { of: 'sold-amount', currency: 'EUR', window: 'this-receipt' },
      table: [{ over: '50 EUR', status: { level: 'gold' }, until: 'end-of-month' }],
    });
    const story = shopped(euros, {
      moment: '2024-05-20T12:00',
      amountMinor: 6_000,
      change: { currency: 'EUR' },
    });
    const explanation = why(euros, story, '2024-05-21T12:00');
    expect(explanation?.evidence?.currency).toBe('EUR');
    expect(explanation?.sentences[0]).toContain('came to 60.00 EUR');
  });
});

describe('a status of a review', () => {
  test('missed and in its grace says so', () => {
    const graceful = timelineOf(monthlyAmount({ grace: 'P10D' }));
    const story = shopped(graceful, { moment: '2024-05-20T12:00', amountMinor: 1_500_000 });
    const explanation = why(graceful, story, '2024-07-05T12:00');
    expect(explanation?.status).toBe('silver');
    expect(explanation?.sentences.at(-1)).toBe(
      'It was missed at a review and lasts until 2024-07-10; unless it is earned again or kept, Bronze follows.',
    );
  });

  test('a step below one that was missed was earned before', () => {
    const stepwise = timelineOf(monthlyAmount({ lower: 'one-step' }));
    const story = shopped(stepwise, { moment: '2024-05-20T12:00', amountMinor: 2_500_000 });
    const explanation = why(stepwise, story, '2024-07-05T12:00');
    expect(explanation?.status).toBe('silver');
    expect(explanation?.sentences).toEqual([
      'turnover from 2024-06-01 to 2024-06-30 came to 0.00 RUB, in 0 receipts.',
      'Silver was earned before, and is kept.',
    ]);
  });

  test('is explained by the version that gave it, not by the one in force', () => {
    const dearer = monthlyAmount({
      table: [
        { upTo: '12000 RUB', status: 'bronze' },
        { over: '12000 RUB', upTo: '30000 RUB', status: 'silver' },
        { over: '30000 RUB', status: 'gold' },
      ],
    });
    const programs = timelineOf(monthlyAmount(), ['2024-06-05T00:00:00+03:00', dearer]);
    const story = shopped(programs, { moment: '2024-05-20T12:00', amountMinor: 1_100_000 });
    const explanation = why(programs, story, '2024-06-10T12:00');
    expect(explanation?.why).toMatchObject({ kind: 'review', programVersion: 1 });
    expect(explanation?.evidence?.row).toBe('over 10000 RUB, up to 20000 RUB');
    expect(explanation?.sentences.at(-1)).toBe('Silver asks for over 10000 RUB, up to 20000 RUB.');
  });

  test('in a program of two systems is each its own', () => {
    const two = monthlyAmount();
    const programs = timelineOf({
      ...two,
      counters: { ...two.counters, visits: { measure: 'purchases' } },
      statusSystems: {
        club: {
          statuses: { guest: {}, friend: {} },
          review: {
            every: 'month',
            counter: 'visits',
            window: 'this-month',
            raise: 'at-turn',
            lower: 'to-earned',
            table: [
              { below: 1, status: 'guest' },
              { from: 1, status: 'friend' },
            ],
          },
        },
        ...two.statusSystems,
      },
    });
    const story = shopped(programs, { moment: '2024-05-01T00:00', amountMinor: 1_100_000 });
    expect(why(programs, story, '2024-06-10T12:00', 'club')?.sentences).toEqual([
      'visits from 2024-05-01 to 2024-05-31 came to 1, in 1 receipt.',
      'friend asks for from 1.',
    ]);
    expect(why(programs, story, '2024-06-10T12:00')?.evidence).toMatchObject({
      counter: 'turnover',
      total: 1_100_000,
    });
  });

  test('of no program at all is unknown', () => {
    const { member } = shopped(timelineOf(monthlyAmount()));
    expect(askAbout(null, member, 'level')).toBeNull();
  });
});
