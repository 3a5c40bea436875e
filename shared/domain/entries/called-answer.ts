import type { RuleReason, SaleAnswer } from '#domain/member/entry.ts';
import { calledStatuses, categoryAlias, hasAliases, statusAlias } from '#domain/program/aliases.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';

/** An answer with the names of the version that gives it: so it is told, stored, and told again (D81). */
export function calledAnswer(program: CompiledProgram, answer: SaleAnswer): SaleAnswer {
  if (!hasAliases(program)) return answer;
  return { ...calledMoves(program, answer), reasons: calledReasons(program, answer.reasons) };
}

/** The same for what an answer says of statuses and categories alone. */
export function calledMoves<Answer extends Pick<SaleAnswer, 'statuses' | 'categories'>>(
  program: CompiledProgram,
  answer: Answer,
): Answer {
  if (!hasAliases(program)) return answer;
  const { statuses, categories } = answer;
  const called = (kept: readonly string[]) => kept.map((name) => categoryAlias(program, name));
  return {
    ...answer,
    statuses: statuses.map((change) => {
      const system = program.systems.find(({ name }) => name === change.system);
      if (system === undefined) return change;
      const [before, after] = [statusAlias(system, change.before), statusAlias(system, change.after)];
      return { system: system.alias, before, after };
    }),
    categories: { added: called(categories.added), removed: called(categories.removed) },
  };
}

export const calledReasons = (
  program: CompiledProgram,
  reasons: readonly RuleReason[],
): readonly RuleReason[] =>
  reasons.map((reason): RuleReason => ({ ...reason, because: calledStatuses(program, reason.because) }));
