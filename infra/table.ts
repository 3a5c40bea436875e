import { Stack } from 'aws-cdk-lib';
import {
  AttributeType,
  Billing,
  type CfnGlobalTable,
  type ITableV2,
  ProjectionType,
  StreamViewType,
  TableV2,
} from 'aws-cdk-lib/aws-dynamodb';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { tableLayout } from '#contracts/table-layout.ts';
import { removalOf, type Settings } from './settings.ts';

const string = (name: string) => ({ name, type: AttributeType.STRING });

/**
 * The one table, its two keys-only indexes and its stream. In `prod` it outlives the stack. A restore makes a new
 * table, so the stack also takes one that is there already.
 */
export class LoyaltyTable extends Construct {
  readonly table: ITableV2;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly settings: Settings; readonly key: Key | undefined },
  ) {
    super(scope, id);
    const { table } = props.settings;
    this.table =
      table.kind === 'new'
        ? this.make(props.settings, props.key, table.name)
        : TableV2.fromTableAttributes(this, 'Existing', {
            tableArn: Stack.of(this).formatArn({
              service: 'dynamodb',
              resource: 'table',
              resourceName: table.name,
            }),
            tableStreamArn: table.streamArn,
          });
  }

  private make(settings: Settings, key: Key | undefined, tableName: string | undefined): TableV2 {
    const table = new TableV2(this, 'Table', {
      tableName,
      partitionKey: string(tableLayout.partitionKey),
      sortKey: string(tableLayout.sortKey),
      billing: Billing.onDemand(),
      dynamoStream: StreamViewType.NEW_AND_OLD_IMAGES,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      deletionProtection: settings.stage === 'prod',
      removalPolicy: removalOf(settings),
      contributorInsightsSpecification: settings.hardened ? { enabled: true } : undefined,
      globalSecondaryIndexes: [tableLayout.dueIndex, tableLayout.entryIndex].map((index) => ({
        indexName: index.name,
        partitionKey: string(index.partitionKey),
        sortKey: string(index.sortKey),
        projectionType: ProjectionType.KEYS_ONLY,
      })),
    });
    if (key !== undefined) encryptUnder(key, table);
    return table;
  }
}

/** As `TableEncryptionV2.customerManagedKey`, which only works where the region is known at synthesis. */
function encryptUnder(key: Key, table: TableV2): void {
  const resource = table.node.defaultChild as CfnGlobalTable;
  resource.addPropertyOverride('SSESpecification', { SSEEnabled: true, SSEType: 'KMS' });
  resource.addPropertyOverride('Replicas.0.SSESpecification', { KMSMasterKeyId: key.keyArn });
}
