import { describe, expect, test } from 'vitest';
import type { Entry } from '#domain/member/entry.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { type EpochMs, isoOf } from '#domain/time/time.ts';
import { saleEntry } from '../fixtures/entries.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';

function shopping(): { life: Life; entries: Entry[] } {
  const life = new Life(monthlyAmount());
  const bought: readonly (readonly [iso: string, amountMinor: number])[] = [
    ['2024-04-30T23:59:59+03:00', 100_000],
    ['2024-05-02T12:00:00+03:00', 600_000],
    ['2024-05-31T23:59:59+03:00', 500_000],
    ['2024-06-01T00:00:00+03:00', 700_000],
  ];
  const entries = bought.map(([iso, amountMinor]): Entry => {
    const answer = life.sale(iso, amountMinor);
    const [column] = life.member.counters.sums.keys();
    return saleEntry({
      sale: saleOf(iso, amountMinor),
      memberId: 'm-1',
      number: 1,
      cardNumber: null,
      receivedAt: at(iso),
      meaning: '',
      quote: 'none',
      answer,
      counted: { sums: new Map([[column ?? '', amountMinor]]), tallies: new Map() },
      lineGoods: [[]],
    });
  });
  return { life, entries };
}

const explained = (life: Life, now: EpochMs, entries: readonly Entry[] = []) => {
  const question = askAbout(life.programs.at(now), life.member, 'level');
  return question === null ? null : explain(question, entries);
};

describe('why does the member have this status', () => {
  const june = at('2024-06-10T12:00:00+03:00');

  test('the review that gave it, what it saw, and the receipts that made it up', () => {
    const { life, entries } = shopping();
    const explanation = explained(life, june, entries);
    expect(explanation).toMatchObject({
      status: 'silver',
      since: at('2024-06-01T00:00:00+03:00'),
      evidence: {
        counter: 'turnover',
        value: 1_100_000,
        total: 1_100_000,
        row: 'over 10000 RUB, up to 20000 RUB',
        contributions: [
          { receiptId: 'r-2024-05-02T12:00:00+03:00-600000', amount: 600_000 },
          { receiptId: 'r-2024-05-31T23:59:59+03:00-500000', amount: 500_000 },
        ],
      },
      sentences: [
        'turnover from 2024-05-01 to 2024-05-31 came to 11000.00 RUB, in 2 receipts.',
        'Silver asks for over 10000 RUB, up to 20000 RUB.',
      ],
    });
  });

  test('the window tells the shell which entries to read', () => {
    const { life } = shopping();
    const window = askAbout(life.programs.at(june), life.member, 'level')?.window;
    expect(window && [isoOf(window.from), isoOf(window.to)]).toEqual(['2024-05-01', '2024-06-01']);
  });

  test('a new member’s status needs no evidence', () => {
    const life = new Life(monthlyAmount());
    expect(explained(life, at('2024-01-11T12:00:00+03:00'))).toMatchObject({
      status: 'bronze',
      evidence: null,
      sentences: ['Bronze is what every new member has.'],
    });
  });

  test('a status that is never lowered says that it was earned before', () => {
    const life = new Life(monthlyAmount({ lower: 'never' }));
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    const explanation = explained(life, at('2024-09-10T12:00:00+03:00'));
    expect(explanation).toMatchObject({ status: 'gold', why: { kind: 'review', value: 2_000_001 } });
  });

  test('a system that the program does not have is unknown', () => {
    const { life } = shopping();
    expect(askAbout(life.programs.at(june), life.member, 'levels')).toBeNull();
  });
});

describe('of a time before enrolment nothing is told', () => {
  const { level } = monthlyAmount().statusSystems;
  if (level?.review === undefined) throw new Error('no level');
  const { review } = level;
  const joined = (window: 'P90D' | 'all-time'): Life =>
    new Life(
      monthlyAmount(
        {},
        {
          statusSystems: {
            level: { ...level, clawback: 'always', review: { ...review, window, raise: 'at-once' } },
          },
        },
      ),
      '2024-05-01T09:00:00+03:00',
    );
  const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
  const why = (life: Life, day: string) => explained(life, at(noon(day)), life.entries)?.sentences[0];

  test('D94: whoever has met no turn has what a new member has when the goods are back', () => {
    const life = joined('all-time');
    life.sale(noon('05-02'), 2_500_000, noon('05-02'), { receiptId: 'A' });
    expect(why(life, '05-02')).toBe('turnover until 2024-05-02 came to 25000.00 RUB, in 1 receipt.');
    life.giveBack('A', { kind: 'all' }, noon('05-03'));
    expect(why(life, '05-03')).toBe('Bronze is what every new member has.');
    expect(life.member.statuses.get('level')).toMatchObject({ computed: 'bronze', why: { kind: 'initial' } });
  });

  test('a window begins with enrolment, unless what the card bought before is in it (D38)', () => {
    const life = joined('P90D');
    life.sale(noon('05-02'), 2_500_000);
    const own = 'turnover from 2024-05-01 to 2024-05-02 came to 25000.00 RUB, in 1 receipt.';
    expect(why(life, '05-02')).toBe(own);
    const claimed = joined('P90D');
    claimed.sale(noon('04-20'), 100, noon('05-01'));
    claimed.sale(noon('05-02'), 2_500_000);
    const all = 'turnover from 2024-02-03 to 2024-05-02 came to 25001.00 RUB, in 2 receipts.';
    expect(why(claimed, '05-02')).toBe(all);
  });
});
