import type { PeriodCalendar } from '#domain/time/period.ts';
import type { CompiledProgram, CompiledStatus } from './compiled.ts';

/**
 * So much of a version as the calendar of reviews and the ladders of other versions need to know of it. It stands in the
 * timeline, so that a version which nobody needs is neither read nor compiled.
 */
export interface ProgramOutline {
  readonly name: string;
  readonly zone: string;
  readonly closingDelayMs: number;
  readonly systems: readonly SystemOutline[];
}

interface SystemOutline extends Ladder {
  readonly name: string;
  /** `null`: it has no review. */
  readonly every: PeriodCalendar | null;
}

export interface Ladder {
  /** Lowest first. */
  readonly statuses: readonly Pick<CompiledStatus, 'name' | 'weight'>[];
}

export const outlineOf = ({ source, zone, closingDelayMs, systems }: CompiledProgram): ProgramOutline => ({
  name: source.name,
  zone,
  closingDelayMs,
  systems: systems.map(({ name, statuses, review }) => ({
    name,
    statuses: statuses.map((status) => ({ name: status.name, weight: status.weight })),
    every: review?.every ?? null,
  })),
});
