import type { Moment } from '#domain/program/timeline.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { ProgramTimeline } from './ports/programs.ts';

/** The version in force now; `null`: no program is yet. */
export const presentMoment = async ({
  programs,
  clock,
}: {
  readonly programs: ProgramTimeline;
  readonly clock: Clock;
}): Promise<Moment | null> => (await programs.current()).at(clock.now());
