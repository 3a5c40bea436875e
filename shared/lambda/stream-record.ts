import { strict as assert } from 'node:assert';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DynamoDBBatchResponse, DynamoDBRecord } from 'aws-lambda';
import { tableLayout } from '#contracts/table-layout.ts';
import type { Published } from './event-bus.ts';
import { logger, traceOf } from './instruments.ts';

/**
 * The item that a stream's record brings, as the SDK would read it. The two differ in binary values only, which come
 * as base64 text here: items of facts have none.
 */
export function newImageOf({ dynamodb }: DynamoDBRecord): Record<string, AttributeValue> {
  const image = dynamodb?.NewImage;
  assert(image !== undefined, 'a record without a new image came through the filter');
  return image as Record<string, AttributeValue>;
}

/** Where records lie whose item was modified or removed, and which of the two it was; nothing of what they hold. */
export const changedPlacesOf = (
  records: readonly DynamoDBRecord[],
): readonly { readonly what: 'MODIFY' | 'REMOVE'; readonly pk: string; readonly sk: string }[] =>
  records.flatMap(({ eventName, dynamodb }) => {
    const { [tableLayout.partitionKey]: pk, [tableLayout.sortKey]: sk } = dynamodb?.Keys ?? {};
    assert(pk?.S !== undefined && sk?.S !== undefined, 'a record of the stream has no key');
    return eventName === 'MODIFY' || eventName === 'REMOVE' ? [{ what: eventName, pk: pk.S, sk: sk.S }] : [];
  });

interface PublishingPorts<Event> {
  /** A record's events; throws where it cannot be read. */
  readonly eventsOf: (record: DynamoDBRecord) => readonly Event[];
  readonly publish: (events: readonly Event[]) => Promise<Published>;
  /** Keeps a record of which something can never be published. */
  readonly putAside: (record: DynamoDBRecord) => Promise<void>;
}

interface PublishedRecords extends DynamoDBBatchResponse {
  readonly published: number;
  readonly notPublished: number;
  readonly putAside: number;
}

/**
 * Publishes what the records bring, in order. A record that cannot be read, or of which the bus will never take an
 * event, is put aside whole and holds nobody up; the first that has to wait comes again, whole, with all behind it. What
 * cannot even be put aside fails the batch: it comes again, and nothing is lost.
 */
export async function publishRecords<Event>(
  { eventsOf, publish, putAside }: PublishingPorts<Event>,
  records: readonly DynamoDBRecord[],
): Promise<PublishedRecords> {
  const read = records.map((record) => readable(record, eventsOf));
  const events = read.flatMap((own, at) => (own ?? []).map((event) => ({ event, at })));
  const { done, never } = await publish(events.map(({ event }) => event));
  const waiting = events[done]?.at ?? records.length;
  const bad = new Set(never.map((place) => events[place]?.at));
  const aside = records.filter((_, at) => at < waiting && (read[at] === null || bad.has(at)));
  for (const record of aside) await putAside(record);
  const first = records[waiting];
  return {
    batchItemFailures: first === undefined ? [] : [{ itemIdentifier: first.dynamodb?.SequenceNumber ?? '' }],
    published: done - never.length,
    notPublished: events.length - done,
    putAside: aside.length,
  };
}

function readable<Event>(
  record: DynamoDBRecord,
  eventsOf: (record: DynamoDBRecord) => readonly Event[],
): readonly Event[] | null {
  try {
    return eventsOf(record);
  } catch (error) {
    logger.error('unreadable', { ...traceOf(error), eventId: record.eventID });
    return null;
  }
}
