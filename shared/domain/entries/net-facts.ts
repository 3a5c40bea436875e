import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import { directionOf } from '#domain/program/ladder.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asEpochMs } from '#domain/time/time.ts';

/**
 * What several steps of one command came to: one change a system, a category and the standing discount, whatever led to it on the way (D93). What is
 * as it was is not told; facts of other moments stay as they are.
 */
export function netFacts(
  moment: Moment,
  before: Member,
  { member, facts }: { readonly member: Member; readonly facts: readonly Fact[] },
): { readonly member: Member; readonly facts: readonly Fact[] } {
  const kept: Fact[] = [];
  const net = new Map<string, Fact[]>();
  for (const fact of facts) {
    const about = fact.at === moment.now ? subjectOf(fact) : null;
    if (about === null) kept.push(fact);
    else net.set(about, [...(net.get(about) ?? []), fact]);
  }
  const all = [...kept, ...[...net.values()].flatMap((steps) => netOf(moment, steps))];
  const numbered = all.map((fact, index): Fact => ({ ...fact, seq: before.seq + 1 + index }));
  return { member: { ...member, seq: before.seq + numbered.length }, facts: numbered };
}

function subjectOf(fact: Fact): string | null {
  if (fact.kind === 'status-changed') return `status ${fact.system}`;
  if (fact.kind === 'discount-changed') return 'discount';
  return fact.kind === 'category-changed' ? `category ${fact.category}` : null;
}

function netOf({ program, now }: Moment, steps: readonly Fact[]): readonly Fact[] {
  const [first, last] = [steps[0], steps.at(-1)];
  if (first === undefined || last === undefined || first === last) return steps;
  if (first.kind === 'discount-changed' && last.kind === 'discount-changed')
    return first.from === last.to ? [] : [{ ...last, from: first.from }];
  if (first.kind !== 'status-changed' || last.kind !== 'status-changed')
    // Added and taken, or taken and added again.
    return steps.length % 2 === 0 ? [] : [last];
  if (first.from === last.to) return [];
  const system = program.systems.find(({ alias }) => alias === last.system);
  const named = (called: string | null): string | null =>
    system?.statuses.find(({ alias }) => alias === called)?.name ?? called;
  const up = system === undefined ? 0 : directionOf(system, named(first.from), named(last.to));
  const direction = up > 0 ? 'raised' : up < 0 ? 'lowered' : 'changed';
  // Told as the whole is: a raising at once, all else when the last of its steps is settled (D21).
  const settled = steps.map((step) => (step.kind === 'status-changed' ? step.notifyFrom : now));
  const notifyFrom = direction === 'raised' ? now : asEpochMs(Math.max(...settled));
  return [{ ...last, from: first.from, direction, notifyFrom }];
}
