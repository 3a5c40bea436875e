import { measureVisit, paidOf } from '#domain/counting/measure-visit.ts';
import type { Visit, VisitStatus } from '#domain/member/commands.ts';
import type { ChangeForNobody, DecidedChange, Refusal } from '#domain/member/decision.ts';
import { refuse } from '#domain/member/decision.ts';
import type { ChangeOfVisit } from '#domain/member/following.ts';
import type { Profile } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import type { EpochMs } from '#domain/time/time.ts';
import {
  EARLIEST_OCCURRENCE_MS,
  MAX_AMOUNT_MINOR,
  MAX_BOOKED_AHEAD_MS,
  MAX_CLOCK_AHEAD_MS,
  MAX_LINES,
} from '#domain/values/limits.ts';
import { formatMoney } from '#domain/values/money.ts';
import { answerForNobody, decideChange, type ToldChange } from './change.ts';
import { countingDay } from './counting-day.ts';

/** The words of `on` for which a visit stands, by its status: a payment of one that came wakes rules as well. */
const STANDS_FOR: Readonly<Record<VisitStatus, readonly string[]>> = {
  booked: [],
  came: ['visit-came', 'payment'],
  'no-show': ['visit-no-show'],
  cancelled: [],
};

/** Decides a change of a member's visit (D44): what it counted goes, and what it counts now comes. */
export function decideVisit(
  moment: Moment,
  holder: { readonly closed: Closed; readonly attributes: Profile['attributes'] },
  told: ChangeOfVisit,
): DecidedChange | Refusal {
  return visitRefusal(told, moment.now) ?? decideChange(moment, holder, toldVisit(moment, told));
}

/** The same for a visit that nobody has yet. */
export const decideVisitOfNobody = (moment: Moment, told: ChangeOfVisit): ChangeForNobody | Refusal =>
  visitRefusal(told, moment.now) ?? {
    kind: 'decided',
    answer: answerForNobody(moment, toldVisit(moment, told), 'unmatched'),
  };

/** The day on which a visit counts, and where rules look from. */
export function toldVisit(moment: Moment, told: ChangeOfVisit): ToldChange {
  const { storeId, visitId, visit, stands, number, paidIn } = told;
  const isSettled = visit.status === 'came' || visit.status === 'no-show';
  const { calendar } = moment.timeline;
  const startDay = told.day ?? calendar.dayOf(visit.startsAt, moment.program.zone);
  const day = told.day === undefined ? {} : { day: told.day };
  const when = countingDay({ occurredAt: visit.startsAt, ...day }, moment);
  // What counts for the first time, as where it waited for its card, wakes its own rules, whatever has told of it.
  const payment = paidIn === undefined || stands === null ? undefined : told.payments.at(-1);
  const looks = payment === undefined ? when : countingDay({ occurredAt: payment.occurredAt }, moment);
  const standsFor = STANDS_FOR[visit.status];
  const wakes =
    payment === undefined ? (standsFor[0] ?? null) : standsFor.includes('payment') ? 'payment' : null;
  return {
    ref: { source: storeId, id: visitId, change: { of: 'visit', number } },
    stands,
    // One that is to come lies on its own day; only what has been counts when we hear of it (D28).
    day: isSettled ? when.day : startDay,
    clockAhead: isSettled && when.clockAhead,
    tooOld: when.tooOld,
    standsFor,
    wakes,
    measured: (goods) => measureVisit(told, visit.lines.map(goods)),
    seen: {
      storeId: payment === undefined ? storeId : (paidIn ?? storeId),
      currency: visit.currency,
      day: looks.day,
      minute: looks.minute,
    },
    sums: { soldMinor: visit.amountMinor, paidMinor: paidOf(told) },
  };
}

/** Refuses what no calendar can mean (D28, D44); `null`: the visit is fine. */
function visitRefusal({ visit, payments }: ChangeOfVisit, now: EpochMs): Refusal | null {
  const { status, startsAt, changedAt, lines } = visit;
  const isSettled = status === 'came' || status === 'no-show';
  if (lines.length > MAX_LINES)
    return refuse('too-many-lines', `A visit has at most ${MAX_LINES} lines.`, '/lines');
  if (visit.amountMinor < 0)
    return refuse(
      'negative-visit',
      'A visit comes to 0 or more.',
      lines.length > 0 ? '/lines' : '/amountMinor',
    );
  const most = Math.max(goodsOf(visit), paidOf({ visit, payments }));
  if (most > MAX_AMOUNT_MINOR) {
    const bound = formatMoney(MAX_AMOUNT_MINOR, visit.currency);
    return refuse(
      'amount-too-large',
      `A visit comes to at most ${bound}, and so do its payments.`,
      '/amountMinor',
    );
  }
  for (const [at, pointer] of [
    [startsAt, '/startsAt'],
    [changedAt, '/changedAt'],
  ] as const)
    if (at < EARLIEST_OCCURRENCE_MS)
      return refuse('occurred-implausible', 'It is from before the year 2000.', pointer);
  if (changedAt > now + MAX_CLOCK_AHEAD_MS)
    return refuse('occurred-in-future', 'It is more than 24 hours ahead of our clock.', '/changedAt');
  if (isSettled && startsAt > now + MAX_CLOCK_AHEAD_MS)
    return refuse('occurred-in-future', `A visit that is to come has not been \`${status}\`.`, '/startsAt');
  if (startsAt > now + MAX_BOOKED_AHEAD_MS)
    return refuse('starts-in-future', 'A visit is booked at most two years ahead.', '/startsAt');
  return null;
}

/** The goods alone: what is taken off does not make room for more of them. */
const goodsOf = ({ lines, amountMinor }: Visit): number =>
  lines.length === 0 ? amountMinor : lines.reduce((sum, line) => sum + Math.max(0, line.amountMinor), 0);
