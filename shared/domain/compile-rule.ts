import type { CompiledRule, CompiledSystem } from './compiled.ts';
import { type Findings, oneOf } from './findings.ts';
import { parsePercent } from './money.ts';
import type { RuleDefinition } from './program.ts';

/** Compiles a rule into a closure over the member's statuses (L17, L18). `null` where it cannot be understood. */
export function compileRule(
  rule: RuleDefinition,
  index: number,
  systems: readonly CompiledSystem[],
  findings: Findings,
): CompiledRule | null {
  const path = ['rules', index];
  const basisPoints = parsePercent(rule.then.discount);
  if (basisPoints === null) {
    findings.error(
      'discount-not-a-percentage',
      [...path, 'then', 'discount'],
      `\`${rule.then.discount}\` is no percentage from 0 to 100.`,
      'Write it with its sign and at most two decimals: `5%` or `2.5%`.',
    );
  }
  const conditions: { readonly system: string; readonly statuses: ReadonlySet<string> }[] = [];
  for (const [name, wanted] of Object.entries(rule.when?.status ?? {})) {
    const place = [...path, 'when', 'status', name];
    const system = systems.find((candidate) => candidate.name === name);
    if (system === undefined) {
      findings.error(
        'unknown-system',
        place,
        `There is no status system \`${name}\`.`,
        `Write ${oneOf(systems.map((candidate) => candidate.name))}.`,
      );
      continue;
    }
    if (wanted.length === 0) {
      findings.error(
        'rule-never-runs',
        place,
        'No status is listed, so the rule can never run.',
        `Write ${oneOf(system.statuses.map((status) => status.name))}.`,
      );
    }
    for (const [position, status] of wanted.entries()) {
      if (!system.statuses.some((candidate) => candidate.name === status)) {
        findings.error(
          'unknown-status',
          [...place, position],
          `There is no status \`${status}\` in \`${name}\`.`,
          `Write ${oneOf(system.statuses.map((candidate) => candidate.name))}.`,
        );
      }
    }
    conditions.push({ system: name, statuses: new Set(wanted) });
  }
  if (basisPoints === null) return null;
  return {
    name: rule.name,
    explanation: rule.explanation ?? null,
    basisPoints,
    systems: conditions.map(({ system }) => system),
    matches: (held) =>
      conditions.every(({ system, statuses }) => {
        const status = held.get(system);
        return status !== undefined && status !== null && statuses.has(status);
      }),
  };
}
