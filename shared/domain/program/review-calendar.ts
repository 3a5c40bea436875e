import { type PeriodCalendar, periodOf } from '#domain/time/period.ts';
import { asDay, asEpochMs, type Day, type EpochMs } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import type { CompiledReview, CompiledSystem } from './compiled.ts';
import { inForce, type Moment, type ProgramVersion, type Timeline } from './timeline.ts';

/** A system that has a review. */
export type ReviewedSystem = CompiledSystem & { readonly review: CompiledReview };

/** Whether a system has a review. */
export const isReviewed = (system: CompiledSystem): system is ReviewedSystem => system.review !== null;

/** Whether a system has turns, at which its periods are reviewed (D87). */
export const hasTurns = (system: CompiledSystem): boolean =>
  isReviewed(system) && system.review.every !== null;

/** Who judges a period: a version, and the system as it has it. */
export interface Judge {
  readonly version: ProgramVersion;
  readonly system: ReviewedSystem;
}

/** A period of a status system: business dates, and what happens at their end. */
export interface ReviewPeriod {
  /** The day on which the period before it ended. */
  readonly from: Day;
  /** The first day after it. */
  readonly to: Day;
  /** The instant at which it ends and is reviewed. */
  readonly endsAt: EpochMs;
  /** From then on its review can only raise (D17, D21). */
  readonly finalAt: EpochMs;
  /** The version in force at its end (D27); `null`: it has no such review, and the period passes. */
  readonly judge: Judge | null;
}

/**
 * The periods of one status system, the same for every member: each begins where the one before ended, and ends as the
 * version in force on its first day says; where that has no such review, as the first later one says (D83).
 */
export interface ReviewCalendar {
  /** The period that holds a day. */
  holding(day: Day): ReviewPeriod;
}

const calendars = new WeakMap<Timeline, Map<string, ReviewCalendar | null>>();

/** The calendar of a system's reviews, worked out once a timeline. `null`: no version reviews it. */
export function reviewCalendar(timeline: Timeline, system: string): ReviewCalendar | null {
  const known = calendars.get(timeline) ?? new Map<string, ReviewCalendar | null>();
  calendars.set(timeline, known);
  const found = known.get(system);
  if (found !== undefined) return found;
  const made = makeCalendar(timeline, system);
  known.set(system, made);
  return made;
}

/** The period of a system that runs at a moment. `null`: no version reviews it. */
export function runningPeriod({ timeline, today, now }: Moment, system: string): ReviewPeriod | null {
  const calendar = reviewCalendar(timeline, system);
  if (calendar === null) return null;
  let period = calendar.holding(today);
  // A version whose zone lies further west shows a day again on which a period has ended.
  while (period.endsAt <= now) period = calendar.holding(period.to);
  return period;
}

/**
 * Who judges what ends inside a period: the version in force just before. Not who will judge the period: that may still
 * change, and what is past must not. `null`: it has no such review.
 */
export function judgeBefore({ versions }: Timeline, system: string, at: EpochMs): Judge | null {
  const version = inForce(versions, asEpochMs(at - 1));
  return version === null ? null : judgeIn(version, system);
}

/**
 * Who has looked at a system's entries on a civil day by a moment: the versions in force on it that review the system, with
 * periods or without.
 */
export function judgesOn({ timeline, now }: Moment, system: string, day: Day): readonly Judge[] {
  const { index } = timeline.beginningOf(day);
  const { indexBefore } = timeline.beginningOf(asDay(day + 1));
  return timeline.versions
    .slice(index, Math.max(index, indexBefore) + 1)
    .filter(({ from }) => from <= now)
    .flatMap((version) => {
      const found = version.program.systems.find(({ name }) => name === system);
      return found !== undefined && isReviewed(found) ? [{ version, system: found }] : [];
    });
}

/** The outline knows whether a version reviews a system; how it does is asked of the program when it is judged. */
function judgeIn(version: ProgramVersion, name: string): Judge | null {
  if (everyOf(version, name) === null) return null;
  return {
    version,
    get system() {
      const system = version.program.systems.filter(isReviewed).find((each) => each.name === name);
      assert(
        system !== undefined,
        () => `version ${version.version} does not review ${name}, as its outline says`,
      );
      return system;
    },
  };
}

const everyOf = ({ outline }: ProgramVersion, name: string): PeriodCalendar | null =>
  outline.systems.find((system) => system.name === name)?.every ?? null;

/** From a day on, periods of one length. */
interface Stretch {
  readonly from: number;
  readonly every: PeriodCalendar;
}

function makeCalendar(timeline: Timeline, name: string): ReviewCalendar | null {
  const { versions } = timeline;
  const judges = versions.map((version) => judgeIn(version, name));
  const stretches = stretchesOf(timeline, name);
  if (stretches === null) return null;
  return {
    holding(day) {
      const stretch = stretches.findLast(({ from }) => from <= day) ?? stretches[0];
      const { from, to } = periodOf(stretch.every, day);
      const { at, indexBefore } = timeline.beginningOf(to);
      const judge = judges[indexBefore] ?? null;
      return {
        from: asDay(Math.max(from, stretch.from)),
        to,
        endsAt: at,
        finalAt: asEpochMs(at + (judge?.version.outline.closingDelayMs ?? 0)),
        judge,
      };
    },
  };
}

/** Where the length of the periods changes. A running period ends as it began, so a change waits for its end (D83). */
function stretchesOf(timeline: Timeline, name: string): readonly [Stretch, ...Stretch[]] | null {
  const lengths = timeline.versions.map((version) => everyOf(version, name));
  const everyFrom = (index: number): PeriodCalendar | null | undefined =>
    lengths.slice(index).find((every) => every !== null) ?? lengths.findLast((every) => every !== null);
  const first = everyFrom(0);
  if (first === undefined || first === null) return null;
  const stretches: [Stretch, ...Stretch[]] = [{ from: Number.NEGATIVE_INFINITY, every: first }];
  let running = first;
  for (const [index, { from }] of timeline.versions.entries()) {
    const [every, before] = [everyFrom(index), timeline.versions[index - 1]];
    if (every === undefined || every === null || before === undefined || isSame(every, running)) continue;
    const lastDayBefore = timeline.calendar.dayOf(asEpochMs(from - 1), before.outline.zone);
    const end = nextPeriodEnd(timeline, running, lastDayBefore, index);
    if (end === null) continue;
    stretches.push({ from: end, every });
    running = every;
  }
  return stretches;
}

/** The first end of a running period that comes under a version; `null`: it comes after that version's time. */
function nextPeriodEnd(
  timeline: Timeline,
  running: PeriodCalendar,
  lastDayBefore: Day,
  index: number,
): Day | null {
  for (let end = periodOf(running, lastDayBefore).to; ; end = periodOf(running, end).to) {
    const begun = timeline.beginningOf(end).index;
    if (begun === index) return end;
    if (begun > index) return null;
  }
}

const isSame = (one: PeriodCalendar, other: PeriodCalendar): boolean =>
  one.unit === other.unit && one.weekStartsOn === other.weekStartsOn;
