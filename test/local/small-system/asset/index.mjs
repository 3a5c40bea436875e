import { DynamoDBClient, GetItemCommand, PutItemCommand, ScanCommand } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';

// The functions of the small system: just enough to see that every wire is connected.

const database = new DynamoDBClient({});
const bus = new EventBridgeClient({});
const queue = new SQSClient({ useQueueUrlAsEndpoint: false });
const { TABLE_NAME: TableName } = process.env;

let asked = 0;

/** The key `good` may pass; each real question has its number. */
export async function gate({ identitySource: [key] }) {
  asked += 1;
  return { isAuthorized: key === 'good', context: { asked } };
}

export async function keep({ pathParameters: { thingId }, body, requestContext }) {
  await database.send(new PutItemCommand({ TableName, Item: { id: { S: thingId }, body: { S: body } } }));
  const { Item } = await database.send(
    new GetItemCommand({ TableName, Key: { id: { S: thingId } }, ConsistentRead: true }),
  );
  const { asked: question } = requestContext.authorizer.lambda;
  return {
    statusCode: 201,
    body: JSON.stringify({ kept: Item.body.S, now: new Date().toISOString(), question }),
  };
}

export async function show({ requestContext, rawQueryString }) {
  const { claims, scopes } = requestContext.authorizer.jwt;
  return { sub: claims.sub, exp: claims.exp, scopes, rawQueryString };
}

export async function misbehave({ pathParameters: { how } }) {
  if (how === 'throw') throw new Error('on purpose');
  if (how === 'hang') await new Promise(() => setInterval(() => {}, 1000));
  if (how === 'scan')
    return { answer: await database.send(new ScanCommand({ TableName })).catch(({ name }) => name) };
  return { statusCode: 200, body: how };
}

/** Tells of things in their order, and stops at one that is called `told-bad…`. */
export async function tell({ Records }) {
  for (const { dynamodb } of Records) {
    const { S: thing } = dynamodb.Keys.id;
    if (thing.startsWith('told-bad')) {
      return { batchItemFailures: [{ itemIdentifier: dynamodb.SequenceNumber }] };
    }
    const Detail = JSON.stringify({ thing });
    await bus.send(
      new PutEventsCommand({
        Entries: [{ EventBusName: process.env.BUS_NAME, Source: 'small', DetailType: 'Kept', Detail }],
      }),
    );
  }
  return { batchItemFailures: [] };
}

export async function begin() {
  await queue.send(
    new SendMessageCommand({
      QueueUrl: process.env.WORK_URL,
      MessageBody: JSON.stringify({ at: Date.now() }),
    }),
  );
}

export async function work({ Records }) {
  for (const { body } of Records) {
    const thing = `told-by-work-${JSON.parse(body).at}`;
    await database.send(new PutItemCommand({ TableName, Item: { id: { S: thing } } }));
  }
  return { batchItemFailures: [] };
}
