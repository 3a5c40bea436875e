import type { EarnedStatus, GivenStatus, Grace, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** A member's statuses in a system: the earned one, a missed one in its grace, and one that rules gave for a time. */
export interface Layers {
  readonly earned: EarnedStatus;
  readonly grace: Grace | null;
  readonly given: readonly GivenStatus[];
}

/** The layer that shows, and when it ends by itself; `null`: it does not. */
type Shown = EarnedStatus & { readonly until: EpochMs | null };

/**
 * The one of the layers that shows: a status that was given downwards, else the highest. A grace whose status was earned
 * again shows no more (D18); of equal ones a given status shows, with its end (D82).
 */
function shownOf(system: CompiledSystem, { earned, grace, given }: Layers): Shown {
  const downwards = given.find(({ hides }) => hides);
  if (downwards !== undefined) return downwards;
  let shown: Shown = isAbove(system, grace, earned) ? grace : { ...earned, until: null };
  for (const each of given) {
    if (rankOf(system, each.status) >= rankOf(system, shown.status)) shown = each;
  }
  return shown;
}

/** Whether a grace stands above what is earned: only then it shows, and its end is seen. */
export function isAbove(
  system: CompiledSystem,
  grace: Grace | null,
  { status }: Pick<EarnedStatus, 'status'>,
): grace is Grace {
  return grace !== null && rankOf(system, grace.status) > rankOf(system, status);
}

/**
 * Whether the status held is one of its layers, with that layer's end. Which one shows is decided when they change: a
 * version that orders its statuses anew moves nobody by itself.
 */
export function isHeld({ computed, until, earned, grace, given }: StatusRecord): boolean {
  const layers: readonly Pick<Shown, 'status' | 'until'>[] = [
    { status: earned.status, until: null },
    ...(grace === null ? [] : [grace]),
    ...given,
  ];
  return layers.some((layer) => layer.status === computed && layer.until === until);
}

/**
 * Puts new layers into a record. A status that stays the same was never interrupted.
 * @param at the moment of the change
 */
export function withLayers(
  system: CompiledSystem,
  record: StatusRecord,
  layers: Layers,
  at: EpochMs,
): StatusRecord {
  const { earned, grace, given } = layers;
  const { status, until, why } = shownOf(system, layers);
  return {
    ...record,
    earned,
    grace,
    given,
    computed: status,
    since: status === record.computed ? record.since : at,
    until,
    why,
  };
}

/** The record without what is over at a moment; what lies beneath shows (D9). */
export function withoutEnded(system: CompiledSystem, record: StatusRecord, at: EpochMs): StatusRecord {
  const { earned, grace, given } = record;
  const layers = {
    earned,
    grace: grace !== null && grace.until <= at ? null : grace,
    given: given.some(({ until }) => until <= at) ? given.filter(({ until }) => until > at) : given,
  };
  return layers.grace === grace && layers.given === given ? record : withLayers(system, record, layers, at);
}

/** When the first of the layers ends; `null`: none does. */
export function firstEnd({ grace, given }: Layers): EpochMs | null {
  const ends = [...(grace === null ? [] : [grace.until]), ...given.map(({ until }) => until)];
  return ends.length === 0 ? null : ends.reduce((first, end) => (end < first ? end : first));
}

/** Another earned status; `since` stays where the status does. */
export const earnedNow = (
  before: EarnedStatus,
  status: string | null,
  why: EarnedStatus['why'],
  at: EpochMs,
): EarnedStatus => ({ status, why, since: status === before.status ? before.since : at });
