import { compile, makeReady } from '#domain/compile/compile.ts';
import { historyGaps } from '#domain/compile/history-gaps.ts';
import { type ProgramChange, programChanges } from '#domain/compile/program-changes.ts';
import { keptColumns, MAX_STATE_BYTES, stateBytesBeside } from '#domain/compile/state-size.ts';
import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { outlineOf, type ProgramOutline } from '#domain/program/outline.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { asEpochMs, type EpochMs, isoInstant, MS_PER_DAY } from '#domain/time/time.ts';
import { utf8Bytes } from '#domain/values/text-bytes.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { ProgramArchive, TimelineRow } from './ports/programs.ts';
import { type Refused, refused } from './refusal.ts';

/** Every instance knows a new version before it comes into force (D27). */
const NOTICE_MS = 60_000;

/** The timeline is one item, which holds 400 KB: 60 bytes a version, and outlines. Once a day is five years. */
const MAX_VERSIONS = 2_000;
const MAX_OUTLINE_BYTES = 200_000;

/** A year's period, and the days until its review is final. */
const JUDGED_DAYS = 366 + 31;

type Activated = {
  readonly kind: 'activated' | 'unchanged';
  readonly version: number;
  readonly from: EpochMs;
  /** The past that it asks for and the running version has not kept. */
  readonly gaps: readonly Finding[];
};

/**
 * Makes a program the next version, in force from a moment on (D27). Versions are immutable; the same program again
 * changes nothing. Where there are members, the moment lies at least 60 s ahead.
 * @param from `null`: as soon as it may be
 */
export async function activateProgram(
  ports: { readonly archive: ProgramArchive; readonly clock: Clock },
  program: Program,
  from: EpochMs | null,
): Promise<
  | Activated
  | (Refused<'program-invalid'> & { readonly findings: readonly Finding[] })
  | Refused<'from-too-early' | 'program-too-large' | 'state-too-large' | 'timeline-full' | 'timeline-moved'>
> {
  const compiled = compile(program);
  if (!compiled.ok) {
    return { ...refused('program-invalid', 'The program has errors.'), findings: compiled.findings };
  }
  const { timeline, revision } = await ports.archive.read();
  const last = timeline.at(-1);
  const running = last === undefined ? null : await ports.archive.readProgram(last.version);
  if (last !== undefined && isSame(running, program)) return { kind: 'unchanged', ...last, gaps: [] };
  const now = ports.clock.now();
  const hasMembers = await ports.archive.hasMembers();
  const earliest = Math.max(
    hasMembers ? now + NOTICE_MS : Number.MIN_SAFE_INTEGER,
    last === undefined ? Number.MIN_SAFE_INTEGER : last.from + 1,
  );
  const start = asEpochMs(from ?? Math.max(now, earliest));
  if (start < earliest) {
    return refused(
      'from-too-early',
      `There are members, or a later version: choose ${isoInstant(asEpochMs(earliest))} or later.`,
    );
  }
  if (timeline.length >= MAX_VERSIONS)
    return refused(
      'timeline-full',
      `Laurel keeps ${MAX_VERSIONS} versions of a program, and there are as many.`,
    );
  const row = { version: (last?.version ?? 0) + 1, from: start, announcedAt: now };
  const beside = stateBytesBeside(compiled.program, await carriedOn(ports.archive, timeline, start));
  if (beside > MAX_STATE_BYTES)
    return refused(
      'state-too-large',
      `With what versions of the last thirty days count, a member's state could take ${beside} bytes, and ${MAX_STATE_BYTES} are allowed: choose a later moment, or let counters stay as they are.`,
    );
  const outline = outlineToStore(timeline, outlineOf(program));
  const appended = await ports.archive.append({ ...row, outline }, program, revision);
  if (appended.kind === 'too-large')
    return refused(
      'program-too-large',
      `Packed, the program takes ${appended.bytes} bytes, and ${appended.most} are allowed: let rules share tables and lists.`,
    );
  if (appended.kind === 'moved') {
    return refused(
      'timeline-moved',
      'Somebody activated another version just now; look at it and try again.',
    );
  }
  return { kind: 'activated', ...row, gaps: hasMembers ? gapsBetween(running, compiled.program) : [] };
}

/**
 * What members may still keep of the versions before: of the last thirty days everything, and of the last year the columns
 * by which periods were judged, whose reviews may be done again (D80, D17).
 */
async function carriedOn(
  archive: ProgramArchive,
  timeline: readonly TimelineRow[],
  start: EpochMs,
): Promise<{ readonly programs: readonly CompiledProgram[]; readonly columns: readonly CompiledColumn[] }> {
  const columns: CompiledColumn[] = [];
  const programs: CompiledProgram[] = [];
  for (const [index, { version }] of timeline.entries()) {
    const days = (start - (timeline[index + 1]?.from ?? start)) / MS_PER_DAY;
    const source = days > JUDGED_DAYS ? null : await archive.readProgram(version);
    const made = source === null ? null : makeReady(source);
    if (made?.ok !== true) continue;
    const kept = keptColumns(made.program);
    const judging = new Set(made.program.systems.map(({ review }) => review?.measure.column.id));
    if (days <= CARRIED_DAYS) programs.push(made.program);
    columns.push(...(days <= CARRIED_DAYS ? kept : kept.filter(({ id }) => judging.has(id))));
  }
  return { programs, columns };
}

/** Beyond their part of the item outlines are not stored: such a version is read where the timeline is. */
function outlineToStore(
  timeline: readonly TimelineRow[],
  outline: ProgramOutline,
): ProgramOutline | 'as-before' | null {
  const texts = timeline.map((row) => (row.outline === null ? '' : JSON.stringify(row.outline)));
  const text = JSON.stringify(outline);
  if (texts.at(-1) === text) return 'as-before';
  const stored = texts.filter((each, index) => each !== texts[index - 1]);
  const bytes = [...stored, text].reduce((sum, each) => sum + utf8Bytes(each), 0);
  return bytes > MAX_OUTLINE_BYTES ? null : outline;
}

function gapsBetween(running: Program | null, next: CompiledProgram): readonly Finding[] {
  const before = running === null ? null : makeReady(running);
  return before?.ok ? historyGaps(before.program, next) : [];
}

const isSame = (stored: Program | null, program: Program): boolean =>
  JSON.stringify(stored) === JSON.stringify(program);

/** What members would notice of a program as the next version; nothing where there are none, or no program runs. */
export async function previewProgram(
  { archive }: { readonly archive: ProgramArchive },
  next: CompiledProgram,
): Promise<readonly ProgramChange[]> {
  const last = (await archive.read()).timeline.at(-1);
  const running = last === undefined ? null : await archive.readProgram(last.version);
  const before = running === null ? null : makeReady(running);
  if (before?.ok !== true || !(await archive.hasMembers())) return [];
  return programChanges(before.program, next);
}
