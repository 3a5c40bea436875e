import { RemovalPolicy } from 'aws-cdk-lib';
import { AttributeType, Billing, ProjectionType, StreamViewType, TableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Construct } from 'constructs';
import { tableLayout } from '#contracts/table-layout.ts';
import type { Stage } from './stage.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/** The one table, its two keys-only indexes and its stream. In `prod` it outlives the stack. */
export class LoyaltyTable extends Construct {
  readonly table: TableV2;

  constructor(scope: Construct, id: string, props: { readonly stage: Stage; readonly tableName?: string }) {
    super(scope, id);
    const keep = props.stage === 'prod';
    this.table = new TableV2(this, 'Table', {
      tableName: props.tableName,
      partitionKey: string(tableLayout.partitionKey),
      sortKey: string(tableLayout.sortKey),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: keep,
      removalPolicy: keep ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      globalSecondaryIndexes: [tableLayout.dueIndex, tableLayout.entryIndex].map((index) => ({
        indexName: index.name,
        partitionKey: string(index.partitionKey),
        sortKey: string(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      })),
    });
  }
}
