import type { CompiledRange } from '#domain/program/compiled.ts';
import type { Literal, RangeDefinition } from '#domain/program/program.ts';
import { formatValue, type Unit } from '#domain/program/units.ts';
import { MAX_AMOUNT_MINOR } from '#domain/values/limits.ts';
import { parseMoney } from '#domain/values/money.ts';
import type { Findings } from './findings.ts';

/** Below every value and above every value that a counter can hold. */
export const LOWEST = Number.MIN_SAFE_INTEGER;
export const HIGHEST = Number.MAX_SAFE_INTEGER;

/** The unit of a table's values, and the currency to read its literals in. */
export interface TableUnit {
  readonly unit: Unit;
  readonly currency: string;
}

/** Reads one row's ends. Values are integers, so strict ends become inclusive ones: `over 5` is 6 (D1, D2). */
export function compileEnds(
  range: RangeDefinition,
  unit: TableUnit,
  findings: Findings,
): Pick<CompiledRange, 'min' | 'max' | 'words'> | null {
  if (range.from !== undefined && range.over !== undefined) {
    findings.error(
      'from-and-over',
      'A row has both `from` and `over`.',
      'Keep one: `from` includes the value, `over` begins just above it.',
    );
    return null;
  }
  if (range.upTo !== undefined && range.below !== undefined) {
    findings.error(
      'up-to-and-below',
      'A row has both `upTo` and `below`.',
      'Keep one: `upTo` includes the value, `below` ends just under it.',
    );
    return null;
  }
  const low = readEnd(range.from ?? range.over, range.from !== undefined ? 'from' : 'over', unit, findings);
  const high = readEnd(
    range.upTo ?? range.below,
    range.upTo !== undefined ? 'upTo' : 'below',
    unit,
    findings,
  );
  if (low === 'wrong' || high === 'wrong') return null;
  if (low === null && high === null) {
    findings.error(
      'threshold-without-operator',
      'A row names no threshold.',
      `Write where it begins, strictly or not: \`over: ${sample(unit)}\` or \`from: ${sample(unit)}\`.`,
    );
    return null;
  }
  const min = low === null ? LOWEST : range.over !== undefined ? low + 1 : low;
  const max = high === null ? HIGHEST : range.below !== undefined ? high - 1 : high;
  // Nothing that is measured is below zero.
  if (min > max || max < 0) {
    findings.error('empty-range', 'No value lies in this row.', 'Let its upper end lie above its lower end.');
    return null;
  }
  return { min, max, words: inWords(range) };
}

const sample = ({ unit, currency }: TableUnit): string => (unit === 'money' ? `10000 ${currency}` : '10');

/** The least step of a unit is 1: a minor unit, a piece, a thousandth. */
const toInteger = (unit: Unit, literal: number): number =>
  unit === 'quantity' ? Math.round(literal * 1000) : literal;

function inWords(range: RangeDefinition): string {
  const parts = [
    range.from !== undefined ? `from ${range.from}` : null,
    range.over !== undefined ? `over ${range.over}` : null,
    range.upTo !== undefined ? `up to ${range.upTo}` : null,
    range.below !== undefined ? `below ${range.below}` : null,
  ];
  return parts.filter((part) => part !== null).join(', ');
}

function readEnd(
  literal: Literal | undefined,
  word: string,
  { unit, currency }: TableUnit,
  findings: Findings,
): number | null | 'wrong' {
  if (literal === undefined) return null;
  const value = unit === 'money' ? moneyIn(literal, currency) : numberIn(literal, unit);
  if (value === null) {
    notOfItsUnit(literal, word, { unit, currency }, findings.at(word));
    return 'wrong';
  }
  if (Math.abs(value) > MAX_AMOUNT_MINOR) {
    const bound = formatValue(Math.sign(value) * MAX_AMOUNT_MINOR, unit, currency);
    const [far, most] = value > 0 ? ['large', 'largest'] : ['small', 'smallest'];
    findings
      .at(word)
      [Number.isSafeInteger(value) ? 'refuse' : 'error'](
        'threshold-too-large',
        `\`${literal}\` is too ${far} for a threshold.`,
        `The ${most} is \`${bound}\`; leave the end of the row open where there is none.`,
      );
    if (!Number.isSafeInteger(value)) return 'wrong';
  }
  return value;
}

const moneyIn = (literal: Literal, currency: string): number | null =>
  typeof literal === 'string' ? parseMoney(literal, currency) : null;

/** Whole, in the least step of the unit; `null`: it is no number, or a finer one. */
function numberIn(literal: Literal, unit: Exclude<Unit, 'money'>): number | null {
  if (typeof literal !== 'number') return null;
  const value = toInteger(unit, literal);
  const isExact = unit === 'count' || Math.abs(value / 1000 - literal) < 1e-9;
  return Number.isInteger(value) && isExact ? value : null;
}

function notOfItsUnit(
  literal: Literal,
  word: string,
  { unit, currency }: TableUnit,
  findings: Findings,
): void {
  if (unit === 'money') {
    const meant = typeof literal === 'number' ? `${literal} ${currency}` : `10000 ${currency}`;
    findings.error(
      'threshold-not-money',
      `This counter is money in ${currency}, and \`${literal}\` is not.`,
      `Write an amount with its currency: \`${word}: ${meant}\`.`,
    );
    return;
  }
  const what = unit === 'count' ? 'a whole number' : 'a number of at most three decimals';
  findings.error(
    unit === 'count' ? 'threshold-not-a-count' : 'threshold-not-a-quantity',
    `This counter counts ${unit === 'count' ? 'pieces' : 'goods'}, and \`${literal}\` is not ${what}.`,
    `Write ${what}: \`${word}: ${unit === 'count' ? '10' : '2.5'}\`.`,
  );
}

/** A row that could be read, `[min, max]`, and its place. */
export interface PlacedRow {
  readonly min: number;
  readonly max: number;
  readonly findings: Findings;
}

/**
 * Reports rows that share a value, and values between rows that none has (D2, D91); where the table is to hold every value, also
 * those above its highest row. Rows are in file order.
 */
export function checkTable(
  rows: readonly PlacedRow[],
  unit: TableUnit,
  holds: 'every-value' | 'some-values',
): void {
  const sorted = [...rows].sort((a, b) => a.min - b.min);
  for (const [index, row] of sorted.entries()) {
    const next = sorted[index + 1];
    if (next === undefined) {
      if (row.max < HIGHEST && holds === 'every-value') {
        row.findings.warn(
          'table-gap',
          `Values above ${show(row.max, unit)} are in no row.`,
          'Leave the upper end of the highest row open.',
        );
      }
    } else if (row.max >= next.min) {
      next.findings.error(
        'table-overlap',
        `This row and another both hold ${show(next.min, unit)}.`,
        'Let one row end where the next begins: `upTo: X` and `over: X`, or `below: X` and `from: X`.',
      );
    } else if (row.max + 1 < next.min) {
      next.findings.warn(
        'table-gap',
        `Values from ${show(row.max + 1, unit)} to ${show(next.min - 1, unit)} are in no row.`,
        'Let one row end where the next begins: `upTo: X` and `over: X`, or `below: X` and `from: X`.',
      );
    }
  }
}

const show = (value: number, { unit, currency }: TableUnit): string => formatValue(value, unit, currency);
