import { seenOn, valueOn } from '#domain/counting/measured.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { StatusRecord } from '#domain/member/member.ts';
import { lifetimeFloor, rankOf, statusAt } from '#domain/program/ladder.ts';
import { earnedRank, isKept } from '#domain/program/review-table.ts';
import { earnedNow, withLayers } from '#domain/statuses/layers.ts';
import { asDay, type Day, type EpochMs } from '#domain/time/time.ts';
import { highestOn } from './anew.ts';
import { type Reviewed, raiseAtOnce } from './review.ts';

/**
 * A ladder without periods looks at every entry as of now (D87): it raises at once, and lowers where it follows its value.
 * Never below what keeps a status, nor below one that is for life.
 */
export function followValue(reviewed: Reviewed, today: Day, at: EpochMs): StatusRecord {
  const { record, judge, counters } = reviewed;
  const { version, system } = judge;
  const period = { from: today, to: asDay(today + 1) };
  const seen = seenOn(system.review, today, counters);
  const { value } = seen;
  const held = rankOf(system, record.earned.status);
  const earned = earnedRank(system.review, seen);
  if (earned > held) return raiseAtOnce(reviewed, period, today, at);
  if (earned === held || system.review.lower !== 'at-once' || isKept(system.review, held, value))
    return record;
  const fallen = Math.max(earned, lifetimeFloor(system, held));
  if (fallen >= held) return record;
  const why = { kind: 'review', period, value, programVersion: version.version } as const;
  const { grace, given } = record;
  return withLayers(
    system,
    record,
    { earned: earnedNow(record.earned, statusAt(system, fallen), why, at), grace, given },
    at,
  );
}

/** The day from which a status was earned that is held without periods. */
export const earnedFrom = ({ earned: { why } }: StatusRecord, today: Day): Day =>
  why.kind === 'raised-at-once' ? (why.seenFrom ?? why.period.from) : today;

/**
 * Without periods a return alone lowers (D87): where the counters of some day since it was earned did earn what is held, and
 * no longer do. What time has taken out of the window is no fault of the return's.
 */
export function belowItsValue(reviewed: Reviewed, before: Counters, today: Day, now: EpochMs): StatusRecord {
  const { record, judge, counters } = reviewed;
  const { system, version } = judge;
  const held = rankOf(system, record.earned.status);
  const since = { from: asDay(Math.min(earnedFrom(record, today), today)), to: asDay(today + 1) };
  const was = highestOn({ ...reviewed, counters: before }, since);
  const is = highestOn(reviewed, since);
  if (is.rank >= held || was.rank < held) return record;
  const { grace, given, begun } = record;
  const value = valueOn(system.review, is.day, counters);
  const period = { from: is.day, to: asDay(is.day + 1) };
  const why = { kind: 'review', period, value, programVersion: version.version } as const;
  const earned =
    begun !== undefined && rankOf(system, begun.status) >= is.rank && rankOf(system, begun.status) < held
      ? begun
      : earnedNow(record.earned, statusAt(system, is.rank), why, now);
  return withLayers(system, record, { earned, grace, given }, now);
}
