import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { stateBytes } from '#domain/compile/state-size.ts';
import type { Program, RuleDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { drawStatus } from '../../cli/member/draw-status.ts';
import { followed } from '../fixtures/followed.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** Y9, D99: what is said of a status that a rule took off, and what versions make of it. */

const noon = (day: string) => `2024-${day}T12:00:00+03:00`;
const midnight = (day: string) => `2024-${day}T00:00:00+03:00`;

const named = (name: string, rule: Partial<RuleDefinition>): RuleDefinition => ({
  name,
  on: ['sale'],
  when: { stores: [name] },
  ...rule,
});
const rules = (gold = 'gold', system = 'class'): readonly RuleDefinition[] => [
  named('gold', { then: { status: { [system]: gold } } }),
  named('gold-to-july', { then: { status: { [system]: gold }, until: '2024-06-30' } }),
  named('off', { then: { status: { [system]: null } } }),
  named('off-to-june', { then: { status: { [system]: null }, until: '2024-05-31' } }),
  named('small', {
    measure: { of: 'sold-amount', window: 'this-receipt' },
    table: [{ below: '10 RUB', status: { [system]: null } }],
  }),
];
const classes: StatusSystemDefinition = {
  title: 'Class',
  clawback: 'always',
  statuses: { plain: { title: 'Plain' }, gold: { title: 'Gold' } },
};
const program: Program = {
  name: 'taken-off',
  zone: 'Europe/Moscow',
  currency: 'RUB',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: {},
  statusSystems: { class: classes },
  rules: rules(),
};

const visit = (life: Life, day: string, storeId: string, amountMinor = 100) =>
  life.sale(noon(day), amountMinor, noon(day), { storeId, receiptId: `r-${day}` });

function told(life: Life, moment: string, system = 'class') {
  const question = askAbout(life.programs.at(at(moment)), life.member, system);
  if (question === null) throw new Error('nothing to ask');
  return explain(question, life.entries);
}

describe('why nobody is told of a status that was given', () => {
  test.each<[string, Program, readonly (readonly [day: string, store: string])[], readonly string[]]>([
    [
      'what was held is known',
      program,
      [
        ['05-02', 'gold'],
        ['05-20', 'off'],
      ],
      ['Gold was taken off by the rule off for receipt r-05-20 in store off on 2024-05-20.'],
    ],
    [
      'by a measure',
      program,
      [
        ['05-02', 'gold'],
        ['05-20', 'small'],
      ],
      [
        'sold-amount of receipt r-05-20 came to 1.00 RUB, in 1 receipt.',
        'Gold was taken off by the rule small, which asks for below 10 RUB.',
      ],
    ],
    [
      'for a time, and what returns',
      program,
      [
        ['05-02', 'gold'],
        ['05-20', 'off-to-june'],
      ],
      [
        'Gold was taken off by the rule off-to-june for receipt r-05-20 in store off-to-june on 2024-05-20.',
        'That holds until 2024-05-31; Gold follows.',
      ],
    ],
    [
      'for a time, over one given for longer',
      program,
      [
        ['05-02', 'gold-to-july'],
        ['05-20', 'off-to-june'],
      ],
      [
        'Gold was taken off by the rule off-to-june for receipt r-05-20 in store off-to-june on 2024-05-20.',
        'That holds until 2024-05-31; Gold follows.',
      ],
    ],
  ])('%s', (_what, of, visits, sentences) => {
    const life = new Life(of);
    for (const [day, store] of visits) visit(life, day, store);
    expect(told(life, noon('05-21'))).toMatchObject({ status: null, sentences });
  });

  test('what was held is not known of what was stored without it', () => {
    const life = new Life(program);
    visit(life, '05-02', 'gold');
    visit(life, '05-20', 'off');
    const record = life.member.statuses.get('class');
    if (record?.why.kind !== 'rule') throw new Error('no rule');
    const { was, ...why } = record.why;
    const statuses = new Map([['class', { ...record, why, earned: { ...record.earned, why } }]]);
    life.member = { ...life.member, statuses };
    expect([was, told(life, noon('05-21')).sentences]).toEqual([
      'gold',
      ['The status was taken off by the rule off for receipt r-05-20 in store off on 2024-05-20.'],
    ]);
  });

  test('the goods came back for which it was taken off', () => {
    const life = new Life({ ...program, statusSystems: { class: { ...classes, initial: 'plain' } } });
    visit(life, '05-20', 'off');
    life.giveBack('r-05-20', { kind: 'all' }, noon('05-21'));
    expect(told(life, noon('05-21')).sentences).toEqual([
      'Plain is back since goods of receipt r-05-20 in store off came back, for which it was taken off.',
    ]);
  });

  test('where the goods of both came back it is as it was for every new member', () => {
    const life = new Life(program);
    visit(life, '05-02', 'gold-to-july');
    visit(life, '05-20', 'off');
    for (const receipt of ['r-05-02', 'r-05-20']) life.giveBack(receipt, { kind: 'all' }, noon('05-21'));
    expect(life.see(noon('05-21'), 'class')).toMatchObject({ status: null, why: { kind: 'initial' } });
  });

  test('in the terminal', () => {
    const life = new Life(program);
    visit(life, '05-02', 'gold');
    visit(life, '05-20', 'off-to-june');
    const drawn = drawStatus(life.see(noon('05-21'), 'class'), 'Europe/Moscow', (_, text) => text);
    expect(drawn.join('\n')).toBe(`Class  Plain › Gold
  status   none since 2024-05-20 until 2024-06-01 00:00, Gold taken off by the rule off-to-june for receipt r-05-20 in store off-to-june
  then     Gold, which is what was earned`);
  });
});

describe('D81: the next version', () => {
  const next = (change: Partial<StatusSystemDefinition>, gold: string, system = 'class'): Program => ({
    ...program,
    statusSystems: { [system]: { ...classes, clawback: 'none', ...change } },
    rules: rules(gold, system),
  });
  const V2 = '2024-05-10T00:00:00+03:00';

  test('names system and status anew: its rule takes off the same, and everybody is told by the new names', () => {
    const renamed = next(
      { was: ['class'], statuses: { plain: {}, golden: { title: 'Golden', was: ['gold'] } } },
      'golden',
      'rank',
    );
    const { timeline, told: of } = followed(program, [V2, renamed]);
    expect(of[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    visit(life, '05-02', 'gold');
    expect(visit(life, '05-20', 'off').statuses).toEqual([{ system: 'rank', before: 'golden', after: null }]);
    expect(life.facts.at(-1)).toMatchObject({ system: 'rank', from: 'golden', why: { was: 'golden' } });
    expect(life.see(noon('05-21'), 'rank').why).toMatchObject({ was: 'golden' });
    expect(told(life, noon('05-21'), 'rank')).toMatchObject({
      why: { was: 'golden' },
      sentences: ['Golden was taken off by the rule off for receipt r-05-20 in store off on 2024-05-20.'],
    });
    expect(life.member.statuses.get('class')?.why).toMatchObject({ was: 'gold' });
  });

  test('takes the status out that is hidden: it stays off until its end', () => {
    const without = next({ statuses: { plain: {} }, dropped: [{ status: 'gold', to: 'plain' }] }, 'plain');
    const { timeline, told: of } = followed(program, ['2024-05-25T00:00:00+03:00', without]);
    expect(of[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    visit(life, '05-02', 'gold');
    visit(life, '05-20', 'off-to-june');
    expect([noon('05-26'), midnight('06-01')].map((moment) => life.status(moment, 'class'))).toEqual([
      null,
      'plain',
    ]);
  });

  test('may not lose a rule without a word that only takes statuses off', () => {
    const { told: of } = followed(program, [V2, { ...program, rules: rules().slice(0, 2) }]);
    expect(of[0]?.findings.map(({ code }) => code)).toEqual(['rule-lost', 'rule-lost', 'rule-lost']);
  });
});

test('a status that is taken off for a time has its place in the bound of a state', () => {
  const bytes = (count: number): number => {
    const made = compile({ ...program, rules: rules().slice(0, count) });
    if (!made.ok) throw new Error('not sound');
    return stateBytes(made.program);
  };
  expect([bytes(2) - bytes(1), bytes(3) - bytes(2), bytes(4) - bytes(3)]).toEqual([0, 600, 0]);
});
