import { Duration, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

/** After so many tries a message is put aside. */
const MOST_RECEIVES = 5;

/** Encrypted by SQS, or by a key of one's own. */
const encryptedBy = (key: Key | undefined) =>
  key === undefined
    ? { encryption: QueueEncryption.SQS_MANAGED }
    : { encryption: QueueEncryption.KMS, encryptionMasterKey: key };

/** Kept for as long as SQS keeps anything. */
const RETENTION = Duration.days(14);

/**
 * The place for what could not be started or delivered; encrypted, TLS only. No queue may name it as its own, since
 * its messages come from elsewhere.
 */
export function makeDeadLetters(scope: Construct, id: string, key: Key | undefined): Queue {
  return new Queue(scope, id, {
    ...encryptedBy(key),
    enforceSSL: true,
    retentionPeriod: RETENTION,
    redriveAllowPolicy: { redrivePermission: RedrivePermission.DENY_ALL },
  });
}

/**
 * A queue for work, with the dead letters that only it may fill and that can be sent back to it. `consumerTimeout` is
 * its function's, of which the visibility is six times (AWS's own advice).
 */
export class WorkQueue extends Construct {
  readonly queue: Queue;
  readonly deadLetters: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly name: string; readonly consumerTimeout: Duration; readonly key: Key | undefined },
  ) {
    super(scope, id);
    const stack = Stack.of(this);
    // Either names the other, so one of the two ARNs must be known before the queue is there.
    const queueName = `${stack.stackName}-${props.name}`;
    const queueArn = stack.formatArn({ service: 'sqs', resource: queueName });
    this.deadLetters = new Queue(this, 'DeadLetters', {
      ...encryptedBy(props.key),
      enforceSSL: true,
      retentionPeriod: RETENTION,
      redriveAllowPolicy: { sourceQueues: [Queue.fromQueueArn(this, 'Source', queueArn)] },
    });
    this.queue = new Queue(this, 'Queue', {
      queueName,
      ...encryptedBy(props.key),
      enforceSSL: true,
      visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
      deadLetterQueue: { queue: this.deadLetters, maxReceiveCount: MOST_RECEIVES },
    });
  }

  /** Each message by itself: one that fails is brought again, its neighbours are not. */
  isWorkedOffBy(worker: IFunction, atOnce: number): void {
    worker.addEventSource(
      new SqsEventSource(this.queue, {
        batchSize: 10,
        reportBatchItemFailures: true,
        maxConcurrency: atOnce,
      }),
    );
  }
}
