import type { EarnedStatus, GivenStatus, StatusEntry } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { placeOf } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** What a member has in a system: what was earned, and what was given on top of it for a time. */
export interface Layers {
  readonly earned: EarnedStatus;
  readonly given: GivenStatus | null;
}

/**
 * Whether a given status is the one that shows: it stands above the earned one, or was given downwards. A grace whose
 * status was earned again shows no more, and stays until its end in case the review that earned it is done again.
 */
export function isShown(system: CompiledSystem, earned: EarnedStatus, given: GivenStatus): boolean {
  const [above, own] = [placeOf(system, given.status), placeOf(system, earned.status)];
  return given.hides || above > own || (above === own && given.kind !== 'grace');
}

/**
 * Puts new layers into an entry. A status that stays the same was never interrupted.
 * @param at the moment of the change
 */
export function withLayers(
  system: CompiledSystem,
  entry: StatusEntry,
  { earned, given }: Layers,
  at: EpochMs,
): StatusEntry {
  const onTop = given !== null && isShown(system, earned, given) ? given : null;
  const shown = onTop ?? earned;
  return {
    ...entry,
    earned,
    given,
    computed: shown.status,
    since: shown.status === entry.computed ? entry.since : at,
    until: onTop?.until ?? null,
    why: shown.why,
  };
}

/** The entry with another earned status, and the same given one. */
export const withEarned = (
  system: CompiledSystem,
  entry: StatusEntry,
  earned: EarnedStatus,
  at: EpochMs,
): StatusEntry => withLayers(system, entry, { earned, given: entry.given }, at);

/** Another earned status; `since` stays where the status does. */
export const earnedNow = (
  before: EarnedStatus,
  status: string | null,
  why: EarnedStatus['why'],
  at: EpochMs,
): EarnedStatus => ({ status, why, since: status === before.status ? before.since : at });
