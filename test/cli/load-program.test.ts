import { randomBytes } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { type BrokenProgram, soundProgram } from './broken-programs.ts';

const operatorAdvice =
  'Write `over:` (strictly more) or `from:` (this much or more), and `upTo:` or `below:`';

// biome-ignore format: a row a case, like a table
const brokenPrograms: readonly BrokenProgram[] = [
  // thresholds
  ['D1',  'over: 10000 RUB',   'threshold: 10000 RUB',  '18:13 error threshold-without-operator', operatorAdvice],
  ['D1',  'over: 10000 RUB, ', '',                      '18:11 error threshold-without-operator', '`over: 10000 RUB` or `from: 10000 RUB`'],
  ['D1',  'over: 10000 RUB',   'min: 10000 RUB',        '18:13 error threshold-without-operator', operatorAdvice],
  ['D2',  'over: 10000 RUB',   'over: 9000 RUB',        '18:11 error table-overlap', '`upTo: X` and `over: X`'],
  ['D2',  'over: 10000 RUB',   'over: 11000 RUB',       '18:11 warning table-gap', '`upTo: X` and `over: X`'],
  ['D20', 'over: 10000 RUB',   'over: 10000 USD',       '18:19 error threshold-not-money', '`over: 10000 RUB`'],
  ['D20', 'over: 10000 RUB',   'over: 10000',           '18:19 error threshold-not-money', '`over: 10000 RUB`'],
  ['D20', 'over: 10000 RUB',   'over: 10 000 RUB',      '18:19 error wrong-value', 'Such as `10000 RUB`'],
  // words
  ['',    'measure: sold',     'mesure: sold',          '6:5 error unknown-key', 'Write `measure`.'],
  ['',    'sold-amount',       'sold-amont',            '6:14 error unknown-word', 'Write `sold-amount`.'],
  ['',    'sold-amount',       'turnover',              '6:14 error unknown-word', 'Write one of: sold-amount, paid-amount, purchases, purchase-days, stores, goods-amount, goods-quantity, visits, no-shows, activity.'],
  ['',    'every: month',      'every: Month',          '13:14 error unknown-word', 'Write `month`.'],
  ['',    '    when:',         '    if:',               '22:5 error unknown-key', 'Known here: name, was, title, explanation, active, on, priority, combine, transition, clawback, when, measure, table, then.'],
  ['',    'window: this-month', 'windows: this-month',  '15:7 error unknown-key', 'Write `window`.'],
  ['',    'counter: spend',    'counter: spent',        '14:16 error unknown-counter', 'Write one of: spend.'],
  ['',    'level: [silver]',   'level: [gold]',         '22:31 error unknown-status', 'Write one of: bronze, silver.'],
  ['',    '  level:',          '  Level:',              '8:3 error bad-name', '`monthly-spend`'],
  ['D19', 'Europe/Moscow',     'Europe/Moskow',         '2:7 error wrong-value', '`Europe/Moscow`'],
  ['D20', 'currency: RUB',     'currency: rub',         '3:11 error wrong-value', 'ISO 4217'],
  ['D20', 'currency: RUB',     'currency: XTS',         '3:11 error unknown-currency', 'such as EUR'],
  // form
  ['',    'zone: Europe/Moscow\n', '',                  '1:1 error missing-key', 'Add `zone:`.'],
  ['',    '      every: month\n', '',                   '12:5 error missing-key', 'Add `every:`.'],
  ['',    'name: sound',       'name:',                 '1:1 error no-value', 'Such as `monthly-spend`'],
  ['',    'on: [sale]',        'on: sale',              '21:9 error wrong-value', 'Write a list: `[sale]`.'],
  ['',    'on: [sale]',        'on: []',                '21:9 error out-of-bounds', 'looked at'],
  ['L4',  'title: Silver',     'preferences: [a, b, c]', '11:30 error out-of-bounds', 'at most two lines'],
  ['L18', '5%',                '5',                     '23:23 error wrong-value', 'Such as `5%` or `2.5%`'],
  ['L18', '5%',                '150%',                  '23:23 error discount-not-a-percentage', '`2.5%`'],
  // YAML
  ['',    'name: sound',       'name: sound\nname: x',  '2:1 error yaml-duplicate-key', 'Keep one of the two'],
  ['',    '    review:',       '\treview:',             '12:1 error yaml-tab-as-indent', 'Indent with blanks.'],
  ['',    'name: sound',       'name: *sound',          '1:7 error unknown-alias', 'quotes'],
  ['',    'name: sound\n',     'name: sound\n---\n',    '2:1 error yaml-multiple-docs', 'take out the line `---`'],
  // cases
  ['',    'rules:', 'cases: [{ name: x, requirement: [L2], steps: [{ at: noon }] }]\nrules:', '19:53 error wrong-value', '`2024-03-01`'],
  ['',    'rules:', 'cases: [{ name: x, requirement: [L2], steps: [{ at: 2024-03-01, recipt: 5 RUB }] }]\nrules:', '19:65 error unknown-key', 'Write `receipt`.'],
];

describe('a broken program', () => {
  it.each(brokenPrograms)(
    '%s: %j as %j is found at %s',
    (_requirement, written, instead, finding, advice) => {
      expect(soundProgram).toContain(written);
      const loaded = loadProgram(soundProgram.replace(written, () => instead));
      const found = loaded.findings.map(
        ({ place, severity, code }) => `${place.line}:${place.column} ${severity} ${code}`,
      );
      expect(found[0]).toBe(finding);
      expect(loaded.findings[0]?.advice).toContain(advice);
      expect(loaded.ok).toBe(finding.includes(' warning '));
    },
  );

  it('tells all that is wrong at once, in the order of the file', () => {
    const text = soundProgram.replace('sold-amount', 'sold').replace('month', 'fortnight').replace('5%', '5');
    expect(loadProgram(text).findings.map(({ place }) => place.line)).toEqual([6, 13, 23]);
  });

  it('that multiplies its aliases is refused without being unfolded', () => {
    const row = (name: string, of: string) => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`;
    const bomb = ['a: &a [x, x, x, x]', row('b', 'a'), row('c', 'b'), row('d', 'c'), row('e', 'd')].join(
      '\n',
    );
    expect(loadProgram(bomb).findings.map(({ code }) => code)).toEqual(['too-many-aliases']);
  });

  it('that no item of the table holds is refused at its beginning', () => {
    const goods = Array.from(
      { length: 8_000 },
      () => `    a${randomBytes(45).toString('base64url')}: [c${randomBytes(24).toString('base64url')}]`,
    );
    const loaded = loadProgram(`${soundProgram}\ncatalogue:\n  goods:\n${goods.join('\n')}\n`);
    expect(loaded.findings.map(({ code, place }) => [code, place.line])).toEqual([['program-too-large', 1]]);
    expect(loaded.ok).toBe(false);
  });

  it('whose catalogue lies nowhere is refused at the place that names it', () => {
    const loaded = loadProgram(`catalogue: { file: goods.csv }\n${soundProgram}`);
    expect(loaded.findings.map(({ code, place, message }) => [code, place.line, message])).toEqual([
      ['bad-catalogue', 1, 'There is no file `goods.csv` beside the program.'],
    ]);
  });

  it('larger than 1 MB is refused unread', () => {
    const loaded = loadProgram(`# ${'x'.repeat(1_000_000)}\n${soundProgram}`);
    expect(loaded.findings.map(({ code }) => code)).toEqual(['file-too-large']);
  });
});

describe('a sound program', () => {
  it('loads without a finding and fills in what may be left out', () => {
    const loaded = loadProgram(soundProgram);
    expect(loaded.findings).toEqual([]);
    expect(loaded.ok && loaded.file.closingDelayHours).toBe(48);
    expect(loaded.ok && loaded.file.maxReceiptAgeDays).toBe(400);
    expect(loaded.ok && loaded.program.systems[0]?.review?.raise).toBe('at-turn');
    expect(loaded.ok && loaded.program.systems[0]?.review?.lower).toBe('to-earned');
  });

  it('without rules has none', () => {
    const loaded = loadProgram(soundProgram.slice(0, soundProgram.indexOf('rules:')));
    expect(loaded.ok && loaded.file.rules).toEqual([]);
  });
});
