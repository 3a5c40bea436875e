import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type {
  DlqDestinationConfig,
  IEventSourceDlq,
  IEventSourceMapping,
  IFunction,
} from 'aws-cdk-lib/aws-lambda';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { privateBucket } from './bucket.ts';
import type { Settings } from './settings.ts';

/**
 * Where the stream's records go that could not be published: whole, unlike in a queue, whose message only says where
 * in the stream they lay for a day (reliability §4.4). Encrypted, TLS only, forgotten after ninety days.
 */
export class FailedRecords extends Construct implements IEventSourceDlq {
  readonly bucket: Bucket;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly settings: Settings; readonly key: Key | undefined },
  ) {
    super(scope, id);
    this.bucket = privateBucket(this, props, {
      lifecycleRules: [{ expiration: Duration.days(90) }],
    });
  }

  /** CDK's own destination also lets the function read, overwrite and delete what lies there. */
  bind(_mapping: IEventSourceMapping, consumer: IFunction): DlqDestinationConfig {
    for (const [action, resource] of [
      ['s3:PutObject', this.bucket.arnForObjects('aws/lambda/*')],
      ['s3:ListBucket', this.bucket.bucketArn],
    ] as const) {
      consumer.addToRolePolicy(new PolicyStatement({ actions: [action], resources: [resource] }));
    }
    return { destination: this.bucket.bucketArn };
  }
}
