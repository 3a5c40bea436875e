import type { PeriodCalendar } from '#domain/time/period.ts';
import { MS_PER_HOUR } from '#domain/time/time.ts';
import type { CompiledStatus } from './compiled.ts';
import type { ColumnSplit, StatusDrop } from './names-kept.ts';
import type { Program } from './program.ts';

/**
 * So much of a version as the calendar of reviews, the ladders of other versions and what they have dropped need to know.
 * It stands in the timeline, so that a version which nobody needs is neither read nor compiled.
 */
export interface ProgramOutline {
  readonly name: string;
  readonly zone: string;
  readonly closingDelayMs: number;
  readonly systems: readonly SystemOutline[];
  /** Left out: stored before they were noted. */
  readonly categories?: readonly string[];
  /** Left out: no columns part ways with it. */
  readonly splits?: readonly ColumnSplit[];
}

interface SystemOutline extends Ladder {
  readonly name: string;
  /** `null`: it has no review. */
  readonly every: PeriodCalendar | null;
  /** What its holders became of statuses that are gone (D81); left out: none went. */
  readonly drops?: readonly StatusDrop[];
}

export interface Ladder {
  /** Lowest first. */
  readonly statuses: readonly Pick<CompiledStatus, 'name' | 'weight'>[];
}

/** The outline of a program as it is written: none of it takes compiling, so one that compiles no more has its outline too. */
export const outlineOf = (program: Program): ProgramOutline => ({
  name: program.name,
  zone: program.zone,
  closingDelayMs: program.closingDelayHours * MS_PER_HOUR,
  systems: Object.entries(program.statusSystems).map(([name, { statuses, review, drops }]) => ({
    name,
    statuses: Object.entries(statuses).map(([status, { weight }], rank) => ({
      name: status,
      weight: weight ?? rank,
    })),
    every:
      review === undefined || review.every === 'never'
        ? null
        : { unit: review.every, weekStartsOn: program.weekStartsOn ?? 'monday' },
    ...(drops === undefined ? {} : { drops }),
  })),
  categories: Object.keys(program.categories ?? {}),
  ...(program.splits === undefined ? {} : { splits: program.splits }),
});
