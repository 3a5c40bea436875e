import type { Sale } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { Moved } from './member-rules.ts';

/** Numbers what the rules did to the categories, after the changes of statuses. */
export function categoryFacts(
  { now, version }: Moment,
  member: Member,
  { categories, categoryRules }: Moved,
  { storeId, receiptId }: Sale,
): readonly Fact[] {
  const moves = [
    ...categories.added.map((category) => ({ category, change: 'added' as const })),
    ...categories.removed.map((category) => ({ category, change: 'removed' as const })),
  ];
  return moves.map(({ category, change }, index) => ({
    kind: 'category-changed',
    seq: member.seq + 1 + index,
    memberId: member.id,
    at: now,
    recordedAt: now,
    programVersion: version.version,
    category,
    change,
    rule: categoryRules.get(category) ?? '',
    storeId,
    receiptId,
  }));
}
