import type { Key } from 'aws-cdk-lib/aws-kms';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import { removalOf, type Settings } from './settings.ts';

/** The key with which quotes, cursors and link codes are sealed: made by AWS, seen by nobody. */
export class SealSecret extends Construct {
  readonly secret: Secret;

  constructor(
    scope: Construct,
    id: string,
    props: { readonly settings: Settings; readonly key: Key | undefined },
  ) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Laurel: seals quotes, cursors and one-time codes.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      encryptionKey: props.key,
      removalPolicy: removalOf(props.settings),
    });
  }
}
