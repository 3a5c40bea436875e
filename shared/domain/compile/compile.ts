import type { CompiledCatalogue } from '#domain/program/catalogue.ts';
import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram, CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { indexGoods } from '#domain/program/goods.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { ruleSet } from '#domain/program/rule-set.ts';
import { MS_PER_HOUR } from '#domain/time/time.ts';
import {
  MAX_CATEGORIES,
  MAX_COUNTERS,
  MAX_KEPT_COLUMNS,
  MAX_RULES,
  MAX_STATUS_SYSTEMS,
} from '#domain/values/limits.ts';
import { checkCurrency } from './check-currency.ts';
import { checkDropped } from './check-dropped.ts';
import { compileCatalogue } from './compile-catalogue.ts';
import { type MeasureRegister, measureRegister } from './compile-measure.ts';
import { compileReferral } from './compile-referral.ts';
import { compileRule } from './compile-rule.ts';
import { compileSystem } from './compile-system.ts';
import { collectFindings, type Findings } from './findings.ts';
import { lint, type PlacedRule, paysDiscount } from './lint.ts';
import { keptColumns, MAX_STATE_BYTES_OF_A_PROGRAM, stateBytes } from './state-size.ts';

/** A compiled program with what was doubtful, or everything that is wrong: never half a program. */
type Compilation =
  | { readonly ok: true; readonly program: CompiledProgram; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

type Found = ReturnType<typeof collectFindings>;

/** A program with what it was made of. */
interface Made {
  readonly program: CompiledProgram;
  readonly register: MeasureRegister;
  readonly systems: readonly CompiledSystem[];
  readonly rules: readonly PlacedRule[];
  readonly catalogue: CompiledCatalogue;
}

/** Checks a program that is to be taken on, and makes it ready to decide with. Pure; a finding names its place in the program. */
export function compile(source: Program): Compilation {
  const { made, findings } = make(source);
  if (made === null) return { ok: false, findings: findings.list };
  checkCounters(made.register, findings);
  checkState(made.program, findings);
  lint({ source, ...made }, findings);
  const isRefused = findings.list.some(({ severity }) => severity === 'error');
  return isRefused
    ? { ok: false, findings: findings.list }
    : { ok: true, program: made.program, findings: findings.list };
}

/**
 * Makes a program that was taken on once ready to decide with, whatever has become of the limits and lists by which it
 * was checked.
 */
export function makeReady(source: Program): Compilation {
  const { made, findings } = make(source);
  return made === null
    ? { ok: false, findings: findings.list }
    : { ok: true, program: made.program, findings: [] };
}

/** `made`: `null` where something has no meaning. */
function make(source: Program): { readonly made: Made | null; readonly findings: Found } {
  const findings = collectFindings();
  checkCurrency(source.currency, findings.at('currency'));
  checkSizes(source, findings);
  const register = measureRegister(source);
  for (const [name, counter] of Object.entries(source.counters)) {
    register.declare(name, counter, findings.at('counters', name));
  }
  const catalogue = compileCatalogue(source.catalogue, findings.at('catalogue'));
  const categories = new Map(
    Object.entries(source.categories ?? {}).map(([name, { title, alias }]) => [name, title ?? alias ?? name]),
  );
  const around = { register, currency: source.currency, weekStartsOn: source.weekStartsOn ?? 'monday' };
  const systems = Object.entries(source.statusSystems)
    .map(([name, definition]) => compileSystem(name, definition, around, findings.at('statusSystems', name)))
    .filter((system): system is CompiledSystem => system !== null);
  const surroundings = { ...around, systems, categories, listOnce: interning() };
  const rules = source.rules.flatMap((rule, index): PlacedRule[] => {
    const compiled = compileRule(rule, surroundings, findings.at('rules', index));
    return compiled === null || rule.active === false ? [] : [{ rule: compiled, index }];
  });
  const referral = compileReferral(source, findings.at('activities'));
  checkRuleNames(source, findings);
  checkDropped(source, findings);
  const columns = register.columns();
  checkColumns(columns, findings);
  if (findings.count() > 0) return { made: null, findings };
  const program: CompiledProgram = {
    source,
    zone: source.zone,
    currency: source.currency,
    closingDelayMs: source.closingDelayHours * MS_PER_HOUR,
    maxReceiptAgeDays: source.maxReceiptAgeDays,
    columns,
    slotCount: register.slotCount(),
    counterColumns: countersOf(register),
    ruleColumns: register.ruleColumns(),
    catalogue,
    goods: indexGoods(
      columns.flatMap(({ id, goods }) => (goods === null ? [] : [{ id, goods }])),
      catalogue,
    ),
    systems,
    categories,
    referral,
    rules: rules.map(({ rule }) => rule),
    rulesOn: rulesByCommand(rules.map(({ rule }) => rule)),
  };
  return { made: { program, register, systems, rules, catalogue }, findings };
}

function rulesByCommand(rules: readonly CompiledRule[]): CompiledProgram['rulesOn'] {
  const commands = new Set(rules.flatMap(({ on }) => on));
  return new Map(
    [...commands].map((command) => {
      const named = rules.filter(({ on }) => on.includes(command));
      return [
        command,
        {
          benefits: ruleSet(named.filter(paysDiscount)),
          moves: ruleSet(named.filter((rule) => !paysDiscount(rule))),
        },
      ];
    }),
  );
}

/** Keeps one list of each content. */
function interning(): (names: readonly string[]) => readonly string[] {
  const lists = new Map<string, readonly string[]>();
  return (names) => {
    const key = names.join(' ');
    const known = lists.get(key) ?? names;
    lists.set(key, known);
    return known;
  };
}

function countersOf(register: MeasureRegister): ReadonlyMap<string, CompiledColumn> {
  return new Map(
    register.counterNames.flatMap((name): [string, CompiledColumn][] => {
      const column = register.columnOf(name);
      return column === undefined ? [] : [[name, column]];
    }),
  );
}

function checkColumns(columns: readonly CompiledColumn[], findings: Findings): void {
  const kept = columns.filter(({ isKept }) => isKept);
  if (kept.length <= MAX_KEPT_COLUMNS) return;
  const askedAt = kept[MAX_KEPT_COLUMNS]?.askedAt ?? ['rules'];
  findings
    .at(...askedAt)
    .refuse(
      'too-many-measures',
      `Each member would keep ${kept.length} different measures, and ${MAX_KEPT_COLUMNS} are allowed.`,
      'Let rules share counters; a measure of `this-receipt` is not kept.',
    );
}

/** The state of a member is one item: a program under which it might not fit is not taken on. */
function checkState(program: CompiledProgram, findings: Findings): void {
  const bytes = stateBytes(program);
  if (bytes <= MAX_STATE_BYTES_OF_A_PROGRAM) return;
  const longest = keptColumns(program).toSorted((one, other) => other.retentionDays - one.retentionDays)[0];
  findings
    .at(...(longest?.askedAt ?? ['rules']))
    .refuse(
      'state-too-large',
      `The state of a member who buys every day could take ${bytes} bytes, and ${MAX_STATE_BYTES_OF_A_PROGRAM} are allowed.`,
      'Let long windows be fewer or shorter, and let rules share counters; `all-time` amounts need no days.',
    );
}

function checkCounters(register: MeasureRegister, findings: Findings): void {
  for (const name of register.counterNames) {
    if (register.usedCounters.has(name)) continue;
    findings
      .at('counters', name)
      .warn(
        'counter-unused',
        `Nothing asks for \`${name}\`; it is counted all the same.`,
        'Use it in a review or a rule, or take it out.',
      );
  }
}

function checkSizes(source: Program, findings: Findings): void {
  const sizes = [
    ['counters', Object.keys(source.counters).length, MAX_COUNTERS],
    ['categories', Object.keys(source.categories ?? {}).length, MAX_CATEGORIES],
    ['statusSystems', Object.keys(source.statusSystems).length, MAX_STATUS_SYSTEMS],
    ['rules', source.rules.length, MAX_RULES],
  ] as const;
  for (const [place, size, limit] of sizes) {
    if (size > limit) {
      findings
        .at(place)
        .refuse('too-many', `There are ${size}, and ${limit} are allowed.`, 'Join what belongs together.');
    }
  }
}

function checkRuleNames(source: Program, findings: Findings): void {
  const seen = new Set<string>();
  for (const [index, { name }] of source.rules.entries()) {
    if (seen.has(name)) {
      findings
        .at('rules', index, 'name')
        .refuse(
          'rule-name-twice',
          `Two rules are called \`${name}\`.`,
          'Give each a name of its own: reasons and reports go by it.',
        );
    }
    seen.add(name);
  }
}
