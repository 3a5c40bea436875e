import { Duration } from 'aws-cdk-lib';
import type { ITable, ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import {
  FilterCriteria,
  FilterRule,
  type IEventSourceDlq,
  type IFunction,
  MetricType,
  StartingPosition,
} from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import { Construct } from 'constructs';
import { tableLayout } from '#contracts/table-layout.ts';

/** Where facts are published: a bus of its own, to which a brand connects what it likes by rules of its own. */
export class FactBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      description: 'Laurel: what changed for members, one event a fact.',
    });
  }
}

/** The table's stream → `publish-facts`: what was stored as a fact is published on the bus, at least once, for six hours. */
export class FactPublishing extends Construct {
  /** The mapping's own id, by which its metrics are found. */
  readonly mappingId: string;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly table: ITableV2;
      readonly publishFacts: IFunction;
      readonly failedRecords: IEventSourceDlq;
    },
  ) {
    super(scope, id);
    // The source asks for the first kind of table, and uses nothing of it that the second has not.
    const source = new DynamoEventSource(props.table as unknown as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      parallelizationFactor: 10,
      bisectBatchOnError: true,
      reportBatchItemFailures: true,
      // A bus may be gone for hours. What can never be published the function puts aside itself, so nothing waits behind it.
      retryAttempts: -1,
      maxRecordAge: Duration.hours(6),
      onFailure: props.failedRecords,
      filters: [newFactsOnly],
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    props.publishFacts.addEventSource(source);
    this.mappingId = source.eventSourceMappingId;
  }
}

const newFactsOnly = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    Keys: { [tableLayout.sortKey]: { S: FilterRule.beginsWith(tableLayout.factSortKeyPrefix) } },
  },
});
