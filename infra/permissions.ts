import type { EnvironmentKey, FunctionName } from '#contracts/environment.ts';
import { type KeyFamily, tableLayout } from '#contracts/table-layout.ts';
import type { KeyedService } from './encryption.ts';

/** A function's rights to the items of some key families; by an index, where one is named. */
export interface TableGrant {
  readonly action: TableAction;
  readonly families: readonly KeyFamily[];
  readonly index?: string;
}

type TableAction =
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

/** An action, then the families: `get('program', 'card'),
    standing`. */
const on =
  (action: TableAction) =>
  (...families: readonly KeyFamily[]): TableGrant => ({ action, families });

const get = on('dynamodb:GetItem');
const getMany = on('dynamodb:BatchGetItem');
const query = on('dynamodb:Query');
const put = on('dynamodb:PutItem');
const update = on('dynamodb:UpdateItem');
/** A transaction needs the permission of each of its parts; there is no permission of its own. */
const check = on('dynamodb:ConditionCheckItem');
const search = (index: string, ...families: readonly KeyFamily[]): TableGrant => ({
  ...query(...families),
  index,
});

/** The timeline and the till keys that were revoked lately, which every instance reads together twice a minute. */
const standing = getMany('program', 'revokedKeys');

/** A member's entries by their days: where the index has them, and then they themselves, of which overrides lie with the member. */
const entriesByDay: readonly TableGrant[] = [
  search(tableLayout.entryIndex.name, 'member'),
  getMany('entry', 'member'),
];

/** Of a return and of a payment. */
const followingReceipt: readonly TableGrant[] = [
  get('program', 'card'),
  standing,
  query('member'),
  ...entriesByDay,
  put('entry', 'member'),
  update('entry', 'member'),
];

/** Of a visit and an activity: its changes lie beside one another. The check: it waits for its card's member only while the card has none. */
const changing: readonly TableGrant[] = [
  get('program', 'card'),
  standing,
  query('member', 'entry'),
  ...entriesByDay,
  put('entry', 'member', 'card'),
  update('member'),
  check('card'),
];

/** The login: whether the administrator is the member. The batch: whether it is the same act again. The puts: the override, what became true, and who did it. */
const overriding: readonly TableGrant[] = [
  get('program', 'login'),
  standing,
  getMany('member'),
  query('member'),
  put('member', 'audit'),
  update('member'),
];

/**
 * Function → what its requests need of the table, and no more: the actions, each with the key families on which it may
 * be used (as the condition `dynamodb:LeadingKeys`). Nobody scans, nobody deletes, nobody behind the API writes
 * programs or till keys. What the audit tells is put, and never updated.
 */
export const tablePermissions: Readonly<Record<TableUser, readonly TableGrant[]>> = {
  // The index and the batch: a receipt of long ago sees the entries of its days.
  'quote-receipt': [get('program', 'card'), standing, query('member'), ...entriesByDay],
  // The check: a receipt waits for its card's member only while the card has none. The entry: whether what would be
  // refused is stored already.
  'score-receipt': [
    get('program', 'card', 'entry'),
    standing,
    query('member'),
    ...entriesByDay,
    put('entry', 'member', 'card'),
    update('member'),
    check('card'),
  ],
  // The batch: the receipt, what waits for it, and what is stored under this id. The put: what is new, or waits. The
  // update: what is left of the receipt.
  'return-receipt': followingReceipt,
  'pay-receipt': followingReceipt,
  // All that its items need.
  'take-batch': [
    get('program', 'card', 'entry'),
    standing,
    query('member', 'entry'),
    ...entriesByDay,
    put('entry', 'member', 'card'),
    update('entry', 'member'),
    check('card'),
  ],
  'change-visit': changing,
  'pay-visit': changing,
  'tell-activity': changing,
  'count-referral': changing,
  'read-receipt': [get('entry'), standing],
  // The batch: the receipts that waited for the card; the query: what had followed them. The member: whether it is the same enrolment again.
  'enrol-member': [
    get('program', 'member', 'card', 'entry'),
    standing,
    query('member', 'card', 'entry'),
    ...entriesByDay,
    // A phone under earlier keys is somebody's already; training looks who has it.
    get('phone'),
    check('phone'),
    put('card', 'phone', 'member', 'entry'),
    // Card and phone: an enrolment of which a restore has lost something is completed.
    update('member', 'sweep', 'card', 'phone'),
  ],
  'resolve-card': [get('program', 'card'), standing, query('member')],
  // The card's code, the member's history, and both in one transaction.
  'print-code': [get('program', 'card'), standing, query('member'), put('member'), update('member', 'card')],
  'link-me': [get('card', 'phone', 'login'), put('login'), update('card', 'login')],
  'read-me': [get('login', 'program'), standing, query('member')],
  'read-my-statuses': [get('login', 'program'), standing, query('member')],
  'explain-my-status': [get('login', 'program'), standing, query('member'), ...entriesByDay],
  'read-member': [get('program', 'member'), standing, query('member')],
  'read-member-history': [query('member')],
  'override-status': overriding,
  'remove-override': overriding,
  // The login: whether who asks is the member. The put: that they asked, before they are answered.
  'read-member-contact': [get('member', 'login'), query('member'), put('audit')],
  'read-audit': [
    search(tableLayout.dueIndex.name, 'audit'),
    search(tableLayout.entryIndex.name, 'audit'),
    getMany('audit'),
  ],
  'authorize-till': [get('tillKey')],
  'sweep-shard': [
    get('program', 'sweep', 'entry'),
    standing,
    query('member', 'card', 'entry'),
    search(tableLayout.dueIndex.name, 'shard'),
    ...entriesByDay,
    put('member', 'entry'),
    update('member', 'sweep'),
  ],
};

/** Need declared in the contract → the action on the resource behind it. The table has its own list above. */
export const resourceActions: Readonly<Record<Exclude<EnvironmentKey, 'tableName'>, string>> = {
  factBusName: 'events:PutEvents',
  shardQueueUrl: 'sqs:SendMessage',
  asideQueueUrl: 'sqs:SendMessage',
  referralQueueUrl: 'sqs:SendMessage',
  sealSecretArn: 'secretsmanager:GetSecretValue',
};

/** Need → the service that encrypts it under a key of one's own, where there is one. The bus is not. */
export const keyedServices: Readonly<Partial<Record<EnvironmentKey, KeyedService>>> = {
  tableName: 'dynamodb',
  shardQueueUrl: 'sqs',
  asideQueueUrl: 'sqs',
  referralQueueUrl: 'sqs',
  sealSecretArn: 'secretsmanager',
};
