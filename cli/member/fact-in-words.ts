import type { DiscountReason, Fact } from '#domain/member/facts.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { lostBy } from '#domain/showing/origin-in-words.ts';
import { formatPercent } from '#domain/values/money.ts';

const ARROWS = { raised: '▲', lowered: '▼', changed: '◆' } as const;

/** A member's change in a line: titles of the program in force, names where it knows them no more. */
export function factInWords(fact: Fact, program: CompiledProgram): string {
  switch (fact.kind) {
    case 'enrolled': {
      const statuses = [...fact.statuses].map(([system, status]) => statusTitle(program, system, status));
      return statuses.length === 0 ? 'enrolled' : `enrolled as ${statuses.join(', ')}`;
    }
    case 'status-changed': {
      const { system, from, to, direction } = fact;
      const [before, after] = [statusTitle(program, system, from), statusTitle(program, system, to)];
      return `${ARROWS[direction]} ${systemTitle(program, system)}: ${before} → ${after}`;
    }
    case 'category-changed': {
      const kept = Object.entries(program.source.categories ?? {}).find(
        ([, { alias }]) => alias === fact.category,
      );
      const title = program.categories.get(kept?.[0] ?? fact.category) ?? fact.category;
      return `${fact.change === 'added' ? '+' : '-'} ${title}, by the rule ${fact.rule}`;
    }
    case 'discount-changed':
      return `own discount: ${percentOr(fact.from)} → ${percentOr(fact.to)}${discountReasonInWords(fact.why)}`;
    case 'friend-came':
      return `counted as a friend of ${fact.inviter}`;
    case 'friend-left':
      return `counts as a friend of ${fact.inviter} no more`;
    case 'code-printed':
      return `a code for a login was printed in store ${fact.storeId}`;
    default:
      return fact satisfies never;
  }
}

const percentOr = (basisPoints: number | null): string =>
  basisPoints === null ? 'none' : `${formatPercent(basisPoints)}%`;

function discountReasonInWords(why: DiscountReason): string {
  switch (why.kind) {
    case 'given':
    case 'removed':
      return `, by the rule ${why.rule}`;
    case 'taken-back':
      return `, ${lostBy(why)}`;
    case 'ended':
      return ', as its time was over';
    default:
      return why satisfies never;
  }
}

function systemTitle({ systems }: CompiledProgram, name: string): string {
  return systems.find((system) => system.alias === name)?.title ?? name;
}

function statusTitle({ systems }: CompiledProgram, name: string, status: string | null): string {
  if (status === null) return 'none';
  const system = systems.find((candidate) => candidate.alias === name);
  return system?.statuses.find((candidate) => candidate.alias === status)?.title ?? status;
}
