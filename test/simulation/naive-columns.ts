import { countersOf, definitionOf, nameOf, type SimVersion } from './sim-program.ts';

/** The columns of a version: which each of its counters has, and which of them part ways with it (D80). */
interface NaiveColumns {
  /** Counter → column. */
  readonly of: ReadonlyMap<string, string>;
  /** System that counts what comes too late on the day it arrives → its own column (D96). */
  readonly late: ReadonlyMap<string, string>;
  readonly parted: readonly { readonly from: string; readonly to: string }[];
  /** The versions before it, oldest first. */
  readonly earlier: readonly SimVersion[];
}

const CARRIED = 30 * 86_400_000;

const known = new WeakMap<SimVersion, NaiveColumns>();

/** Says of each version what its counters go on with; versions only ever follow each other. */
export function followColumns(versions: readonly SimVersion[]): void {
  for (const [index, version] of versions.entries())
    if (!known.has(version)) known.set(version, followed(version, versions.slice(0, index)));
}

export function columnsOf(version: SimVersion): NaiveColumns {
  const found = known.get(version);
  if (found === undefined) throw new Error('a version that no timeline has');
  return found;
}

/** The column of a system's review. */
export function columnOf(version: SimVersion, system: string): string {
  const { late } = columnsOf(version);
  const own = late.get(system);
  if (own !== undefined) return own;
  const review = version.program.systems.find(({ name }) => name === system)?.review;
  const found = review === undefined ? undefined : columnsOf(version).of.get(nameOf(system, review.counter));
  if (found === undefined) throw new Error(`no counter for ${system}`);
  return found;
}

function followed(version: SimVersion, earlier: readonly SimVersion[]): NaiveColumns {
  const counters = countersOf(version.program);
  const number = earlier.length;
  const endOf = (index: number): number => earlier[index + 1]?.from ?? version.from;
  const wanted = [...counters].map(([name, counter]) => {
    const definition = definitionOf(counter);
    const place = earlier.findLastIndex((one) => countersOf(one.program).has(name));
    const last = earlier[place];
    if (last !== undefined && version.from - endOf(place) <= CARRIED) {
      const old = countersOf(last.program).get(name);
      const isSame = old !== undefined && definitionOf(old) === definition;
      const column = columnsOf(last).of.get(name) ?? '';
      if (isSame || counter.reset === undefined) return { name, definition, column, isSame, begins: false };
      return { name, definition, column: `${number}: ${definition}`, isSame: false, begins: true };
    }
    const before = earlier.at(-1);
    const alike =
      before === undefined
        ? undefined
        : [...countersOf(before.program)].find(([, other]) => definitionOf(other) === definition);
    const shared =
      alike === undefined || before === undefined ? undefined : columnsOf(before).of.get(alike[0]);
    return shared === undefined
      ? { name, definition, column: `${number}: ${definition}`, isSame: false, begins: true }
      : { name, definition, column: shared, isSame: true, begins: false };
  });
  const parted: { from: string; to: string }[] = [];
  const of = new Map(
    wanted.map(({ name, definition, column, begins }) => {
      const rivals = wanted.filter((other) => other.column === column);
      const keeper = rivals.find(({ isSame }) => isSame) ?? rivals[0];
      if (begins || keeper === undefined || keeper.definition === definition) return [name, column];
      const to = `${number}, parted from ${column}: ${definition}`;
      if (!parted.some((one) => one.to === to)) parted.push({ from: column, to });
      return [name, to];
    }),
  );
  const late = new Map<string, string>();
  for (const { name: system, review } of version.program.systems) {
    if (review.late !== 'current-period') continue;
    const counted = wanted.find(({ name }) => name === nameOf(system, review.counter));
    const place = earlier.findLastIndex((one) => one.program.systems.some(({ name }) => name === system));
    const last = earlier[place];
    const old = last?.program.systems.find(({ name }) => name === system)?.review;
    const isNear = last !== undefined && version.from - endOf(place) <= CARRIED;
    const isSame =
      isNear &&
      old?.late === 'current-period' &&
      nameOf(system, old.counter) === counted?.name &&
      counted.begins === false;
    const known = last === undefined || !isSame ? undefined : columnsOf(last).late.get(system);
    late.set(system, known ?? `${number}: late for ${system}`);
    if (known === undefined && number > 0 && counted?.begins === false)
      parted.push({ from: counted.column, to: `${number}: late for ${system}` });
  }
  return { of, late, parted, earlier };
}
