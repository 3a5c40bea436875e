import type { RuleReason, SaleAnswer } from '#domain/member/entry.ts';
import { calledStatuses, categoryAlias, hasAliases } from '#domain/program/aliases.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';

/** An answer with the names of the version that gives it: so it is told, stored, and told again (D81). */
export function calledAnswer(program: CompiledProgram, answer: SaleAnswer): SaleAnswer {
  if (!hasAliases(program)) return answer;
  const { statuses, categories, reasons } = answer;
  const called = (kept: readonly string[]) => kept.map((name) => categoryAlias(program, name));
  return {
    ...answer,
    statuses: statuses.map(({ system, before, after }) => {
      const [[name, was] = [system, before]] = calledStatuses(program, new Map([[system, before]]));
      return {
        system: name,
        before: was,
        after: calledStatuses(program, new Map([[system, after]])).get(name) ?? null,
      };
    }),
    categories: { added: called(categories.added), removed: called(categories.removed) },
    reasons: reasons.map(
      (reason): RuleReason => ({ ...reason, because: calledStatuses(program, reason.because) }),
    ),
  };
}
