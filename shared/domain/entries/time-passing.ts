import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided } from '#domain/member/decision.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { concluded } from './concluded.ts';

/** Nothing but the clock: what time has closed becomes the member's, and is published. */
export function passTime(moment: Moment, closed: Closed): Decided<null> {
  return {
    kind: 'decided',
    ...concluded(moment, closed, closed.member),
    answer: null,
    counted: NOTHING_COUNTED,
    lineGoods: [],
  };
}
