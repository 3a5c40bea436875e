import type { EpochMs } from '#domain/time/time.ts';
import type { CompiledProgram } from './compiled.ts';

/** A version of the program and since when it is in force (D27). */
export interface ProgramVersion {
  readonly version: number;
  readonly from: EpochMs;
  readonly program: CompiledProgram;
}

/** The timeline, oldest first; never two versions from the same moment. */
export type Programs = readonly ProgramVersion[];

/** The version in force at an instant; `null` before the first. */
export function inForce(programs: Programs, at: EpochMs): ProgramVersion | null {
  for (let index = programs.length - 1; index >= 0; index -= 1) {
    const version = programs[index];
    if (version !== undefined && version.from <= at) return version;
  }
  return null;
}
