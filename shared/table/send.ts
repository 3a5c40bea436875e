import {
  BatchGetItemCommand,
  type BatchGetItemCommandInput,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  type GetItemCommandInput,
  PutItemCommand,
  type PutItemCommandInput,
  QueryCommand,
  type QueryCommandInput,
  TransactionCanceledException,
  TransactionConflictException,
  TransactionInProgressException,
  TransactWriteItemsCommand,
  type TransactWriteItemsCommandInput,
  UpdateItemCommand,
  type UpdateItemCommandInput,
} from '@aws-sdk/client-dynamodb';
import { assert } from './assertions.ts';
import type { Attributes } from './codecs/attributes.ts';

/** The fate of a write of one item. `stored` is what the table holds, where the request asked for it. */
export type WriteOutcome =
  | { readonly kind: 'done'; readonly attributes: Attributes }
  | { readonly kind: 'refused'; readonly stored: Attributes | null }
  | { readonly kind: 'contended' };

/** An action whose condition did not hold, by its place in the transaction. */
export interface RefusedAction {
  readonly at: number;
  readonly stored: Attributes | null;
}

/** The item that refused a write: every condition that may fail asks for it. */
export function storedIn({ stored }: Pick<RefusedAction, 'stored'>): Attributes {
  assert(stored !== null, 'the item that refused a write is not there');
  return stored;
}

export type TransactionOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'refused'; readonly actions: readonly RefusedAction[] }
  | { readonly kind: 'contended' };

interface Page {
  readonly items: readonly Attributes[];
  /** Where to go on; `null`: that was all. */
  readonly next: Attributes | null;
}

/** The one table: its name, and the one place that sends. What is expected of a write is a value, the rest throws. */
export interface Table {
  readonly name: string;
  get(request: GetItemCommandInput): Promise<Attributes | null>;
  query(request: QueryCommandInput): Promise<Page>;
  /** Some of the keys; those that the table left out are handed back. */
  getBatch(
    request: BatchGetItemCommandInput,
  ): Promise<{ readonly items: readonly Attributes[]; readonly rest: readonly Attributes[] }>;
  put(request: PutItemCommandInput): Promise<WriteOutcome>;
  update(request: UpdateItemCommandInput): Promise<WriteOutcome>;
  transact(request: TransactWriteItemsCommandInput): Promise<TransactionOutcome>;
}

/** The table of a name, over a client; the client's own retries are kept (a transaction is sent again with its token). */
export function openTable(client: DynamoDBClient, name: string): Table {
  return {
    name,
    async get(request) {
      const { Item } = await client.send(new GetItemCommand(request));
      return Item ?? null;
    },
    async query(request) {
      const { Items, LastEvaluatedKey } = await client.send(new QueryCommand(request));
      return { items: Items ?? [], next: LastEvaluatedKey ?? null };
    },
    async getBatch(request) {
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetItemCommand(request));
      return { items: Responses?.[name] ?? [], rest: UnprocessedKeys?.[name]?.Keys ?? [] };
    },
    put: (request) => outcomeOfWrite(client.send(new PutItemCommand(request))),
    update: (request) => outcomeOfWrite(client.send(new UpdateItemCommand(request))),
    async transact(request) {
      try {
        await client.send(new TransactWriteItemsCommand(request));
        return { kind: 'done' };
      } catch (error) {
        return outcomeOfTransaction(error);
      }
    },
  };
}

async function outcomeOfWrite(sent: Promise<{ Attributes?: Attributes | undefined }>): Promise<WriteOutcome> {
  try {
    const { Attributes } = await sent;
    return { kind: 'done', attributes: Attributes ?? {} };
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) {
      return { kind: 'refused', stored: error.Item ?? null };
    }
    if (error instanceof TransactionConflictException) return { kind: 'contended' };
    throw error;
  }
}

/** Reasons of a cancelled transaction that say nothing but: later. */
const BUSY_REASONS = new Set([
  'TransactionConflict',
  'ThrottlingError',
  'ProvisionedThroughputExceeded',
  'RequestLimitExceeded',
]);

/**
 * A condition that failed says more than a conflict or a throttle beside it: it holds until somebody writes again. A
 * reason that is a fault of ours says more than a busy one.
 */
function outcomeOfTransaction(error: unknown): TransactionOutcome {
  if (error instanceof TransactionInProgressException) return { kind: 'contended' };
  if (!(error instanceof TransactionCanceledException)) throw error;
  const reasons = error.CancellationReasons ?? [];
  const actions = reasons.flatMap(({ Code, Item }, at) =>
    Code === 'ConditionalCheckFailed' ? [{ at, stored: Item ?? null }] : [],
  );
  if (actions.length > 0) return { kind: 'refused', actions };
  const codes = reasons.map(({ Code = 'None' }) => Code).filter((code) => code !== 'None');
  if (codes.length > 0 && codes.every((code) => BUSY_REASONS.has(code))) return { kind: 'contended' };
  throw error;
}
