import { describe, expect, test } from 'vitest';
import type { Clawback, Program, ReviewDefinition, RuleDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life, RefusedError } from '../fixtures/scenario.ts';

/** What an operator puts over a status (L24, D33, D59, D93, D95). */

type Mode = 'set' | 'floor' | 'ceiling' | 'freeze';

const noon = (day: string, year = 2024): string => `${year}-${day}T12:00:00+03:00`;
const midnight = (day: string, year = 2024): string => `${year}-${day}T00:00:00+03:00`;

/** Bronze, then by the month's purchases: silver above 10,000, gold above 20,000. */
const { level } = monthlyAmount().statusSystems;
if (level?.review === undefined) throw new Error('no level');
const { statuses, review: monthly } = level;

const bought = (life: Life, day: string, amountMinor: number): void => {
  life.sale(noon(day), amountMinor);
};
const over = (mode: Mode, status: string | null, until: string | null = null) => ({
  mode,
  status,
  until: until === null ? null : at(until),
});

const agrees = (life: Life, now: string): void => expect(life.disagreements(now)).toEqual([]);

/** A life that is silver in May, and will be what the month's purchases say in June. */
function silverInMay(
  may: number,
  review: Partial<ReviewDefinition> = {},
  change: Partial<Program> = {},
): Life {
  const life = new Life(monthlyAmount(review, change));
  bought(life, '04-10', 1_500_000);
  expect(life.status(noon('05-03'))).toBe('silver');
  if (may > 0) bought(life, '05-05', may);
  return life;
}

describe('D59: each mode, across a turn that raises to gold and one that lowers to bronze', () => {
  test.each<
    [mode: Mode, status: string | null, may: string | null, raised: string | null, lowered: string | null]
  >([
    ['set', 'bronze', 'bronze', 'gold', 'bronze'],
    ['set', 'gold', 'gold', 'gold', 'bronze'],
    ['set', null, null, 'gold', 'bronze'],
    ['floor', 'gold', 'gold', 'gold', 'gold'],
    ['floor', 'silver', 'silver', 'gold', 'silver'],
    ['floor', 'bronze', 'silver', 'gold', 'bronze'],
    ['ceiling', 'gold', 'silver', 'gold', 'bronze'],
    ['ceiling', 'silver', 'silver', 'silver', 'bronze'],
    ['ceiling', 'bronze', 'bronze', 'bronze', 'bronze'],
    ['ceiling', null, null, null, null],
    ['freeze', null, 'silver', 'silver', 'silver'],
  ])('%s %s without an end: %s in May, then %s or %s', (mode, status, may, raised, lowered) => {
    for (const [amount, june] of [
      [2_500_000, raised],
      [0, lowered],
    ] as const) {
      const life = silverInMay(amount);
      life.override(noon('05-10'), over(mode, status));
      expect(life.status(noon('05-10'))).toBe(may);
      expect(life.status('2024-05-31T23:59:59.999+03:00')).toBe(may);
      expect(life.status(midnight('06-01'))).toBe(june);
      // A set has had its end; the others hold until they are taken off.
      expect(life.see(noon('06-02')).override === null).toBe(mode === 'set');
      agrees(life, noon('06-02'));
      if (mode !== 'set') life.override(noon('06-03'), null);
      expect(life.status(noon('06-03'))).toBe(amount > 0 ? 'gold' : 'bronze');
      agrees(life, noon('06-10'));
    }
  });

  test.each<[mode: Mode, status: string | null, june: string | null]>([
    ['set', 'bronze', 'bronze'],
    ['set', null, null],
    ['floor', 'silver', 'gold'],
    ['ceiling', 'silver', 'silver'],
    ['freeze', null, 'silver'],
  ])(
    '%s %s until 10 June holds to its last moment, and then what is computed shows',
    (mode, status, june) => {
      const life = silverInMay(2_500_000);
      life.override(noon('05-10'), over(mode, status, midnight('06-10')));
      expect(life.status(noon('06-02'))).toBe(june);
      expect(life.status('2024-06-09T23:59:59.999+03:00')).toBe(june);
      expect(life.see(midnight('06-10'))).toMatchObject({ status: 'gold', override: null });
      const facts = life.pass(noon('06-12'));
      if (june !== 'gold')
        expect(facts.at(-1)).toMatchObject({ at: at(midnight('06-10')), from: june, to: 'gold' });
      agrees(life, noon('06-12'));
    },
  );
});

test('what ends first under an override ends first', () => {
  const rules: readonly RuleDefinition[] = [
    {
      name: 'gift',
      on: ['sale'],
      when: { stores: ['party'] },
      then: { status: { level: 'gold' }, until: 'P60D' },
    },
  ];
  const life = silverInMay(0, {}, { rules });
  life.sale(noon('05-06'), 100, noon('05-06'), { storeId: 'party' });
  life.override(noon('05-10'), over('ceiling', 'bronze', midnight('05-20')));
  expect(life.status('2024-05-19T23:59:59.999+03:00')).toBe('bronze');
  expect(life.status(midnight('05-20'))).toBe('gold');
  agrees(life, noon('05-21'));
});

describe('D33: a set without an end', () => {
  test('is moved by no rule, and what the rule gave shows with the turn', () => {
    const rules: readonly RuleDefinition[] = [
      {
        name: 'gift',
        on: ['sale'],
        when: { stores: ['party'] },
        then: { status: { level: 'gold' }, until: 'P60D' },
      },
    ];
    const life = silverInMay(0, {}, { rules });
    life.override(noon('05-10'), over('set', 'bronze'));
    const answer = life.sale(noon('05-11'), 100, noon('05-11'), { storeId: 'party' });
    expect(answer.statuses).toEqual([{ system: 'level', before: 'bronze', after: 'bronze' }]);
    expect(answer.reasons).toMatchObject([{ rule: 'gift', outcome: 'overridden' }]);
    expect(life.status(noon('05-31'))).toBe('bronze');
    expect(life.see(noon('06-01'))).toMatchObject({ status: 'gold', until: at(midnight('07-10')) });
    agrees(life, noon('06-02'));
  });

  test('what rules gave before it is over with the turn', () => {
    const rules: readonly RuleDefinition[] = [
      {
        name: 'gift',
        on: ['sale'],
        when: { stores: ['party'] },
        then: { status: { level: 'gold' }, until: 'P90D' },
      },
    ];
    const life = silverInMay(0, {}, { rules });
    life.sale(noon('05-06'), 100, noon('05-06'), { storeId: 'party' });
    life.override(noon('05-10'), over('set', 'bronze'));
    expect(life.status(noon('05-20'))).toBe('bronze');
    expect(life.status(noon('06-02'))).toBe('bronze');
    agrees(life, noon('06-02'));
  });

  test.each<[words: string, review: Partial<ReviewDefinition>, june: string, september: string]>([
    ['a minimum stay', { minimumStay: 'P3M' }, 'gold', 'bronze'],
    ['never lower', { lower: 'never' }, 'gold', 'gold'],
    ['one step', { lower: 'one-step' }, 'silver', 'bronze'],
    ['a grace', { grace: 'P14D' }, 'gold', 'bronze'],
    [
      'a lower threshold to keep',
      {
        table: monthly.table.map((row) =>
          row.status === 'gold' ? { ...row, keep: { from: '1 RUB' } } : row,
        ),
      },
      'gold',
      'bronze',
    ],
  ])('the next review starts from it as if it had been earned: %s', (_, review, june, september) => {
    const life = silverInMay(1_000, review);
    life.override(noon('05-10'), over('set', 'gold'));
    expect(life.status(noon('06-03'))).toBe(june);
    expect(life.status(noon('09-20'))).toBe(september);
    agrees(life, noon('09-20'));
  });

  test('a turn that takes it changes something, though what was earned before is earned again', () => {
    const life = silverInMay(0, { lower: 'one-step' });
    life.override(noon('05-10'), over('set', 'gold'));
    expect(life.status(noon('06-03'))).toBe('silver');
    expect(life.see(noon('09-20'))).toMatchObject({ status: 'bronze', since: at(midnight('07-01')) });
    agrees(life, noon('09-20'));
  });

  test('the review of that turn again, for a late receipt, starts from it as well', () => {
    const life = silverInMay(0, { minimumStay: 'P3M' });
    life.override(noon('05-10'), over('set', 'gold'));
    expect(life.status(noon('06-01'))).toBe('gold');
    life.sale(noon('05-30'), 1_100_000, noon('06-02'));
    expect(life.status(noon('06-02'))).toBe('gold');
    agrees(life, noon('06-02'));
  });

  test.each<[words: string, change: Partial<ReviewDefinition> | null]>([
    ['rules alone', null],
    ['a ladder without periods', { every: 'never', window: 'all-time' }],
  ])('where there is no review it is earned at once, and rules go on from it: %s', (_, change) => {
    const { raise: __, lower: ___, ...table } = monthly;
    const rules: readonly RuleDefinition[] = [
      { name: 'gift', on: ['sale'], when: { stores: ['party'] }, then: { status: { level: 'gold' } } },
    ];
    const system = { statuses, ...(change === null ? {} : { review: { ...table, ...change } }) };
    const life = new Life(monthlyAmount({}, { statusSystems: { level: system }, rules }));
    life.override(noon('05-10'), over('set', 'silver'));
    expect(life.see(noon('05-10'))).toMatchObject({
      status: 'silver',
      override: null,
      computed: 'silver',
      why: { kind: 'override', mode: 'set' },
    });
    expect(life.status(noon('05-10', 2026))).toBe('silver');
    life.sale(noon('05-11'), 100, noon('05-11'), { storeId: 'party' });
    expect(life.status(noon('05-11'))).toBe('gold');
    agrees(life, noon('06-02'));
  });

  test.each<Clawback>(['none', 'until-rollover', 'always'])(
    'goods that come back take none of it: %s',
    (clawback) => {
      const { raise: _, lower: __, ...table } = monthly;
      for (const review of [
        { ...monthly, raise: 'at-once' as const },
        ...(clawback === 'until-rollover'
          ? []
          : [{ ...table, every: 'never' as const, window: 'all-time' as const }]),
      ]) {
        const life = new Life(
          monthlyAmount({}, { statusSystems: { level: { statuses, clawback, review } } }),
        );
        life.sale(noon('05-05'), 2_500_000, noon('05-05'), { receiptId: 'A' });
        life.override(noon('05-10'), over('set', 'gold'));
        life.giveBack('A', { kind: 'all' }, noon('05-12'));
        expect(life.status(noon('05-12'))).toBe('gold');
        agrees(life, noon('05-13'));
      }
    },
  );
});

describe('D59: everything else uses the effective one', () => {
  const byLevel: readonly RuleDefinition[] = ['bronze', 'silver', 'gold'].map((status, step) => ({
    name: status,
    on: ['sale'],
    when: { status: { level: [status] } },
    then: { discount: `${step + 1}%` },
  }));

  test('benefits and conditions', () => {
    const life = silverInMay(0, {}, { rules: byLevel });
    expect(life.sale(noon('05-09'), 10_000).discounts).toMatchObject([{ rule: 'silver' }]);
    life.override(noon('05-10'), over('floor', 'gold'));
    expect(life.sale(noon('05-11'), 10_000).discounts).toMatchObject([{ rule: 'gold' }]);
    life.override(noon('05-12'), over('ceiling', 'bronze'));
    expect(life.sale(noon('05-13'), 10_000).discounts).toMatchObject([{ rule: 'bronze' }]);
    life.override(noon('05-14'), null);
    expect(life.sale(noon('05-15'), 10_000).discounts).toMatchObject([{ rule: 'silver' }]);
  });

  test('facts tell it, and nothing of what goes on underneath', () => {
    const life = silverInMay(2_500_000);
    const put = life.override(noon('05-10'), over('freeze', null));
    expect(put).toEqual([]);
    expect(life.pass(noon('06-02'))).toEqual([]);
    expect(life.override(noon('06-03'), null)).toMatchObject([
      { from: 'silver', to: 'gold', direction: 'raised', why: { kind: 'review' } },
    ]);
  });

  test('a status that shows on was never interrupted, whoever gave it', () => {
    const life = silverInMay(2_500_000);
    life.override(noon('05-10'), over('floor', 'gold'));
    const since = at(noon('05-10'));
    expect(life.see(noon('05-12'))).toMatchObject({ status: 'gold', since });
    expect(life.see(noon('06-02'))).toMatchObject({ status: 'gold', since, why: { kind: 'review' } });
    life.override(noon('06-03'), null);
    expect(life.see(noon('06-04'))).toMatchObject({ status: 'gold', since });
    expect(life.see(noon('07-02'))).toMatchObject({ status: 'bronze', since: at(midnight('07-01')) });
    agrees(life, noon('07-03'));
  });

  test('nor was one that an operator sets again where there are no turns', () => {
    const { raise: _, lower: __, ...table } = monthly;
    const review = { ...table, every: 'never', window: 'all-time' } as const;
    const life = new Life(monthlyAmount({}, { statusSystems: { level: { statuses, review } } }));
    bought(life, '05-03', 1_500_000);
    const since = at(noon('05-03'));
    expect(life.see(noon('05-04'))).toMatchObject({ status: 'silver', since });
    expect(life.override(noon('05-10'), over('set', 'silver'))).toEqual([]);
    expect(life.see(noon('05-11'))).toMatchObject({ status: 'silver', since, override: null });
    agrees(life, noon('05-12'));
  });

  test.each<[mode: Mode, status: string | null, until: string | null, sentences: readonly string[]]>([
    [
      'set',
      'gold',
      null,
      ['Gold was set by an operator on 2024-05-10.', 'It lasts until 2024-05-31; Bronze follows.'],
    ],
    [
      'floor',
      'gold',
      midnight('05-20'),
      [
        'An operator has said on 2024-05-10 that it is Gold at least.',
        'It lasts until 2024-05-19; Silver follows.',
      ],
    ],
    ['ceiling', 'bronze', null, ['An operator has said on 2024-05-10 that it is Bronze at most.']],
    [
      'ceiling',
      null,
      midnight('05-20'),
      [
        'An operator has set on 2024-05-10 that no status is held.',
        'That holds until 2024-05-19; Silver follows.',
      ],
    ],
    [
      'set',
      null,
      midnight('05-20'),
      [
        'An operator has set on 2024-05-10 that no status is held.',
        'That holds until 2024-05-19; Silver follows.',
      ],
    ],
  ])('why: %s %s until %s', (mode, status, until, sentences) => {
    const life = silverInMay(0);
    life.override(noon('05-10'), over(mode, status, until));
    const question = askAbout(life.programs.at(at(noon('05-11'))), life.member, 'level');
    if (question === null) throw new Error('no question');
    expect(explain(question, []).sentences).toEqual(sentences);
  });

  test('what is missing is told of what shows', () => {
    const life = silverInMay(0);
    life.override(noon('05-10'), over('floor', 'gold'));
    expect(life.see(noon('05-11'))).toMatchObject({ next: null, keep: null, forNextPeriod: 'gold' });
    life.override(noon('05-12'), over('ceiling', 'silver'));
    expect(life.see(noon('05-12'))).toMatchObject({
      status: 'silver',
      next: null,
      keep: { missing: 1_000_001 },
      forNextPeriod: 'bronze',
    });
    life.override(noon('05-13'), over('set', 'bronze'));
    expect(life.see(noon('05-13'))).toMatchObject({
      status: 'bronze',
      next: { status: 'silver', missing: 1_000_001 },
      keep: null,
      forNextPeriod: 'bronze',
    });
  });
});

describe('D93: an end and a review in one moment are one change', () => {
  test('example 15: from gold to silver, told when the review is settled', () => {
    const life = new Life(monthlyAmount());
    bought(life, '05-05', 1_234_500);
    life.override(noon('05-10'), over('floor', 'gold', midnight('06-01')));
    const facts = life.pass(noon('06-09'));
    expect(facts).toMatchObject([
      {
        at: at(midnight('06-01')),
        from: 'gold',
        to: 'silver',
        direction: 'lowered',
        notifyFrom: at(noon('06-09')),
      },
    ]);
    agrees(life, noon('06-09'));
  });

  test('swept in time it is told from 3 June, and a late receipt undoes it', () => {
    const life = new Life(monthlyAmount());
    bought(life, '05-05', 1_234_500);
    life.override(noon('05-10'), over('floor', 'gold', midnight('06-01')));
    expect(life.pass(noon('06-01'))).toMatchObject([
      { from: 'gold', to: 'silver', notifyFrom: at(midnight('06-03')) },
    ]);
    life.sale(noon('05-31'), 765_501, noon('06-02'));
    expect(life.status(noon('06-02'))).toBe('gold');
  });

  test('what shows before and after is no change at all', () => {
    const life = silverInMay(2_500_000);
    life.override(noon('05-10'), over('floor', 'gold', midnight('06-01')));
    expect(life.pass(noon('06-09'))).toEqual([]);
    expect(life.see(noon('06-09')).since).toBe(at(noon('05-10')));
  });
});

describe('what cannot be meant is refused', () => {
  test.each<[code: string, told: ReturnType<typeof over>, system?: string]>([
    ['unknown-system', over('set', 'gold'), 'other'],
    ['unknown-status', over('set', 'platinum')],
    ['override-impossible', over('floor', null)],
    ['override-impossible', over('set', 'gold', noon('05-10'))],
  ])('%s', (code, told, system = 'level') => {
    const life = silverInMay(0);
    const { member } = life;
    expect(() => life.override(noon('05-10'), told, system)).toThrow(RefusedError);
    try {
      life.override(noon('05-10'), told, system);
    } catch (error) {
      expect((error as RefusedError).refusal.code).toBe(code);
    }
    expect(life.member).toBe(member);
  });
});

describe('programs live for years', () => {
  test('D81: a version that takes the status of an override out says what it becomes', () => {
    const before = monthlyAmount();
    const after = monthlyAmount(
      {
        table: [
          { upTo: '10000 RUB', status: 'bronze' },
          { over: '10000 RUB', status: 'silver' },
        ],
      },
      {
        statusSystems: {
          level: {
            statuses: { bronze: {}, silver: {} },
            dropped: [{ status: 'gold', to: 'silver' }],
            review: {
              ...monthly,
              table: [
                { upTo: '10000 RUB', status: 'bronze' },
                { over: '10000 RUB', status: 'silver' },
              ],
            },
          },
        },
      },
    );
    const life = new Life(followed(before, [midnight('05-20'), after]).timeline);
    life.override(noon('05-10'), over('floor', 'gold'));
    expect(life.status(noon('05-19'))).toBe('gold');
    expect(life.see(noon('05-21'))).toMatchObject({ status: 'silver', override: { status: 'silver' } });
    expect(life.pass(noon('05-21'))).toMatchObject([
      { from: 'gold', to: 'silver', at: at(midnight('05-20')) },
    ]);
    agrees(life, noon('06-02'));
  });

  test('a set that waits for a turn is earned with the end of the period, though nobody reviews any more', () => {
    const { review: _, ...rules } = { statuses, review: null };
    const life = new Life(
      timelineOf(monthlyAmount(), [
        midnight('05-20'),
        monthlyAmount({}, { statusSystems: { level: rules } }),
      ]),
    );
    life.override(noon('05-10'), over('set', 'gold'));
    expect(life.see(noon('05-25'))).toMatchObject({ status: 'gold', override: { mode: 'set' } });
    expect(life.see(noon('07-25'))).toMatchObject({ status: 'gold', override: null, computed: 'gold' });
    agrees(life, noon('07-25'));
  });

  test.each<[words: string, earlier: readonly string[]]>([
    ['a review had given', []],
    ['a rule had given', ['05-04']],
  ])('what a rule made last longer after a set lies on top of it, though %s it before', (_, earlier) => {
    const thanks: RuleDefinition = {
      name: 'thanks',
      on: ['sale'],
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [{ from: '10 RUB', below: '100 RUB', status: { level: 'silver' }, until: 'P40D' }],
    };
    const life = silverInMay(0, {}, { rules: [thanks] });
    for (const day of earlier) bought(life, day, 5_000);
    life.override(noon('05-10'), over('set', 'bronze'));
    bought(life, '05-12', 5_000);
    expect(life.see(noon('05-13'))).toMatchObject({ status: 'bronze', computed: 'silver' });
    expect(life.see(noon('06-02'))).toMatchObject({ status: 'silver', override: null });
    expect(life.status(noon('06-25'))).toBe('bronze');
    agrees(life, noon('06-26'));
  });
});

test('D59, D93: what shows on was never interrupted, though a set and a gift end with one turn', () => {
  const gift: RuleDefinition = {
    name: 'gift',
    on: ['sale'],
    then: { status: { level: 'gold' }, until: 'end-of-month' },
  };
  const life = new Life(monthlyAmount({}, { rules: [gift] }));
  const { since } = life.see(noon('05-09'));
  life.override(noon('05-10'), over('set', 'bronze'));
  bought(life, '05-20', 100);
  expect(life.see(noon('06-02'))).toMatchObject({ status: 'bronze', since, override: null });
  agrees(life, noon('06-03'));
});
