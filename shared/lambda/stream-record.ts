import { strict as assert } from 'node:assert';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBRecord } from 'aws-lambda';

/**
 * The item that a stream's record brings, as the SDK would read it. The two differ in binary values only, which come
 * as base64 text here: items of facts have none.
 */
export function newImageOf({ dynamodb }: DynamoDBRecord): Record<string, AttributeValue> {
  const image = dynamodb?.NewImage;
  assert(image !== undefined, 'a record without a new image came through the filter');
  return image as Record<string, AttributeValue>;
}
