import { Duration } from 'aws-cdk-lib';
import type { ITable, ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
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
import { keyFamilies, tableLayout } from '#contracts/table-layout.ts';

/**
 * The table's stream → `watch-audit`: whoever modifies or removes what the audit has told, by whatever way, is noticed. A mapping
 * of its own, so that nothing waits here behind facts that a bus does not take; a shard of the stream has two readers at most,
 * and these are the two.
 */
export class AuditWatching extends Construct {
  /** The mapping's own id, by which its metrics are found. */
  readonly mappingId: string;

  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly table: ITableV2;
      readonly watchAudit: IFunction;
      readonly failedRecords: IEventSourceDlq;
    },
  ) {
    super(scope, id);
    // The source asks for the first kind of table, and uses nothing of it that the second has not.
    const source = new DynamoEventSource(props.table as unknown as ITable, {
      startingPosition: StartingPosition.TRIM_HORIZON,
      batchSize: 100,
      bisectBatchOnError: true,
      retryAttempts: -1,
      maxRecordAge: Duration.hours(6),
      onFailure: props.failedRecords,
      filters: ['MODIFY', 'REMOVE'].map(changedEntries),
      metricsConfig: { metrics: [MetricType.EVENT_COUNT] },
    });
    props.watchAudit.addEventSource(source);
    this.mappingId = source.eventSourceMappingId;
  }
}

const changedEntries = (eventName: string) =>
  FilterCriteria.filter({
    eventName: FilterRule.isEqual(eventName),
    dynamodb: {
      Keys: { [tableLayout.partitionKey]: { S: FilterRule.beginsWith(keyFamilies.audit.replace('*', '')) } },
    },
  });
