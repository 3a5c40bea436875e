import { Duration, Stack } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Queue, QueueEncryption, RedrivePermission } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

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
export function makeWorkQueue(
  scope: Construct,
  name: string,
  props: { readonly consumerTimeout: Duration; readonly key: Key | undefined },
): { readonly queue: Queue; readonly deadLetters: Queue } {
  const stack = Stack.of(scope);
  // Either names the other, so one of the two ARNs must be known before the queue is there.
  const queueName = `${stack.stackName}-${name}`;
  const queueArn = stack.formatArn({ service: 'sqs', resource: queueName });
  const deadLetters = new Queue(scope, 'DeadLetters', {
    ...encryptedBy(props.key),
    enforceSSL: true,
    retentionPeriod: RETENTION,
    redriveAllowPolicy: { sourceQueues: [Queue.fromQueueArn(scope, 'Source', queueArn)] },
  });
  const queue = new Queue(scope, 'Queue', {
    queueName,
    ...encryptedBy(props.key),
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
    deadLetterQueue: { queue: deadLetters, maxReceiveCount: MOST_RECEIVES },
  });
  return { queue, deadLetters };
}
