import { row, type Sabotage } from './sabotage.ts';

const DOMAIN = 'test/domain';
const PERIODS = 'test/domain/review-calendar.test.ts';
const CHANGING = 'test/domain/changing-periods.test.ts';
const GRACE = 'test/domain/grace-and-stay.test.ts';
const QUIET = 'test/domain/quiet-periods.test.ts';
const timeline = 'shared/domain/program/timeline.ts';
const calendar = 'shared/domain/program/review-calendar.ts';
const ladder = 'shared/domain/program/ladder.ts';
const closing = 'shared/domain/reviews/closing.ts';
const review = 'shared/domain/reviews/review.ts';
const reviewStatuses = 'shared/domain/reviews/review-statuses.ts';
const prune = 'shared/domain/counting/prune.ts';
const layers = 'shared/domain/statuses/layers.ts';

/** Who judges which days, when a turn is, and what a review may take: each mend taken back. */
export const periodSabotages: readonly Sabotage[] = [
  row('the version at the end judges', calendar, 'judges[indexBefore]', 'judges[indexBefore + 1]', PERIODS),
  row(
    'the version at the beginning says how long',
    calendar,
    'if (begun === index) return turn;',
    'if (begun >= index - 1) return turn;',
    PERIODS,
  ),
  row(
    'a period begins where the one before ended',
    calendar,
    'asDay(Math.max(from, stretch.from))',
    'from',
    PERIODS,
  ),
  row(
    'where no version has the system the next says how long',
    calendar,
    'judges.slice(index).find((judge) => judge !== null)',
    'judges[index]',
    PERIODS,
  ),
  row(
    'a day begins with the version whose clock is past its start',
    timeline,
    'at: wasInForce ? start : version.from,',
    'at: start,',
    PERIODS,
  ),
  row(
    'a day that is shown twice runs in the period that has begun',
    calendar,
    'while (period.turnAt <= now)',
    'while (period.turnAt < 0)',
    PERIODS,
  ),
  row(
    'who judged the last period has its days',
    prune,
    'if (isAsked) keepFrom(',
    'if (!isAsked) keepFrom(',
    CHANGING,
  ),
  row(
    'what is announced has its days',
    prune,
    'if (version !== present && version.from <= now) continue;',
    'if (version !== present) continue;',
    CHANGING,
  ),
  row(
    'a late receipt counts for what its period was judged by',
    'shared/domain/counting/counting-columns.ts',
    'day > lastDay || isAsked(column)',
    'day > 0 || isAsked(column)',
    CHANGING,
  ),
  row(
    'a turn is swept whatever the present version says',
    closing,
    'return running === null ? [] : [running.from];',
    'return running === null ? [] : [asDay(running.to - 31)];',
    CHANGING,
  ),
  row(
    'a status that this ladder lacks keeps its rank',
    ladder,
    '(former.get(status) ?? NO_STATUS)',
    'NO_STATUS',
    CHANGING,
  ),
  row(
    'a direction is that of the weights',
    'shared/domain/statuses/changes.ts',
    "steps < 0 ? 'lowered' : 'changed'",
    "'lowered'",
    CHANGING,
  ),
  row(
    'rules run on the commands that they name',
    'shared/domain/compile/compile.ts',
    'rules.filter(({ on }) => on.includes(command))',
    'rules',
    CHANGING,
  ),
  row(
    'a receipt raises at once however old it is',
    reviewStatuses,
    "if (judge.system.review.raise !== 'at-once') return entry;",
    "if (judge.system.review.raise !== 'at-once' || receipt.day < entry.closedTo) return entry;",
    CHANGING,
  ),
  row(
    'a minimum stay is known to who shows the review',
    review,
    'if (!isStayServed(place, held, turnAt)) return held;',
    '',
    GRACE,
  ),
  row(
    'a grace is made good by the lower threshold',
    review,
    ' || isKept(system.review, place, value);',
    ';',
    GRACE,
  ),
  row(
    'what is made good has no end to show',
    'shared/domain/showing/ahead.ts',
    'return isLost || after.until !== null ? grace.until : null;',
    'return grace.until;',
    GRACE,
  ),
  row(
    'a grace whose status was earned again shows no more',
    layers,
    'placeOf(system, grace.status) > placeOf(system, status)',
    'placeOf(system, grace.status) >= placeOf(system, status)',
    GRACE,
  ),
  row(
    'a grace that a late review gave may be over',
    reviewStatuses,
    ' || grace.until > moment.now',
    ' || true',
    GRACE,
  ),
  row(
    'quiet periods have one value',
    closing,
    'seesTheSame(judge.system.review.measure, asDay(done.to - 1), asDay(to - 1), member.counters)',
    'true',
    QUIET,
  ),
  row(
    'quiet periods end with a stay',
    closing,
    'isStayServed(reviewed, held, turnAt) === isStayServed(reviewed, held, done.turnAt)',
    'true',
    QUIET,
  ),
  row(
    'quiet periods end with what was given',
    closing,
    'if (end !== null && end <= turnAt) return false;',
    '',
    QUIET,
  ),
  row('quiet periods follow a quiet one', closing, '!isSettled || turnAt', 'turnAt', QUIET),
  row('quiet periods have one judge', closing, ' || judge?.version !== done.judge?.version', '', QUIET),
  row(
    'the closing delay ends on time',
    review,
    'const isFree = now < finalAt',
    'const isFree = now <= finalAt',
    DOMAIN,
  ),
  row('after the closing delay a review only raises', review, 'isFree || raises', 'true', DOMAIN),
  row('what the running period has raised stays', review, ' && !isEarnedSince(entry, period.to)', '', DOMAIN),
  row(
    'a grace is judged by who is in force at its end',
    calendar,
    'const version = inForce(versions, asEpochMs(at - 1));',
    'const version = versions.at(-1) ?? null;',
    GRACE,
  ),
  row(
    'an earlier grace is over when its status is missed once more',
    review,
    'if (until === null || isCovered) return null;',
    'if (until === null || isCovered) return grace;',
    GRACE,
  ),
  row(
    'all time has no last day',
    'shared/domain/counting/measured.ts',
    'sinceEver ? EVER : windowAt(window, day)',
    'windowAt(window, day)',
    CHANGING,
  ),
  row(
    'a system that is met late begins when it came',
    closing,
    'statuses.get(system.name) ?? lateEntry(system, moment, member.enrolledAt)',
    'statuses.get(system.name) ?? firstEntry(system, moment)',
    CHANGING,
  ),
  row(
    'a closed period begins on its first day',
    reviewStatuses,
    'day < last.from',
    'day <= last.from',
    DOMAIN,
  ),
  row(
    'a running period is seen from today',
    reviewStatuses,
    'dayWithin(running, moment.today)',
    'asDay(running.to - 1)',
    DOMAIN,
  ),
  row(
    'a review again starts from before the turn',
    review,
    '{ status: entry.before, grace',
    '{ status: entry.computed, grace',
    DOMAIN,
  ),
  row(
    'a turn remembers what was held before it',
    review,
    'before: entry.earned.status,',
    'before: entry.before,',
    DOMAIN,
  ),
  row(
    'raising at once never lowers',
    review,
    'if (earned <= placeOf(system, entry.earned.status)) return entry;',
    '',
    DOMAIN,
  ),
  row('a status that never falls does not', review, "review.lower === 'never' || ", '', DOMAIN),
  row(
    'a turn closes at its instant',
    closing,
    'at === undefined || at > now',
    'at === undefined || at >= now',
    DOMAIN,
  ),
];
