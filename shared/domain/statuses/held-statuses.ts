import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { effectiveStatus } from './effective.ts';

/** System of the program → the status that shows (D59), in the program's order; what another version left is not shown. */
export function heldStatuses(
  member: Member,
  { systems }: CompiledProgram,
): ReadonlyMap<string, string | null> {
  return new Map(systems.map(({ name }) => [name, shownIn(member, name)]));
}

function shownIn({ statuses }: Member, system: string): string | null {
  const record = statuses.get(system);
  return record === undefined ? null : effectiveStatus(record);
}
