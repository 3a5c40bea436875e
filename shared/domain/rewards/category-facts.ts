import type { CategoryOutcome } from '#domain/member/entry.ts';
import { type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { FactDraft } from '#domain/member/facts.ts';
import { categoryAlias } from '#domain/program/aliases.ts';
import type { Moment } from '#domain/program/timeline.ts';

/** One draft for each category added or removed. */
export function categoryFacts(
  { now, version, program }: Moment,
  {
    categories,
    ruleOf,
  }: { readonly categories: CategoryOutcome; readonly ruleOf: (category: string) => string },
  ref: EntryRef,
): readonly FactDraft[] {
  const moves = [
    ...categories.added.map((category) => ({ category, change: 'added' as const })),
    ...categories.removed.map((category) => ({ category, change: 'removed' as const })),
  ];
  return moves.map(({ category, change }) => ({
    kind: 'category-changed',
    at: now,
    programVersion: version.version,
    category: categoryAlias(program, category),
    change,
    rule: ruleOf(category),
    ...occasionOf(ref),
  }));
}
