import type {
  EarnedStatus,
  GivenStatus,
  StatusLayers,
  StatusReason,
  StatusRecord,
} from '#domain/member/member.ts';
import type { CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { directionOf, NO_STATUS, rankOf, statusAt } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { MAX_GIFTS_BENEATH } from '#domain/values/limits.ts';
import { earnedNow, longestLast, withLayers } from './layers.ts';

/** A status that a rule gives, or none where it takes off what is held (D99). */
interface Award {
  readonly system: CompiledSystem;
  /** `NO_STATUS`: it is taken off. */
  readonly rank: number;
  /** `null`: for good, or until something else changes it. */
  readonly until: EpochMs | null;
  readonly why: StatusReason;
  readonly transition: CompiledRule['transition'];
  readonly at: EpochMs;
}

type Giving =
  | { readonly kind: 'given'; readonly record: StatusRecord }
  | { readonly kind: 'nothing' }
  | { readonly kind: 'not-allowed' };

/**
 * Gives a status in the direction that is allowed (I11, D7). The status that is held already changes nothing, but may
 * be prolonged; one given for a time lies on top of what was earned, which returns when the time is over (D9, D82).
 * Taking off is giving none, downwards (D99).
 */
export function giveStatus(record: StatusRecord, asked: Award): Giving {
  const { system, rank, until, at } = asked;
  if (until !== null && until <= at) return { kind: 'nothing' };
  const award = rank === NO_STATUS ? { ...asked, why: takingOff(record, asked) } : asked;
  if (record.computed === statusAt(system, rank)) return prolong(record, award);
  if (!isAllowed(award, record.computed)) return { kind: 'not-allowed' };
  if (until === null) return given(record, award, forGood(record, award, award.why));
  return given(record, award, withGiven(system, record, giftOf(record, award)));
}

/** The reason says what was taken off, as far as it is known. */
function takingOff({ computed, why: held }: StatusRecord, { why }: Award): StatusReason {
  const was = computed ?? (held.kind === 'rule' ? held.was : undefined);
  return why.kind !== 'rule' || was === undefined ? why : { ...why, was };
}

/** A status for good has nothing above it. What it lies over is remembered where the goods may come back (D94). */
function forGood(record: StatusRecord, award: Award, why: StatusReason): StatusLayers {
  const { system, rank, at } = award;
  const earned = earnedNow(record.earned, statusAt(system, rank), why, at);
  return { earned: system.clawback === 'none' ? earned : lyingOver(earned, record), grace: null, given: [] };
}

/** Only so many gifts lie over each other: the one beneath them all stays when its own goods come back. */
const lyingOver = (earned: EarnedStatus, layers: StatusLayers): EarnedStatus => ({
  ...earned,
  over: atMost(layers, MAX_GIFTS_BENEATH),
});

function atMost({ earned, grace, given }: StatusLayers, room: number): StatusLayers {
  const { over, ...held } = earned;
  const kept = given.slice(-room);
  const left = room - kept.length - 1;
  return {
    earned: over === undefined || left <= 0 ? held : { ...held, over: atMost(over, left) },
    grace,
    given: kept,
  };
}

function giftOf({ earned }: StatusRecord, { system, rank, until, why, at }: Award): GivenStatus {
  assert(until !== null, () => 'a gift for a time has an end');
  // What is taken off may have been given for a time itself, over nothing that is earned.
  const hides = rank === NO_STATUS || rank < rankOf(system, earned.status);
  return { status: statusAt(system, rank), since: at, why, until, hides };
}

const given = (record: StatusRecord, { system, at }: Award, layers: StatusLayers): Giving => ({
  kind: 'given',
  record: withLayers(system, record, layers, at),
});

/**
 * The same status for longer; never for a shorter time: given from now on, for what an operator has set meanwhile asks (D33). Who
 * has none that was taken off has nothing to lose.
 */
function prolong(record: StatusRecord, award: Award): Giving {
  const { system, rank, until, why, at } = award;
  if (rank === NO_STATUS && record.why.kind !== 'rule') return { kind: 'nothing' };
  // Each gift goes with its own goods: whoever loses one still has the other.
  const isOwn = system.clawback !== 'none';
  if (until === null) {
    if (record.until !== null) return given(record, award, forGood(record, award, why));
    return isOwn ? given(record, award, beneath(record, award)) : { kind: 'nothing' };
  }
  const { computed: status } = record;
  if (isOwn) return given(record, award, withGiven(system, record, again(record, award)));
  const top = record.given.find((each) => each.status === status && each.until === record.until);
  if (top !== undefined) {
    if (until <= top.until) return { kind: 'nothing' };
    return given(record, award, withGiven(system, record, { ...top, since: at, until }));
  }
  // What a review gave may be taken by the next one; until then, and beyond it, the given status holds.
  const isCovered = record.until !== null && until <= record.until;
  if (system.review === null || isCovered) return { kind: 'nothing' };
  return given(
    record,
    award,
    withGiven(system, record, { status, since: at, why: record.why, until, hides: rank === NO_STATUS }),
  );
}

/** What is held given once more: it hides whatever the one hides that shows. */
function again(record: StatusRecord, award: Award): GivenStatus {
  const gift = giftOf(record, award);
  return record.given.at(-1)?.hides === true ? { ...gift, hides: true } : gift;
}

/** A gift for good of what is held for good: it holds by itself when what gave it first is gone. */
function beneath(record: StatusRecord, award: Award): StatusLayers {
  const { earned, grace, given } = record;
  if (earned.why.kind !== 'rule') return { ...forGood(record, award, award.why), grace, given };
  const gift = { status: earned.status, since: earned.since, why: award.why };
  const under = lyingOver(gift, earned.over ?? { earned, grace: null, given: [] });
  return { earned: lyingOver(earned, { earned: under, grace: null, given: [] }), grace, given };
}

/**
 * The layers with one more given status. It ends one that was given downwards for good; one that ends no later than an
 * equal or higher one can never show, and is dropped (D82): where goods may come back only when there are too many of them.
 */
function withGiven(
  system: CompiledSystem,
  { earned, grace, given }: StatusRecord,
  added: GivenStatus,
): StatusLayers {
  if (system.clawback !== 'none') {
    return { earned, grace, given: withinLimit(system, longestLast([...given, added])) };
  }
  const all = [...given.filter(({ hides, status }) => !hides && status !== added.status), added];
  const kept = given.find(({ hides, status }) => !hides && status === added.status);
  // The same status given before for longer stays as it was.
  if (kept !== undefined && !added.hides && kept.until >= added.until) {
    return { earned, grace, given: given.filter(({ hides }) => !hides) };
  }
  return { earned, grace, given: all.filter((each) => canShow(system, each, all)) };
}

/** Whether a given status can still show, as long as the others stay. */
const canShow = (system: CompiledSystem, each: GivenStatus, all: readonly GivenStatus[]): boolean =>
  each.hides ||
  !all.some(
    (other) =>
      other !== each &&
      !other.hides &&
      other.until >= each.until &&
      rankOf(system, other.status) >= rankOf(system, each.status),
  );

/** Of those that could only show when goods come back the first to end goes, until they are few enough. */
function withinLimit(system: CompiledSystem, all: readonly GivenStatus[]): readonly GivenStatus[] {
  if (all.length <= MAX_GIFTS_BENEATH) return all;
  const last = all.at(-1);
  const hidden = all.filter((each) => each !== last && (each.hides || !canShow(system, each, all)));
  const first = hidden.reduce<GivenStatus | null>(
    (soonest, each) => (soonest === null || each.until < soonest.until ? each : soonest),
    null,
  );
  return first === null ? all : all.filter((each) => each !== first);
}

/** By weight: equal ones are neither higher nor lower, and allowed only with `any` (D7). */
function isAllowed({ system, rank, transition }: Award, held: string | null): boolean {
  const steps = directionOf(system, held, statusAt(system, rank));
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
