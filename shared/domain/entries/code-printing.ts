import type { CodePrinting } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided } from '#domain/member/decision.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { concluded } from './concluded.ts';

/** Nobody gets somebody's code without a trace: the member's history says when it was printed, and in which store. */
export function printCode(moment: Moment, closed: Closed, { storeId }: CodePrinting): Decided<null> {
  const { now, version } = moment;
  const printed = { kind: 'code-printed', at: now, programVersion: version.version, storeId } as const;
  return {
    kind: 'decided',
    ...concluded(moment, closed, closed.member, { drafts: [printed] }),
    answer: null,
    counted: NOTHING_COUNTED,
    lineGoods: [],
  };
}
