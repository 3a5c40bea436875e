import type { Look } from '#domain/counting/older-days.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import {
  isReviewed,
  type Judge,
  type ReviewCalendar,
  type ReviewPeriod,
  reviewCalendar,
} from '#domain/program/review-calendar.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asDay, type Day } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { dayWithin } from './review.ts';
import { earnedFrom } from './without-periods.ts';

/** What a review looks at on each day of a stretch. */
export interface ReviewLook extends Look {
  readonly measure: CompiledMeasure;
}

export const looksFrom = ({ system }: Judge, from: Day, until: Day): readonly ReviewLook[] =>
  measuresOf(system.review).map((measure) => ({ measure, from, until }));

/** What the last closed period's review looks at, from its last day; where something was raised at once in it, from all of them. */
export function looksOnLast(
  reviews: ReviewCalendar,
  { closedTo, before }: StatusRecord,
): readonly ReviewLook[] {
  const lastDay = asDay(closedTo - 1);
  const { judge, from } = reviews.holding(lastDay);
  return judge === null ? [] : looksFrom(judge, before.begun === undefined ? lastDay : from, lastDay);
}

/** The days that reviews look at which a return asks again: they have to be known (D88). */
export function looksOfClawback(
  { timeline, program, version, today }: Moment,
  member: Member,
  days: readonly Day[],
): readonly Look[] {
  return program.systems.filter(isReviewed).flatMap((system): readonly Look[] => {
    const { name, clawback, review } = system;
    const record = member.statuses.get(name);
    if (clawback === 'none' || record === undefined) return [];
    const reviews = reviewCalendar(timeline, name);
    const looks =
      review.every === null
        ? measuresOf(review).map((measure) => ({ measure, from: earnedFrom(record, today), until: today }))
        : reviews === null
          ? []
          : [
              ...(record.before.begun === undefined ? [] : looksOnLast(reviews, record)),
              ...looksOnRunning({ version, system }, reviews.holding(record.closedTo), today),
            ];
    const asked = looks.filter(({ measure: { window }, from, until }) =>
      days.some((day) => day >= windowAt(window, from).from && day < windowAt(window, until).to),
    );
    const [first] = asked;
    const others = review.every === null && first !== undefined ? looksOfAll(program.columns, first) : [];
    return [...asked.map(dayByDay), ...others];
  });
}

/** Without periods each day is looked at on which anything has counted, whoever asks for that (D87). */
const looksOfAll = (columns: Moment['program']['columns'], { from, until }: Look): readonly Look[] =>
  columns
    .filter(({ isKept }) => isKept)
    .map((column) => ({ measure: { column, window: ONE_DAY }, from, until }));

const ONE_DAY = { kind: 'rolling', months: 0, days: 1 } as const;

/** Of a sum over all time each day of the period is looked at: what it has summed up lies before them all. */
const looksOnRunning = (judge: Judge, running: ReviewPeriod, today: Day): readonly Look[] =>
  judge.system.review.raise === 'at-once'
    ? looksFrom(judge, running.from, dayWithin(running, today)).filter(
        ({ measure: { window } }) => window.kind === 'all-time',
      )
    : [];

const dayByDay = (look: Look): Look =>
  look.measure.window.kind === 'all-time' ? { ...look, measure: { ...look.measure, window: ONE_DAY } } : look;
