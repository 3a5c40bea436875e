import type { SQSBatchResponse, SQSEvent } from 'aws-lambda';
import { asEpochMs } from '#domain/time/time.ts';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { dynamoDbClient } from '#lambda/clients.ts';
import { readEnvironment } from '#lambda/environment.ts';
import { countedReferrals } from '#lambda/referral-queue.ts';
import { traced, tracedRun } from '#lambda/tracing.ts';
import { countReferral } from '#operations/count-referral.ts';
import { withoutPhones } from '#seals/phone-digest.ts';
import { openTable } from '#table/send.ts';
import { writingPorts } from '#table/writing-ports.ts';

const { tableName } = readEnvironment('count-referral');
const table = openTable(traced(dynamoDbClient()), tableName);
const ports = writingPorts(table, withoutPhones);

export const handler = backgroundHandler(
  'count-referral',
  async (event: SQSEvent, context): Promise<SQSBatchResponse> =>
    countedReferrals(
      ({ at, ...told }) => countReferral(ports, { ...told, at: asEpochMs(at) }),
      event,
      context,
    ),
  [tracedRun()],
);
