import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { factEventOf } from '#contracts/fact-events.ts';
import { metricNames } from '#contracts/metrics.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { eventBridgeClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { eventBus } from '#lambda/event-bus.ts';
import { count } from '#lambda/instruments.ts';
import { newImageOf } from '#lambda/stream-record.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { factOfItem } from '#table/codecs/fact-item.ts';

const { factBusName } = readEnvironment('publish-facts');
const bus = eventBus(traced(eventBridgeClient()), factBusName);

export const handler = backgroundHandler(
  'publish-facts',
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const events = Records.map((record) => factEventOf(factOfItem(newImageOf(record))));
    const published = await bus.publish(events);
    count(metricNames.factsPublished, published);
    if (published === Records.length) return { batchItemFailures: [] };
    count(metricNames.factsNotPublished, Records.length - published);
    // The first that failed is where the stream goes on: it and all after it come again.
    return { batchItemFailures: [{ itemIdentifier: Records[published]?.dynamodb?.SequenceNumber ?? '' }] };
  },
  [tracedRun()],
);
