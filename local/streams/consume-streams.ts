import type { DynamoDbLocal } from '../dynamodb-local.ts';
import type { Functions } from '../functions/functions.ts';
import { type Account, ensureTable } from '../tables.ts';
import type { SystemDescription } from '../template/system.ts';
import type { FailedBatches } from './failed-batches.ts';
import { StreamConsumer } from './stream-consumer.ts';
import { type Positions, StreamReader } from './stream-reader.ts';

/** A reader for each function that is told of a table's changes; it goes on from its place in `positions`. */
export async function consumeStreams(
  description: SystemDescription,
  parts: {
    readonly database: DynamoDbLocal;
    readonly account: Account;
    readonly positions: Record<string, Positions>;
    readonly functions: Functions;
    readonly failed: FailedBatches;
  },
): Promise<readonly StreamConsumer[]> {
  const { database, account, positions, functions, failed } = parts;
  const consumers: StreamConsumer[] = [];
  for (const table of description.tables) {
    const streamArn = await ensureTable(database.endpoint, account, table);
    for (const mapping of description.streamMappings.filter(
      (candidate) => candidate.tableName === table.name,
    )) {
      if (streamArn === null) throw new Error(`${table.name} is to be read as a stream and has none.`);
      const reached = positions[mapping.functionArn] ?? {};
      // The reader moves on in what the system keeps when it stops.
      positions[mapping.functionArn] = reached;
      const reader = new StreamReader(database.endpoint, account, streamArn, reached);
      consumers.push(new StreamConsumer({ mapping, reader, streamArn: table.streamArn, functions, failed }));
    }
  }
  return consumers;
}
