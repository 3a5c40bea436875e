import { row, type Sabotage } from './sabotage.ts';

const olderDays = 'shared/domain/counting/older-days.ts';
const lateEntries = 'shared/domain/entries/late-entries.ts';
const withoutPeriods = 'shared/domain/reviews/without-periods.ts';
const view = 'shared/domain/showing/view.ts';
const LATE = 'test/operations/late-receipts.test.ts';
const TOO_LATE = 'test/domain/too-late.test.ts';
const FINER = 'test/domain/finer-words.test.ts';
const ROWS = 'test/domain/rows-with-conditions.test.ts';
const WITHOUT = 'test/domain/without-periods.test.ts';
const LEAVES = 'test/domain/what-a-return-leaves.test.ts';

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
    'return [{ column, days: { from, to: asDay(Math.min(to, horizon ?? to)) } }];',
    'return [];',
    LATE,
  ),
  row(
    'a day of long ago counts once',
    olderDays,
    "column.aggregate === 'days' && mayBeSummedUp(moment, member, column, day)",
    'column === null',
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
    withoutPeriods,
    "system.review.lower !== 'at-once' || isKept(system.review, held, value)",
    'isKept(system.review, held, value)',
    WITHOUT,
  ),
  row(
    'a ladder without periods minds what keeps a status',
    withoutPeriods,
    "system.review.lower !== 'at-once' || isKept(system.review, held, value)",
    "system.review.lower !== 'at-once'",
    WITHOUT,
  ),
  row(
    'a ladder without periods never falls below a status for life',
    withoutPeriods,
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
  row(
    'record-only moves no closed period',
    'shared/domain/reviews/review-statuses.ts',
    "judge.system.review.late !== 'upgrade-only'",
    'false',
    TOO_LATE,
  ),
  row(
    'what comes within the delay belongs to its period',
    'shared/domain/entries/count-entry.ts',
    'period.finalAt <= now',
    'period.endsAt <= now',
    TOO_LATE,
  ),
  row(
    'what comes too late counts on the day it arrives',
    'shared/domain/entries/count-entry.ts',
    'late === undefined ? own : addOn(own, late.day, late)',
    'late === undefined ? own : addOn(own, before.day, late)',
    TOO_LATE,
  ),
  row(
    'a system’s own column begins with what its counter holds',
    'shared/domain/compile/succeed-late.ts',
    'if (fate !== undefined && fate.source !== null)',
    'if (false)',
    TOO_LATE,
  ),
  row(
    'a system’s own column goes on',
    'shared/domain/compile/succeed-late.ts',
    'if (goesOn && own !== undefined)',
    'if (false)',
    TOO_LATE,
  ),
  row(
    'a claimed receipt keeps the day it had',
    'shared/domain/entries/counting-day.ts',
    'sale.day ?? calendar',
    'calendar',
    'test/operations/claims.test.ts',
  ),
  row(
    'a discount includes the receipt only where it says so',
    'shared/domain/counting/measured.ts',
    'measure.including ? withReceipt(measure, receipt, counters) : counters',
    'withReceipt(measure, receipt, counters)',
    FINER,
  ),
  row(
    'every measure has to agree',
    'shared/domain/rewards/running.ts',
    '!rule.measured.every((condition) => isMet(condition, receipt))',
    '!rule.measured.some((condition) => isMet(condition, receipt)) && rule.measured.length > 0',
    FINER,
  ),
  row(
    'a row’s own transition comes before its rule’s',
    'shared/domain/rewards/member-rules.ts',
    'transition ?? rule.transition',
    'rule.transition',
    FINER,
  ),
  row(
    'an external code of the line comes before the catalogue’s',
    'shared/domain/program/goods.ts',
    'line.externalCode ?? catalogue.externalCodes.get(line.sku)',
    'catalogue.externalCodes.get(line.sku) ?? line.externalCode',
    'test/domain/second-codes.test.ts',
  ),
  row(
    'a row that asks for more counts only where it is there',
    'shared/domain/program/review-table.ts',
    'while (range !== null && !range.also.every(meets))',
    'while (false)',
    ROWS,
  ),
  row(
    'a row that does not count gives way to the next lower one',
    'shared/domain/program/review-table.ts',
    'range.max < min && (best',
    'range.max < 0 && (best',
    ROWS,
  ),
  row(
    'what rows ask for beside the counter is kept for its review',
    'shared/domain/counting/counting-columns.ts',
    'return measuresOf(judge.system.review).flatMap(',
    'return [judge.system.review.measure].flatMap(',
    ROWS,
  ),
  row(
    'a store that came back is taken from those of then',
    olderDays,
    'tallies.has(column) ? 1 : -1',
    'tallies.has(column) ? 1 : 0',
    LEAVES,
  ),
  row(
    'a return sees the days that are looked at again',
    olderDays,
    '    ...back.looks.flatMap((look) => olderInLook(moment, member, look)),\n',
    '',
    LEAVES,
  ),
  row(
    'a return sees the days of what rules gave',
    lateEntries,
    '    ...giftsFrom(member, occasionOf(sold)).flatMap((gift) => looksOfGift(moment, member, gift)),\n',
    '',
    LEAVES,
  ),
  row(
    'a return sees the days of reviews',
    lateEntries,
    'occasionOf(sold)).flatMap((gift) => looksOfGift(moment, member, gift)),\n    ...looksOfClawback(moment, member, days),\n',
    'occasionOf(sold)).flatMap((gift) => looksOfGift(moment, member, gift)),\n',
    LEAVES,
  ),
  row(
    'what is counted while days are read is no part of them',
    lateEntries,
    'return isMembers && number <= member.entries.count;',
    'return isMembers || number < 0;',
    LATE,
  ),
  row(
    'a rebuild knows when what it sees was claimed',
    'shared/domain/rebuild.ts',
    ', number: null, ...claimOf(entry) }',
    ', number: null }',
    'test/operations/claims.test.ts',
  ),
  row(
    'what comes too late is bound by the stores of the day it arrives',
    'shared/domain/entries/count-entry.ts',
    'withinTallies(counters, today,',
    'withinTallies(counters, day,',
    TOO_LATE,
  ),
  row(
    'why finds what came too late on the day it arrived',
    'shared/domain/showing/explain.ts',
    'const day = isLate ? late.day : entry.day;',
    'const day = entry.day;',
    TOO_LATE,
  ),
  row(
    'without periods the next status is above what shows',
    'shared/domain/showing/prospects.ts',
    'nextOf(system, heldRank(system, record), moment.today',
    'nextOf(system, rankOf(system, record.earned.status), moment.today',
    WITHOUT,
  ),
  row(
    'without periods the next status is above what is held, whatever its value is',
    'shared/domain/showing/prospects.ts',
    'nextOf(system, heldRank(system, record), moment.today',
    'nextOf(system, earnedRank(system.review, seenOn(system.review, moment.today, member.counters)), moment.today',
    WITHOUT,
  ),
];
