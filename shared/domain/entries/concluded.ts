import { endFacts } from '#domain/discounts/standing-discounts.ts';
import { type Fact, type FactDraft, numberFacts } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { type Closed, changeFacts, type StatusChange } from '#domain/statuses/changes.ts';
import { isShown } from '#domain/statuses/effective.ts';
import { isHeld } from '#domain/statuses/layers.ts';
import { withDueAt } from '#domain/timers/due.ts';
import { assert } from '#domain/values/assert.ts';

/** A member as a decision leaves it, and what became true. */
export interface Concluded {
  readonly member: Member;
  readonly facts: readonly Fact[];
}

/** What a command itself made true, after what time had closed. */
interface Done {
  readonly changes?: readonly StatusChange[];
  readonly drafts?: readonly FactDraft[];
}

/**
 * Ends every decision in one way: what time closed and what the command did become facts and get their numbers, in the order in
 * which they happened (D93); the next timer is looked up, and what must hold is looked at.
 */
export function concluded(
  moment: Moment,
  closed: Closed,
  after: Member,
  { changes = [], drafts = [] }: Done = {},
): Concluded {
  const { now } = moment;
  const all = [...changeFacts([...closed.changes, ...changes], now), ...endFacts(closed), ...drafts];
  const { member, facts } = numberFacts(after, all, now);
  for (const [system, record] of member.statuses) {
    const place = () => `${member.id}: ${system}`;
    assert(isHeld(record), () => `${place()}: what is held does not follow from its layers`);
    assert(isShown(record), () => `${place()}: what shows does not follow from what is over it`);
    const { closedTo } = closed.member.statuses.get(system) ?? record;
    assert(record.closedTo === closedTo, () => `${place()}: closed to ${record.closedTo} and to ${closedTo}`);
    const wasTo = closed.asRead.statuses.get(system)?.closedTo ?? closedTo;
    assert(closedTo >= wasTo, () => `${place()}: closed to ${closedTo}, and was to ${wasTo}`);
  }
  return { member: withDueAt(moment, member), facts };
}
