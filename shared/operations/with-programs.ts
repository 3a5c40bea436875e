import type { Moment, Timeline } from '#domain/program/timeline.ts';
import { ProgramNotLoaded } from '#domain/program/timeline.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { ProgramTimeline } from './ports/programs.ts';

/**
 * Decides or shows something with the versions that are there. Where it needs another, that one is read and the same is
 * done again, so `work` is pure: it neither writes nor reads a clock.
 */
export async function withPrograms<Answer>(
  programs: ProgramTimeline,
  work: (timeline: Timeline) => Answer,
): Promise<Answer> {
  for (const asked = new Set<number>(); ; ) {
    const timeline = await programs.current();
    try {
      return work(timeline);
    } catch (error) {
      if (!(error instanceof ProgramNotLoaded) || asked.has(error.version)) throw error;
      asked.add(error.version);
      await programs.load(error.version);
    }
  }
}

/** The same, at a moment: with the version in force then; `null`: no program is yet. */
export const atMoment = <Answer>(
  programs: ProgramTimeline,
  now: ReturnType<Clock['now']>,
  work: (moment: Moment | null) => Answer,
): Promise<Answer> => withPrograms(programs, (timeline) => work(timeline.at(now)));
