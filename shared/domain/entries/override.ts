import type { Overriding } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided } from '#domain/member/decision.ts';
import type { EntryRef } from '#domain/member/entry-ref.ts';
import type { Override, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { hasTurns } from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type Closed, netChanges } from '#domain/statuses/changes.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { asEarned, isUntilTurn, withOverride } from '#domain/statuses/overrides.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { concluded } from './concluded.ts';
import { tally } from './count-entry.ts';

export const refOfOverride = (memberId: string, { system, revision }: Overriding): EntryRef => ({
  source: memberId,
  id: system,
  override: revision + 1,
});

/**
 * Puts something over a member's status, or takes off what is there (L24, D59). It counts for nothing, has its number among
 * the member's entries (D95), and wakes no rule.
 */
export function overrideStatus(moment: Moment, closed: Closed, told: Overriding): Decided<null> {
  const { now, program } = moment;
  const { member } = closed;
  const system = program.systems.find(({ name }) => name === told.system);
  const record = member.statuses.get(told.system);
  const statuses = new Map(member.statuses);
  if (system !== undefined && record !== undefined)
    statuses.set(system.name, { ...written(system, record, told, now), overrideRevision: told.revision + 1 });
  const after = tally({ ...member, statuses }, refOfOverride(member.id, told));
  const changes = netChanges(member, after, [], moment);
  return {
    kind: 'decided',
    ...concluded(moment, closed, after, { changes }),
    answer: null,
    counted: NOTHING_COUNTED,
    lineGoods: [],
  };
}

function written(system: CompiledSystem, record: StatusRecord, told: Overriding, at: EpochMs): StatusRecord {
  const { reason, actor } = told;
  if (told.override === null) return withOverride(system, record, null, at);
  const { mode, until } = told.override;
  const status = mode === 'freeze' ? effectiveStatus(record) : told.override.status;
  const override: Override = { mode, status, until, at, reason, actor };
  const put = withOverride(system, record, override, at);
  // It is put over it first: what showed already was never interrupted.
  return isUntilTurn(override) && !hasTurns(system) ? asEarned(system, put, override, at) : put;
}
