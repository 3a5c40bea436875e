import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided } from '#domain/member/decision.ts';
import { numberFacts } from '#domain/member/facts.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type Closed, changeFacts } from '#domain/statuses/changes.ts';
import { withDueAt } from '#domain/timers/due.ts';

/** Nothing but the clock: what time has closed becomes the member's, and is published. */
export function passTime(moment: Moment, { member, changes }: Closed): Decided<null> {
  const numbered = numberFacts(member, changeFacts(changes, moment.now), moment.now);
  return {
    kind: 'decided',
    member: withDueAt(moment, numbered.member),
    facts: numbered.facts,
    answer: null,
    counted: NOTHING_COUNTED,
    lineGoods: [],
  };
}
