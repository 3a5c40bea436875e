import type { DynamoDBStreamEvent } from 'aws-lambda';
import { metricNames } from '#contracts/metrics.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { count, logger } from '#lambda/instruments.ts';
import { changedPlacesOf } from '#lambda/stream-record.ts';
import { tracedRun } from '#lambda/tracing.ts';

/** Entries of the audit are appended. Whatever else becomes of one is told, whoever did it: the filter lets nothing else through. */
export const handler = backgroundHandler(
  'watch-audit',
  async ({ Records }: DynamoDBStreamEvent): Promise<void> => {
    const changed = changedPlacesOf(Records);
    for (const place of changed) logger.error('audit changed', place);
    count(metricNames.auditChanged, changed.length);
  },
  [tracedRun()],
);
