import type { EntryHead } from '#domain/member/entry.ts';
import type { FactDraft } from '#domain/member/facts.ts';
import { categoryAlias } from '#domain/program/aliases.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Moved } from './member-rules.ts';

/** One draft for each category added or removed. */
export function categoryFacts(
  { now, version, program }: Moment,
  { categories, categoryRules }: Moved,
  { source: storeId, id: receiptId }: Pick<EntryHead, 'source' | 'id'>,
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
    rule: categoryRules.get(category) ?? '',
    storeId,
    receiptId,
  }));
}
