import { RemovalPolicy } from 'aws-cdk-lib';
import { Secret } from 'aws-cdk-lib/aws-secretsmanager';
import { Construct } from 'constructs';
import type { Stage } from './stage.ts';

/** The key with which quotes, cursors and link codes are sealed: made by AWS, seen by nobody. */
export class SealSecret extends Construct {
  readonly secret: Secret;

  constructor(scope: Construct, id: string, props: { readonly stage: Stage }) {
    super(scope, id);
    this.secret = new Secret(this, 'Secret', {
      description: 'Laurel: seals quotes, cursors and one-time codes.',
      generateSecretString: { passwordLength: 64, excludePunctuation: true },
      removalPolicy: props.stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
  }
}
