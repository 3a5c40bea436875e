import type { TableDescription } from '../template/system.ts';
import { valueBytes, type WireItem } from './item-size.ts';
import type { AttributeChange } from './update-expression.ts';

/** What is remembered of an item: the bytes of each attribute, and the values that decide about index entries. */
export interface ItemShadow {
  readonly bytes: ReadonlyMap<string, number>;
  readonly indexed: ReadonlyMap<string, string>;
}

/** The part of a table's description that capacity depends on. */
export type TableShape = Pick<TableDescription, 'name' | 'key' | 'indexes'>;

/** Bytes of a whole item. */
export function shadowBytes(shadow: ItemShadow): number {
  let total = 0;
  for (const [name, bytes] of shadow.bytes) total += Buffer.byteLength(name) + bytes;
  return total;
}

/** What stands in the tables, by sizes only, learnt from every request and answer that passes by. */
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
  const keys = [table.key, ...table.indexes.map((index) => index.key)];
  return new Set(keys.flatMap(({ partition, sort }) => (sort === null ? [partition] : [partition, sort])));
}
