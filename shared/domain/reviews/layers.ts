import type { EarnedStatus, GivenStatus, StatusEntry } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { placeOf } from './judge.ts';

/** What a member has in a system: what was earned, and what was given on top of it for a time. */
export interface Layers {
  readonly earned: EarnedStatus;
  readonly given: GivenStatus | null;
}

/**
 * Puts new layers into an entry. The given status holds where it stands above the earned one, or was given downwards;
 * else the earned one does. A status that stays the same was never interrupted.
 * @param at the moment of the change
 */
export function withLayers(
  system: CompiledSystem,
  entry: StatusEntry,
  { earned, given }: Layers,
  at: EpochMs,
): StatusEntry {
  const isAbove =
    given !== null && (given.hides || placeOf(system, given.status) >= placeOf(system, earned.status));
  const shown = given !== null && isAbove ? given : earned;
  return {
    ...entry,
    earned,
    given,
    computed: shown.status,
    since: shown.status === entry.computed ? entry.since : at,
    until: given !== null && isAbove ? given.until : null,
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
