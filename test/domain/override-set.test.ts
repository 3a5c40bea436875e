import { expect, test } from 'vitest';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** What becomes of a set with its turn, and of what lies beneath an override (D33, D59). */

const noon = (day: string): string => `2024-${day}T12:00:00+03:00`;
const midnight = (day: string): string => `2024-${day}T00:00:00+03:00`;
const over = (mode: 'set' | 'floor' | 'ceiling', status: string | null, until?: string) => ({
  mode,
  status,
  until: until === undefined ? null : at(until),
});
/** A rule that gives a status in the store of that name. */
const gift = (status: string, until: string): RuleDefinition => ({
  name: status,
  on: ['sale'],
  when: { stores: [status] },
  then: { status: { level: status }, until },
});
const give = (life: Life, day: string, status: string): void => {
  life.sale(noon(day), 100, noon(day), { storeId: status });
};
const gifts: Partial<Program> = {
  rules: [gift('bronze', 'P60D'), gift('silver', 'P60D'), gift('gold', 'P20D')],
};

/** A life that has bought enough in April to be gold, or silver, in May. */
function inMay(status: 'gold' | 'silver', programs: ConstructorParameters<typeof Life>[0]): Life {
  const life = new Life(programs);
  life.sale(noon('04-10'), status === 'gold' ? 2_500_000 : 1_500_000);
  expect(life.status(noon('05-03'))).toBe(status);
  return life;
}

test('what a rule gave in the very moment of a set lies on top of it', () => {
  const life = inMay('silver', monthlyAmount({}, { rules: [gift('gold', 'P60D')] }));
  life.override(noon('05-10'), over('set', 'bronze'));
  give(life, '05-10', 'gold');
  expect(life.status(noon('05-11'))).toBe('bronze');
  expect(life.status(noon('06-02'))).toBe('gold');
});

test('a grace that ran when it was set is over with the turn', () => {
  const life = inMay('gold', monthlyAmount({ grace: 'P40D' }));
  expect(life.see(noon('06-02'))).toMatchObject({ status: 'gold', until: at(midnight('07-11')) });
  life.override(noon('06-05'), over('set', 'bronze'));
  expect(life.see(noon('07-02'))).toMatchObject({ status: 'bronze', until: null, override: null });
});

/** Gold in May; silver is given downwards when bronze is set, which is then upwards. */
test('what was given downwards rises above what was set below it', () => {
  const life = inMay('gold', monthlyAmount({}, gifts));
  life.sale(noon('05-09'), 2_500_000);
  life.override(noon('05-10'), over('set', 'bronze'));
  give(life, '05-12', 'silver');
  // What the review earns shows above it.
  expect(life.status(noon('06-02'))).toBe('gold');
});

test('the ladder of the turn says what hides what, though another is in force when it is looked at', () => {
  const { level } = monthlyAmount({}, gifts).statusSystems;
  if (level === undefined) throw new Error('no level');
  const statuses = { silver: {}, bronze: {}, gold: {} };
  const turnedAround = monthlyAmount({}, { ...gifts, statusSystems: { level: { ...level, statuses } } });
  const programs = timelineOf(monthlyAmount({}, gifts), [midnight('06-20'), turnedAround]);
  for (const looks of [['06-02', '06-25'], ['06-25']]) {
    const life = inMay('gold', programs);
    life.sale(noon('05-09'), 2_500_000);
    life.override(noon('05-10'), over('set', 'silver'));
    give(life, '05-12', 'bronze');
    for (const day of looks) {
      life.pass(noon(day));
      expect(life.status(noon(day))).toBe('bronze');
    }
  }
});

test('what was raised before a set is not what the period began with', () => {
  const { level } = monthlyAmount({ raise: 'at-once' }).statusSystems;
  if (level === undefined) throw new Error('no level');
  const program = monthlyAmount({}, { statusSystems: { level: { ...level, clawback: 'always' } } });
  const life = inMay('silver', program);
  life.sale(noon('05-05'), 2_500_000, noon('05-05'), { receiptId: 'A' });
  life.override(noon('05-10'), over('set', 'gold'));
  life.pass(noon('06-02'));
  expect(life.member.statuses.get('level')?.before).toEqual({ status: 'gold', since: at(noon('05-05')) });
});

test('a timer waits for the first of the ends, of an override or beneath it', () => {
  for (const [until, due] of [
    [midnight('05-20'), midnight('05-20')],
    [midnight('05-28'), midnight('05-26')],
  ] as const) {
    const life = inMay('silver', monthlyAmount({}, gifts));
    give(life, '05-06', 'gold');
    life.override(noon('05-10'), over('ceiling', 'bronze', until));
    expect(life.member.dueAt).toBe(at(due));
  }
});

test('what a floor holds just so cannot be lost', () => {
  const life = inMay('silver', monthlyAmount());
  life.override(noon('05-10'), over('floor', 'silver'));
  expect(life.see(noon('05-11'))).toMatchObject({ status: 'silver', keep: null });
});

test('a grace that an override hides is not told of', () => {
  const life = inMay('gold', monthlyAmount({ grace: 'P14D' }));
  life.override(noon('06-03'), over('ceiling', 'bronze', midnight('06-10')));
  const question = askAbout(life.programs.at(at(noon('06-04'))), life.member, 'level');
  if (question === null) throw new Error('no question');
  expect(explain(question, []).sentences).toEqual([
    'An operator has said on 2024-06-03 that it is Bronze at most.',
    'It lasts until 2024-06-09; Gold follows.',
  ]);
});
