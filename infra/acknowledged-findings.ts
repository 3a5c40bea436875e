import { type Stack, Validations } from 'aws-cdk-lib';

/** A finding of cdk-nag that stays, and why. Listed in `docs/security.md`, which a test keeps current. */
export interface AcknowledgedFinding {
  /** Pack, rule and, where a rule finds several things, which. */
  readonly id: string;
  /** Constructs below the stack to which it is confined, with what they hold. */
  readonly at: readonly string[];
  readonly reason: string;
}

export const acknowledgedFindings: readonly AcknowledgedFinding[] = [
  {
    id: 'AwsSolutions::AwsSolutions-APIG4',
    at: ['GET--openapi.json', 'GET--docs', 'GET--health']
      .map((route) => `Http/Api/${route}`)
      .concat('Http/UnknownRoute'),
    reason:
      'Open on purpose: the API’s description, whether it answers, and the 404 of unknown paths tell nothing about ' +
      'anybody. Throttled apart from the other routes, and in prod held to five runs at once.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-COG2',
    at: ['Members/Pool'],
    reason:
      'Members choose a second factor; forcing one on every shopper would keep them out of their loyalty app. ' +
      'Administrators must have one.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-COG8',
    at: ['Members/Pool', 'Admins/Pool'],
    reason:
      'The Plus plan is paid for each active user: for a million members more than all the rest of the bill. The ' +
      'administrators’ pool has it with the option hardened.',
  },
  {
    id:
      'AwsSolutions::AwsSolutions-IAM4[Policy::arn:<AWS::Partition>:iam::aws:policy/service-role/' +
      'AWSBackupServiceRolePolicyForBackup]',
    at: ['Backups/Plan/Table/Role'],
    reason:
      'AWS Backup’s own policy, which grows with the service; the role is used by Backup alone, on the one table of ' +
      'its selection.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::*]',
    at: ['Functions'],
    reason: 'X-Ray’s PutTraceSegments and PutTelemetryRecords know no resources, only *.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-IAM5[Resource::<FailedRecordsBucket8BDE9169.Arn>/aws/lambda/*]',
    at: ['Functions/PublishFactsRole', 'Functions/WatchAuditRole'],
    reason:
      'Lambda makes up the name of each failed batch; the role may only put, under the one prefix it uses.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-S1',
    at: ['FailedRecords/Bucket'],
    reason:
      'Only Lambda writes here, and only when publishing failed for six hours; who reads it is in CloudTrail’s data ' +
      'events, which belong to the account and not to this stack. A log bucket would need the same exception.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-S1',
    at: ['Lasting/Bucket'],
    reason:
      'Only the operator writes here, a few empty objects a year, and each version stays; who did is in CloudTrail’s data ' +
      'events, which belong to the account.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-SMG4',
    at: ['Seal/Secret'],
    reason:
      'Phone digests in the table are keyed by it: a new value by itself would make every stored phone unknown. It is ' +
      'read by five functions, seen by nobody, and more keys may be added, which only open.',
  },
  {
    id: 'AwsSolutions::AwsSolutions-SQS3',
    at: ['Sweep/MissedStarts', 'FactsAside'],
    reason:
      'They are dead letters themselves, of the schedule and of what can never be published, which no rule of nag can see.',
  },
  {
    id: 'Serverless::Serverless-SQSRedrivePolicy',
    at: ['Shards/DeadLetters', 'Referrals/DeadLetters', 'Sweep/MissedStarts', 'FactsAside'],
    reason: 'All are queues of dead letters: there is nothing behind them but the alarm dead-letters.',
  },
  {
    id: 'Serverless::Serverless-LambdaEventSourceMappingDestination',
    at: ['Functions/SweepShardLive', 'Functions/CountReferralLive'],
    reason: 'The mapping reads a queue, which has dead letters of its own; a destination is for streams.',
  },
  {
    id: 'Serverless::Serverless-LambdaDLQ',
    at: ['Functions'],
    reason:
      'A function’s own dead letters are for asynchronous invocations. None is invoked so but start-sweep, by the ' +
      'schedule, which has dead letters itself and comes again in five minutes.',
  },
  {
    id: 'Serverless::Serverless-SNSRedrivePolicy',
    at: ['Watch/Topic/ByEmail'],
    reason:
      'An address that does not take an alarm would not take it from a queue; the alarm’s state stays visible.',
  },
];

/** Acknowledges what stays, as narrowly as it is declared; constructs that this configuration lacks are passed over. */
export function acknowledgeFindings(stack: Stack): void {
  for (const { id, at, reason } of acknowledgedFindings) {
    for (const path of at) {
      const construct = path
        .split('/')
        .reduce<Stack['node'] | undefined>((node, name) => node?.tryFindChild(name)?.node, stack.node);
      if (construct !== undefined)
        Validations.of(construct.scopes.at(-1) ?? stack).acknowledge({ id, reason });
    }
  }
}
