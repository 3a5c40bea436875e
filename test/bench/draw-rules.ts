import type { RuleTimes } from './sections/rules.ts';

const WIDTH = 800;
const HEIGHT = 440;
const LEFT = 70;
const RIGHT = 250;
const TOP = 40;
const BOTTOM = 50;
const COUNTS = [10, 100, 1000];
/** Microseconds between which all engines lie. */
const SCALE = [1, 10, 100, 1_000, 10_000, 100_000];

const LINES: readonly { readonly engine: string; readonly colour: string; readonly strong?: true }[] = [
  { engine: 'laurel', colour: '#0b6e4f', strong: true },
  { engine: 'index, whole answer', colour: '#7aa095' },
  { engine: 'shared sums, whole answer', colour: '#a7b8b1' },
  { engine: 'json-logic-engine', colour: '#c2703d' },
  { engine: 'node-rules', colour: '#8a5a9e' },
  { engine: 'zen (native)', colour: '#4a6fa5' },
  { engine: 'json-rules-engine', colour: '#b03a48' },
];

/** Cost of a receipt against the number of rules, both axes logarithmic, as an SVG. */
export function drawRules(times: RuleTimes): string {
  const x = (count: number): number => LEFT + ((Math.log10(count) - 1) / 2) * (WIDTH - LEFT - RIGHT);
  const y = (micros: number): number =>
    HEIGHT - BOTTOM - (Math.log10(micros) / (SCALE.length - 1)) * (HEIGHT - TOP - BOTTOM);
  const grid = [
    ...SCALE.map(
      (micros) =>
        `<line x1="${LEFT}" x2="${WIDTH - RIGHT}" y1="${y(micros)}" y2="${y(micros)}" stroke="#ddd"/><text x="${LEFT - 8}" y="${y(micros) + 4}" text-anchor="end">${micros >= 1000 ? `${micros / 1000} ms` : `${micros} µs`}</text>`,
    ),
    ...COUNTS.map(
      (count) =>
        `<text x="${x(count)}" y="${HEIGHT - BOTTOM + 22}" text-anchor="middle">${count} rules</text>`,
    ),
  ];
  const drawn = LINES.map(({ engine, colour, strong }) => {
    const points = COUNTS.map(
      (count) => [x(count), y(Math.max(1, times.get(engine)?.get(count) ?? 1))] as const,
    );
    const path = points.map(([across, down]) => `${across.toFixed(1)},${down.toFixed(1)}`).join(' ');
    return {
      colour,
      engine,
      strong,
      path,
      end: points.at(-1)?.[1] ?? 0,
      last: times.get(engine)?.get(1000) ?? 0,
    };
  });
  const marks = drawn.map(
    ({ colour, strong, path }) =>
      `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="${strong === true ? 4 : 2}"/>`,
  );
  // Names beside the lines' ends, moved apart where they would touch.
  let lowest = Number.NEGATIVE_INFINITY;
  const names = [...drawn]
    .sort((one, other) => one.end - other.end)
    .map(({ colour, engine, strong, end, last }) => {
      lowest = Math.max(end, lowest + 17);
      const weight = strong === true ? ' font-weight="bold"' : '';
      const time = last >= 1000 ? `${(last / 1000).toFixed(1)} ms` : `${last.toFixed(0)} µs`;
      return `<text x="${WIDTH - RIGHT + 10}" y="${(lowest + 4).toFixed(1)}" fill="${colour}"${weight}>${engine} · ${time}</text>`;
    });
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${HEIGHT}" role="img" aria-label="Time for a receipt by number of rules, Laurel beside other engines" font-family="system-ui, sans-serif" font-size="13" fill="#444">
<rect width="${WIDTH}" height="${HEIGHT}" fill="#fff"/>
<text x="${LEFT}" y="22" font-size="15">Time for a receipt of 20 lines, by number of rules</text>
${[...grid, ...marks, ...names].join('\n')}
</svg>
`;
}
