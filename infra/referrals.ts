import type { Duration } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { makeWorkQueue } from './queue.ts';

/** Friends of one inviter may come by hundreds; so many functions write for inviters at once. */
const COUNTED_AT_ONCE = 5;

/**
 * The queue of friends who came (D46): what the stream's consumer found waits here for `count-referral`, so that a referral that
 * fails holds up no fact. A stream's shard has two readers at most, and both are taken.
 */
export class ReferralQueue extends Construct {
  readonly queue: Queue;
  readonly deadReferrals: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly consumerTimeout: Duration; readonly key: Key | undefined },
  ) {
    super(scope, id);
    const { queue, deadLetters } = makeWorkQueue(this, 'referrals', props);
    this.queue = queue;
    this.deadReferrals = deadLetters;
  }

  counts(countReferral: IFunction): void {
    countReferral.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency: COUNTED_AT_ONCE,
      }),
    );
  }
}
