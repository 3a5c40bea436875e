import {
  CreateTableCommand,
  DescribeTableCommand,
  DynamoDBClient,
  type KeySchemaElement,
  ResourceNotFoundException,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';
import type { KeyNames, TableDescription } from './template/system.ts';

/** How the local system speaks to its AWS endpoints. */
export interface Account {
  readonly region: string;
  readonly accessKeyId: string;
  readonly secretAccessKey: string;
}

/** Makes the table as the template describes it, if it does not exist; answers the ARN of its stream. */
export async function ensureTable(
  endpoint: string,
  account: Account,
  table: TableDescription,
): Promise<string | null> {
  const client = new DynamoDBClient({ endpoint, region: account.region, credentials: { ...account } });
  try {
    const known = await describe(client, table.name);
    if (known !== undefined) return known.LatestStreamArn ?? null;
    await client.send(
      new CreateTableCommand({
        TableName: table.name,
        AttributeDefinitions: [...table.attributes],
        KeySchema: keySchema(table.key),
        BillingMode: 'PAY_PER_REQUEST',
        ...(table.indexes.length === 0
          ? {}
          : {
              GlobalSecondaryIndexes: table.indexes.map((index) => ({
                IndexName: index.name,
                KeySchema: keySchema(index.key),
                Projection: { ProjectionType: index.projection },
              })),
            }),
        ...(table.streamView === null
          ? {}
          : {
              StreamSpecification: {
                StreamEnabled: true,
                StreamViewType: table.streamView as 'NEW_AND_OLD_IMAGES',
              },
            }),
      }),
    );
    await waitUntilTableExists(
      { client, maxWaitTime: 30, minDelay: 1, maxDelay: 1 },
      { TableName: table.name },
    );
    return (await describe(client, table.name))?.LatestStreamArn ?? null;
  } finally {
    client.destroy();
  }
}

async function describe(client: DynamoDBClient, name: string) {
  try {
    return (await client.send(new DescribeTableCommand({ TableName: name }))).Table;
  } catch (error) {
    if (error instanceof ResourceNotFoundException) return undefined;
    throw error;
  }
}

function keySchema(key: KeyNames): KeySchemaElement[] {
  const partition: KeySchemaElement = { AttributeName: key.partition, KeyType: 'HASH' };
  return key.sort === null ? [partition] : [partition, { AttributeName: key.sort, KeyType: 'RANGE' }];
}
