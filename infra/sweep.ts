import { Duration, Stack } from 'aws-cdk-lib';
import { Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { Schedule, ScheduleExpression } from 'aws-cdk-lib/aws-scheduler';
import { LambdaInvoke } from 'aws-cdk-lib/aws-scheduler-targets';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { useOfKey } from './encryption.ts';
import { makeDeadLetters, type WorkQueue } from './queue.ts';

/** Shards that are swept at once: enough for a turn of the period, few enough that tills keep the table's capacity. */
const SWEEPS_AT_ONCE = 10;

/** Schedule → `start-sweep` → queue of shards → `sweep-shard`: what time changes becomes durable and is published. */
export class Sweep extends Construct {
  /** Starts that the schedule could not make. */
  readonly missedStarts: Queue;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly startSweep: IFunction;
      readonly sweepShard: IFunction;
      readonly shards: WorkQueue;
      readonly key: Key | undefined;
    },
  ) {
    super(scope, id);
    props.shards.isWorkedOffBy(props.sweepShard, SWEEPS_AT_ONCE);
    this.missedStarts = makeDeadLetters(this, 'MissedStarts', props.key);
    new Schedule(this, 'EveryFiveMinutes', {
      schedule: ScheduleExpression.rate(Duration.minutes(5)),
      // The target lets the role invoke this one function and write to these dead letters.
      target: new LambdaInvoke(props.startSweep, {
        role: this.makeRole(props.key),
        deadLetterQueue: this.missedStarts,
        maxEventAge: Duration.minutes(5),
        retryAttempts: 3,
      }),
      description: 'Laurel: looks for members whom time has changed.',
    });
  }
  private makeRole(key: Key | undefined): Role {
    const { account } = Stack.of(this);
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com', {
        conditions: { StringEquals: { 'aws:SourceAccount': account } },
      }),
    });
    if (key !== undefined) role.addToPolicy(useOfKey(key, ['sqs']));
    return role;
  }
}
