import type { EnvironmentKey, FunctionName } from '#contracts/environment.ts';

/** What a function may do with the table; an index named here may be queried. */
export interface TablePermission {
  readonly actions: readonly TableAction[];
  readonly indexes?: readonly ('due' | 'entries')[];
}

export type TableAction =
  | 'dynamodb:GetItem'
  | 'dynamodb:BatchGetItem'
  | 'dynamodb:Query'
  | 'dynamodb:PutItem'
  | 'dynamodb:UpdateItem'
  | 'dynamodb:ConditionCheckItem';

type TableUser = {
  [F in FunctionName]: 'tableName' extends typeof import('#contracts/environment.ts').environmentOf[F][number]
    ? F
    : never;
}[FunctionName];

const READ = ['dynamodb:GetItem', 'dynamodb:Query'] as const;
/** A transaction needs the permission of each of its parts; there is no permission of its own. */
const WRITE = ['dynamodb:PutItem', 'dynamodb:UpdateItem'] as const;

/** Function → the table's actions that its requests need, and no more. Nobody scans, nobody deletes. */
export const tablePermissions: Readonly<Record<TableUser, TablePermission>> = {
  'quote-receipt': { actions: READ },
  // The check: a receipt waits for its card's member only while the card has none.
  'score-receipt': { actions: [...READ, ...WRITE, 'dynamodb:ConditionCheckItem'] },
  'read-receipt': { actions: ['dynamodb:GetItem'] },
  // The batch: the receipts that waited for the card.
  'enrol-member': { actions: [...READ, ...WRITE, 'dynamodb:BatchGetItem'] },
  'resolve-card': { actions: READ },
  'link-me': { actions: ['dynamodb:GetItem', ...WRITE] },
  'read-me': { actions: READ },
  'read-my-statuses': { actions: READ },
  'explain-my-status': { actions: [...READ, 'dynamodb:BatchGetItem'], indexes: ['entries'] },
  'read-member': { actions: READ },
  'read-member-history': { actions: ['dynamodb:Query'] },
  'authorize-till': { actions: ['dynamodb:GetItem'] },
  'sweep-shard': { actions: [...READ, ...WRITE, 'dynamodb:BatchGetItem'], indexes: ['due'] },
};

/** Need declared in the contract → the action on the resource behind it. The table has its own list above. */
export const resourceActions: Readonly<Record<Exclude<EnvironmentKey, 'tableName'>, string>> = {
  factBusName: 'events:PutEvents',
  shardQueueUrl: 'sqs:SendMessage',
  sealSecretArn: 'secretsmanager:GetSecretValue',
};
