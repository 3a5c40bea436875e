import type { StatusEntry, StatusReason } from '#domain/member/member.ts';
import type { CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { directionOf, placeOf, statusAt } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { earnedNow, withLayers } from './layers.ts';

/** A status that a rule gives. */
export interface Gift {
  readonly system: CompiledSystem;
  readonly place: number;
  /** `null`: for good, or until something else changes it. */
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  readonly transition: CompiledRule['transition'];
  readonly at: EpochMs;
}

export type Giving =
  | { readonly kind: 'given'; readonly entry: StatusEntry }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not-allowed' };

/**
 * Gives a status in the direction that is allowed (I11, D7). The status that is held already changes nothing, but may
 * be prolonged; one given for a time lies on top of what was earned, which returns when the time is over (D9).
 */
export function giveStatus(entry: StatusEntry, gift: Gift): Giving {
  const { system, place, until, at } = gift;
  if (until !== null && until <= at) return { kind: 'nothing' };
  const held = placeOf(system, entry.computed);
  if (held === place) return prolong(entry, gift);
  if (!isAllowed(gift, entry.computed)) return { kind: 'not-allowed' };
  const status = statusAt(system, place);
  if (until === null) {
    const earned = earnedNow(entry.earned, status, gift.why, at);
    return { kind: 'given', entry: withLayers(system, entry, { earned, given: null }, at) };
  }
  const hides = place < placeOf(system, entry.earned.status);
  const given = { kind: 'rule' as const, status, since: at, why: gift.why, until, hides };
  return { kind: 'given', entry: withLayers(system, entry, { earned: entry.earned, given }, at) };
}

/** The same status for longer; never for a shorter time. */
function prolong(entry: StatusEntry, { system, until, at, why }: Gift): Giving {
  const { earned, given } = entry;
  if (given !== null && entry.until !== null) {
    if (until === null) {
      const kept = earnedNow(earned, entry.computed, why, at);
      return { kind: 'given', entry: withLayers(system, entry, { earned: kept, given: null }, at) };
    }
    if (until <= entry.until) return { kind: 'nothing' };
    return { kind: 'given', entry: withLayers(system, entry, { earned, given: { ...given, until } }, at) };
  }
  // What a review gave may be taken by the next one; until then, and beyond it, the gift holds.
  if (until === null || system.review === null) return { kind: 'nothing' };
  const longer = {
    kind: 'rule' as const,
    status: entry.computed,
    since: entry.since,
    why: entry.why,
    until,
    hides: false,
  };
  return { kind: 'given', entry: withLayers(system, entry, { earned, given: longer }, at) };
}

/** By weight: equal ones are neither higher nor lower, and allowed only with `any` (D7). */
function isAllowed({ system, place, transition }: Gift, held: string | null): boolean {
  const steps = directionOf(system, held, statusAt(system, place));
  switch (transition) {
    case 'any':
      return true;
    case 'up':
      return steps > 0;
    case 'down':
      return steps < 0;
    default:
      return transition satisfies never;
  }
}
