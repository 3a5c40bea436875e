import { ArnFormat, Stack } from 'aws-cdk-lib';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { Key } from 'aws-cdk-lib/aws-kms';
import { Construct } from 'constructs';
import { removalOf, type Settings } from './settings.ts';

/** Services that ask, on a caller's behalf, whether the caller may use the key; the last two also write under it. */
export type KeyedService = 'dynamodb' | 'secretsmanager' | 'sqs' | 's3';

/** Keys of one's own: one for what is stored, only where `hardened`; one for the alarms' topic, wherever it is. */
export class EncryptionKeys extends Construct {
  /** Table, queues, secret, logs and failed records; without it AWS encrypts them with keys of its own. */
  readonly data: Key | undefined;
  /** CloudWatch cannot publish to a topic under the key that AWS manages for SNS. */
  readonly alarms: Key | undefined;

  constructor(scope: Construct, id: string, props: { readonly settings: Settings }) {
    super(scope, id);
    const { settings } = props;
    if (settings.hardened) this.data = this.makeDataKey(settings);
    if (settings.watched) this.alarms = this.makeAlarmKey(settings);
  }

  private makeDataKey(settings: Settings): Key {
    const key = new Key(this, 'Data', {
      description: 'Laurel: what is stored.',
      enableKeyRotation: true,
      removalPolicy: removalOf(settings),
    });
    const stack = Stack.of(this);
    key.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal(`logs.${stack.region}.amazonaws.com`)],
        actions: ['kms:Encrypt', 'kms:Decrypt', 'kms:ReEncrypt*', 'kms:GenerateDataKey*', 'kms:DescribeKey'],
        resources: ['*'],
        conditions: {
          ArnLike: {
            'kms:EncryptionContext:aws:logs:arn': stack.formatArn({
              service: 'logs',
              resource: 'log-group',
              resourceName: '*',
              arnFormat: ArnFormat.COLON_RESOURCE_NAME,
            }),
          },
        },
      }),
    );
    return key;
  }

  private makeAlarmKey(settings: Settings): Key {
    const key = new Key(this, 'Alarms', {
      description: 'Laurel: the topic of the alarms.',
      enableKeyRotation: true,
      removalPolicy: removalOf(settings),
    });
    for (const service of ['cloudwatch', 'budgets']) {
      key.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['kms:Decrypt', 'kms:GenerateDataKey*'],
          resources: ['*'],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
    }
    return key;
  }
}

/** A role's rights to the key of the data that it works with; through the services, never by itself. */
export function useOfKey(key: Key, services: readonly KeyedService[]): PolicyStatement {
  const { region } = Stack.of(key);
  const writes = services.includes('sqs') || services.includes('s3');
  return new PolicyStatement({
    actions: ['kms:Decrypt', ...(writes ? ['kms:GenerateDataKey'] : [])],
    resources: [key.keyArn],
    conditions: {
      StringEquals: { 'kms:ViaService': services.map((service) => `${service}.${region}.amazonaws.com`) },
    },
  });
}
