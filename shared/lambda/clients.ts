import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { EventBridgeClient } from '@aws-sdk/client-eventbridge';
import { SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { SQSClient } from '@aws-sdk/client-sqs';

/**
 * Clients, to be made once an instance: a handler calls these where its module loads. A call that hangs is given up
 * in time for the till to be told to send again.
 */
const requestHandler = { connectionTimeout: 1_000, requestTimeout: 3_000, throwOnRequestTimeout: true };

export const dynamoDbClient = (): DynamoDBClient => new DynamoDBClient({ requestHandler });

export const eventBridgeClient = (): EventBridgeClient => new EventBridgeClient({ requestHandler });

/** The endpoint stays the configured one: a queue's address may name another host than we can reach. */
export const sqsClient = (): SQSClient => new SQSClient({ requestHandler, useQueueUrlAsEndpoint: false });

export const secretsManagerClient = (): SecretsManagerClient => new SecretsManagerClient({ requestHandler });
