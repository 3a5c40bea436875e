import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { soundProgram } from './broken-programs.ts';

/** What `laurel check` says of cases that could not be played, or never pass. */

const SOLD = '{ at: 2024-03-02, receipt: { id: A, lines: [{ amount: 9 RUB }] } }';
const EMPTY = '{ at: 2024-03-02, receipt: { id: A, currency: RUB, lines: [] } }';

/** Its program with one case, whose member joins on 1 March. */
const textWith = (steps: readonly string[]): string =>
  `${soundProgram}cases:\n  - name: x\n    enrolled: 2024-03-01\n    steps:\n${steps.map((step) => `      - ${step}\n`).join('')}`;

/** A code, then what stands at the finding's place. */
type Row = readonly [steps: readonly string[], code: string, place: string, message: string, advice: string];

// biome-ignore format: a row a case, like a table
const rows: readonly Row[] = [
  // One word for what comes back, and one thing a step.
  [[SOLD, '{ at: 2024-03-03, return: { of: A } }'], 'wrong-value', '{ of', '`return` says none, or more than one, of `all`, `lines` and `amount`.', 'Write one of them: `all: true`'],
  [[SOLD, '{ at: 2024-03-03, return: { of: A, all: true, amount: 1 RUB } }'], 'wrong-value', '{ of', '`return` says none, or more than one', '`amount: 10 RUB`'],
  [['{ at: 2024-03-03, receipt: 1 RUB, payment: { of: A, amount: 1 RUB } }'], 'wrong-value', '{ at', 'The step says more than one of `receipt`, `return`, `payment`, `visit`, `activity` and `override`.', 'a step for each'],
  // What follows a receipt.
  [[SOLD, '{ at: 2024-03-03, return: { of: B, all: true } }'], 'unknown-receipt', 'B', 'No step above has a receipt with the `id` `B`.', 'Write one of: A.'],
  [['{ at: 2024-03-01, payment: { of: A, amount: 1 RUB } }', SOLD], 'unknown-receipt', 'A', 'No step above has', '`receipt: { id: A, lines: [...] }`'],
  [[SOLD, '{ at: 2024-03-03, return: { of: A, lines: [{ line: 1, quantity: 1 }] } }'], 'unknown-line', '1', 'The receipt `A` has no line 1.', 'its last one is 0'],
  [[EMPTY, '{ at: 2024-03-03, return: { of: A, lines: [{ line: 0, quantity: 1 }] } }'], 'unknown-line', '0', 'has no line 0', 'no lines at all'],
  [[SOLD, '{ at: 2024-03-03, return: { of: A, amount: 1 USD } }'], 'case-currency', '1 USD', '`1 USD` is not in RUB, and the receipt is.', 'one receipt has one currency'],
  [[SOLD, '{ at: 2024-03-03, return: { of: A, all: true, refunded: 1 USD } }'], 'case-currency', '1 USD', 'is not in RUB', 'Write it in RUB'],
  [[SOLD, '{ at: 2024-03-03, payment: { of: A, amount: 0.001 RUB } }'], 'amount-too-fine', '0.001', '`0.001 RUB` is finer than the minor unit of RUB.', 'at most 2 decimals'],
  // Receipts.
  [['{ at: 2024-03-02, receipt: { lines: [{ amount: 1 RUB }, { amount: 1 USD }] } }'], 'case-currency', '1 USD', 'is not in RUB', 'one currency'],
  [['{ at: 2024-03-02, receipt: { lines: [{ amount: 1 RUB }], paid: 1 USD } }'], 'case-currency', '1 USD', 'is not in RUB', 'one currency'],
  [['{ at: 2024-03-02, receipt: 0.5 JPY }'], 'amount-too-fine', '0.5 JPY', 'finer than the minor unit of JPY', 'without decimals'],
  [['{ at: 2024-03-02, receipt: 1 ABC }'], 'unknown-currency', '1 ABC', '`ABC` is no currency', 'ISO 4217'],
  [['{ at: 2024-03-02, receipt: { lines: [] } }'], 'case-without-currency', '{ lines', 'does not say its currency', '`currency:`'],
  // Moments.
  [['{ at: 2024-03-02 }', '{ at: 2024-03-01 }'], 'step-before-the-last', '2024-03-01', 'before the one above it', '`arrives` later'],
  [['{ at: 2024-02-29 }'], 'step-before-the-last', '2024-02-29', 'before the member joins', 'in which they are heard of'],
  [['{ at: 2024-03-02, arrives: 2024-02-01 }'], 'step-before-the-last', '2024-02-01', 'before the member joins', ''],
  [['{ at: 2024-03-02, receipt: 1 RUB, times: 3 }', '{ at: 2024-03-02 00:00:01 }'], 'step-before-the-last', '2024-03-02 00:00:01', 'before the one above it', ''],
  [['{ at: 2024-03-02 25:00 }'], 'unknown-moment', '2024-03-02 25:00', 'No clock of Europe/Moscow shows `2024-03-02 25:00`.', 'the calendar has'],
  [['{ at: 2024-03-30, arrives: 2024-03-32 }'], 'unknown-moment', '2024-03-32', 'No clock', ''],
  [['{ at: 2024-03-02, expect: { since: { level: 2024-02-30 } } }'], 'unknown-moment', '2024-02-30', 'No clock', ''],
  // What is expected.
  [['{ at: 2024-03-02, expect: { progress: { levl: 0 RUB } } }'], 'unknown-system', '0 RUB', 'There is no status system `levl`.', 'one of: level'],
  [['{ at: 2024-03-02, expect: { status: { level: gold } } }'], 'unknown-status', 'gold', 'There is no status `gold` in `level`.', 'one of: bronze, silver'],
  [['{ at: 2024-03-02, expect: { forNextPeriod: { level: gold } } }'], 'unknown-status', 'gold', 'There is no status `gold`', ''],
  [['{ at: 2024-03-02, expect: { categories: [vip] } }'], 'unknown-category', 'vip', 'There is no category `vip`.', ''],
];

describe('a case that makes no sense', () => {
  it.each(rows)('%j: %s', (steps, code, place, message, advice) => {
    const text = textWith(steps);
    const { ok, findings } = loadProgram(text);
    expect([ok, findings.map((finding) => finding.code)]).toEqual([false, [code]]);
    const [found] = findings;
    expect(text.split('\n')[(found?.place.line ?? 0) - 1]?.slice((found?.place.column ?? 0) - 1)).toMatch(
      new RegExp(`^${place.replace(/[.{]/g, '\\$&')}`),
    );
    expect(found?.message).toContain(message);
    expect(found?.advice).toContain(advice);
  });

  it('before 1970 is none either', () => {
    const text = textWith(['{ at: 2024-03-02 }']).replace('2024-03-01', '1969-12-31');
    expect(loadProgram(text).findings.map(({ message }) => message)).toEqual([
      '`1969-12-31` lies before 1970.',
    ]);
  });
});

it.each([
  [[SOLD, '{ at: 2024-03-03, return: { of: A, amount: 1 RUB, refunded: 0 RUB } }']],
  [[SOLD, '{ at: 2024-03-03, payment: { of: A, amount: 1 RUB } }']],
  [['{ at: 2024-03-02, arrives: 2024-03-04, receipt: 1 USD, times: 3 }', '{ at: 2024-03-04 00:00:02 }']],
  [['{ at: 2024-03-02, expect: { status: { level: null }, until: { level: null }, categories: [] } }']],
])('a case that makes sense: %j', (steps) => expect(loadProgram(textWith(steps)).findings).toEqual([]));
