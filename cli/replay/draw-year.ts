import type { Paint } from '../terminal/colour.ts';
import type { SystemYear } from './year.ts';

const WIDTH = 100;
const WIDEST_BAR = 46;
/** Month, blanks and moves: what a row holds beside its bar and its counts. */
const REST_OF_ROW = 24;
/** Lowest status first: told apart without colours by their darkness, with colours by both. */
const shades = ['░', '▒', '▓', '█'] as const;
const colours = ['yellow', 'cyan', 'magenta', 'green'] as const;

/** A status system's year as a stacked bar a month; at most 100 columns wide. */
export function drawYear({ title, statuses, months }: SystemYear, paint: Paint): string {
  const legend = statuses.map((status, weight) => `${fill(weight, 2, paint)} ${status}`).join('   ');
  const widths = statuses.map((status) => Math.min(10, Math.max(5, status.length)));
  const barWidth = Math.min(
    WIDEST_BAR,
    WIDTH - REST_OF_ROW - widths.reduce((sum, each) => sum + each + 1, 0),
  );
  const heads = statuses.map((status, weight) =>
    status.slice(0, widths[weight]).padStart(widths[weight] ?? 0),
  );
  const rows = months.map(({ month, members, raised, lowered }) => {
    const bar = parts(members, barWidth).map((width, weight) => fill(weight, width, paint));
    const counts = members.map((count, weight) => String(count).padStart(widths[weight] ?? 0));
    return `  ${month} ${bar.join('')} ${counts.join(' ')}  ${move('▲', raised, 'green', paint)} ${move('▼', lowered, 'red', paint)}`;
  });
  return [
    paint('bold', title),
    `  ${legend}`,
    paint('dim', `  ${'month'.padEnd(8 + barWidth)} ${heads.join(' ')}    up  down`),
    ...rows,
  ].join('\n');
}

function fill(weight: number, width: number, paint: Paint): string {
  const shade = shades[Math.min(weight, shades.length - 1)] ?? '█';
  return paint(colours[weight % colours.length] ?? 'white', shade.repeat(width));
}

function move(arrow: string, count: number, colour: 'green' | 'red', paint: Paint): string {
  return count === 0 ? '    ·' : paint(colour, `${arrow}${String(count).padStart(4)}`);
}

/** Parts of a bar in proportion to the counts, by largest remainder; together exactly as wide as the bar. */
function parts(counts: readonly number[], width: number): number[] {
  const sum = counts.reduce((all, count) => all + count, 0);
  if (sum === 0) return counts.map(() => 0);
  const exact = counts.map((count) => (count * width) / sum);
  const result = exact.map(Math.floor);
  const rest = width - result.reduce((all, part) => all + part, 0);
  const order = exact
    .map((value, index) => ({ index, remainder: value - Math.floor(value) }))
    .sort((a, b) => b.remainder - a.remainder || a.index - b.index);
  for (const { index } of order.slice(0, rest)) result[index] = (result[index] ?? 0) + 1;
  return result;
}
