import { itemBytes, type WireItem } from './item-size.ts';
import {
  afterUpdate,
  type ItemShadow,
  type Shadows,
  shadowBytes,
  shadowOf,
  type TableShape,
} from './shadow.ts';
import { readUpdate, type UpdateParts } from './update-expression.ts';

/** Capacity units as DynamoDB counts them on demand. */
export interface Units {
  readonly tableWrites: number;
  readonly indexWrites: number;
  readonly reads: number;
}

/** A request that passed by, with its answer. */
export interface Exchange {
  /** `PutItem`, `Query` … */
  readonly operation: string;
  readonly request: Readonly<Record<string, unknown>>;
  /** `null` if the request was refused: a failed condition still costs its writes. */
  readonly response: Readonly<Record<string, unknown>> | null;
}

export const NO_UNITS: Units = { tableWrites: 0, indexWrites: 0, reads: 0 };

export function addUnits(a: Units, b: Units): Units {
  return {
    tableWrites: a.tableWrites + b.tableWrites,
    indexWrites: a.indexWrites + b.indexWrites,
    reads: a.reads + b.reads,
  };
}

/**
 * The units of one request, by DynamoDB's published rules: writes per started KB of the larger of the item before and
 * after, twice that in a transaction; reads per started 4 KB, half for eventual consistency. Brings `shadows` up to
 * date. Throws for operations that it cannot price.
 */
export function unitsOf(exchange: Exchange, shadows: Shadows): Units {
  const { operation, request, response } = exchange;
  switch (operation) {
    case 'PutItem':
      return writeUnits({ Put: request as unknown as WriteParts }, response !== null, 1, shadows);
    case 'UpdateItem':
      return writeUnits({ Update: request as unknown as WriteParts }, response !== null, 1, shadows);
    case 'DeleteItem':
      return writeUnits({ Delete: request as unknown as WriteParts }, response !== null, 1, shadows);
    case 'TransactWriteItems': {
      const parts = request.TransactItems as readonly TransactPart[];
      const each = parts.map((part) => writeUnits(part, response !== null, 2, shadows));
      return each.reduce(addUnits, NO_UNITS);
    }
    case 'GetItem':
    case 'Query':
    case 'BatchGetItem':
    case 'TransactGetItems':
      return {
        ...NO_UNITS,
        reads: response === null ? 0 : readUnits(exchange.operation, request, response, shadows),
      };
    case 'DescribeTable':
      return NO_UNITS;
    default:
      throw new Error(`The operation ${operation} has no price here.`);
  }
}

interface WriteParts extends UpdateParts {
  readonly TableName: string;
  readonly Item?: WireItem;
  readonly Key?: WireItem;
}

type TransactPart = { readonly [kind in 'Put' | 'Update' | 'Delete' | 'ConditionCheck']?: WriteParts };

function writeUnits(part: TransactPart, applied: boolean, factor: 1 | 2, shadows: Shadows): Units {
  const [entry] = Object.entries(part);
  if (entry === undefined) throw new Error('A transaction with an empty part.');
  const [kind, write] = entry;
  const table = shadows.tableOf(write.TableName);
  const key = write.Item ?? write.Key ?? {};
  const before = shadows.get(table, key);
  // A failed condition and a check alone cost by the item that stands there.
  const after = applied && kind !== 'ConditionCheck' ? itemAfter(kind, table, write, before) : before;
  if (after !== before) {
    if (after === null) shadows.forget(table, key);
    else shadows.set(table, key, after);
  }
  const bytes = Math.max(before === null ? 0 : shadowBytes(before), after === null ? 0 : shadowBytes(after));
  return {
    tableWrites: factor * kilobytes(bytes),
    indexWrites: after === before ? 0 : indexUnits(table, before, after),
    reads: 0,
  };
}

function itemAfter(
  kind: string,
  table: TableShape,
  write: WriteParts,
  before: ItemShadow | null,
): ItemShadow | null {
  if (kind === 'Delete') return null;
  if (kind === 'Put') return shadowOf(table, write.Item ?? {});
  const changes = readUpdate(write, (attribute) => before?.bytes.get(attribute) ?? null);
  return afterUpdate(table, write.Key ?? {}, before, changes);
}

/**
 * Index writes: one for an entry that appears or goes, two for one whose key moves, none where nothing projected
 * changes. They are not doubled in a transaction.
 */
function indexUnits(table: TableShape, before: ItemShadow | null, after: ItemShadow | null): number {
  return table.indexes.reduce((total, index) => {
    const [was, is] = [entryOf(index.key, before), entryOf(index.key, after)];
    if (was === is) {
      // Only the keys are the same: where all attributes are projected, any change is a write.
      return (
        total +
        (index.projection === 'ALL' && is !== null ? kilobytes(after === null ? 0 : shadowBytes(after)) : 0)
      );
    }
    const size =
      index.projection === 'ALL'
        ? Math.max(...[before, after].map((it) => (it === null ? 0 : shadowBytes(it))))
        : 0;
    return total + kilobytes(size) * (Number(was !== null) + Number(is !== null));
  }, 0);
}

/** The key under which the item stands in an index; `null` if it lacks a part of it. */
function entryOf(
  key: { readonly partition: string; readonly sort: string | null },
  item: ItemShadow | null,
): string | null {
  if (item === null) return null;
  const parts = [key.partition, ...(key.sort === null ? [] : [key.sort])].map((name) =>
    item.indexed.get(name),
  );
  return parts.includes(undefined) ? null : parts.join();
}

function readUnits(
  operation: string,
  request: Readonly<Record<string, unknown>>,
  response: Readonly<Record<string, unknown>>,
  shadows: Shadows,
): number {
  const factor = request.ConsistentRead === true ? 1 : 0.5;
  switch (operation) {
    case 'GetItem':
      return (
        factor *
        blocks(learn(request.TableName as string, request, response.Item as WireItem | undefined, shadows))
      );
    case 'Query': {
      const items = (response.Items ?? []) as readonly WireItem[];
      const index = request.IndexName !== undefined;
      const sizes = items.map((item) =>
        index ? itemBytes(item) : learn(request.TableName as string, request, item, shadows),
      );
      // The sizes of one page are added up before they are rounded.
      return factor * blocks(sizes.reduce((total, size) => total + size, 0));
    }
    case 'BatchGetItem': {
      const wanted = request.RequestItems as Readonly<Record<string, BatchWish>>;
      const found = (response.Responses ?? {}) as Readonly<Record<string, readonly WireItem[]>>;
      return Object.entries(wanted).reduce((total, [table, wish]) => {
        const items = found[table] ?? [];
        const missing = wish.Keys.length - items.length;
        const blocksRead = items.map((item) => blocks(learn(table, wish, item, shadows)));
        return (
          total +
          (wish.ConsistentRead === true ? 1 : 0.5) * blocksRead.reduce((sum, one) => sum + one, missing)
        );
      }, 0);
    }
    default: {
      const wanted = request.TransactItems as readonly { readonly Get: { readonly TableName: string } }[];
      const found = (response.Responses ?? []) as readonly { readonly Item?: WireItem }[];
      return wanted.reduce(
        (total, { Get }, at) => total + 2 * blocks(learn(Get.TableName, Get, found[at]?.Item, shadows)),
        0,
      );
    }
  }
}

interface BatchWish {
  readonly Keys: readonly WireItem[];
  readonly ConsistentRead?: boolean;
  readonly ProjectionExpression?: string;
}

/** The bytes of an item that was read. A projection hides some, but DynamoDB counts the whole, if it is known here. */
function learn(tableName: string, request: object, item: WireItem | undefined, shadows: Shadows): number {
  if (item === undefined) return 0;
  const table = shadows.tableOf(tableName);
  if (!('ProjectionExpression' in request)) return shadowBytes(shadows.put(table, item));
  const keyed = item[table.key.partition] !== undefined;
  const known = keyed ? shadows.get(table, item) : null;
  return known === null ? itemBytes(item) : shadowBytes(known);
}

/** Started kilobytes, at least one. */
function kilobytes(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 1024));
}

/** Started blocks of 4 KB, at least one: asking for what is not there costs as well. */
function blocks(bytes: number): number {
  return Math.max(1, Math.ceil(bytes / 4096));
}
