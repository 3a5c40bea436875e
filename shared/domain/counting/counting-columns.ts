import type { Member } from '#domain/member/member.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import type { GoodsIndex } from '#domain/program/goods.ts';
import { measuresOf } from '#domain/program/review-table.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Day } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import { lastReviews } from './prune.ts';

interface CountingColumns {
  /** The columns that a member keeps. */
  readonly kept: readonly ColumnShape[];
  /** For one line of it, the columns that mean its goods. */
  readonly goods: GoodsIndex;
}

/**
 * The columns of the version in force; and, for a receipt of a period that is closed, those by which the last one was
 * judged: its review is done again, and sees the receipt although the program has changed since (D17, D27). What the judge
 * would not have seen, before its window or older than it took receipts, is not counted for it.
 */
export function countingColumns(moment: Moment, member: Member | null, day: Day): CountingColumns {
  const { program } = moment;
  const kept = program.columns.filter(({ isKept }) => isKept);
  const judges = member === null ? [] : lastReviews(moment, member);
  const isAsked = ({ id }: ColumnShape) => kept.some((column) => column.id === id);
  const late = judges.flatMap(({ judge, lastDay }) => {
    const { goods, maxReceiptAgeDays } = judge.version.program;
    return measuresOf(judge.system.review).flatMap(({ column, window }) => {
      const isSeen =
        day <= lastDay && day >= windowAt(window, lastDay).from && moment.today - day <= maxReceiptAgeDays;
      return !isSeen || isAsked(column) ? [] : [{ column, goods }];
    });
  });
  if (late.length === 0) return { kept, goods: program.goods };
  const more = new Map(late.map((each) => [each.column.id, each]));
  return {
    kept: [...kept, ...[...more.values()].map(({ column }) => column)],
    goods: (line) => [
      ...new Set([
        ...program.goods(line),
        ...[...more.values()].flatMap(({ column, goods }) => goods(line).filter((id) => id === column.id)),
      ]),
    ],
  };
}
