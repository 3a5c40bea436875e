import { compile } from '#domain/compile/compile.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { outlineOf } from '#domain/program/outline.ts';
import { timelineFrom, type VersionSource } from '#domain/program/timeline.ts';
import type { ProgramArchive, ProgramTimeline } from '#operations/ports/programs.ts';
import { calendar } from '../fixtures/scenario.ts';

/**
 * The archive's versions, each compiled when a decision asks for it: the one place of the simulation that builds the
 * product's timeline.
 */
export function archiveTimeline(archive: ProgramArchive): ProgramTimeline {
  const known = new Map<number, CompiledProgram>();
  const load = async (version: number): Promise<CompiledProgram> => {
    const program = known.get(version) ?? (await compiledVersion(archive, version));
    known.set(version, program);
    return program;
  };
  return {
    async current() {
      const { timeline } = await archive.read();
      const versions: VersionSource[] = [];
      for (const row of timeline) {
        versions.push({
          ...row,
          outline: row.outline ?? outlineOf((await load(row.version)).source),
          loaded: () => known.get(row.version) ?? null,
        });
      }
      return timelineFrom(versions, calendar);
    },
    async load(version) {
      await load(version);
    },
  };
}

async function compiledVersion(archive: ProgramArchive, version: number): Promise<CompiledProgram> {
  const program = await archive.readProgram(version);
  const compiled = program === null ? null : compile(program);
  if (compiled?.ok !== true) throw new Error(`version ${version} is not there or does not compile`);
  return compiled.program;
}
