import type { Need } from '../template/read-permissions.ts';
import type { KeyNames } from '../template/system.ts';

/** A table, as far as permissions go. */
export interface JudgedTable {
  readonly arn: string;
  readonly key: Pick<KeyNames, 'partition'>;
  readonly indexes: readonly { readonly name: string; readonly key: Pick<KeyNames, 'partition'> }[];
}

type Request = Readonly<Record<string, unknown>>;
type Attributes = Readonly<Record<string, { readonly S?: string }>>;

/**
 * The permissions that a DynamoDB request needs. A transaction needs the permission of each of its parts; a query of an
 * index needs it on the index. `tableOf` answers a table by its name.
 */
export function needsOf(
  operation: string,
  request: Request,
  tableOf: (tableName: string) => JudgedTable,
): readonly Need[] {
  switch (operation) {
    case 'TransactWriteItems':
    case 'TransactGetItems':
      return (request.TransactItems as readonly Readonly<Record<string, Request>>[]).flatMap((parts) =>
        Object.entries(parts).map(([kind, part]) => needOfItem(actionOfPart(kind), part, tableOf)),
      );
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(request.RequestItems as Readonly<Record<string, unknown>>).map(
        ([name, items]) => {
          const table = tableOf(name);
          const leadingKeys = keysOfBatch(items).map((key) => textOf(key[table.key.partition]));
          return { action: `dynamodb:${operation}`, resourceArn: table.arn, leadingKeys };
        },
      );
    case 'Query':
      return [needOfQuery(request, tableOf)];
    default:
      return [needOfItem(operation, request, tableOf)];
  }
}

/** A request about one item, by its `Key` or, of a put, its `Item`; others (a scan) name no key. */
function needOfItem(action: string, request: Request, tableOf: (name: string) => JudgedTable): Need {
  const table = tableOf(String(request.TableName));
  const key = (request.Key ?? request.Item) as Attributes | undefined;
  return {
    action: `dynamodb:${action}`,
    resourceArn: indexed(table.arn, request),
    leadingKeys: key === undefined ? [] : [textOf(key[table.key.partition])],
  };
}

function needOfQuery(request: Request, tableOf: (name: string) => JudgedTable): Need {
  const table = tableOf(String(request.TableName));
  const index = table.indexes.find(({ name }) => name === request.IndexName);
  const { partition } = (index ?? table).key;
  return {
    action: 'dynamodb:Query',
    resourceArn: indexed(table.arn, request),
    leadingKeys: [partitionOf(request, partition)],
  };
}

/** The value that a query's key condition gives the partition key: `pk = :pk`, or by a name, `#pk = :pk`. */
function partitionOf(request: Request, partition: string): string {
  const names = (request.ExpressionAttributeNames ?? {}) as Readonly<Record<string, string>>;
  const values = (request.ExpressionAttributeValues ?? {}) as Attributes;
  const equalities = String(request.KeyConditionExpression).matchAll(/([#\w.-]+)\s*=\s*(:\w+)/g);
  for (const [, name = '', value = ''] of equalities)
    if ((names[name] ?? name) === partition) return textOf(values[value]);
  throw new Error(`No ${partition} is found in the key condition ${String(request.KeyConditionExpression)}.`);
}

function keysOfBatch(items: unknown): readonly Attributes[] {
  if (!Array.isArray(items)) return (items as { readonly Keys?: readonly Attributes[] }).Keys ?? [];
  return (items as readonly BatchWrite[]).map(
    ({ PutRequest, DeleteRequest }) => PutRequest?.Item ?? DeleteRequest?.Key ?? {},
  );
}

interface BatchWrite {
  readonly PutRequest?: { readonly Item: Attributes };
  readonly DeleteRequest?: { readonly Key: Attributes };
}

const indexed = (arn: string, { IndexName }: Request): string =>
  IndexName === undefined ? arn : `${arn}/index/${String(IndexName)}`;

/** A key that is absent or no text fits no pattern but `*`. */
const textOf = (value: { readonly S?: string } | undefined): string => value?.S ?? '';

/** `ConditionCheck` → `ConditionCheckItem`, `Put` → `PutItem`. */
function actionOfPart(kind: string): string {
  return `${kind}Item`;
}
