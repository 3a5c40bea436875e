import type { GivenStatus, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { directionOf, rankOf, statusAt } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { earnedNow, type Layers, withLayers } from './layers.ts';

/** A status that a rule gives. */
interface Award {
  readonly system: CompiledSystem;
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
 */
export function giveStatus(record: StatusRecord, award: Award): Giving {
  const { system, rank, until, at } = award;
  if (until !== null && until <= at) return { kind: 'nothing' };
  if (rankOf(system, record.computed) === rank) return prolong(record, award);
  if (!isAllowed(award, record.computed)) return { kind: 'not-allowed' };
  const status = statusAt(system, rank);
  if (until === null)
    return given(record, award, { ...forGood, earned: earnedNow(record.earned, status, award.why, at) });
  const hides = rank < rankOf(system, record.earned.status);
  return given(record, award, withGiven(system, record, { status, since: at, why: award.why, until, hides }));
}

const forGood = { grace: null, given: [] } as const;

const given = (record: StatusRecord, { system, at }: Award, layers: Layers): Giving => ({
  kind: 'given',
  record: withLayers(system, record, layers, at),
});

/** The same status for longer; never for a shorter time. */
function prolong(record: StatusRecord, award: Award): Giving {
  const { system, until, at, why } = award;
  const { computed: status, since, earned } = record;
  if (until === null) {
    if (record.until === null) return { kind: 'nothing' };
    return given(record, award, { ...forGood, earned: earnedNow(earned, status, why, at) });
  }
  const top = record.given.find((each) => each.status === status && each.until === record.until);
  if (top !== undefined) {
    if (until <= top.until) return { kind: 'nothing' };
    return given(record, award, withGiven(system, record, { ...top, until }));
  }
  // What a review gave may be taken by the next one; until then, and beyond it, the given status holds.
  const isCovered = record.until !== null && until <= record.until;
  if (system.review === null || isCovered) return { kind: 'nothing' };
  return given(
    record,
    award,
    withGiven(system, record, { status, since, why: record.why, until, hides: false }),
  );
}

/**
 * The layers with one more given status. It ends one that was given downwards for good; one that ends no later than an
 * equal or higher one can never show, and is dropped (D82).
 */
function withGiven(
  system: CompiledSystem,
  { earned, grace, given }: StatusRecord,
  added: GivenStatus,
): Layers {
  const all = [...given.filter(({ hides, status }) => !hides && status !== added.status), added];
  const canShow = (each: GivenStatus): boolean =>
    each.hides ||
    !all.some(
      (other) =>
        other !== each &&
        !other.hides &&
        other.until >= each.until &&
        rankOf(system, other.status) >= rankOf(system, each.status),
    );
  const kept = given.find(({ hides, status }) => !hides && status === added.status);
  // The same status given before for longer stays as it was.
  if (kept !== undefined && !added.hides && kept.until >= added.until) {
    return { earned, grace, given: given.filter(({ hides }) => !hides) };
  }
  // What lies beneath shows again when the goods come back (D94).
  return { earned, grace, given: system.clawback === 'none' ? all.filter(canShow) : all };
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
