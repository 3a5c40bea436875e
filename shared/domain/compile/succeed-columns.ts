import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ColumnSplit } from '#domain/program/names-kept.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import { fnv1a, hex32 } from '#domain/values/hash.ts';
import type { Findings } from './findings.ts';
import { formerNames } from './former-names.ts';
import type { Past } from './succession.ts';

/** How a counter, or a rule's own measure, goes on in the next version (D80). */
interface ColumnFate {
  readonly kind: 'counter' | 'rule';
  readonly name: string;
  readonly path: ProgramPath;
  /** `shared`: a new name for what the version before counts already. */
  readonly how: 'as-before' | 'continue' | 'reset' | 'new' | 'shared';
  /** What it measures from now on, and the column that it is counted in. */
  readonly meaning: string;
  readonly column: string;
  /** The column of the version before whose content it goes on with; `null`: it begins at 0. */
  readonly source: string | null;
}

export interface SucceededColumns {
  readonly fates: readonly ColumnFate[];
  readonly splits: readonly ColumnSplit[];
}

/** A name that owns a column, in one version. */
interface Owner {
  readonly kind: ColumnFate['kind'];
  readonly name: string;
  readonly was: readonly string[];
  readonly reset: boolean;
  readonly path: ProgramPath;
  readonly column: CompiledColumn;
}

type Fated = Omit<ColumnFate, 'source'> & { readonly continues: CompiledColumn | null };

/** Finds for each name the column that it goes on with; columns that two names part over are split. */
export function succeedColumns(next: CompiledProgram, past: Past, findings: Findings): SucceededColumns {
  const owners = ownersOf(next);
  const before = formerOwners(past);
  checkWas(owners, before, findings);
  const wanted = owners.map((owner) => fateOf(owner, before, past, findings));
  const wanting = Map.groupBy(wanted, ({ column }) => column);
  const splits = new Map<string, ColumnSplit>();
  const fates = wanted.map((fate): ColumnFate => {
    const { continues, ...rest } = fate;
    const kept = { ...rest, source: continues?.id ?? null };
    const { meaning } = kept;
    const all = wanting.get(fate.column) ?? [fate];
    if (keeperOf(all).meaning === meaning) return kept;
    // All who mean the same go on together.
    const first = all.find((other) => other.meaning === meaning) ?? fate;
    const to = freshColumn(`${first.kind} ${first.name}`, past.version);
    if (continues !== null && !splits.has(to)) splits.set(to, { from: fate.column, to });
    return { ...kept, column: to };
  });
  return { fates, splits: [...splits.values()] };
}

/** Of those who want one column, whose it stays: theirs who count as before, else the first's. */
function keeperOf(all: readonly Fated[]): Fated {
  const keeper = all.find(({ continues, meaning }) => continues?.meaning === meaning) ?? all[0];
  if (keeper === undefined) throw new Error('nobody wants the column');
  return keeper;
}

function fateOf(owner: Owner, before: FormerOwners, { version, earlier }: Past, findings: Findings): Fated {
  const { kind, name, path, column, reset } = owner;
  const { meaning } = column;
  const head = { kind, name, path, meaning };
  const old = before.of(owner)?.column;
  if (old !== undefined && (old.measure !== column.measure || old.currency !== column.currency)) {
    findings
      .at(...path)
      .error(
        'measures-another',
        `\`${name}\` measured ${measureOf(old)}, and would measure ${measureOf(column)}: what a member has of it would mean something else.`,
        'Give what it measures now another name, and list the old one under `dropped`.',
      );
    // It is refused: that it goes on is not to be told beside it.
    return { ...head, how: 'as-before', column: old.id, continues: old };
  }
  if (old?.meaning === meaning) return { ...head, how: 'as-before', column: old.id, continues: old };
  if (old !== undefined && !reset) return { ...head, how: 'continue', column: old.id, continues: old };
  const alike = before.alike.get(meaning);
  if (old === undefined && alike !== undefined)
    return { ...head, how: 'shared', column: alike.id, continues: alike };
  const how = old === undefined ? 'new' : 'reset';
  // What a version of long ago has counted under the hash of the same meaning may still lie with members.
  const id = earlier.length === 0 ? meaning : freshColumn(`meaning ${meaning}`, version);
  return { ...head, how, column: id, continues: null };
}

/** Those who owned columns in the versions before. */
interface FormerOwners {
  /** Whom an owner goes on from; of several kinds a name is another's. */
  readonly of: (owner: Owner) => Owner | undefined;
  /** What the newest version measures → the first column that it is counted in. */
  readonly alike: ReadonlyMap<string, CompiledColumn>;
}

function formerOwners({ earlier }: Past): FormerOwners {
  const versions = earlier.map(({ program }) => ownersOf(program));
  const ofKind = (kind: Owner['kind']) => {
    const owners = versions.map((all) => all.filter((owner) => owner.kind === kind));
    const named = owners.map((all) => new Map(all.map((owner) => [owner.name, owner])));
    return { former: formerNames(owners), named };
  };
  const kinds = { counter: ofKind('counter'), rule: ofKind('rule') };
  return {
    of: (owner) => {
      const { former, named } = kinds[owner.kind];
      const found = former(owner);
      return found === null ? undefined : named[found.index]?.get(found.name);
    },
    alike: new Map(versions[0]?.toReversed().map(({ column }) => [column.meaning, column])),
  };
}

/** What goes on under its own name, or another's, no further name can have been. */
function checkWas(owners: readonly Owner[], before: FormerOwners, findings: Findings): void {
  const there = new Set(owners.map(({ kind, name }) => `${kind} ${name}`));
  const taken = new Set<string>();
  for (const owner of owners) {
    const former = before.of(owner);
    if (former === undefined || former.name === owner.name) continue;
    const key = `${owner.kind} ${former.name}`;
    if (there.has(key) || taken.has(key))
      findings
        .at(...owner.path, 'was')
        .error(
          'was-still-there',
          `\`${former.name}\` goes on under another name already, so \`${owner.name}\` cannot have been it.`,
          'Let one name carry over each that is gone.',
        );
    taken.add(key);
  }
}

/** No other version can have made the same name. */
export const freshColumn = (what: string, version: number): string =>
  hex32(fnv1a(`version ${version}: ${what}`));

const measureOf = ({ measure, currency }: CompiledColumn): string =>
  currency === null ? `\`${measure}\`` : `\`${measure}\` in ${currency}`;

/** Counters by their names, and the rules that measure something of their own. */
function ownersOf({ source, counterColumns, ruleColumns }: CompiledProgram): readonly Owner[] {
  const counters = [...counterColumns].map(([name, column]): Owner => {
    const { was = [], whenChanged } = source.counters[name] ?? {};
    return {
      kind: 'counter',
      name,
      was,
      reset: whenChanged === 'reset',
      path: ['counters', name],
      column,
    };
  });
  const rules = source.rules.flatMap(({ name, was = [], measure }, index): Owner[] => {
    const column = ruleColumns.get(name);
    if (column === undefined || measure === undefined || !('of' in measure)) return [];
    const reset = measure.whenChanged === 'reset';
    return [{ kind: 'rule', name, was, reset, path: ['rules', index, 'measure'], column }];
  });
  return [...counters, ...rules];
}

/** The columns that names have in the next version, where they are not simply those of what they measure. */
export const columnsOf = (
  { fates }: SucceededColumns,
  wanted: ColumnFate['kind'],
): ReadonlyMap<string, string> =>
  new Map(
    fates.flatMap(({ kind, name, column, meaning }) =>
      kind === wanted && column !== meaning ? [[name, column]] : [],
    ),
  );
