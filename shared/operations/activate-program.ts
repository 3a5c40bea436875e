import { compile } from '#domain/compile/compile.ts';
import { historyGaps } from '#domain/compile/history-gaps.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { asEpochMs, type EpochMs, isoInstant } from '#domain/time/time.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type { ProgramArchive } from './ports/programs.ts';
import { type Refused, refused } from './refusal.ts';

/** Every instance knows a new version before it comes into force (D27). */
const NOTICE_MS = 60_000;

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
  | Refused<'from-too-early' | 'timeline-moved'>
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
  const row = { version: (last?.version ?? 0) + 1, from: start, announcedAt: now };
  const appended = await ports.archive.append(row, program, revision);
  if (appended.kind === 'moved') {
    return refused(
      'timeline-moved',
      'Somebody activated another version just now; look at it and try again.',
    );
  }
  return { kind: 'activated', ...row, gaps: hasMembers ? gapsBetween(running, compiled.program) : [] };
}

function gapsBetween(running: Program | null, next: CompiledProgram): readonly Finding[] {
  const before = running === null ? null : compile(running);
  return before?.ok ? historyGaps(before.program, next) : [];
}

const isSame = (stored: Program | null, program: Program): boolean =>
  JSON.stringify(stored) === JSON.stringify(program);
