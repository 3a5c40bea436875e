import type { CompiledSystem, IndexValue } from '#domain/program/compiled.ts';
import type { AttributeValue, ConditionsDefinition } from '#domain/program/program.ts';
import { attributeDimension, CURRENCY, STORE, statusDimension, WEEKDAY } from '#domain/program/rule-set.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import { checkCurrency } from './check-currency.ts';
import { compileSchedule } from './compile-schedule.ts';
import { type Findings, oneOf } from './findings.ts';

/** A rule's conditions on receipt and member: values for the index, and a closure for the rest. */
interface CompiledConditions {
  readonly keys: ReadonlyMap<string, ReadonlySet<IndexValue>>;
  readonly holds: Condition;
}

type Condition = (receipt: ReceiptContext) => boolean;

/** The names that conditions may use. */
export interface KnownNames {
  readonly systems: readonly CompiledSystem[];
  readonly categories: ReadonlyMap<string, string>;
}

/** Compiles the conditions of a rule (L17, I8–I10, I20, I31). All of them must hold; none at all always do. */
export function compileConditions(
  when: ConditionsDefinition,
  known: KnownNames,
  findings: Findings,
): CompiledConditions {
  const keys = new Map<string, ReadonlySet<IndexValue>>();
  const conditions: Condition[] = [];
  for (const [system, wanted] of Object.entries(when.status ?? {})) {
    checkStatuses(system, wanted, known.systems, findings.at('status', system));
    // The index is asked again when a rule has moved a status, so it alone decides (D23).
    keys.set(statusDimension(system), new Set(wanted));
  }
  if (when.stores !== undefined) {
    if (when.stores.length === 0) {
      neverRuns(findings.at('stores'), 'store', 'Leave `stores` out for all of them.');
    }
    keys.set(STORE, new Set(when.stores));
  }
  if (when.currency !== undefined) {
    checkCurrency(when.currency, findings.at('currency'));
    keys.set(CURRENCY, new Set([when.currency]));
  }
  for (const [name, wanted] of Object.entries(when.attributes ?? {})) {
    const values = new Set(isList(wanted) ? wanted : [wanted]);
    if (values.size === 0) {
      neverRuns(findings.at('attributes', name), 'value', 'List the values with which the rule runs.');
    }
    keys.set(attributeDimension(name), values);
  }
  // Nobody's receipt has no counters.
  if (when.member === true) conditions.push(({ counters }) => counters !== null);
  conditions.push(
    ...categoryConditions(when, known, findings),
    ...changeConditions(when, known, findings.at('changed')),
  );
  if (when.schedule !== undefined) {
    const { weekdays, ...rest } = when.schedule;
    const holds = compileSchedule(when.schedule, findings.at('schedule'));
    if (weekdays !== undefined) keys.set(WEEKDAY, new Set(weekdays));
    // Weekdays alone are the index' business.
    if (Object.keys(rest).length > 0) conditions.push(({ day, minute }) => holds(day, minute));
  }
  return { keys, holds: all(conditions) };
}

/** One function for all rules that ask nothing more: it is called often. */
const always: Condition = () => true;

/** One closure of several: most rules have one or two. */
function all(conditions: readonly Condition[]): Condition {
  const [first, second, ...more] = conditions;
  if (first === undefined) return always;
  if (second === undefined) return first;
  if (more.length === 0) return (receipt) => first(receipt) && second(receipt);
  return (receipt) => first(receipt) && second(receipt) && more.every((holds) => holds(receipt));
}

function checkStatuses(
  name: string,
  wanted: readonly (string | null)[],
  systems: readonly CompiledSystem[],
  findings: Findings,
): void {
  const system = systems.find((candidate) => candidate.name === name);
  if (system === undefined) {
    unknownSystem(name, systems, findings);
    return;
  }
  const known = oneOf(system.statuses.map((status) => status.name));
  if (wanted.length === 0) neverRuns(findings, 'status', `Write ${known}.`);
  for (const [position, status] of wanted.entries()) {
    if (status === null || system.statuses.some((candidate) => candidate.name === status)) continue;
    findings
      .at(position)
      .error('unknown-status', `There is no status \`${status}\` in \`${name}\`.`, `Write ${known}.`);
  }
}

/** The same words wherever a system is named that does not exist. */
export function unknownSystem(name: string, systems: readonly CompiledSystem[], findings: Findings): void {
  findings.error(
    'unknown-system',
    `There is no status system \`${name}\`.`,
    `Write ${oneOf(systems.map((candidate) => candidate.name))}.`,
  );
}

function categoryConditions(
  { categories, notCategories }: ConditionsDefinition,
  known: KnownNames,
  findings: Findings,
): readonly Condition[] {
  for (const word of ['categories', 'notCategories'] as const) {
    const listed = { categories, notCategories }[word];
    if (listed?.length === 0) {
      neverRuns(findings.at(word), 'category', `Leave \`${word}\` out, or list some.`);
    }
    for (const [index, name] of (listed ?? []).entries()) {
      checkCategory(name, known.categories, findings.at(word, index));
    }
  }
  if (
    categories !== undefined &&
    categories.length > 0 &&
    categories.every((name) => notCategories?.includes(name))
  ) {
    findings
      .at('notCategories')
      .warn(
        'rule-never-runs',
        'Nobody has one of the `categories` and none of the `notCategories`, so the rule can never run.',
        'Take out of `notCategories` what `categories` asks for.',
      );
  }
  return [
    ...(categories === undefined
      ? []
      : [(receipt: ReceiptContext) => categories.some((name) => receipt.categories.has(name))]),
    ...(notCategories === undefined
      ? []
      : [(receipt: ReceiptContext) => !notCategories.some((name) => receipt.categories.has(name))]),
  ];
}

/** A category must be listed in the program, so that a misspelt one is found. */
export function checkCategory(
  name: string,
  categories: ReadonlyMap<string, string>,
  findings: Findings,
): void {
  if (categories.has(name)) return;
  findings.error(
    'unknown-category',
    `There is no category \`${name}\`.`,
    `Write ${oneOf([...categories.keys()])}; or add it to \`categories\`.`,
  );
}

const isList = (wanted: AttributeValue | readonly AttributeValue[]): wanted is readonly AttributeValue[] =>
  typeof wanted === 'object';

function changeConditions(
  { changed }: ConditionsDefinition,
  { systems }: KnownNames,
  findings: Findings,
): readonly Condition[] {
  if (changed === undefined) return [];
  if (changed.length === 0) {
    neverRuns(findings, 'status system', `Write ${oneOf(systems.map(({ name }) => name))}.`);
  }
  for (const [index, name] of changed.entries()) {
    if (!systems.some((system) => system.name === name)) {
      unknownSystem(name, systems, findings.at(index));
    }
  }
  return [(receipt) => changed.some((name) => receipt.changed.has(name))];
}

const neverRuns = (findings: Findings, what: string, advice: string): void =>
  findings.error('rule-never-runs', `No ${what} is listed, so the rule can never run.`, advice);
