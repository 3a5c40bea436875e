/** The one table's fixed names: infra makes it so, the table layer writes it so. */
export const tableLayout = {
  partitionKey: 'pk',
  sortKey: 'sk',
  /** Every member once, by shard and due time; keys only. */
  dueIndex: { name: 'due', partitionKey: 'duePk', sortKey: 'dueSk' },
  /** Entries by member (or unclaimed card) and time; keys only. */
  entryIndex: { name: 'entries', partitionKey: 'entryPk', sortKey: 'entrySk' },
  factSortKeyPrefix: 'FACT#',
} as const;

/** Family of items → how their partition key begins, or reads: who may touch which family is part of a function's role. */
export const keyFamilies = {
  member: 'M#*',
  entry: 'E#*',
  card: 'C#*',
  phone: 'PHONE#*',
  login: 'LINK#*',
  program: 'PROGRAM',
  tillKey: 'KEY#*',
  revokedKeys: 'REVOKED',
  sweep: 'SWEEP#*',
  /** Its partitions in the indexes begin so as well. */
  audit: 'AUDIT#*',
  /** Partitions of the due index. */
  shard: 'SHARD#*',
} as const;

export type KeyFamily = keyof typeof keyFamilies;

/** Members are spread over this many shards of the due index, by a hash of their id. */
export const SHARDS = 64;
