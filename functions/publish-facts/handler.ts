import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda';
import { factEventOf } from '#contracts/fact-events.ts';
import { metricNames } from '#contracts/metrics.ts';
import { asideQueue } from '#lambda/aside-queue.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { eventBridgeClient, sqsClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { eventBus } from '#lambda/event-bus.ts';
import { count } from '#lambda/instruments.ts';
import { friendsFirst } from '#lambda/referral-queue.ts';
import { newImageOf, publishRecords } from '#lambda/stream-record.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { factsOfItem } from '#table/codecs/facts-item.ts';

const { factBusName, asideQueueUrl, referralQueueUrl } = readEnvironment('publish-facts');
const bus = eventBus(traced(eventBridgeClient()), factBusName);
const sqs = traced(sqsClient());
const aside = asideQueue(sqs, asideQueueUrl);
const publish = friendsFirst(sqs, referralQueueUrl, bus);

export const handler = backgroundHandler(
  'publish-facts',
  async ({ Records }: DynamoDBStreamEvent): Promise<DynamoDBBatchResponse> => {
    const { batchItemFailures, published, notPublished, putAside } = await publishRecords(
      {
        eventsOf: (record) => factsOfItem(newImageOf(record)).map(factEventOf),
        publish,
        putAside: aside.keep,
      },
      Records,
    );
    count(metricNames.factsPublished, published);
    count(metricNames.factsNotPublished, notPublished);
    count(metricNames.factsPutAside, putAside);
    return { batchItemFailures };
  },
  [tracedRun()],
);
