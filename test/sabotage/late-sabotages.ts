import { row, type Sabotage } from './sabotage.ts';

const olderDays = 'shared/domain/counting/older-days.ts';
const lateEntries = 'shared/domain/entries/late-entries.ts';
const review = 'shared/domain/reviews/review.ts';
const view = 'shared/domain/showing/view.ts';
const LATE = 'test/operations/late-receipts.test.ts';
const WITHOUT = 'test/domain/without-periods.test.ts';

/** Receipts of long ago (D88), and ladders without periods (D87). */
export const lateSabotages: readonly Sabotage[] = [
  row(
    'more old receipts at once than are remembered are sent again',
    'shared/operations/decide-sale.ts',
    'if (older.isFull)',
    'if (false)',
    LATE,
  ),
  row(
    'what the index may not know is asked for by name',
    'shared/operations/decide-sale.ts',
    'to, older.also)',
    'to)',
    LATE,
  ),
  row(
    'a window of long ago is seen whole',
    olderDays,
    'return [{ column, days: { from, to: asDay(Math.min(to, horizon)) } }];',
    'return [];',
    LATE,
  ),
  row(
    'a day of long ago counts once',
    olderDays,
    'return counts && mayBeSummedUp(moment, member, column, day)',
    'return counts && false',
    LATE,
  ),
  row('a day that is summed up is one', olderDays, 'Number(older > 0) : older', 'older : older', LATE),
  row(
    'a store that is summed up goes out of the total',
    olderDays,
    'else before.delete(text);',
    'else before.set(text, older);',
    LATE,
  ),
  row('an old entry is remembered', lateEntries, 'isOfLongAgo(moment, member, day) ?', 'false ?', LATE),
  row(
    'an old entry is forgotten after a minute',
    lateEntries,
    'late.filter(({ at }) => at > now - LATE_REMEMBERED_MS)',
    'late.filter(({ at }) => at > 0)',
    LATE,
  ),
  row(
    'a ladder without periods is lowered only where it follows its value',
    review,
    "system.review.lower !== 'at-once' || isKept(system.review, held, value)",
    'isKept(system.review, held, value)',
    WITHOUT,
  ),
  row(
    'a ladder without periods minds what keeps a status',
    review,
    "system.review.lower !== 'at-once' || isKept(system.review, held, value)",
    "system.review.lower !== 'at-once'",
    WITHOUT,
  ),
  row(
    'a ladder without periods never falls below a status for life',
    review,
    'const fallen = Math.max(earned, lifetimeFloor(system, held));\n  if (fallen >= held) return record;',
    'const fallen = earned;',
    WITHOUT,
  ),
  row(
    'a ladder without periods shows no turn',
    view,
    'if (isReviewed(system) && system.review.every === null)',
    'if (isReviewed(system) && period === null && system.review.every === undefined)',
    WITHOUT,
  ),
];
