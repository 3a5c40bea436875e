import { describe, expect, it } from 'vitest';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { printCases } from '../../cli/program-cases/print-cases.ts';
import { runCase } from '../../cli/program-cases/run-case.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { plain } from '../../cli/terminal/colour.ts';
import { soundProgram } from './broken-programs.ts';

/** Runs the cases that are written below a sound program, and prints them as `laurel test` does. */
function output(cases: string): string {
  const loaded = loadProgram(`${soundProgram}cases:\n${cases}`);
  if (!loaded.ok) throw new Error(loaded.findings.map(({ message }) => message).join('; '));
  const results = (loaded.file.cases ?? []).map((each, index) =>
    runCase(loaded.program, each, ['cases', index], zoneCalendar()),
  );
  return printCases('p.yaml', results, loaded.places, plain);
}

describe('a case', () => {
  it('passes when all that it expects is seen', () => {
    const printed = output(`  - name: over means over
    requirement: [L2]
    enrolled: 2024-03-01
    steps:
      - { at: 2024-03-02, receipt: 10000.01 RUB, expect: { forNextPeriod: { level: silver } } }
      - { at: 2024-04-01, expect: { status: { level: silver }, since: { level: 2024-04-01 } } }
`);
    expect(printed).toBe('✓ over means over L2\np.yaml: 1 case passes, 3 expectations');
  });

  it('that fails says what was expected, what was observed, and where the file says so', () => {
    const printed = output(`  - name: wrong on purpose
    requirement: [L2, L6]
    enrolled: 2024-03-01
    steps:
      - at: 2024-03-02
        receipt: 10000 RUB
        expect: { sold: 9500 RUB, missing: { level: 0.01 RUB } }
      - at: 2024-04-01
        expect:
          status: { level: silver }
          facts: ["level: bronze → silver"]
`);
    expect(printed.split('\n')).toEqual([
      '✗ wrong on purpose L2 L6',
      '    p.yaml:31:25 sold',
      '      expected 9500.00 RUB',
      '      observed 10000.00 RUB',
      '    p.yaml:34:28 status of level',
      '      expected silver',
      '      observed bronze',
      '    p.yaml:35:18 facts',
      '      expected level: bronze → silver',
      '      observed nothing',
      'p.yaml: 1 of 1 case fails, 4 expectations',
    ]);
  });

  const SOLD = '{ at: 2024-03-01, receipt: { id: A, lines: [{ amount: 100 RUB }] } }';
  // biome-ignore format: a row a case, like a table
  it.each([
    ['a discount without receipt', '{ at: 2024-03-02, expect: { discount: 0 RUB } }',                           'no receipt in this step'],
    ['more money than is left',    `${SOLD}, { at: 2024-03-02, return: { of: A, amount: 100.01 RUB } }`,        'Of the receipt 100.00 RUB is left.'],
    ['more than was paid',         `${SOLD}, { at: 2024-03-02, return: { of: A, all: true, refunded: 101 RUB } }`, 'Of what was paid 100.00 RUB is not refunded yet.'],
    ['more goods than are left',   `${SOLD}, { at: 2024-03-02, return: { of: A, lines: [{ line: 0, quantity: 2 }] } }`, 'Of line 0 a quantity of 1 is left.'],
    ['a receipt of too much',      '{ at: 2024-03-02, receipt: 1000000000.01 RUB }',                            'at most 1000000000.00 RUB'],
    ['a payment of too much',      `${SOLD}, { at: 2024-03-02, payment: { of: A, amount: 1000000000 RUB } }`,   'The payments of a receipt add up to at most 1000000000.00 RUB.'],
  ])('in which a step does not count fails, and says why in money: %s', (_what, steps, words) => {
    const printed = output(`  - { name: x, requirement: [D5], enrolled: 2024-02-01, steps: [${steps}] }\n`);
    expect(printed).toContain('1 of 1 case fails');
    expect(printed).toContain(words);
  });

  it.each([
    ['', '✓ x'],
    ['requirement: [L2, D1], ', '✓ x L2 D1'],
    ["requirement: 'as the board said, 12 May', ", '✓ x as the board said, 12 May'],
    ["requirement: [L2, 'ticket 118'], ", '✓ x L2 ticket 118'],
  ])('D90 names what it proves in free text, or not at all: %j', (requirement, line) => {
    const steps = '[{ at: 2024-03-02, expect: { categories: [] } }]';
    expect(output(`  - { name: x, ${requirement}steps: ${steps} }\n`).split('\n')[0]).toBe(line);
  });
});
