import type { Paint } from '../terminal/colour.ts';
import type { Journal } from './journal.ts';
import type { Usage } from './usage.ts';

const number = (value: number, digits = 0): string =>
  value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits });

const dollars = (value: number): string => `$${number(value, 2)}`;

/** How fast the replay was, and what a receipt asked of the table and would cost. */
export function drawFigures(
  { receipts, sendingMs, members }: Pick<Journal, 'receipts' | 'sendingMs' | 'members'>,
  usage: Usage | null,
  paint: Paint,
): string {
  const rate = sendingMs === 0 ? 0 : receipts / (sendingMs / 1000);
  const people = number(Object.keys(members).length);
  const speed = `${number(receipts)} of ${people} members, ${number(rate)} a second (16 tills at once, on this machine)`;
  const rows = [['receipts', speed], ...(usage === null ? [] : costRows(usage, paint))];
  return [
    paint('bold', 'Speed and cost'),
    ...rows.map(([name = '', value = '']) => `  ${name.padEnd(10)} ${value}`),
  ].join('\n');
}

function costRows({ own, leftOut }: Usage, paint: Paint): string[][] {
  const each = (total: number): string => number(total / own.invocations, 2);
  const calls = Object.values(own.calls).reduce((sum, count) => sum + count, 0);
  const { tableWrites, indexWrites, reads } = own.units;
  const units = `${each(tableWrites)} write units + ${each(indexWrites)} of indexes, ${each(reads)} read units, ${each(calls)} calls`;
  const rows = [['a receipt', units]];
  if (own.cost !== null) {
    rows.push(['a million', dollars(own.cost.dollarsPerMillion)]);
    for (const { what, dollarsPerMillion } of own.cost.lines) {
      rows.push(['', paint('dim', `${dollars(dollarsPerMillion).padStart(7)} ${what}`)]);
    }
    const notThere = wrapped(`left out: ${leftOut.join('; ')}`);
    rows.push(...notThere.map((text) => ['', paint('dim', text)]));
  }
  return rows;
}

/** A text in lines that fit beside the names. */
function wrapped(text: string): string[] {
  const lines: string[] = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length < 86) lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
