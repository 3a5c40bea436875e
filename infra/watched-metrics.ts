import { Duration, Stack } from 'aws-cdk-lib';
import type { HttpApi } from 'aws-cdk-lib/aws-apigatewayv2';
import { type IMetric, MathExpression, Metric, Stats } from 'aws-cdk-lib/aws-cloudwatch';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import type { Alias, Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda';
import type { IConstruct } from 'constructs';
import type { FunctionName } from '#contracts/environment.ts';
import { type MetricName, metricNames } from '#contracts/metrics.ts';
import { tableLayout } from '#contracts/table-layout.ts';

export const FIVE_MINUTES = Duration.minutes(5);

/** A sum over five minutes, of a metric that a function emits. */
export function emitted(scope: IConstruct, name: MetricName, service: FunctionName): Metric {
  const namespace = Stack.of(scope).stackName;
  return new Metric({
    namespace,
    metricName: name,
    dimensionsMap: { service },
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });
}

/** The same over all functions, whichever emit it. */
export function emittedByAll(scope: IConstruct, name: MetricName): IMetric {
  return new MathExpression({
    expression: `SELECT SUM(${name}) FROM SCHEMA("${Stack.of(scope).stackName}", service)`,
    label: name,
    period: FIVE_MINUTES,
  });
}

/** An absent metric counts as zero. */
export function sumOf(label: string, ...metrics: readonly IMetric[]): MathExpression {
  // Sums may stand in one expression, so their parts are named after them.
  const idAt = (at: number) => `${label.toLowerCase().replaceAll(/[^a-z]/g, '')}${at}`;
  return new MathExpression({
    expression: metrics.map((_, at) => `FILL(${idAt(at)}, 0)`).join(' + '),
    usingMetrics: Object.fromEntries(metrics.map((metric, at) => [idAt(at), metric])),
    label,
    period: FIVE_MINUTES,
  });
}

/** Per hundred of `whole`; 0 while there are fewer than twenty, of which a single one would be five. */
export const percentOf = (label: string, part: IMetric, whole: IMetric): MathExpression =>
  new MathExpression({
    expression: 'IF(FILL(whole, 0) >= 20, 100 * FILL(part, 0) / whole, 0)',
    usingMetrics: { part, whole },
    label,
    period: FIVE_MINUTES,
  });

/** Failures behind an alias: thrown, timed out, or answered with 500. */
export function faultsOf(live: Alias, name: FunctionName): MathExpression {
  const thrown = live.metricErrors({ statistic: Stats.SUM, period: FIVE_MINUTES });
  return sumOf(`faults of ${name}`, thrown, emitted(live, metricNames.fault, name));
}

export const iteratorAgeOf = (publishFacts: LambdaFunction): Metric =>
  publishFacts.metric('IteratorAge', { statistic: Stats.MAXIMUM, period: FIVE_MINUTES });

/** A figure of an event source mapping. */
export const mappingMetric = (mappingId: string, metricName: string): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName,
    dimensionsMap: { EventSourceMappingUUID: mappingId },
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

export const apiRequests = (api: HttpApi): Metric =>
  api.metricCount({ statistic: Stats.SUM, period: FIVE_MINUTES });
export const apiErrors = (api: HttpApi): Metric =>
  api.metricServerError({ statistic: Stats.SUM, period: FIVE_MINUTES });
export const apiLatency = (api: HttpApi, statistic: string): Metric =>
  api.metricLatency({ statistic, period: FIVE_MINUTES });

/** Reads and writes that the table, or an index, did not take at once. */
export function throttlesOf(table: ITableV2): MathExpression {
  const metric = (metricName: string, index?: string) =>
    new Metric({
      namespace: 'AWS/DynamoDB',
      metricName,
      dimensionsMap: {
        TableName: table.tableName,
        ...(index === undefined ? {} : { GlobalSecondaryIndexName: index }),
      },
      statistic: Stats.SUM,
      period: FIVE_MINUTES,
    });
  const indexes = [tableLayout.dueIndex.name, tableLayout.entryIndex.name];
  return sumOf(
    'throttled by the table',
    metric('ReadThrottleEvents'),
    metric('WriteThrottleEvents'),
    ...indexes.map((index) => metric('WriteThrottleEvents', index)),
  );
}

/** The whole account's, since all its functions share one quota. */
export const functionThrottles = (): Metric =>
  new Metric({
    namespace: 'AWS/Lambda',
    metricName: 'Throttles',
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });

/** Counted from the access log. */
export const requestThrottles = (scope: IConstruct): Metric =>
  new Metric({
    namespace: Stack.of(scope).stackName,
    metricName: metricNames.requestsThrottled,
    statistic: Stats.SUM,
    period: FIVE_MINUTES,
  });
