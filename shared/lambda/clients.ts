import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';
import { heedingDeadline } from './deadline.ts';

/**
 * Clients, to be made once an instance: a handler calls these where its module loads. An attempt that hangs is given up
 * after three seconds and made again; all of them end with their request's deadline.
 */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

export const dynamoDbClient = (): DynamoDBClient => heedingDeadline(new DynamoDBClient({ requestHandler }));

export const eventBridgeClient = (): EventBridgeClient =>
  heedingDeadline(new EventBridgeClient({ requestHandler }));

/** The endpoint stays the configured one: a queue's address may name another host than we can reach. */
export const sqsClient = (): SQSClient =>
  heedingDeadline(new SQSClient({ requestHandler, useQueueUrlAsEndpoint: false }));

export const secretsManagerClient = (): SecretsManagerClient =>
  heedingDeadline(new SecretsManagerClient({ requestHandler }));
