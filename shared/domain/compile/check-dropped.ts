import type { Program } from '#domain/program/program.ts';
import { type Findings, oneOf } from './findings.ts';

/** What is listed as gone is not there, and what its holders become is (D81). */
export function checkDropped(source: Program, findings: Findings): void {
  const { counters, statusSystems, categories = {}, rules, dropped = {} } = source;
  const there = {
    counters: Object.keys(counters),
    statusSystems: Object.keys(statusSystems),
    categories: Object.keys(categories),
    rules: rules.map(({ name }) => name),
  };
  for (const word of ['counters', 'statusSystems', 'categories', 'rules'] as const)
    for (const [index, name] of (dropped[word] ?? []).entries())
      if (there[word].includes(name)) stillThere(name, findings.at('dropped', word, index));
  for (const [system, { statuses, dropped: gone = [] }] of Object.entries(statusSystems)) {
    const names = Object.entries(statuses).map(([kept, { alias = kept }]) => alias);
    for (const [index, each] of gone.entries()) {
      const at = findings.at('statusSystems', system, 'dropped', index);
      const { status, to } = typeof each === 'string' ? { status: each } : each;
      if (names.includes(status)) stillThere(status, at);
      if (to !== undefined && !names.includes(to))
        at.refuse(
          'unknown-status',
          `There is no status \`${to}\` in \`${system}\`.`,
          `Write ${oneOf(names)}.`,
        );
    }
  }
}

const stillThere = (name: string, findings: Findings): void =>
  findings.refuse(
    'dropped-and-there',
    `\`${name}\` is listed as gone, and is there.`,
    'Keep one of the two.',
  );
