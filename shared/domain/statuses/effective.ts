import type { Override, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** The status that shows: the computed one, or what an operator put over it (D59). */
export const effectiveStatus = ({ effective, computed }: StatusRecord): string | null =>
  effective === undefined ? computed : effective.status;

/** Since when that shows, whoever gave it meanwhile. */
export const effectiveSince = ({ effective, since }: StatusRecord): EpochMs => effective?.since ?? since;

/** An override that decides alone what shows; `null`: what is computed shows by itself. */
export const overrideThatShows = (record: StatusRecord): Override | null =>
  effectiveStatus(record) === record.computed ? null : record.override;

/** Why that shows. An operator's reason is for staff, so it is no part of it. */
export function effectiveWhy(record: StatusRecord): StatusReason {
  const override = overrideThatShows(record);
  return override === null ? record.why : reasonOf(override);
}

export const reasonOf = ({ mode, at }: Override): StatusReason => ({ kind: 'override', mode, at });

/** What an override makes of a computed status. */
export function overridden(
  system: CompiledSystem,
  override: Override | null,
  computed: string | null,
): string | null {
  if (override === null) return computed;
  const { mode, status } = override;
  const above = rankOf(system, computed) - rankOf(system, status);
  switch (mode) {
    case 'set':
    case 'freeze':
      return status;
    case 'floor':
      return above >= 0 ? computed : status;
    case 'ceiling':
      return above <= 0 ? computed : status;
    default:
      return mode satisfies never;
  }
}

/**
 * A record whose layers or whose override have changed, with what shows now. What shows as before was never interrupted.
 * @param before the record as it was before that moment
 */
export function withEffective(
  system: CompiledSystem,
  before: StatusRecord,
  after: StatusRecord,
  at: EpochMs,
): StatusRecord {
  if (after.override === null && before.effective === undefined) return withoutEffective(after);
  return sinceShown(before, after, overridden(system, after.override, after.computed), at);
}

/** A record as a moment leaves it, whatever led to it: what shows in the end as before was never interrupted. */
export const effectiveAsOf = (before: StatusRecord, after: StatusRecord, at: EpochMs): StatusRecord =>
  after.override === null && before.effective === undefined
    ? withoutEffective(after)
    : sinceShown(before, after, effectiveStatus(after), at);

function sinceShown(
  before: StatusRecord,
  after: StatusRecord,
  status: string | null,
  at: EpochMs,
): StatusRecord {
  const since = status === effectiveStatus(before) ? effectiveSince(before) : at;
  const isComputed = after.override === null && status === after.computed && since === after.since;
  return isComputed ? withoutEffective(after) : { ...after, effective: { status, since } };
}

function withoutEffective(record: StatusRecord): StatusRecord {
  if (record.effective === undefined) return record;
  const { effective: _, ...computed } = record;
  return computed;
}

/** Whether what shows follows from what is computed and what is put over it. */
export function isShown(record: StatusRecord): boolean {
  const { override, computed } = record;
  const status = effectiveStatus(record);
  if (override === null) return status === computed;
  const decidesAlone = override.mode === 'set' || override.mode === 'freeze';
  return status === override.status || (!decidesAlone && status === computed);
}
