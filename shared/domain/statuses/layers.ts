import type { EarnedStatus, GivenStatus, Grace, StatusLayers, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { withEffective } from './effective.ts';

/** The layer that shows, and when it ends by itself; `null`: it does not. */
type Shown = EarnedStatus & { readonly until: EpochMs | null };

/**
 * The one of the layers that shows: the last given one, where it was given downwards, else the highest. A grace whose status
 * was earned again shows no more (D18); of equal ones a given status shows, with the latest end (D82).
 */
function shownOf(system: CompiledSystem, { earned, grace, given }: StatusLayers): Shown {
  const last = given.at(-1);
  if (last?.hides === true) return last;
  const beneath: Shown = isAbove(system, grace, earned) ? grace : { ...earned, until: null };
  const steps = (one: Shown, other: Shown) => rankOf(system, one.status) - rankOf(system, other.status);
  const highest = given
    .filter(({ hides }) => !hides)
    .reduce<GivenStatus | null>((best, each) => {
      if (best === null) return each;
      const above = steps(each, best);
      return above > 0 || (above === 0 && each.until >= best.until) ? each : best;
    }, null);
  return highest !== null && steps(highest, beneath) >= 0 ? highest : beneath;
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
  layers: StatusLayers,
  at: EpochMs,
): StatusRecord {
  const { earned, grace, given } = layers;
  const { status, until, why } = shownOf(system, layers);
  const since = status === record.computed ? record.since : at;
  const after = { ...record, earned, grace, given, computed: status, since, until, why };
  return withEffective(system, record, after, at);
}

/** The record without what is over at a moment; what lies beneath shows (D9). */
export function withoutEnded(system: CompiledSystem, record: StatusRecord, at: EpochMs): StatusRecord {
  const { earned, grace, given } = record;
  const layers = stillRunning({ earned, grace, given }, at);
  return layers.grace === grace && layers.given === given ? record : withLayers(system, record, layers, at);
}

/** The layers without what is over at a moment; one given downwards ended with the next gift, and does not come again (D82). */
export function stillRunning({ earned, grace, given }: StatusLayers, at: EpochMs): StatusLayers {
  const lastOver = given.findLastIndex(({ until }) => until <= at);
  return {
    earned,
    grace: grace !== null && grace.until <= at ? null : grace,
    given:
      lastOver === -1
        ? given
        : given.filter(({ until, hides }, place) => until > at && !(hides && place < lastOver)),
  };
}

/**
 * What was given downwards hides as long as something higher is beneath it, where what is earned has gone (D94). Taking off takes
 * given statuses too: with none of them, and nothing earned, there would have been nothing to take (D99).
 * @param isGroundLost less is earned than before; else whatever was given down from it stays given downwards
 */
export function stillHiding(
  system: CompiledSystem,
  layers: StatusLayers,
  isGroundLost: boolean,
): StatusLayers {
  const { earned, given } = layers;
  const ground = rankOf(system, earned.status);
  const isAnyGiven = given.some(({ status }) => status !== null);
  const hides = ({ status }: GivenStatus): boolean =>
    status === null
      ? rankOf(system, status) < ground || isAnyGiven
      : !isGroundLost || rankOf(system, status) < ground;
  const left = given.flatMap((each): readonly GivenStatus[] => {
    const isHiding = each.hides && hides(each);
    return each.status === null && !isHiding ? [] : [{ ...each, hides: isHiding }];
  });
  return { ...layers, given: longestLast(left) };
}

/**
 * The last one given downwards holds until its end. Where the same was given so several times in a row, that is the longest:
 * none of them ends another.
 */
export function longestLast(given: readonly GivenStatus[]): readonly GivenStatus[] {
  const last = given.at(-1);
  if (last === undefined) return given;
  const isOther = ({ hides, status }: GivenStatus): boolean => !hides || status !== last.status;
  const run = given.slice(given.findLastIndex(isOther) + 1);
  if (run.length < 2) return given;
  return [...given.slice(0, -run.length), ...run.toSorted((one, other) => one.until - other.until)];
}

/** When the first of the layers ends; `null`: none does. */
export function firstEnd({ grace, given }: StatusLayers): EpochMs | null {
  const ends = [...(grace === null ? [] : [grace.until]), ...given.map(({ until }) => until)];
  return ends.length === 0 ? null : ends.reduce((first, end) => (end < first ? end : first));
}

/** Every earned status of the layers, those beneath gifts for good as well. */
export const earnedIn = ({ earned }: StatusLayers): readonly EarnedStatus[] =>
  earned.over === undefined ? [earned] : [earned, ...earnedIn(earned.over)];

/** Every given status of the layers, those beneath gifts for good as well. */
export const givenIn = ({ earned, given }: StatusLayers): readonly GivenStatus[] =>
  earned.over === undefined ? given : [...given, ...givenIn(earned.over)];

/** Another earned status; `since` stays where the status does. */
export const earnedNow = (
  before: EarnedStatus,
  status: string | null,
  why: EarnedStatus['why'],
  at: EpochMs,
): EarnedStatus => ({ status, why, since: status === before.status ? before.since : at });
