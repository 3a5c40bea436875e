import { compile } from '#domain/compile/compile.ts';
import { type ProgramVersion, timelineOf } from '#domain/program/timeline.ts';
import type { ProgramArchive, ProgramTimeline, TimelineRow } from '#operations/ports/programs.ts';
import { calendar } from '../fixtures/scenario.ts';

/** The archive's versions, compiled once each: the one place of the simulation that builds the product's timeline. */
export function archiveTimeline(archive: ProgramArchive): ProgramTimeline {
  const known = new Map<number, ProgramVersion>();
  return {
    async current() {
      const { timeline } = await archive.read();
      const versions: ProgramVersion[] = [];
      for (const row of timeline) {
        const found = known.get(row.version) ?? (await compiledVersion(archive, row));
        known.set(row.version, found);
        versions.push(found);
      }
      return timelineOf(versions, calendar);
    },
  };
}

async function compiledVersion(archive: ProgramArchive, row: TimelineRow): Promise<ProgramVersion> {
  const { version } = row;
  const program = await archive.readProgram(version);
  const compiled = program === null ? null : compile(program);
  if (compiled?.ok !== true) throw new Error(`version ${version} is not there or does not compile`);
  return { ...row, program: compiled.program };
}
