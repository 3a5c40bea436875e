import { Duration } from 'aws-cdk-lib';
import { type DeadLetterQueue, Queue, QueueEncryption } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';

/** The place for what could not be done; encrypted, TLS only, kept for as long as SQS keeps anything. */
export function makeDeadLetters(scope: Construct, id: string): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    retentionPeriod: Duration.days(14),
  });
}

/** A queue for work; `consumerTimeout` is its function's, of which the visibility is six times (AWS's own advice). */
export function makeWorkQueue(
  scope: Construct,
  id: string,
  props: { readonly consumerTimeout: Duration; readonly deadLetterQueue: DeadLetterQueue },
): Queue {
  return new Queue(scope, id, {
    encryption: QueueEncryption.SQS_MANAGED,
    enforceSSL: true,
    visibilityTimeout: Duration.seconds(props.consumerTimeout.toSeconds() * 6),
    deadLetterQueue: props.deadLetterQueue,
  });
}
