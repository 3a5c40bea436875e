import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** The timeline in force, compiled; instances may hold it for up to 30 s (D27). */
export interface ProgramTimeline {
  current(): Promise<Timeline>;
}

/** Versions are immutable and numbered; the timeline says which is in force from when. */
export interface ProgramArchive {
  read(): Promise<{ readonly timeline: readonly TimelineRow[]; readonly revision: number }>;
  /** Appends a version and its row under the condition that the timeline is still the one that was read. */
  append(
    row: TimelineRow,
    program: Program,
    revision: number,
  ): Promise<{ readonly kind: 'appended' } | { readonly kind: 'moved' }>;
  readProgram(version: number): Promise<Program | null>;
  hasMembers(): Promise<boolean>;
}

export interface TimelineRow {
  readonly version: number;
  readonly from: EpochMs;
  /** When it was appended; `null`: stored before that was noted. */
  readonly announcedAt: EpochMs | null;
}
