import type { CompiledSystem } from '#domain/program/compiled.ts';
import { asEpochMs, type Calendar, type Day, isoOf, startOfMonth } from '#domain/time/time.ts';
import type { Standing, StandingChange } from './standings.ts';

/** How the members stood in one status system, month by month: what the picture draws. */
export interface SystemYear {
  readonly title: string;
  /** Lowest first. */
  readonly statuses: readonly string[];
  readonly months: readonly MonthStanding[];
}

interface MonthStanding {
  /** `2017-03`. */
  readonly month: string;
  /** Members by status, in the order of the statuses, at the end of the month. */
  readonly members: readonly number[];
  readonly raised: number;
  readonly lowered: number;
}

/**
 * Counts the members of each status at the end of each month, and the moves within it; a review's moves belong to the
 * month that they begin. The moment of the last turn is a month of its own where the span ends on it.
 */
export function yearOf(
  system: CompiledSystem,
  standings: readonly Standing[],
  span: { readonly from: Day; readonly to: Day; readonly zone: string },
  calendar: Calendar,
): SystemYear {
  const histories = standings.map(({ systems }) => systems.get(system.name) ?? []);
  const months: MonthStanding[] = [];
  for (let month = startOfMonth(span.from); month <= span.to; month = startOfMonth(month, 1)) {
    const begin = calendar.startOf(month, span.zone);
    const end = calendar.startOf(startOfMonth(month, 1), span.zone);
    const moves = histories.flatMap((history) => history.filter(({ at }) => at >= begin && at < end));
    const held = histories.map((history) => statusAt(history, asEpochMs(end - 1)));
    months.push({
      month: isoOf(month).slice(0, 7),
      members: system.statuses.map(({ name }) => held.filter((status) => status === name).length),
      raised: moves.filter(({ direction }) => direction === 'raised').length,
      lowered: moves.filter(({ direction }) => direction === 'lowered').length,
    });
  }
  return { title: system.title, statuses: system.statuses.map(({ title }) => title), months };
}

/** The status held at an instant; `undefined` before enrolment. */
function statusAt(history: readonly StandingChange[], at: number): string | null | undefined {
  return history.findLast((change) => change.at <= at)?.status;
}
