import { horizonsOf } from '#domain/counting/prune.ts';
import type { Counters, SumColumn } from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Day } from '#domain/time/time.ts';

/**
 * What goods that came back took from a day that a column had summed up goes from its total, where that day's amount is. On the day
 * itself it would look like something that is there, where a deposit went back the other way (D78, D88).
 */
export function takenFromTotals(moment: Moment, before: Member, after: Member, days: readonly Day[]): Member {
  if (days.length === 0) return after;
  const horizons = horizonsOf(moment, before);
  const { counters } = after;
  const valueBefore = valuesByDay(before.counters);
  const sums = new Map<string, SumColumn>();
  for (const [id, column] of counters.sums) {
    const horizon = horizons.get(id);
    const isSummedUp = (day: Day): boolean =>
      horizon !== undefined &&
      !horizon.countsDays &&
      day < horizon.day &&
      days.includes(day) &&
      valueBefore(id, day) === 0;
    let total = column.before;
    const values = column.values.map((value, index) => {
      const day = counters.days[index];
      if (day === undefined || !isSummedUp(day)) return value;
      total += value;
      return 0;
    });
    sums.set(id, { before: total, values });
  }
  return { ...after, counters: { ...counters, sums } };
}

const valuesByDay =
  ({ days, sums }: Counters) =>
  (id: string, day: Day): number =>
    sums.get(id)?.values[days.indexOf(day)] ?? 0;
