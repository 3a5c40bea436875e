import type { CompiledCatalogue } from '#domain/program/catalogue.ts';
import type { CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import type { GoodsDefinition, Program, ProgramPath } from '#domain/program/program.ts';
import type { Findings } from './findings.ts';
import { lintTakenOff } from './lint-taken-off.ts';

/** An active rule, and where it stands in the file. */
export interface PlacedRule {
  readonly rule: CompiledRule;
  readonly index: number;
}

/** A program that has no errors: as it was written, and what its parts were compiled to. */
interface ProgramParts {
  readonly source: Program;
  readonly systems: readonly CompiledSystem[];
  readonly rules: readonly PlacedRule[];
  readonly catalogue: CompiledCatalogue;
}

/** Finds the legal and hardly meant: rules that never run, statuses nobody reaches, contradictions (D11, D14, Y27). */
export function lint({ source, systems, rules, catalogue }: ProgramParts, findings: Findings): void {
  const inOrder = [...rules].sort((one, other) => one.rule.priority - other.rule.priority);
  checkShadows(inOrder, findings);
  checkReach(systems, rules, findings);
  checkCategoriesHeld(inOrder, findings);
  lintTakenOff(systems, inOrder, findings);
  checkPayments(rules, findings);
  if (source.catalogue !== undefined) checkGoods(source, catalogue, findings);
}

/** A rule that always runs and does not combine ends every receipt: nothing after it is ever looked at (D11, I33). */
function checkShadows(inOrder: readonly PlacedRule[], findings: Findings): void {
  for (const isBenefit of [true, false]) {
    const chain = inOrder.filter(({ rule }) => paysDiscount(rule) === isBenefit);
    const last = chain.findIndex(({ rule }) => !rule.combine && rule.measure === null && !rule.isConditional);
    const end = chain[last];
    if (end === undefined) continue;
    for (const { rule, index } of chain.slice(last + 1)) {
      findings
        .at('rules', index)
        .warn(
          'rule-never-runs-after',
          `\`${end.rule.name}\` always runs before it and does not combine, so \`${rule.name}\` never runs.`,
          `Give \`${end.rule.name}\` a condition or a higher number as its priority, or let it combine.`,
        );
    }
  }
}

/** Whether a rule gives a discount: those are decided before the receipt counts (D23). */
export const paysDiscount = ({ rows }: CompiledRule): boolean =>
  rows.some(({ effects }) => effects.basisPoints !== null);

function checkReach(
  systems: readonly CompiledSystem[],
  rules: readonly PlacedRule[],
  findings: Findings,
): void {
  for (const { name: system, statuses, review, initial } of systems) {
    const given = new Set(
      rules.flatMap(({ rule }) =>
        rule.rows.flatMap(({ effects }) =>
          effects.statuses.filter((each) => each.system.name === system).map(({ rank }) => rank),
        ),
      ),
    );
    for (const [rank, { name }] of statuses.entries()) {
      const isReached =
        given.has(rank) || name === initial || review?.ranges.some((range) => range.rank === rank) === true;
      if (isReached) continue;
      findings
        .at('statusSystems', system, 'statuses', name)
        .warn(
          'status-unreachable',
          `Nothing gives \`${name}\`.`,
          review === null
            ? `Give it by a rule: \`then: { status: { ${system}: ${name} } }\`; or make it \`initial\`.`
            : `Add a row \`- { over: …, status: ${name} }\` to the review's table, or take the status out.`,
        );
    }
  }
}

interface CategoryMove {
  readonly category: string;
  readonly on: readonly string[];
  readonly measure: string;
  readonly min: number;
  readonly max: number;
  readonly isConditional: boolean;
  readonly path: ProgramPath;
}

/** Whoever is given a category and always loses it on the same receipt never has it (Y27, D14). */
function checkCategoriesHeld(rules: readonly PlacedRule[], findings: Findings): void {
  const removals = rules.flatMap((placed) => movesOf(placed, 'remove'));
  for (const added of rules.flatMap((placed) => movesOf(placed, 'add'))) {
    const contrary = removals.find(
      ({ category, on, measure, min, max, isConditional }) =>
        category === added.category &&
        added.on.every((word) => on.includes(word)) &&
        !isConditional &&
        (measure === '' || measure === added.measure) &&
        min <= added.min &&
        max >= added.max,
    );
    if (contrary === undefined) continue;
    findings
      .at(...added.path)
      .warn(
        'category-never-held',
        `\`${added.category}\` is removed again whenever it is added here: removals come last.`,
        'Let the removal begin where the category ends: above the range that adds it.',
      );
  }
}

function movesOf({ rule, index }: PlacedRule, what: 'add' | 'remove'): readonly CategoryMove[] {
  return rule.rows.flatMap(({ min, max, effects }, row) =>
    effects[what].map((category) => ({
      category,
      on: rule.on,
      measure: rule.measure === null ? '' : `${rule.measure.column.id} ${rule.measure.slot}`,
      min,
      max,
      isConditional: rule.isConditional,
      path: rule.measure === null ? ['rules', index] : ['rules', index, 'table', row],
    })),
  );
}

/**
 * A payment counts on its bill's day (D15): a period of the calendar, seen from the day of the payment (D43), does not hold it
 * where the bill is of the one before. How far back a rolling window reaches was written with that in mind.
 */
function checkPayments(rules: readonly PlacedRule[], findings: Findings): void {
  for (const { rule, index } of rules) {
    if (!rule.on.includes('payment')) continue;
    const at = findings.at('rules', index);
    const looks = [
      ...(rule.measure === null ? [] : [{ ...rule.measure, at: at.at('measure', 'window') }]),
      ...rule.measured.map(({ measure }, place) => ({
        ...measure,
        at: at.at('when', 'measured', place, 'window'),
      })),
    ];
    for (const { column, window, at: here } of looks) {
      if (column.measure !== 'paid-amount' || window.kind !== 'calendar') continue;
      here.warn(
        'payment-outside-window',
        'A payment counts on the day of its bill: one of a bill from before this window is not in it, although it wakes the rule.',
        'Write `this-receipt` for the bill alone, `all-time`, or a rolling window as long as bills stay unpaid: `P90D`.',
      );
    }
  }
}

/** Goods that the catalogue does not know are counted when a till sends them; more often they are misspelt. */
function checkGoods(source: Program, catalogue: CompiledCatalogue, findings: Findings): void {
  for (const [name, { goods }] of Object.entries(source.counters)) {
    checkFilter(goods, catalogue, findings.at('counters', name, 'goods'));
  }
  for (const [index, { measure }] of source.rules.entries()) {
    if (measure !== undefined && 'of' in measure) {
      checkFilter(measure.goods, catalogue, findings.at('rules', index, 'measure', 'goods'));
    }
  }
}

function checkFilter(
  goods: GoodsDefinition | undefined,
  catalogue: CompiledCatalogue,
  findings: Findings,
): void {
  for (const word of ['skus', 'exceptSkus'] as const) {
    for (const [index, sku] of (goods?.[word] ?? []).entries()) {
      if (catalogue.goods.size > 0 && !catalogue.goods.has(sku)) {
        findings
          .at(word, index)
          .warn(
            'unknown-goods',
            `The catalogue has no \`${sku}\`.`,
            'Write the article code exactly as the tills send it, or add it to the catalogue.',
          );
      }
    }
  }
  const codes = new Set(catalogue.externalCodes.values());
  for (const word of ['externalCodes', 'exceptExternalCodes'] as const) {
    for (const [index, code] of (goods?.[word] ?? []).entries()) {
      if (codes.size === 0 || codes.has(code)) continue;
      findings
        .at(word, index)
        .warn(
          'unknown-external-code',
          `No article of the catalogue has the external code \`${code}\`.`,
          'Write it exactly as the tills send it, or add it to the catalogue.',
        );
    }
  }
  for (const word of ['categories', 'exceptCategories'] as const) {
    for (const [index, category] of (goods?.[word] ?? []).entries()) {
      if (!catalogue.categories.has(category)) {
        findings
          .at(word, index)
          .warn(
            'unknown-goods-category',
            `No goods of the catalogue belong to \`${category}\`.`,
            'Write it exactly as the catalogue or the tills do (I24).',
          );
      }
    }
  }
}
