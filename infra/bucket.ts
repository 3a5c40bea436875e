import type { Key } from 'aws-cdk-lib/aws-kms';
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from 'aws-cdk-lib/aws-s3';
import type { Construct } from 'constructs';
import { removalOf, type Settings } from './settings.ts';

/** A bucket for nobody's eyes: encrypted, under a key of one's own where there is one, over TLS only, kept with `prod`. */
export const privateBucket = (
  scope: Construct,
  { settings, key }: { readonly settings: Settings; readonly key: Key | undefined },
  more: BucketProps,
): Bucket =>
  new Bucket(scope, 'Bucket', {
    ...(key === undefined
      ? { encryption: BucketEncryption.S3_MANAGED }
      : { encryption: BucketEncryption.KMS, encryptionKey: key, bucketKeyEnabled: true }),
    enforceSSL: true,
    minimumTLSVersion: 1.2,
    blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
    removalPolicy: removalOf(settings),
    ...more,
  });
