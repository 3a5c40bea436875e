import type { RuleReason } from '#domain/member/entry.ts';
import { utf8Bytes } from '#domain/values/text-bytes.ts';

/**
 * What a receipt says of its rules has its part of the entry's item. Thousands of rules may match one receipt: those that
 * did something are told first, then the others, each kind in the order of the rules, until the part is full.
 */
const MAX_REASON_BYTES = 36_000;
const MAX_MESSAGE_BYTES = 16_000;

/** Fewer fit whatever they say: 20 systems of two names each, a rule's name, a counter's and a row. */
const SURELY_FIT = 10;
const REASON_BYTES = 24;
const MESSAGE_BYTES = 1;

export function reasonsThatFit(reasons: readonly RuleReason[]): readonly RuleReason[] {
  if (reasons.length <= SURELY_FIT) return reasons;
  const didSomething = ({ outcome }: RuleReason): boolean => outcome === 'won' || outcome === 'gave';
  const inTurn = [...reasons.filter(didSomething), ...reasons.filter((reason) => !didSomething(reason))];
  const told = new Set(fitting(inTurn, reasonBytes, MAX_REASON_BYTES));
  return told.size === reasons.length ? reasons : reasons.filter((reason) => told.has(reason));
}

export const messagesThatFit = (messages: readonly string[]): readonly string[] =>
  fitting(messages, (message) => MESSAGE_BYTES + utf8Bytes(message), MAX_MESSAGE_BYTES);

function fitting<Value>(
  values: readonly Value[],
  bytesOf: (value: Value) => number,
  most: number,
): readonly Value[] {
  let bytes = 0;
  const end = values.findIndex((value) => {
    bytes += bytesOf(value);
    return bytes > most;
  });
  return end < 0 ? values : values.slice(0, end);
}

function reasonBytes({ rule, because, measured }: RuleReason): number {
  let bytes = REASON_BYTES + utf8Bytes(rule);
  for (const [system, status] of because) bytes += 4 + utf8Bytes(system) + utf8Bytes(status ?? '');
  if (measured !== undefined) bytes += REASON_BYTES + utf8Bytes(measured.counter) + utf8Bytes(measured.words);
  return bytes;
}
