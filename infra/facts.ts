import { Duration } from 'aws-cdk-lib';
import type { TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { EventBus } from 'aws-cdk-lib/aws-events';
import { FilterCriteria, FilterRule, StartingPosition } from 'aws-cdk-lib/aws-lambda';
import { DynamoEventSource, SqsDlq } from 'aws-cdk-lib/aws-lambda-event-sources';
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { Construct } from 'constructs';
import { tableLayout } from '#contracts/table-layout.ts';
import { makeDeadLetters } from './queue.ts';

/** Where facts are told: a bus of its own, to which a brand connects what it likes by rules of its own. */
export class FactBus extends Construct {
  readonly bus: EventBus;

  constructor(scope: Construct, id: string) {
    super(scope, id);
    this.bus = new EventBus(this, 'Bus', {
      description: 'Laurel: what changed for members, one event a fact.',
    });
  }
}

/** The table's stream → `publish-facts`: what was stored as a fact is told on the bus, at least once. */
export class FactPublishing extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly table: TableV2; readonly publishFacts: NodejsFunction },
  ) {
    super(scope, id);
    props.publishFacts.addEventSource(
      new DynamoEventSource(props.table, {
        startingPosition: StartingPosition.TRIM_HORIZON,
        batchSize: 100,
        bisectBatchOnError: true,
        reportBatchItemFailures: true,
        retryAttempts: 5,
        maxRecordAge: Duration.hours(1),
        onFailure: new SqsDlq(makeDeadLetters(this, 'DeadFacts')),
        filters: [newFactsOnly],
      }),
    );
  }
}

const newFactsOnly = FilterCriteria.filter({
  eventName: FilterRule.isEqual('INSERT'),
  dynamodb: {
    Keys: { [tableLayout.sortKey]: { S: FilterRule.beginsWith(tableLayout.factSortKeyPrefix) } },
  },
});
