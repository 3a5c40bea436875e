import { Duration } from 'aws-cdk-lib';
import { BackupPlan, BackupPlanRule, BackupResource, BackupVault } from 'aws-cdk-lib/aws-backup';
import type { ITableV2 } from 'aws-cdk-lib/aws-dynamodb';
import { Schedule } from 'aws-cdk-lib/aws-events';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf, type Settings } from './settings.ts';

/** No longer, since an erased person's data goes with the last backup that holds it; the table's own past is as long. */
const KEPT = Duration.days(35);

/** A backup a day in a vault of its own: whoever may delete the table may not delete these. */
export class Backups extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly settings: Settings; readonly table: ITableV2; readonly key: Key },
  ) {
    super(scope, id);
    const backupVault = new BackupVault(this, 'Vault', {
      encryptionKey: props.key,
      blockRecoveryPointDeletion: true,
      removalPolicy: removalOf(props.settings),
    });
    const plan = new BackupPlan(this, 'Plan', { backupVault });
    plan.addRule(
      new BackupPlanRule({
        ruleName: 'daily',
        scheduleExpression: Schedule.cron({ hour: '2', minute: '30' }),
        startWindow: Duration.hours(1),
        completionWindow: Duration.hours(6),
        deleteAfter: KEPT,
      }),
    );
    plan.addSelection('Table', { resources: [BackupResource.fromArn(props.table.tableArn)] });
  }
}
