import type { Alarm } from 'aws-cdk-lib/aws-cloudwatch';
import { LambdaApplication, LambdaDeploymentConfig, LambdaDeploymentGroup } from 'aws-cdk-lib/aws-codedeploy';
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Alias } from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import type { FunctionName } from '#contracts/environment.ts';
import { constructId, functionNames } from './functions.ts';
import type { Settings } from './settings.ts';

/**
 * A new version takes a tenth of the calls for ten minutes, then all of them; an alarm in that time moves the alias
 * back, and with it the whole deploy. In `dev` all calls move at once, and back as well.
 */
export class GradualDeploys extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly settings: Settings;
      readonly live: Readonly<Record<FunctionName, Alias>>;
      readonly faults: Readonly<Record<FunctionName, Alarm>>;
      readonly apiErrors: Alarm;
    },
  ) {
    super(scope, id);
    const { live, faults, apiErrors } = props;
    const application = new LambdaApplication(this, 'Application');
    const role = this.makeRole(Object.values(live), [...Object.values(faults), apiErrors]);
    for (const name of functionNames) {
      new LambdaDeploymentGroup(this, constructId(name), {
        application,
        alias: live[name],
        alarms: [faults[name], apiErrors],
        deploymentConfig:
          props.settings.stage === 'prod'
            ? LambdaDeploymentConfig.CANARY_10PERCENT_10MINUTES
            : LambdaDeploymentConfig.ALL_AT_ONCE,
        // CDK would add a policy of AWS's own, which may move the aliases of every function in the account.
        role: role.withoutPolicyUpdates(),
      });
    }
  }

  private makeRole(aliases: readonly Alias[], alarms: readonly Alarm[]): Role {
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('codedeploy.amazonaws.com') });
    role.addToPolicy(
      new PolicyStatement({
        actions: ['lambda:GetAlias', 'lambda:GetProvisionedConcurrencyConfig', 'lambda:UpdateAlias'],
        resources: aliases.flatMap((alias) => [alias.lambda.functionArn, alias.functionArn]),
      }),
    );
    role.addToPolicy(
      new PolicyStatement({
        actions: ['cloudwatch:DescribeAlarms'],
        resources: alarms.map((alarm) => alarm.alarmArn),
      }),
    );
    return role;
  }
}
