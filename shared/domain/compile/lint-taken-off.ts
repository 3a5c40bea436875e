import type { CompiledEffects, CompiledSystem } from '#domain/program/compiled.ts';
import { NO_STATUS } from '#domain/program/ladder.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import type { Findings } from './findings.ts';
import type { PlacedRule } from './lint.ts';

/** What a row does to one system. */
interface Move extends PlacedRule {
  /** Of its rule, in the order in which rules run. */
  readonly place: number;
  readonly system: string;
  readonly rank: number;
  readonly min: number;
  readonly max: number;
  readonly effects: CompiledEffects;
  readonly path: ProgramPath;
}

/** Finds what is taken off though nobody has it, and what is given only to be taken off again (Y9, Y27, D99). */
export function lintTakenOff(
  systems: readonly CompiledSystem[],
  inOrder: readonly PlacedRule[],
  findings: Findings,
): void {
  const moves = inOrder.flatMap((placed, place) => movesOf(placed, place));
  const takes = moves.filter(({ rank }) => rank === NO_STATUS);
  const gives = moves.filter(({ rank }) => rank !== NO_STATUS);
  for (const { system, path } of takes) {
    const { review, initial } = systems.find(({ name }) => name === system) ?? {};
    if (review !== null || initial !== null || gives.some((each) => each.system === system)) continue;
    findings
      .at(...path)
      .warn(
        'nothing-to-take-off',
        `Nobody comes to have a status of \`${system}\`, so there is nothing to take off.`,
        'Give one by a rule, or make one `initial`.',
      );
  }
  for (const given of gives) {
    if (!takes.some((taken) => undoes(taken, given, inOrder))) continue;
    findings
      .at(...given.path)
      .warn(
        'status-never-held',
        `What is given here is taken off again on the same receipt: \`status: { ${given.system}: null }\` comes later.`,
        'Let the rule that takes it off ask for more, or run before this one.',
      );
  }
}

/** Whether whoever is given a status surely loses it on the same receipt, and for as long as it would have lasted. */
function undoes(taken: Move, given: Move, inOrder: readonly PlacedRule[]): boolean {
  const [first, last] = [given.rule, taken.rule];
  const isSameValue =
    last.measure === null ||
    (first.measure !== null &&
      last.measure.column.id === first.measure.column.id &&
      last.measure.slot === first.measure.slot);
  return (
    taken.system === given.system &&
    taken.place > given.place &&
    // No rule in between ends the chain.
    inOrder.slice(given.place, taken.place).every(({ rule }) => rule.combine) &&
    !last.isConditional &&
    first.on.every((word) => last.on.includes(word)) &&
    isSameValue &&
    taken.min <= given.min &&
    taken.max >= given.max &&
    taken.effects.until === null &&
    given.effects.until === null
  );
}

const movesOf = (placed: PlacedRule, place: number): readonly Move[] =>
  placed.rule.rows.flatMap(({ min, max, effects }, row) =>
    effects.statuses.map(({ system: { name: system }, rank }) => {
      const inRow = placed.rule.measure === null ? ['then'] : ['table', row];
      const path = ['rules', placed.index, ...inRow, 'status', system];
      return { ...placed, place, system, rank, min, max, effects, path };
    }),
  );
