import type {
  ConditionsDefinition,
  EffectsDefinition,
  Program,
  RuleDefinition,
  StatusSystemDefinition,
} from '#domain/program/program.ts';
import { columnsOf, type SucceededColumns } from './succeed-columns.ts';
import type { KeptNames } from './succeed-names.ts';

/** A program with the names by which members keep what it has, wherever it writes one; the names of today stay beside them. */
export function withKeptNames(
  program: Program,
  names: KeptNames,
  columns: SucceededColumns & { readonly late: ReadonlyMap<string, string> },
): Program {
  const { splits } = columns;
  const { categories } = program;
  const [ofCounters, ofRules] = [columnsOf(columns, 'counter'), columnsOf(columns, 'rule')];
  return {
    ...program,
    counters: mapped(program.counters, (name, counter) => {
      return [name, { ...counter, ...columnField(ofCounters.get(name)) }];
    }),
    statusSystems: mapped(program.statusSystems, (name, system) =>
      systemWith(name, system, { ...names, late: columns.late }),
    ),
    ...(categories === undefined
      ? {}
      : {
          categories: mapped(categories, (name, category) => called(names.categories, name, category)),
        }),
    rules: program.rules.map((rule) => ruleWith(rule, names, ofRules.get(rule.name))),
    ...(splits.length === 0 ? {} : { splits }),
  };
}

/** The rules of a version as their file says them. */
export function asWritten({ rules, statusSystems, categories = {} }: Program): readonly RuleDefinition[] {
  const aliases = (named: Readonly<Record<string, { readonly alias?: string }>>) =>
    new Map(
      Object.entries(named).flatMap(([kept, { alias }]) => (alias === undefined ? [] : [[kept, alias]])),
    );
  const names: RuleNames = {
    systems: aliases(statusSystems),
    categories: aliases(categories),
    statuses: new Map(Object.entries(statusSystems).map(([kept, { statuses }]) => [kept, aliases(statuses)])),
  };
  return rules.map((rule) => {
    const { measure } = rule;
    if (measure === undefined || !('of' in measure)) return ruleWith(rule, names, undefined);
    const { column: _, ...written } = measure;
    return ruleWith({ ...rule, measure: written }, names, undefined);
  });
}

/** The names that a rule may write. */
type RuleNames = Omit<KeptNames, 'drops'>;

const columnField = (column: string | undefined) => (column === undefined ? {} : { column });

const mapped = <Definition>(
  record: Readonly<Record<string, Definition>>,
  each: (name: string, definition: Definition) => readonly [string, Definition],
): Readonly<Record<string, Definition>> =>
  Object.fromEntries(Object.entries(record).map(([name, definition]) => each(name, definition)));

/** A definition under its kept name, with what it is called now. */
function called<Definition extends object>(
  names: ReadonlyMap<string, string>,
  name: string,
  definition: Definition,
): readonly [string, Definition] {
  const kept = names.get(name);
  return kept === undefined ? [name, definition] : [kept, { ...definition, alias: name }];
}

function systemWith(
  name: string,
  system: StatusSystemDefinition,
  names: KeptNames & { readonly late: ReadonlyMap<string, string> },
): readonly [string, StatusSystemDefinition] {
  const ofStatuses = names.statuses.get(name) ?? new Map<string, string>();
  const drops = names.drops.get(name) ?? [];
  const { review, initial } = system;
  const keptStatus = (status: string): string => ofStatuses.get(status) ?? status;
  return called(names.systems, name, {
    ...system,
    statuses: mapped(system.statuses, (status, definition) => called(ofStatuses, status, definition)),
    ...(review === undefined
      ? {}
      : {
          review: {
            ...review,
            table: review.table.map((row) => ({ ...row, status: keptStatus(row.status) })),
            ...columnField(names.late.get(name)),
          },
        }),
    ...(initial === undefined ? {} : { initial: keptStatus(initial) }),
    ...(drops.length === 0 ? {} : { drops }),
  });
}

/** The names of a program as its rules write them, made those that members keep. */
function keeping({ systems, statuses, categories }: RuleNames) {
  const system = (name: string): string => systems.get(name) ?? name;
  return {
    system,
    status: (ofSystem: string, name: string): string => statuses.get(ofSystem)?.get(name) ?? name,
    category: (name: string): string => categories.get(name) ?? name,
    /** `{status.level}`: the word before the point is no name. */
    message: (text: string): string =>
      text.replace(/\{(\w+)\.([^{}.]+)\}/g, (_, word: string, name: string) => `{${word}.${system(name)}}`),
  };
}

function ruleWith(rule: RuleDefinition, names: RuleNames, column: string | undefined): RuleDefinition {
  const kept = keeping(names);
  const { when, measure, table } = rule;
  const effects = <Effects extends EffectsDefinition>(written: Effects): Effects => {
    const { status, addCategories, removeCategories, message } = written;
    return {
      ...written,
      ...(status === undefined
        ? {}
        : {
            status: mapped(status, (name, to) => [
              kept.system(name),
              to === null ? null : kept.status(name, to),
            ]),
          }),
      ...(addCategories === undefined ? {} : { addCategories: addCategories.map(kept.category) }),
      ...(removeCategories === undefined ? {} : { removeCategories: removeCategories.map(kept.category) }),
      ...(message === undefined ? {} : { message: kept.message(message) }),
    };
  };
  return {
    ...rule,
    ...(when === undefined ? {} : { when: conditionsWith(when, kept) }),
    ...(measure !== undefined && 'of' in measure ? { measure: { ...measure, ...columnField(column) } } : {}),
    ...(table === undefined ? {} : { table: table.map(effects) }),
    ...(rule.then === undefined ? {} : { then: effects(rule.then) }),
  };
}

function conditionsWith(when: ConditionsDefinition, kept: ReturnType<typeof keeping>): ConditionsDefinition {
  const { status, changed, categories, notCategories } = when;
  return {
    ...when,
    ...(status === undefined
      ? {}
      : {
          status: mapped(status, (name, wanted) => [
            kept.system(name),
            wanted.map((each) => (each === null ? null : kept.status(name, each))),
          ]),
        }),
    ...(changed === undefined ? {} : { changed: changed.map(kept.system) }),
    ...(categories === undefined ? {} : { categories: categories.map(kept.category) }),
    ...(notCategories === undefined ? {} : { notCategories: notCategories.map(kept.category) }),
  };
}
