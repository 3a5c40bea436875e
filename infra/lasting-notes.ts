import type { Key } from 'aws-cdk-lib/aws-kms';
import type { Bucket } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';
import { privateBucket } from './bucket.ts';
import type { Settings } from './settings.ts';

/**
 * What must not come back with a restored table (D105): revoked keys, by opaque ids. Versioned and never forgotten; no function
 * may touch it, the operator's own rights do.
 */
export class LastingNotes extends Construct {
  readonly bucket: Bucket;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly settings: Settings; readonly key: Key | undefined },
  ) {
    super(scope, id);
    this.bucket = privateBucket(this, props, { versioned: true });
  }
}
