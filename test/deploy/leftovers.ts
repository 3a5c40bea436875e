import { DynamoDBClient, ListTablesCommand } from '@aws-sdk/client-dynamodb';
import { LambdaClient, ListFunctionsCommand } from '@aws-sdk/client-lambda';
import { ListQueuesCommand, SQSClient } from '@aws-sdk/client-sqs';

/** The resources still there after the stack is gone; the stage `dev` leaves nothing behind. */
export async function leftovers(): Promise<readonly string[]> {
  const { TableNames = [] } = await new DynamoDBClient({}).send(new ListTablesCommand({}));
  const { Functions = [] } = await new LambdaClient({}).send(new ListFunctionsCommand({}));
  const { QueueUrls = [] } = await new SQSClient({ useQueueUrlAsEndpoint: false }).send(
    new ListQueuesCommand({}),
  );
  return [
    ...TableNames.map((name) => `table ${name}`),
    ...Functions.map(({ FunctionName }) => `function ${FunctionName}`),
    ...QueueUrls.map((url) => `queue ${url}`),
  ];
}
