import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';

/** System of the program → the status held, in the program's order; what another version left is not shown. */
export function heldStatuses(
  member: Member,
  { systems }: CompiledProgram,
): ReadonlyMap<string, string | null> {
  return new Map(systems.map(({ name }) => [name, member.statuses.get(name)?.computed ?? null]));
}
