import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import {
  type CategoryOutcome,
  NO_CATEGORIES_MOVED,
  type RuleOutcome,
  type RuleReason,
  type StatusOutcome,
} from '#domain/member/entry.ts';
import { assert } from '../assertions.ts';
import { flag, integer, list, mapOf, type StoredValue, text, textOrNull } from './attributes.ts';
import { decodeMeasured, encodeMeasured } from './measured.ts';

/** The parts of an answer that every kind of entry has: statuses, categories, reasons. */
export const encodeStatus = ({ system, before, after }: StatusOutcome): AttributeValue =>
  list([text(system), textOrNull(before), textOrNull(after)]);

export const decodeStatus = (stored: StoredValue): StatusOutcome => ({
  system: stored.part(0).text(),
  before: stored.part(1).textOrNull(),
  after: stored.part(2).textOrNull(),
});

export const encodeCategories = ({ added, removed }: CategoryOutcome): AttributeValue =>
  list([list(added.map(text)), list(removed.map(text))]);

export function decodeCategories(stored: StoredValue | null): CategoryOutcome {
  if (stored === null) return NO_CATEGORIES_MOVED;
  const names = (part: number) =>
    stored
      .part(part)
      .list()
      .map((name) => name.text());
  return { added: names(0), removed: names(1) };
}

/** Outcomes by their place in this list; it only ever grows. */
const OUTCOMES: readonly RuleOutcome[] = ['held-back', 'won', 'gave', 'not-allowed', 'stopped', 'overridden'];

export const encodeReason = ({
  rule,
  outcome,
  basisPoints,
  because,
  measured,
  isStanding,
}: RuleReason): AttributeValue =>
  list([
    text(rule),
    integer(OUTCOMES.indexOf(outcome)),
    integer(basisPoints),
    mapOf(because, textOrNull),
    // A member's own discount measures nothing where it competes.
    ...(isStanding === true ? [flag(true)] : measured === undefined ? [] : [encodeMeasured(measured)]),
  ]);

export function decodeReason(stored: StoredValue): RuleReason {
  const said = stored.part(1);
  // The first version knew only two outcomes, and kept a flag.
  const outcome = said.isFlag() ? (said.flag() ? 'won' : 'held-back') : OUTCOMES[said.integer()];
  assert(outcome !== undefined, 'a rule came to an outcome that this code does not know');
  const reason = {
    rule: stored.part(0).text(),
    outcome,
    basisPoints: stored.part(2).integer(),
    because: stored.part(3).mapOf((status) => status.textOrNull()),
  };
  if (stored.list().length === 4) return reason;
  const last = stored.part(4);
  return last.isFlag() ? { ...reason, isStanding: true } : { ...reason, measured: decodeMeasured(last) };
}
