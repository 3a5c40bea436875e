import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ColumnSplit } from '#domain/program/names-kept.ts';
import type { ReviewDefinition } from '#domain/program/program.ts';
import { freshColumn, type SucceededColumns } from './succeed-columns.ts';
import type { KeptNames } from './succeed-names.ts';
import type { Past } from './succession.ts';

/** The columns of systems whose late entries count on the day they arrive (D96). */
interface LateColumns {
  /** System, as the program calls it → its column. */
  readonly columns: ReadonlyMap<string, string>;
  readonly splits: readonly ColumnSplit[];
}

/**
 * Lets a system's own column go on where the version before has one of the same counter; else it begins with what the
 * counter has counted, so that nobody loses what the running period holds.
 */
export function succeedLate(
  { source }: CompiledProgram,
  { earlier, version }: Past,
  { fates }: SucceededColumns,
  { systems }: Pick<KeptNames, 'systems'>,
): LateColumns {
  const columns = new Map<string, string>();
  const splits: ColumnSplit[] = [];
  for (const [name, { review }] of Object.entries(source.statusSystems)) {
    if (review?.late !== 'current-period' || earlier.length === 0) continue;
    const kept = systems.get(name) ?? name;
    const fate = fates.find((each) => each.kind === 'counter' && each.name === review.counter);
    const before = earlier.find(({ program }) => kept in program.source.statusSystems)?.program;
    const old = before?.source.statusSystems[kept]?.review;
    const names = [review.counter, ...(source.counters[review.counter]?.was ?? [])];
    const goesOn = fate?.how !== 'reset' && fate?.how !== 'new' && isLate(old) && names.includes(old.counter);
    const own = before?.systems.find((system) => system.name === kept)?.review?.measure.column.id;
    if (goesOn && own !== undefined) {
      columns.set(name, own);
      continue;
    }
    const to = freshColumn(`late for ${kept}`, version);
    columns.set(name, to);
    if (fate !== undefined && fate.source !== null) splits.push({ from: fate.source, to });
  }
  return { columns, splits };
}

const isLate = (review: ReviewDefinition | undefined): review is ReviewDefinition =>
  review?.late === 'current-period';
