import { compile, makeReady } from '#domain/compile/compile.ts';
import { historyGaps } from '#domain/compile/history-gaps.ts';
import { type ProgramChange, programChanges } from '#domain/compile/program-changes.ts';
import { keptColumns, MAX_STATE_BYTES, stateBytesBeside } from '#domain/compile/state-size.ts';
import { type EarlierVersion, type Past, type Succession, succession } from '#domain/compile/succession.ts';
import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { outlineOf, type ProgramOutline } from '#domain/program/outline.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import { asEpochMs, type EpochMs, isoInstant, MS_PER_DAY } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { utf8Bytes } from '#domain/values/text-bytes.ts';
import { type Acting, auditEntry } from './audit.ts';
import type { AuditEntry } from './ports/audit.ts';
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
  ports: Acting & { readonly archive: ProgramArchive },
  program: Program,
  from: EpochMs | null,
  reason: string | null = null,
): Promise<
  | Activated
  | (Refused<'program-invalid' | 'program-breaks'> & { readonly findings: readonly Finding[] })
  | Refused<'from-too-early' | 'program-too-large' | 'state-too-large' | 'timeline-full' | 'timeline-moved'>
> {
  const compiled = compile(program);
  if (!compiled.ok) {
    return { ...refused('program-invalid', 'The program has errors.'), findings: compiled.findings };
  }
  const { timeline, revision } = await ports.archive.read();
  const last = timeline.at(-1);
  const now = ports.clock.now();
  const hasMembers = await ports.archive.hasMembers();
  const earliest = Math.max(
    hasMembers ? now + NOTICE_MS : Number.MIN_SAFE_INTEGER,
    last === undefined ? Number.MIN_SAFE_INTEGER : last.from + 1,
  );
  const start = asEpochMs(from ?? Math.max(now, earliest));
  const past = await pastOf(ports.archive, { timeline, hasMembers, start });
  const follows = succession(compiled.program, past);
  const running = past.earlier[0]?.program ?? null;
  if (last !== undefined && running !== null && isSame(running.source, follows.program))
    return { kind: 'unchanged', ...last, gaps: [] };
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
  if (follows.findings.length > 0)
    return {
      ...refused('program-breaks', 'The program loses what members have.'),
      findings: follows.findings,
    };
  const next = makeReady(follows.program);
  assert(next.ok, () => `with its columns the program is none: ${JSON.stringify(next)}`);
  const beside = stateBytesBeside(next.program, carriedOn(past.earlier));
  if (beside > MAX_STATE_BYTES)
    return refused(
      'state-too-large',
      `With what versions of the last thirty days count, a member's state could take ${beside} bytes, and ${MAX_STATE_BYTES} are allowed: choose a later moment, or let counters stay as they are.`,
    );
  const row = { version: past.version, from: start, announcedAt: now };
  const outline = outlineToStore(timeline, outlineOf(follows.program));
  const audit = activation(ports, { row, name: program.name, last, running, reason });
  const appended = await ports.archive.append({ ...row, outline }, follows.program, revision, audit);
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
  const gaps = hasMembers && running !== null ? historyGaps(running, next.program) : [];
  return { kind: 'activated', ...row, gaps };
}

/** What is told of an activation: the program and its moment, after those of the version before. */
function activation(
  acting: Acting,
  told: {
    readonly row: Omit<TimelineRow, 'outline'>;
    readonly name: string;
    readonly last: TimelineRow | undefined;
    readonly running: CompiledProgram | null;
    readonly reason: string | null;
  },
): AuditEntry {
  const { row, name, last, running, reason } = told;
  return auditEntry(acting, {
    action: 'program.activated',
    subject: { kind: 'program', id: String(row.version) },
    reason,
    changes: [
      {
        what: 'version',
        before: last === undefined ? null : String(last.version),
        after: String(row.version),
      },
      { what: 'program', before: running?.source.name ?? null, after: name },
      {
        what: 'in force from',
        before: last === undefined ? null : isoInstant(last.from),
        after: isoInstant(row.from),
      },
    ],
  });
}

/** The versions that the next one has to know: those of the last year, newest first, as far as they compile. */
async function pastOf(
  archive: ProgramArchive,
  {
    timeline,
    hasMembers,
    start,
  }: {
    readonly timeline: readonly TimelineRow[];
    readonly hasMembers: boolean;
    readonly start: EpochMs;
  },
): Promise<Past> {
  const earlier: EarlierVersion[] = [];
  for (const [index, { version }] of timeline.entries()) {
    const daysGone = Math.max(0, (start - (timeline[index + 1]?.from ?? start)) / MS_PER_DAY);
    const source = daysGone > JUDGED_DAYS ? null : await archive.readProgram(version);
    const made = source === null ? null : makeReady(source);
    if (made?.ok === true) earlier.unshift({ daysGone, program: made.program });
  }
  return {
    version: (timeline.at(-1)?.version ?? 0) + 1,
    earlier,
    outlines: timeline.flatMap(({ outline }) => (outline === null ? [] : [outline])),
    hasMembers,
  };
}

/**
 * What members may still keep of the versions before: of the last thirty days everything, and of the last year the columns
 * by which periods were judged, whose reviews may be done again (D80, D17).
 */
function carriedOn(earlier: readonly EarlierVersion[]): Parameters<typeof stateBytesBeside>[1] {
  return {
    programs: earlier.flatMap(({ daysGone, program }) => (daysGone <= CARRIED_DAYS ? [program] : [])),
    columns: earlier.flatMap(({ daysGone, program }) => {
      const judging = new Set(
        program.systems.flatMap(({ review }) =>
          review === null ? [] : measuresOf(review).map(({ column }) => column.id),
        ),
      );
      const kept = keptColumns(program);
      return daysGone <= CARRIED_DAYS ? kept : kept.filter(({ id }) => judging.has(id));
    }),
  };
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

/** Two versions that say the same; how the running one came about is no part of it. */
function isSame(running: Program, next: Program): boolean {
  const lasting = ({ splits: _, statusSystems, ...program }: Program) => ({
    ...program,
    statusSystems: Object.entries(statusSystems).map(([name, { drops: __, review, ...system }]) => {
      // Where it goes on counting is said from the second time on: the file does not say it.
      const { column: ___, ...asked } = review ?? {};
      return [name, system, asked];
    }),
  });
  return JSON.stringify(lasting(running)) === JSON.stringify(lasting(next));
}

/** What members would notice of a program as the next version, and what it would break; nothing where none runs. */
export async function previewProgram(
  { archive, clock }: { readonly archive: ProgramArchive; readonly clock: Clock },
  next: CompiledProgram,
  from: EpochMs | null = null,
): Promise<{ readonly changes: readonly ProgramChange[]; readonly findings: Succession['findings'] }> {
  const { timeline } = await archive.read();
  const hasMembers = await archive.hasMembers();
  const past = await pastOf(archive, { timeline, hasMembers, start: from ?? clock.now() });
  const running = past.earlier[0]?.program;
  if (running === undefined || !hasMembers) return { changes: [], findings: [] };
  const follows = succession(next, past);
  return { changes: programChanges(running, follows), findings: follows.findings };
}
