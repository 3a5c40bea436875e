import { compileRule } from './compile-rule.ts';
import { compileSystem } from './compile-system.ts';
import type { CompiledColumn, CompiledProgram, CompiledRule, CompiledSystem } from './compiled.ts';
import { collectFindings, type Findings } from './findings.ts';
import { fnv1a, hex32 } from './hash.ts';
import { MAX_COUNTERS, MAX_RULES, MAX_STATUS_SYSTEMS } from './limits.ts';
import { currencyExponent } from './money.ts';
import { longestDays } from './period.ts';
import type { CounterDefinition, Finding, Program } from './program.ts';
import { MS_PER_HOUR } from './time.ts';
import { compileWindow, reachDays } from './window.ts';

/** A compiled program with what was doubtful, or everything that is wrong: never half a program. */
export type Compilation =
  | { readonly ok: true; readonly program: CompiledProgram; readonly findings: readonly Finding[] }
  | { readonly ok: false; readonly findings: readonly Finding[] };

/** Checks a program for sense and makes it ready to decide with. Pure; a finding names its place in the program. */
export function compile(source: Program): Compilation {
  const findings = collectFindings();
  if (currencyExponent(source.currency) === null) {
    findings.error(
      'unknown-currency',
      ['currency'],
      `\`${source.currency}\` is no currency in which goods are sold.`,
      'Write an ISO 4217 code in capitals, such as EUR.',
    );
  }
  checkSizes(source, findings);
  const columns = new Map(
    Object.entries(source.counters).map(([name, counter]) => [name, columnOf(counter, name, source)]),
  );
  checkCounters(source, columns, findings);
  const systems = Object.entries(source.statusSystems)
    .map(([name, definition]) => compileSystem(name, definition, source, columns, findings))
    .filter((system): system is CompiledSystem => system !== null);
  const measures = { columns, currency: source.currency, weekStartsOn: source.weekStartsOn ?? 'monday' };
  const rules = source.rules
    .map((rule, index) => ({
      active: rule.active ?? true,
      compiled: compileRule(rule, index, systems, measures, findings),
    }))
    .flatMap(({ active, compiled }): CompiledRule[] => (active && compiled !== null ? [compiled] : []));
  checkRuleNames(source, findings);
  if (findings.list.some(({ severity }) => severity === 'error'))
    return { ok: false, findings: findings.list };
  const program: CompiledProgram = {
    source,
    zone: source.zone,
    currency: source.currency,
    closingDelayMs: source.closingDelayHours * MS_PER_HOUR,
    maxReceiptAgeDays: source.maxReceiptAgeDays,
    columns: distinct([...columns.values()]),
    counterColumns: columns,
    systems,
    rules,
  };
  return { ok: true, program, findings: findings.list };
}

/** Names a column by what it measures, and finds how long its days can still be asked for. */
function columnOf({ measure }: CounterDefinition, name: string, source: Program): CompiledColumn {
  const currency = measure === 'purchases' ? null : source.currency;
  const closingDelayDays = Math.ceil(source.closingDelayHours / 24);
  const weekStartsOn = source.weekStartsOn ?? 'monday';
  const reachOf = (name: string): number => {
    const window = compileWindow(name, weekStartsOn);
    return window === null ? 0 : reachDays(window);
  };
  const reviews = Object.values(source.statusSystems)
    .filter(({ review }) => review.counter === name)
    // The last closed period is reviewed again until the running one ends, each on a window that ends in it.
    .map(({ review }) => longestDays(review.every) + reachOf(review.window));
  const rules = source.rules.flatMap(({ measure }) =>
    measure?.counter === name ? [reachOf(measure.window)] : [],
  );
  return {
    id: hex32(fnv1a(`${measure} ${currency ?? ''}`)),
    measure,
    currency,
    retentionDays: Math.max(0, ...reviews, ...rules) + closingDelayDays,
  };
}

/** Two counters of the same measure share a column, kept as long as the longer asks for. */
function distinct(columns: readonly CompiledColumn[]): readonly CompiledColumn[] {
  const byId = new Map<string, CompiledColumn>();
  for (const column of columns) {
    const known = byId.get(column.id);
    if (known === undefined || known.retentionDays < column.retentionDays) byId.set(column.id, column);
  }
  return [...byId.values()];
}

function checkCounters(
  source: Program,
  columns: ReadonlyMap<string, CompiledColumn>,
  findings: Findings,
): void {
  const used = new Set([
    ...Object.values(source.statusSystems).map(({ review }) => review.counter),
    ...source.rules.flatMap(({ measure }) => (measure === undefined ? [] : [measure.counter])),
  ]);
  for (const name of columns.keys()) {
    if (!used.has(name)) {
      findings.warn(
        'counter-unused',
        ['counters', name],
        `Nothing asks for \`${name}\`; it is counted all the same.`,
        'Use it in a review or a rule, or take it out.',
      );
    }
  }
}

function checkSizes(source: Program, findings: Findings): void {
  const sizes = [
    ['counters', Object.keys(source.counters).length, MAX_COUNTERS],
    ['statusSystems', Object.keys(source.statusSystems).length, MAX_STATUS_SYSTEMS],
    ['rules', source.rules.length, MAX_RULES],
  ] as const;
  for (const [place, size, limit] of sizes) {
    if (size > limit) {
      findings.error(
        'too-many',
        [place],
        `There are ${size}, and ${limit} are allowed.`,
        'Join what belongs together.',
      );
    }
  }
}

function checkRuleNames(source: Program, findings: Findings): void {
  const seen = new Set<string>();
  for (const [index, { name }] of source.rules.entries()) {
    if (seen.has(name)) {
      findings.error(
        'rule-name-twice',
        ['rules', index, 'name'],
        `Two rules are called \`${name}\`.`,
        'Give each a name of its own: reasons and reports go by it.',
      );
    }
    seen.add(name);
  }
}
