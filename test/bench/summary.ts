import { type Figure, holds } from './figures.ts';

const MARKS = new Map([
  [true, '✓'],
  [false, '✗'],
  [null, ' '],
]);

/** A line a figure: budget, name, value, bound, and whether it holds. */
export function drawSummary(figures: readonly Figure[]): string {
  const width = Math.max(...figures.map(({ name }) => name.length));
  const gated = figures.filter(({ bound }) => bound !== null);
  const rows = figures.map((figure) => {
    const { budget, name, bound } = figure;
    const wanted = bound === null ? '' : 'atMost' in bound ? `≤ ${bound.atMost}` : `≥ ${bound.atLeast}`;
    const left = `${budget === null ? '' : String(budget)}`.padStart(2);
    return `${MARKS.get(holds(figure)) ?? ' '} ${left} ${name.padEnd(width)} ${shown(figure).padStart(14)}  ${wanted}`.trimEnd();
  });
  const met = gated.filter((figure) => holds(figure) === true).length;
  return [...rows, `${met} of ${gated.length} budgeted figures are within their budget`].join('\n');
}

function shown({ value, unit }: Figure): string {
  const digits = unit === 'B' ? 0 : unit === 'KB' || unit === 'ms' ? 1 : 2;
  const written = value.toLocaleString('en-US', {
    minimumFractionDigits: digits,
    maximumFractionDigits: digits,
  });
  return unit === '$' ? `$${written}` : `${written} ${unit}`;
}
