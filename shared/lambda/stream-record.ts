import { strict as assert } from 'node:assert';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';

/**
 * The item that a stream's record brings, as the SDK would read it. The two differ in binary values only, which come
 * as base64 text here: items of facts have none.
 */
export function newImageOf({ dynamodb }: DynamoDBRecord): Record<string, AttributeValue> {
  const image = dynamodb?.NewImage;
  assert(image !== undefined, 'a record without a new image came through the filter');
  return image as Record<string, AttributeValue>;
}

/**
 * Where the stream goes on after so many events were taken: at the first record of which one was not. It and all after
 * it come again, whole.
 */
export function failuresAfter(
  taken: number,
  records: readonly DynamoDBRecord[],
  eventsOf: readonly (readonly unknown[])[],
): DynamoDBBatchResponse['batchItemFailures'] {
  let left = taken;
  for (const [index, record] of records.entries()) {
    left -= eventsOf[index]?.length ?? 0;
    if (left < 0) return [{ itemIdentifier: record.dynamodb?.SequenceNumber ?? '' }];
  }
  return [];
}
