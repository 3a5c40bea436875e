import type { Program } from '#domain/program/program.ts';
import { type Findings, oneOf } from './findings.ts';

/** What is listed as gone is not there under any name, and what its holders become is (D81). */
export function checkDropped(source: Program, findings: Findings): void {
  const { counters, statusSystems, categories = {}, rules, dropped = {} } = source;
  const there = {
    counters: Object.keys(counters),
    statusSystems: Object.keys(statusSystems),
    categories: Object.keys(categories),
    rules: rules.map(({ name }) => name),
  };
  const goesOn = {
    counters: namesAfter(counters),
    statusSystems: namesAfter(statusSystems),
    categories: namesAfter(categories),
    rules: new Map(rules.flatMap(({ name, was = [] }) => was.map((each) => [each, name] as const))),
  };
  for (const word of ['counters', 'statusSystems', 'categories', 'rules'] as const)
    for (const [index, name] of (dropped[word] ?? []).entries()) {
      const at = findings.at('dropped', word, index);
      if (there[word].includes(name)) stillThere(name, at);
      else goesOnAs(goesOn[word].get(name), name, at);
    }
  for (const [system, { statuses, dropped: gone = [] }] of Object.entries(statusSystems)) {
    const after = namesAfter(statuses);
    const names = Object.entries(statuses).map(([kept, { alias = kept }]) => alias);
    for (const [index, each] of gone.entries()) {
      const at = findings.at('statusSystems', system, 'dropped', index);
      const { status, to } = typeof each === 'string' ? { status: each } : each;
      if (names.includes(status)) stillThere(status, at);
      else goesOnAs(after.get(status), status, at);
      if (to !== undefined && !names.includes(to))
        at.refuse(
          'unknown-status',
          `There is no status \`${to}\` in \`${system}\`.`,
          `Write ${oneOf(names)}.`,
        );
    }
  }
}

/** Name of before → what it is called now. */
const namesAfter = (
  named: Readonly<Record<string, { readonly was?: readonly string[]; readonly alias?: string }>>,
): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(named).flatMap(([kept, { was = [], alias = kept }]) =>
      was.map((each) => [each, alias] as const),
    ),
  );

/** `was` says that it goes on, so it cannot be gone. */
function goesOnAs(name: string | undefined, former: string, findings: Findings): void {
  if (name === undefined) return;
  findings.refuse(
    'dropped-and-renamed',
    `\`${former}\` is listed as gone, and \`${name}\` says by \`was\` that it was called so.`,
    'Keep one of the two: `was` carries over what members have, `dropped` takes it. A `was` of an earlier version has done its work.',
  );
}

const stillThere = (name: string, findings: Findings): void =>
  findings.refuse(
    'dropped-and-there',
    `\`${name}\` is listed as gone, and is there.`,
    'Keep one of the two.',
  );
