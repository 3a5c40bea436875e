import { valueBytes, type WireItem } from './item-size.ts';
import type { AttributeChange } from './update-expression.ts';

/** An item as sizes: the bytes of each attribute, and the values that decide about index entries. */
export interface ItemShadow {
  readonly bytes: ReadonlyMap<string, number>;
  readonly indexed: ReadonlyMap<string, string>;
}

/** The part of a table's description that capacity depends on. */
export interface TableShape {
  readonly name: string;
  readonly key: KeyShape;
  readonly indexes: readonly {
    readonly name: string;
    readonly key: KeyShape;
    readonly projection: 'ALL' | 'KEYS_ONLY';
  }[];
}

interface KeyShape {
  readonly partition: string;
  readonly sort: string | null;
}

/** Items of one family of keys, and their entries in indexes. Bytes as they are charged for writes: no overhead. */
export interface StoredFamily {
  readonly items: number;
  readonly bytes: number;
  readonly indexEntries: number;
  readonly indexBytes: number;
}

/** Bytes of a whole item. */
export function shadowBytes(shadow: ItemShadow): number {
  let total = 0;
  for (const [name, bytes] of shadow.bytes) total += Buffer.byteLength(name) + bytes;
  return total;
}

/** The tables by sizes only, learnt from every request and answer that passes by. */
export class Shadows {
  readonly #tables: ReadonlyMap<string, TableShape>;
  readonly #items = new Map<string, ItemShadow>();

  constructor(tables: readonly TableShape[]) {
    this.#tables = new Map(tables.map((table) => [table.name, table]));
  }

  tableOf(name: string): TableShape {
    const table = this.#tables.get(name);
    if (table === undefined) throw new Error(`There is no table ${name}.`);
    return table;
  }

  get(table: TableShape, key: WireItem): ItemShadow | null {
    return this.#items.get(this.#placeOf(table, key)) ?? null;
  }

  /** The item as it was written or read, whole. */
  put(table: TableShape, item: WireItem): ItemShadow {
    const shadow = shadowOf(table, item);
    this.#items.set(this.#placeOf(table, item), shadow);
    return shadow;
  }

  forget(table: TableShape, key: WireItem): void {
    this.#items.delete(this.#placeOf(table, key));
  }

  set(table: TableShape, key: WireItem, shadow: ItemShadow): void {
    this.#items.set(this.#placeOf(table, key), shadow);
  }

  /** Items by family of keys: what precedes the first `#` of each, `M/STATE`, `M/FACT`, `E/E`. */
  stored(): Readonly<Record<string, StoredFamily>> {
    const families: Record<
      string,
      { items: number; bytes: number; indexEntries: number; indexBytes: number }
    > = {};
    for (const [place, shadow] of this.#items) {
      const [name, ...values] = JSON.parse(place) as [string, ...({ readonly S?: string } | null)[]];
      const family = values.map((value) => (value?.S ?? '').split('#')[0]).join('/');
      families[family] ??= { items: 0, bytes: 0, indexEntries: 0, indexBytes: 0 };
      const sum = families[family];
      sum.items += 1;
      sum.bytes += shadowBytes(shadow);
      for (const entry of indexEntriesOf(this.tableOf(name), shadow)) {
        sum.indexEntries += 1;
        sum.indexBytes += entry;
      }
    }
    return families;
  }

  #placeOf(table: TableShape, item: WireItem): string {
    const { partition, sort } = table.key;
    return JSON.stringify([table.name, item[partition], sort === null ? null : item[sort]]);
  }
}

export function shadowOf(table: TableShape, item: WireItem): ItemShadow {
  const bytes = new Map(Object.entries(item).map(([name, value]) => [name, valueBytes(value)]));
  const names = indexedNames(table);
  const indexed = Object.entries(item).filter(([name]) => names.has(name));
  return { bytes, indexed: new Map(indexed.map(([name, value]) => [name, JSON.stringify(value)])) };
}

/** The item after an update; the key stands even if the item did not exist before. */
export function afterUpdate(
  table: TableShape,
  key: WireItem,
  before: ItemShadow | null,
  changes: ReadonlyMap<string, AttributeChange>,
): ItemShadow {
  const base = before ?? shadowOf(table, key);
  const bytes = new Map(base.bytes);
  const indexed = new Map(base.indexed);
  const names = indexedNames(table);
  for (const [name, change] of changes) {
    if (change.kind === 'removed') {
      bytes.delete(name);
      indexed.delete(name);
      continue;
    }
    bytes.set(name, change.bytes);
    if (names.has(name)) indexed.set(name, JSON.stringify(change.value));
  }
  return { bytes, indexed };
}

function indexedNames(table: TableShape): ReadonlySet<string> {
  return new Set([table.key, ...table.indexes.map((index) => index.key)].flatMap(namesOf));
}

/** The bytes of each index entry that an item has. */
function indexEntriesOf(table: TableShape, shadow: ItemShadow): number[] {
  return table.indexes.flatMap(({ key, projection }) => {
    const own = namesOf(key);
    if (own.some((name) => !shadow.indexed.has(name))) return [];
    if (projection === 'ALL') return [shadowBytes(shadow)];
    const names = new Set([...namesOf(table.key), ...own]);
    return [
      [...names].reduce((sum, name) => sum + Buffer.byteLength(name) + (shadow.bytes.get(name) ?? 0), 0),
    ];
  });
}

const namesOf = ({ partition, sort }: KeyShape): string[] =>
  sort === null ? [partition] : [partition, sort];
