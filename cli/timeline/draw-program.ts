import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rulesOn } from '#domain/program/rule-set.ts';
import type { ProgramVersion } from '#domain/program/timeline.ts';
import { formatPercent } from '#domain/values/money.ts';
import type { Paint } from '../terminal/colour.ts';
import { localTime } from '../terminal/local-time.ts';

/** A version in words: its ladders with what gives each step, its counters, its rules in the order they run in. */
export function drawProgram({ version, from, program }: ProgramVersion, paint: Paint): string {
  const { source, zone, currency } = program;
  const { benefits, moves } = rulesOn(program, 'sale');
  const rules = [...benefits.rules, ...moves.rules].map(({ name, rows }) => {
    const discounts = rows.flatMap(({ effects }) => effects.basisPoints ?? []);
    const told =
      discounts.length === 0 ? '' : `  ${discounts.map((each) => `${formatPercent(each)}%`).join(', ')}`;
    return `  ${name}${told}`;
  });
  return [
    `${paint('bold', source.name)}, version ${version}, in force from ${localTime(from, zone)} ${zone}, ${currency}`,
    ...program.systems.map((system) => drawSystem(system, paint)),
    section(
      'Counters',
      [...program.counterColumns.keys()].map((name) => `  ${name}`),
      paint,
    ),
    section('Rules', rules, paint),
  ]
    .filter((block) => block !== '')
    .join('\n\n');
}

function section(title: string, rows: readonly string[], paint: Paint): string {
  return rows.length === 0 ? '' : [paint('bold', title), ...rows].join('\n');
}

function drawSystem({ title, statuses, review }: CompiledSystem, paint: Paint): string {
  const how = review === null ? 'given by rules' : `reviewed by ${review.measure.label}`;
  const width = Math.max(...statuses.map((status) => status.title.length));
  const rows = statuses.map((status, rank) => {
    const words = review?.ranges.find((range) => range.rank === rank)?.words ?? '';
    return `  ${status.title.padEnd(width)}  ${paint('dim', words)}`.trimEnd();
  });
  return [`${paint('bold', title)}  ${paint('dim', how)}`, ...rows].join('\n');
}
