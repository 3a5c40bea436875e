import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { factEventOf } from '#contracts/fact-events.ts';
import { metricNames } from '#contracts/metrics.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { eventBridgeClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { eventBus } from '#lambda/event-bus.ts';
import { count } from '#lambda/instruments.ts';
import { failuresAfter, newImageOf } from '#lambda/stream-record.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { factsOfItem } from '#table/codecs/facts-item.ts';

const { factBusName } = readEnvironment('publish-facts');
const bus = eventBus(traced(eventBridgeClient()), factBusName);

export const handler = backgroundHandler(
  'publish-facts',
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const events = Records.map((record) => factsOfItem(newImageOf(record)).map(factEventOf));
    const published = await bus.publish(events.flat());
    count(metricNames.factsPublished, published);
    count(metricNames.factsNotPublished, events.flat().length - published);
    return { batchItemFailures: failuresAfter(published, Records, events) };
  },
  [tracedRun()],
);
