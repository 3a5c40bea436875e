import type { DiscountEnd } from '#domain/discounts/standing-discounts.ts';
import type { FactDraft } from '#domain/member/facts.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import { calledReason, statusAlias } from '#domain/program/aliases.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { directionOf } from '#domain/program/ladder.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { effectiveAsOf, effectiveStatus, effectiveWhy } from './effective.ts';

/** A member's status in one system became another: what facts are made of. */
export interface StatusChange {
  readonly system: string;
  /** The ladder of whoever made the change. */
  readonly ladder: CompiledSystem;
  readonly before: StatusRecord;
  readonly after: StatusRecord;
  /** What the status was called that is no more. */
  readonly from: string | null;
  /** By weight; `changed`: to one of the same weight (D7). */
  readonly direction: 'raised' | 'lowered' | 'changed';
  readonly at: EpochMs;
  /** Whatever is no raising is notified from then on; a raising at once (D21). */
  readonly finalAt: EpochMs;
  readonly programVersion: number;
}

/** When a change happened, from when on it can be told, and the version that made it. */
export type ChangeMoment = Pick<StatusChange, 'at' | 'finalAt' | 'programVersion'>;

/** Names the change between two records of one system. */
export function statusChange(
  system: CompiledSystem,
  before: StatusRecord,
  after: StatusRecord,
  moment: ChangeMoment,
): StatusChange {
  const [was, is] = [effectiveStatus(before), effectiveStatus(after)];
  const steps = directionOf(system, was, is);
  const direction = steps > 0 ? 'raised' : steps < 0 ? 'lowered' : 'changed';
  const from = statusAlias(system, was);
  return { system: system.name, ladder: system, before, after, from, direction, ...moment };
}

export interface Changed {
  readonly member: Member;
  readonly changes: readonly StatusChange[];
}

/** A member whose periods are closed: what every command begins with. */
export interface Closed extends Changed {
  readonly discountEnds: readonly DiscountEnd[];
  /** The member as it was read, before time closed anything. */
  readonly asRead: Member;
}

/** A receipt's changes of statuses, one a system, whatever led to it on the way. */
export function netChanges(
  before: Member,
  after: Member,
  reviewed: readonly StatusChange[],
  { now, version, program }: Moment,
): readonly StatusChange[] {
  return program.systems.flatMap((system): StatusChange[] => {
    const [found, left] = [before.statuses.get(system.name), after.statuses.get(system.name)];
    if (found === undefined || left === undefined) return [];
    if (effectiveStatus(found) === effectiveStatus(left)) return [];
    const finalAt = reviewed.find((change) => change.system === system.name)?.finalAt ?? now;
    return [statusChange(system, found, left, { at: now, finalAt, programVersion: version.version })];
  });
}

/** System → its record, where one that one command lost and gave again was never interrupted. */
export function uninterrupted({ now }: Moment, before: Member, { statuses }: Member): Member['statuses'] {
  return new Map(
    [...statuses].map(([system, record]) => {
      const held = before.statuses.get(system);
      return [system, held === undefined ? record : asBefore(held, record, now)];
    }),
  );
}

/** A record as one moment leaves it: what was lost and given again on the way was never interrupted. */
export function asBefore(held: StatusRecord, record: StatusRecord, at: EpochMs): StatusRecord {
  const isSame = held.computed === record.computed && record.since === at && held.since < at;
  return effectiveAsOf(held, isSame ? { ...record, since: held.since } : record, at);
}

/** What one moment has made of a system in some steps; `null`: it comes out as it was. It is told when all of it is settled. */
export function oneChange(
  before: StatusRecord,
  after: StatusRecord,
  steps: readonly StatusChange[],
): StatusChange | null {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || effectiveStatus(before) === effectiveStatus(after))
    return null;
  const { at, programVersion, ladder } = last;
  const finalAt = asEpochMs(Math.max(...steps.map((step) => step.finalAt)));
  return { ...statusChange(ladder, before, after, { at, finalAt, programVersion }), from: first.from };
}

/** The facts of changes. Members may be told of a raising at once, of all else when it is settled (D21). */
export const changeFacts = (changes: readonly StatusChange[], now: EpochMs): readonly FactDraft[] =>
  changes.map((change) => ({
    kind: 'status-changed',
    at: change.at,
    programVersion: change.programVersion,
    system: change.ladder.alias,
    from: change.from,
    to: statusAlias(change.ladder, effectiveStatus(change.after)),
    direction: change.direction,
    why: calledReason(change.ladder, effectiveWhy(change.after)),
    notifyFrom: change.direction === 'raised' || change.finalAt < now ? now : change.finalAt,
  }));
