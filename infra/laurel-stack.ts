import { CfnOutput, Stack, type StackProps } from 'aws-cdk-lib';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import type { Construct } from 'constructs';
import { acknowledgeFindings } from './acknowledged-findings.ts';
import { LoyaltyApi } from './api.ts';
import { AuditWatching } from './audit.ts';
import { Backups } from './backups.ts';
import { EncryptionKeys } from './encryption.ts';
import { FactBus, FactPublishing } from './facts.ts';
import { FailedRecords } from './failed-records.ts';
import { LoyaltyFunctions, timeoutOf } from './functions.ts';
import { identify } from './identity.ts';
import { LastingNotes } from './lasting-notes.ts';
import { makeDeadLetters, WorkQueue } from './queue.ts';
import { SealSecret } from './secret.ts';
import type { Settings } from './settings.ts';
import { Sweep } from './sweep.ts';
import { LoyaltyTable } from './table.ts';
import { Watch } from './watch.ts';

/** Friends of one inviter may come by hundreds; so many functions write for inviters at once. */
const REFERRALS_AT_ONCE = 5;

interface LaurelStackProps extends StackProps {
  readonly settings: Settings;
}

/** One brand's Laurel: a table, the functions around it, and what calls them. */
export class LaurelStack extends Stack {
  constructor(scope: Construct, id: string, props: LaurelStackProps) {
    super(scope, id, { ...props, terminationProtection: props.settings.stage === 'prod' });
    const { settings } = props;
    const keys = new EncryptionKeys(this, 'Keys', { settings });
    const key = keys.data;
    const { table } = new LoyaltyTable(this, 'Loyalty', { settings, key });
    const { bus } = new FactBus(this, 'Facts');
    const { secret } = new SealSecret(this, 'Seal', { settings, key });
    const { shards, referrals, deadLetters, addresses } = makeQueues(this, key);

    const { byName, live } = new LoyaltyFunctions(this, 'Functions', {
      settings,
      key,
      resources: {
        tableName: { value: table.tableName, arn: table.tableArn },
        factBusName: { value: bus.eventBusName, arn: bus.eventBusArn },
        ...addresses,
        sealSecretArn: { value: secret.secretArn, arn: secret.secretArn },
      },
    });

    const people = identify(this, settings);
    const api = new LoyaltyApi(this, 'Http', { settings, functions: live, people, key });
    const failedRecords = new FailedRecords(this, 'FailedRecords', { settings, key });
    const read = { table, failedRecords };
    const publishing = new FactPublishing(this, 'FactPublishing', {
      ...read,
      publishFacts: live['publish-facts'],
    });
    const watching = new AuditWatching(this, 'AuditWatching', { ...read, watchAudit: live['watch-audit'] });
    referrals.isWorkedOffBy(live['count-referral'], REFERRALS_AT_ONCE);
    const sweep = new Sweep(this, 'Sweep', {
      startSweep: live['start-sweep'],
      sweepShard: live['sweep-shard'],
      shards,
      key,
    });
    const lasting = new LastingNotes(this, 'Lasting', { settings, key });
    if (keys.alarms !== undefined) {
      new Watch(this, 'Watch', {
        settings,
        topicKey: keys.alarms,
        accessLog: api.accessLog,
        watched: {
          api: api.api,
          functions: byName,
          live,
          table,
          factMappingId: publishing.mappingId,
          auditMappingId: watching.mappingId,
          shardQueue: shards.queue,
          deadLetters: { ...deadLetters, 'missed-starts': sweep.missedStarts },
        },
      });
    }
    if (key !== undefined) new Backups(this, 'Backups', { settings, table, key });

    putOut(this, {
      ApiUrl: api.url,
      TableName: table.tableName,
      BusName: bus.eventBusName,
      SealSecretArn: secret.secretArn,
      LastingBucketName: lasting.bucket.bucketName,
    });
    acknowledgeFindings(this);
  }
}

/** What waits for a function that works by itself, and what none could do anything with. */
function makeQueues(stack: Stack, key: Key | undefined) {
  const aside = makeDeadLetters(stack, 'FactsAside', key);
  const shards = new WorkQueue(stack, 'Shards', {
    name: 'shards',
    consumerTimeout: timeoutOf('sweep-shard'),
    key,
  });
  // A queue of its own: a stream's shard has two readers at most, both are taken, and one that fails holds up no fact (D46).
  const referrals = new WorkQueue(stack, 'Referrals', {
    name: 'referrals',
    consumerTimeout: timeoutOf('count-referral'),
    key,
  });
  const addressOf = ({ queueUrl, queueArn }: Queue) => ({ value: queueUrl, arn: queueArn });
  return {
    shards,
    referrals,
    deadLetters: { referrals: referrals.deadLetters, shards: shards.deadLetters, facts: aside },
    addresses: {
      shardQueueUrl: addressOf(shards.queue),
      referralQueueUrl: addressOf(referrals.queue),
      asideQueueUrl: addressOf(aside),
    },
  };
}

function putOut(stack: Stack, values: Readonly<Record<string, string>>): void {
  for (const [name, value] of Object.entries(values)) new CfnOutput(stack, name, { value });
}
