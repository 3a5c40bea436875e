import type { StatusReason } from '#domain/member/member.ts';
import type { CompiledProgram, CompiledSystem } from './compiled.ts';

/** What a version calls that which members keep under a name for good (D81): the last step before anybody is told. */

/** A status of a system; one that this version does not have is called as it is kept. */
export const statusAlias = ({ statuses }: CompiledSystem, status: string | null): string | null =>
  statuses.find(({ name }) => name === status)?.alias ?? status;

/** A reason with the status that it says was held, as this version calls it. */
export function calledReason(system: CompiledSystem, why: StatusReason): StatusReason {
  if (why.kind === 'taken-back') return { ...why, was: statusAlias(system, why.was) };
  if (why.kind !== 'rule' || why.was === undefined) return why;
  return { ...why, was: statusAlias(system, why.was) ?? why.was };
}

export const categoryAlias = ({ source }: CompiledProgram, category: string): string =>
  source.categories?.[category]?.alias ?? category;

/** Systems with a status each, as a version calls them. */
export const calledStatuses = (
  { systems }: CompiledProgram,
  held: ReadonlyMap<string, string | null>,
): ReadonlyMap<string, string | null> =>
  new Map(
    [...held].map(([name, status]) => {
      const system = systems.find((each) => each.name === name);
      return system === undefined ? [name, status] : [system.alias, statusAlias(system, status)];
    }),
  );

/** Whether a version calls anything otherwise than members keep it: most do not, and nothing is to be done. */
export const hasAliases = ({ systems, source }: CompiledProgram): boolean =>
  systems.some(
    ({ name, alias, statuses }) => name !== alias || statuses.some((status) => status.name !== status.alias),
  ) || Object.values(source.categories ?? {}).some(({ alias }) => alias !== undefined);
