import { Duration } from 'aws-cdk-lib';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { makeDeadLetters, makeWorkQueue } from './queue.ts';

/** The queue of shards to look at; a shard that fails five times is put aside. */
export class ShardQueue extends Construct {
  readonly queue: Queue;

  constructor(scope: Construct, id: string, props: { readonly consumerTimeout: Duration }) {
    super(scope, id);
    this.queue = makeWorkQueue(this, 'Queue', {
      consumerTimeout: props.consumerTimeout,
      deadLetterQueue: { queue: makeDeadLetters(this, 'DeadShards'), maxReceiveCount: 5 },
    });
  }
}

/** Schedule → `start-sweep` → queue of shards → `sweep-shard`: what time changes becomes durable and is told. */
export class Sweep extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly startSweep: NodejsFunction;
      readonly sweepShard: NodejsFunction;
      readonly shardQueue: Queue;
    },
  ) {
    super(scope, id);
    props.sweepShard.addEventSource(
      new SqsEventSource(props.shardQueue, { batchSize: 10, reportBatchItemFailures: true }),
    );
    new Schedule(this, 'EveryFiveMinutes', {
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      // The target makes a role of its own, which may invoke this one function and write to these dead letters.
      target: new LambdaInvoke(props.startSweep, {
        deadLetterQueue: makeDeadLetters(this, 'MissedStarts'),
        maxEventAge: Duration.minutes(5),
        retryAttempts: 3,
      }),
      description: 'Laurel: looks for members whom time has changed.',
    });
  }
}
