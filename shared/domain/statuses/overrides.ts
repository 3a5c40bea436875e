import type { Override, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { effectiveStatus, reasonOf, withEffective } from './effective.ts';
import { earnedNow, firstEnd, stillHiding, withLayers } from './layers.ts';

/** A `set` without an end, that waits for the system's next turn: its review starts from it as if it had been earned (D33). */
export const isUntilTurn = ({ mode, until }: Pick<Override, 'mode' | 'until'>): boolean =>
  mode === 'set' && until === null;

/** A record under another override, or none. */
export const withOverride = (
  system: CompiledSystem,
  record: StatusRecord,
  override: Override | null,
  at: EpochMs,
): StatusRecord => withEffective(system, record, { ...record, override }, at);

/** When the first of the layers, or what is put over them, ends; `null`: nothing does. */
export function firstEndOf(record: StatusRecord): EpochMs | null {
  const [layer, override] = [firstEnd(record), record.override?.until ?? null];
  if (layer === null || override === null) return layer ?? override;
  return layer < override ? layer : override;
}

/** The record without an override that is over at a moment. */
export function withoutEndedOverride(
  system: CompiledSystem,
  record: StatusRecord,
  at: EpochMs,
): StatusRecord {
  const { override } = record;
  const isOver = override !== null && override.until !== null && override.until <= at;
  return isOver ? withOverride(system, record, null, at) : record;
}

/**
 * What an operator set without an end, as if it had been earned for good when it was set (D59): what rules gave since lies
 * on top of it, what was held before is over.
 */
export function asEarned(
  system: CompiledSystem,
  record: StatusRecord,
  override: Override,
  at: EpochMs,
): StatusRecord {
  const { status, at: since } = override;
  const given = record.given.filter((gift) => gift.since >= since);
  const { backTo: _, begun: __, ...rest } = record;
  const earned = earnedNow(record.earned, status, reasonOf(override), since);
  const isHeldOn = effectiveStatus(record) === status;
  const layers = stillHiding(system, { earned, grace: null, given }, true);
  const after = withLayers(system, { ...rest, override: null }, layers, at);
  const isSame = isHeldOn && after.computed === status;
  return withEffective(system, record, isSame ? { ...after, since } : after, at);
}
