import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { Alarm, ComparisonOperator, type IMetric, Stats, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { SnsAction } from 'aws-cdk-lib/aws-cloudwatch-actions';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { ITopic } from 'aws-cdk-lib/aws-sns';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { type AlarmName, alarmNames } from '#contracts/alarms.ts';
import type { FunctionName } from '#contracts/environment.ts';
import { metricNames } from '#contracts/metrics.ts';
import { SHARDS } from '#contracts/table-layout.ts';
import { constructId, functionNames } from './functions.ts';
import {
  apiErrors,
  apiLatency,
  apiRequests,
  emitted,
  emittedByAll,
  FIVE_MINUTES,
  faultsOf,
  functionThrottles,
  iteratorAgeOf,
  mappingMetric,
  percentOf,
  requestThrottles,
  sumOf,
  throttlesOf,
} from './watched-metrics.ts';

/** The parts of the stack that alarms look at. */
export interface Watched {
  readonly api: HttpApi;
  readonly functions: Readonly<Record<FunctionName, LambdaFunction>>;
  readonly live: Readonly<Record<FunctionName, Alias>>;
  readonly table: ITableV2;
  readonly factMappingId: string;
  readonly auditMappingId: string;
  readonly shardQueue: Queue;
  readonly deadLetters: Readonly<Record<string, Queue>>;
}

/** One alarm: over how many of the last periods of five minutes the metric must be at `threshold` or more. */
interface Watch {
  readonly alarm: AlarmName;
  /** Which one, where an alarm is made several times. */
  readonly which?: string;
  readonly metric: IMetric;
  readonly threshold: number;
  /** Periods that must be bad, of as many that are looked at; 1 of 1 where nothing is said. */
  readonly bad?: number;
  readonly of?: number;
  /** The alarm is about too little instead of too much: less than `threshold`, or nothing at all. */
  readonly tooLittle?: boolean;
}

/** The alarms that `docs/runbook.md` explains, all of them told to one topic. */
export class Alarms extends Construct {
  readonly all: readonly Alarm[];
  /** By which deploys go back. */
  readonly faults: Readonly<Record<FunctionName, Alarm>>;
  readonly apiErrors: Alarm;

  constructor(scope: Construct, id: string, props: { readonly watched: Watched; readonly topic: ITopic }) {
    super(scope, id);
    const { watched, topic } = props;
    const action = new SnsAction(topic);
    const make = (watch: Watch): Alarm => {
      const alarm = this.make(watch);
      alarm.addAlarmAction(action);
      alarm.addOkAction(action);
      return alarm;
    };
    this.faults = Object.fromEntries(
      functionNames.map((name) => [name, make(faultWatch(name, watched))]),
    ) as Record<FunctionName, Alarm>;
    this.apiErrors = make(apiErrorWatch(watched));
    const others = [...watchesOfTills(this, watched), ...watchesOfCapacity(this, watched)];
    const background = watchesOfBackground(this, watched);
    this.all = [...Object.values(this.faults), this.apiErrors, ...[...others, ...background].map(make)];
  }

  private make({ alarm, which, metric, threshold, bad = 1, of = bad, tooLittle = false }: Watch): Alarm {
    const name = [alarm, ...(which === undefined ? [] : [which])];
    return new Alarm(this, name.map(constructId).join(''), {
      alarmName: [Stack.of(this).stackName, ...name].join('.'),
      alarmDescription: `What to do: docs/runbook.md, "${alarm}".`,
      metric,
      threshold,
      datapointsToAlarm: bad,
      evaluationPeriods: of,
      comparisonOperator: tooLittle
        ? ComparisonOperator.LESS_THAN_THRESHOLD
        : ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: tooLittle ? TreatMissingData.BREACHING : TreatMissingData.NOT_BREACHING,
    });
  }
}

/** A stray time-out wakes nobody; two in five minutes do. */
const faultWatch = (name: FunctionName, { live }: Watched): Watch => ({
  alarm: alarmNames.functionFaults,
  which: name,
  metric: faultsOf(live[name], name),
  threshold: 2,
});

const apiErrorWatch = ({ api }: Watched): Watch => ({
  alarm: alarmNames.apiErrors,
  metric: percentOf('% of requests answered 5xx', apiErrors(api), apiRequests(api)),
  threshold: 2,
});

/** Refused or late answers: tills feel them at once. */
function watchesOfTills(scope: Construct, { api, functions }: Watched): Watch[] {
  const writes = ['quote-receipt', 'score-receipt'] as const;
  const refused = sumOf('refused', ...writes.map((name) => emitted(scope, metricNames.requestRefused, name)));
  const asked = sumOf(
    'asked',
    ...writes.map((name) =>
      functions[name].metricInvocations({ statistic: Stats.SUM, period: FIVE_MINUTES }),
    ),
  );
  return [
    {
      alarm: alarmNames.slowAnswers,
      metric: apiLatency(api, Stats.percentile(99)),
      threshold: Duration.seconds(1).toMilliseconds(),
      bad: 3,
    },
    // A receipt that is valid is never refused: what is refused, a till makes wrong, and may go on making wrong.
    {
      alarm: alarmNames.refusals,
      metric: percentOf('% of quotes and receipts refused', refused, asked),
      threshold: 5,
      bad: 3,
    },
    {
      alarm: alarmNames.askedToTryAgain,
      metric: emittedByAll(scope, metricNames.askedToTryAgain),
      threshold: 50,
      bad: 2,
      of: 3,
    },
  ];
}

/** Where a quota or a throttle is met. */
const watchesOfCapacity = (scope: Construct, { table }: Watched): Watch[] => [
  { alarm: alarmNames.requestsThrottled, metric: requestThrottles(scope), threshold: 50, bad: 2, of: 3 },
  { alarm: alarmNames.functionsThrottled, metric: functionThrottles(), threshold: 1 },
  // A throttle alone is tried again by the client within milliseconds.
  { alarm: alarmNames.tableThrottled, metric: throttlesOf(table), threshold: 20 },
];

/** Work that nobody waits for, and so nobody would miss. */
function watchesOfBackground(scope: Construct, watched: Watched): Watch[] {
  const { functions, factMappingId, auditMappingId, shardQueue, deadLetters } = watched;
  const givenUp = [factMappingId, auditMappingId].flatMap((mappingId) => [
    mappingMetric(mappingId, 'OnFailureDestinationDeliveredEventCount'),
    mappingMetric(mappingId, 'DroppedEventCount'),
  ]);
  return [
    {
      alarm: alarmNames.factsBehind,
      metric: iteratorAgeOf(functions['publish-facts']),
      threshold: FIVE_MINUTES.toMilliseconds(),
    },
    { alarm: alarmNames.failedRecords, metric: sumOf('records given up', ...givenUp), threshold: 1 },
    {
      alarm: alarmNames.auditChanged,
      metric: emitted(scope, metricNames.auditChanged, 'watch-audit'),
      threshold: 1,
    },
    ...Object.entries(deadLetters).map(([which, queue]) => ({
      alarm: alarmNames.deadLetters,
      which,
      metric: queue.metricApproximateNumberOfMessagesVisible({
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
      threshold: 1,
    })),
    // Shards come every five minutes: one that is a quarter of an hour old was passed by three times.
    {
      alarm: alarmNames.sweepBehind,
      metric: shardQueue.metricApproximateAgeOfOldestMessage({
        statistic: Stats.MAXIMUM,
        period: FIVE_MINUTES,
      }),
      threshold: Duration.minutes(15).toSeconds(),
    },
    {
      alarm: alarmNames.sweepSilent,
      metric: emitted(scope, metricNames.shardsSwept, 'sweep-shard'),
      threshold: SHARDS,
      bad: 3,
      tooLittle: true,
    },
    // Who is only busy gets through with the next tick.
    {
      alarm: alarmNames.membersNotSwept,
      metric: emitted(scope, metricNames.membersNotSwept, 'sweep-shard'),
      threshold: 1,
      bad: 3,
    },
  ];
}
