import {
  BatchWriteItemCommand,
  type DynamoDBClient,
  paginateScan,
  type WriteRequest,
} from '@aws-sdk/client-dynamodb';
import { isAuditKey } from './audit-keys.ts';
import { type Attributes, keyAttributes, openItem } from './codecs/attributes.ts';
import { TableBusyError } from './errors.ts';
import { isProfileKey, isStateKey, type Key, memberIdIn } from './keys.ts';

/** All that is stored, for the operator's commands. No function of the stack may do this, nor has one the permission. */
export interface WholeTable {
  items(): AsyncIterable<Attributes>;
  memberIds(): AsyncIterable<string>;
  /** Whether it holds nothing but what was told of attempts to fill it. */
  isEmpty(): Promise<boolean>;
  /** Puts items as they are; one that is there is replaced. */
  put(items: readonly Attributes[]): Promise<void>;
  /** Removes what lies there. */
  remove(keys: readonly Key[]): Promise<void>;
}

/** The table takes this many items in one batch. */
const BATCH = 25;
const MAX_TRIES = 8;
const FIRST_PAUSE_MS = 25;

export function wholeTable(client: DynamoDBClient, name: string): WholeTable {
  async function* items(): AsyncIterable<Attributes> {
    for await (const { Items = [] } of paginateScan({ client }, { TableName: name, ConsistentRead: true }))
      yield* Items;
  }
  const write = async (all: readonly WriteRequest[]): Promise<void> => {
    for (let start = 0; start < all.length; start += BATCH) {
      let rest: WriteRequest[] = all.slice(start, start + BATCH);
      for (let tries = 0; rest.length > 0; tries += 1) {
        if (tries === MAX_TRIES) throw new TableBusyError('the table leaves items unwritten');
        if (tries > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** tries));
        const sent = await client.send(new BatchWriteItemCommand({ RequestItems: { [name]: rest } }));
        rest = sent.UnprocessedItems?.[name] ?? [];
      }
    }
  };
  return {
    items,

    async *memberIds() {
      for await (const item of items()) {
        const { key } = openItem(item);
        if (isProfileKey(key)) yield memberIdIn(key);
      }
    },

    async isEmpty() {
      for await (const item of items()) if (!isAuditKey(openItem(item).key)) return false;
      return true;
    },

    put: (all) => write(all.map((Item) => ({ PutRequest: { Item } }))),

    remove: (keys) => write(keys.map((key) => ({ DeleteRequest: { Key: keyAttributes(key) } }))),
  };
}

/** Whether an item is a member's state: what the books can make anew. */
export const isState = (item: Attributes): boolean => isStateKey(openItem(item).key);
