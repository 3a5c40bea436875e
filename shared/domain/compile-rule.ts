import { compileAward, type Measures } from './compile-award.ts';
import type { CompiledRule, CompiledSystem, ReceiptContext } from './compiled.ts';
import { type Findings, oneOf } from './findings.ts';
import { currencyExponent } from './money.ts';
import type { ProgramPath, RuleDefinition } from './program.ts';
import { compileSchedule } from './schedule.ts';

type When = NonNullable<RuleDefinition['when']>;
type Condition = (receipt: ReceiptContext) => boolean;

/** Compiles a rule into a closure over receipt and member (L17, L18, I8, I10, I31, Y2–Y5). `null` where it makes no sense. */
export function compileRule(
  rule: RuleDefinition,
  index: number,
  systems: readonly CompiledSystem[],
  measures: Measures,
  findings: Findings,
): CompiledRule | null {
  const path = ['rules', index];
  const when = rule.when ?? {};
  const place = [...path, 'when'];
  const conditions = [
    ...statusConditions(when, systems, [...place, 'status'], findings),
    ...storeConditions(when, [...place, 'stores'], findings),
    ...currencyConditions(when, [...place, 'currency'], findings),
    ...scheduleConditions(when, [...place, 'schedule'], findings),
  ];
  const awarded = compileAward(rule, path, measures, findings);
  if (awarded === null) return null;
  return {
    name: rule.name,
    explanation: rule.explanation ?? null,
    systems: Object.keys(when.status ?? {}),
    award: (receipt) => (conditions.every((holds) => holds(receipt)) ? awarded(receipt) : null),
  };
}

function statusConditions(
  { status }: When,
  systems: readonly CompiledSystem[],
  path: ProgramPath,
  findings: Findings,
): readonly Condition[] {
  return Object.entries(status ?? {}).map(([name, wanted]) => {
    checkStatuses(name, wanted, systems, [...path, name], findings);
    const statuses = new Set<string | null>(wanted);
    return ({ held }) => statuses.has(held.get(name) ?? null);
  });
}

function checkStatuses(
  name: string,
  wanted: readonly string[],
  systems: readonly CompiledSystem[],
  path: ProgramPath,
  findings: Findings,
): void {
  const system = systems.find((candidate) => candidate.name === name);
  if (system === undefined) {
    findings.error(
      'unknown-system',
      path,
      `There is no status system \`${name}\`.`,
      `Write ${oneOf(systems.map((candidate) => candidate.name))}.`,
    );
    return;
  }
  const known = oneOf(system.statuses.map((status) => status.name));
  if (wanted.length === 0) neverRuns(path, 'status', `Write ${known}.`, findings);
  for (const [position, status] of wanted.entries()) {
    if (system.statuses.some((candidate) => candidate.name === status)) continue;
    findings.error(
      'unknown-status',
      [...path, position],
      `There is no status \`${status}\` in \`${name}\`.`,
      `Write ${known}.`,
    );
  }
}

function storeConditions({ stores }: When, path: ProgramPath, findings: Findings): readonly Condition[] {
  if (stores === undefined) return [];
  if (stores.length === 0) neverRuns(path, 'store', 'Leave `stores` out for all of them.', findings);
  const wanted = new Set(stores);
  return [({ storeId }) => wanted.has(storeId)];
}

function currencyConditions({ currency }: When, path: ProgramPath, findings: Findings): readonly Condition[] {
  if (currency === undefined) return [];
  if (currencyExponent(currency) === null) {
    findings.error(
      'unknown-currency',
      path,
      `\`${currency}\` is no currency in which goods are sold.`,
      'Write an ISO 4217 code in capitals, such as EUR.',
    );
  }
  return [(receipt) => receipt.currency === currency];
}

function scheduleConditions({ schedule }: When, path: ProgramPath, findings: Findings): readonly Condition[] {
  if (schedule === undefined) return [];
  const holds = compileSchedule(schedule, path, findings);
  return [({ day, minute }) => holds(day, minute)];
}

const neverRuns = (path: ProgramPath, what: string, advice: string, findings: Findings): void =>
  findings.error('rule-never-runs', path, `No ${what} is listed, so the rule can never run.`, advice);
