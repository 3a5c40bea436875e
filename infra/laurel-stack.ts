import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { LoyaltyApi } from './api.ts';
import { FactBus, FactPublishing } from './facts.ts';
import { LoyaltyFunctions, timeoutOf } from './functions.ts';
import { SealSecret } from './secret.ts';
import type { Stage } from './stage.ts';
import { ShardQueue, Sweep } from './sweep.ts';
import { LoyaltyTable } from './table.ts';

export interface LaurelStackProps extends StackProps {
  readonly stage: Stage;
  /** The name under which the table is made; by default CDK makes one up. */
  readonly tableName?: string;
}

/** One brand's Laurel: a table, the functions around it, and what calls them. */
export class LaurelStack extends Stack {
  constructor(scope: Construct, id: string, props: LaurelStackProps) {
    super(scope, id, props);
    const { stage, tableName } = props;
    const { table } = new LoyaltyTable(this, 'Loyalty', { stage, tableName });
    const { bus } = new FactBus(this, 'Facts');
    const { secret } = new SealSecret(this, 'Seal', { stage });
    const { queue } = new ShardQueue(this, 'Shards', { consumerTimeout: timeoutOf('sweep-shard') });

    const { byName: functions } = new LoyaltyFunctions(this, 'Functions', {
      stage,
      resources: {
        tableName: { value: table.tableName, arn: table.tableArn },
        factBusName: { value: bus.eventBusName, arn: bus.eventBusArn },
        shardQueueUrl: { value: queue.queueUrl, arn: queue.queueArn },
        sealSecretArn: { value: secret.secretArn, arn: secret.secretArn },
      },
    });

    const api = new LoyaltyApi(this, 'Http', { stage, functions });
    new FactPublishing(this, 'FactPublishing', { table, publishFacts: functions['publish-facts'] });
    new Sweep(this, 'Sweep', {
      startSweep: functions['start-sweep'],
      sweepShard: functions['sweep-shard'],
      shardQueue: queue,
    });

    new CfnOutput(this, 'ApiUrl', { value: api.url });
    new CfnOutput(this, 'TableName', { value: table.tableName });
    new CfnOutput(this, 'BusName', { value: bus.eventBusName });
  }
}
