import type { CompiledProgram } from '#domain/program/compiled.ts';
import { outlineOf } from '#domain/program/outline.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { type Timeline, timelineFrom, type VersionSource } from '#domain/program/timeline.ts';
import type { Calendar } from '#domain/time/time.ts';
import type { Clock } from '#operations/ports/clock-and-random.ts';
import type { ProgramTimeline } from '#operations/ports/programs.ts';
import { assert } from './assertions.ts';
import { timelineOfItem } from './codecs/program-items.ts';
import { programArchive } from './program-archive.ts';
import type { Table } from './send.ts';
import { type StandingItems, type StandingRead, standingItems } from './standing-items.ts';

const NO_TIMELINE = { timeline: [] } as const;

/** Makes a program ready, as the domain's `compile` does. */
type Compile = (
  program: Program,
) =>
  | { readonly ok: true; readonly program: CompiledProgram }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/**
 * The timeline, held for up to 30 s. Versions never change, so each is read and compiled once, when somebody needs it;
 * only the timeline's item is read again. `clock` measures age and must run, whatever time the program counts in. A version
 * that does not compile throws when it is needed, and harms nobody who does not need it.
 */
export function programTimeline(
  table: Table,
  compile: Compile,
  {
    clock,
    calendar,
    standing = standingItems(table, clock),
  }: { readonly clock: Clock; readonly calendar: Calendar; readonly standing?: StandingItems },
): ProgramTimeline {
  const archive = programArchive(table);
  const compiled = new Map<number, CompiledProgram>();
  let held: { readonly programs: Timeline; readonly read: StandingRead } | null = null;
  let loading: Promise<Timeline> | null = null;

  const stored = async (version: number): Promise<Program> => {
    const program = await archive.readProgram(version);
    assert(program !== null, `program version ${version} is on the timeline and not stored`);
    return program;
  };

  const ready = async (version: number): Promise<CompiledProgram> => {
    const known = compiled.get(version);
    if (known !== undefined) return known;
    const compilation = compile(await stored(version));
    assert(compilation.ok, `program version ${version} is on the timeline and does not compile`);
    compiled.set(version, compilation.program);
    return compilation.program;
  };

  const load = async (read: StandingRead): Promise<Timeline> => {
    const { timeline } = read.timeline === null ? NO_TIMELINE : timelineOfItem(read.timeline);
    // What was worked out of a timeline is good as long as nothing is added to it.
    if (held?.programs.versions.length === timeline.length) {
      held = { ...held, read };
      return held.programs;
    }
    const versions: VersionSource[] = [];
    for (const row of timeline) {
      versions.push({
        ...row,
        outline: row.outline ?? outlineOf(await stored(row.version)),
        loaded: () => compiled.get(row.version) ?? null,
      });
    }
    held = { programs: timelineFrom(versions, calendar), read };
    return held.programs;
  };

  return {
    async current() {
      const read = await standing.current();
      if (held?.read === read) return held.programs;
      loading ??= load(read).finally(() => {
        loading = null;
      });
      return await loading;
    },
    async load(version) {
      await ready(version);
    },
  };
}
