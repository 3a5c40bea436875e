import type { ProgramOutline } from '#domain/program/outline.ts';
import type { Program } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import type { AuditEntry } from './audit.ts';

/** The timeline in force, compiled; instances may hold it for up to 30 s (D27). */
export interface ProgramTimeline {
  current(): Promise<Timeline>;
  /** Reads a version of it, so that its program is there from now on. */
  load(version: number): Promise<void>;
}

/** Versions are immutable and numbered; the timeline says which is in force from when. */
export interface ProgramArchive {
  read(): Promise<{ readonly timeline: readonly TimelineRow[]; readonly revision: number }>;
  /** Appends a version and its row under the condition that the timeline is still the one that was read, and tells who did it. */
  append(
    row: NewRow,
    program: Program,
    revision: number,
    audit: AuditEntry,
  ): Promise<
    | { readonly kind: 'appended' }
    | { readonly kind: 'moved' }
    /** Packed, it takes more bytes than an item of the table holds; nothing was written. */
    | { readonly kind: 'too-large'; readonly bytes: number; readonly most: number }
  >;
  readProgram(version: number): Promise<Program | null>;
  hasMembers(): Promise<boolean>;
}

export interface TimelineRow {
  readonly version: number;
  readonly from: EpochMs;
  /** When it was appended; `null`: stored before that was noted. */
  readonly announcedAt: EpochMs | null;
  /** `null`: none is stored with it, so the program itself has to say. */
  readonly outline: ProgramOutline | null;
}

/** A row to be appended. Most versions change no ladder: the outline of the row before is then not stored again. */
export type NewRow = Omit<TimelineRow, 'outline'> & { readonly outline: ProgramOutline | 'as-before' | null };
