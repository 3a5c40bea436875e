import { Duration } from 'aws-cdk-lib';
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type {
  DlqDestinationConfig,
  IEventSourceDlq,
  IEventSourceMapping,
  IFunction,
} from 'aws-cdk-lib/aws-lambda';
import { BlockPublicAccess, Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { removalOf, type Settings } from './settings.ts';

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
    this.bucket = new Bucket(this, 'Bucket', {
      ...(props.key === undefined
        ? { encryption: BucketEncryption.S3_MANAGED }
        : { encryption: BucketEncryption.KMS, encryptionKey: props.key, bucketKeyEnabled: true }),
      enforceSSL: true,
      minimumTLSVersion: 1.2,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      lifecycleRules: [{ expiration: Duration.days(90) }],
      removalPolicy: removalOf(props.settings),
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
