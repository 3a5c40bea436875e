import type {
  EffectsDefinition,
  Program,
  RuleDefinition,
  StatusSystemDefinition,
} from '#domain/program/program.ts';
import type { LifeVersion } from './generated-lives.ts';

/**
 * What the properties of lives leave out, each thing by itself: some of it promises nothing, some waits for a decision or a
 * repair, and then goes from here.
 */

/**
 * Ladders as a return leaves them where it found them. A grace that a turn ended, a table that falls, and a value that time takes
 * from a ladder without turns promise nothing.
 */
export const steadyLadders = (versions: readonly LifeVersion[]): readonly LifeVersion[] =>
  eachReview(versions, ({ grace: _, ...review }, { statuses }) => {
    const names = Object.keys(statuses);
    const table = risingTable(review.table, names);
    if (review.every === 'never') return { ...review, table, window: 'all-time' };
    if (review.raise !== 'at-once' || review.window === 'all-time') return { ...review, table };
    return { ...review, table, window: review.every === 'day' ? 'today' : `this-${review.every}` };
  });

type Review = NonNullable<StatusSystemDefinition['review']>;

/** The rows up to the first that gives less for more; the last of them is open above. */
function risingTable(table: Review['table'], names: readonly string[]): Review['table'] {
  const rankOf = (status: string | undefined): number => names.indexOf(status ?? '');
  const falls = table.findIndex(
    ({ status }, place) => place > 0 && rankOf(status) < rankOf(table[place - 1]?.status),
  );
  if (falls < 0) return table;
  return table.slice(0, falls).map((row, place, rows) => {
    if (place < rows.length - 1) return row;
    const { upTo: _, below: __, ...open } = row;
    // A single row with no end is no range.
    return open.from === undefined && open.over === undefined ? row : open;
  });
}

/** The store of the one receipt whose goods come back. */
export const RETURNING_STORE = 'store-9';

/**
 * Statuses by one rule, on the receipt that comes back and on no other: what a gift dropped, ended or prolonged is not given
 * back. Open. What a rule gives on a payment is not the receipt's.
 */
export const oneGift = (versions: readonly LifeVersion[]): readonly LifeVersion[] =>
  versions.map(({ from, source }) => {
    const first = source.rules.find(givesStatus);
    const rules = source.rules.flatMap((rule): readonly RuleDefinition[] =>
      rule === first ? [onlyHere(rule, source)] : givesStatus(rule) ? [] : [{ ...rule, on: ['sale'] }],
    );
    return { from, source: { ...source, rules } };
  });

const givesStatus = ({ table = [], then = {} }: RuleDefinition): boolean =>
  [...table, then].some(({ status }) => status !== undefined);

const onlyHere = ({ table, then, ...rule }: RuleDefinition, source: Program): RuleDefinition => ({
  ...rule,
  on: ['sale'],
  when: { ...rule.when, stores: [RETURNING_STORE] },
  ...(table === undefined ? {} : { table: table.map((row) => withEnd(row, source)) }),
  ...(then === undefined ? {} : { then: withEnd(then, source) }),
});

/** For good only where nothing else gives: what ends by itself is not given back with its end. Open. */
function withEnd<Effects extends EffectsDefinition>(effects: Effects, { statusSystems }: Program): Effects {
  const isReviewed = Object.keys(effects.status ?? {}).some(
    (name) => statusSystems[name]?.review !== undefined,
  );
  return effects.until === undefined && isReviewed ? { ...effects, until: 'P1M' } : effects;
}

/** A second version without the rules of the first: the columns that these asked for go. */
export function withFewerRules(first: LifeVersion, daysLater: number): readonly LifeVersion[] {
  const { source } = first;
  const rules = source.rules.filter(({ name }) => name.startsWith('for '));
  return [first, { from: first.from + daysLater * 86_400_000, source: { ...source, rules } }];
}

function eachReview(
  versions: readonly LifeVersion[],
  change: (review: Review, system: StatusSystemDefinition) => Review,
): readonly LifeVersion[] {
  return versions.map(({ from, source }) => ({
    from,
    source: {
      ...source,
      statusSystems: Object.fromEntries(
        Object.entries(source.statusSystems).map(([name, system]) => [
          name,
          system.review === undefined ? system : { ...system, review: change(system.review, system) },
        ]),
      ),
    },
  }));
}
