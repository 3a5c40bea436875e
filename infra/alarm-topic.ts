import { CfnCondition, CfnParameter, Fn, Stack } from 'aws-cdk-lib';
import { CfnBudget } from 'aws-cdk-lib/aws-budgets';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import type { Key } from 'aws-cdk-lib/aws-kms';
import { CfnSubscription, Topic } from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { alarmNames } from '#contracts/alarms.ts';

/** Where alarms are told: one encrypted topic, to which a pager, a chat or an address is subscribed. */
export class AlarmTopic extends Construct {
  readonly topic: Topic;

  constructor(scope: Construct, id: string, props: { readonly key: Key }) {
    super(scope, id);
    this.topic = new Topic(this, 'Topic', {
      displayName: `${Stack.of(this).stackName}: alarms`,
      masterKey: props.key,
      enforceSSL: true,
    });
    for (const service of ['cloudwatch', 'budgets']) {
      this.topic.addToResourcePolicy(
        new PolicyStatement({
          principals: [new ServicePrincipal(`${service}.amazonaws.com`)],
          actions: ['sns:Publish'],
          resources: [this.topic.topicArn],
          conditions: { StringEquals: { 'aws:SourceAccount': Stack.of(this).account } },
        }),
      );
    }
    this.subscribeAddress();
  }

  private subscribeAddress(): void {
    const address = new CfnParameter(this, 'Email', {
      type: 'String',
      default: '',
      description: 'Who is told of alarms by mail; nobody, if it is empty. The address must confirm once.',
    });
    address.overrideLogicalId('AlarmEmail');
    const given = new CfnCondition(this, 'EmailGiven', {
      expression: Fn.conditionNot(Fn.conditionEquals(address.valueAsString, '')),
    });
    const subscription = new CfnSubscription(this, 'ByEmail', {
      topicArn: this.topic.topicArn,
      protocol: 'email',
      endpoint: address.valueAsString,
    });
    subscription.cfnOptions.condition = given;
  }
}

/** The account's costs of a month: told at four fifths, at the whole, and as soon as the forecast goes beyond it. */
export class Spending extends Construct {
  constructor(scope: Construct, id: string, props: { readonly topic: Topic }) {
    super(scope, id);
    const limit = new CfnParameter(this, 'Limit', {
      type: 'Number',
      default: 200,
      minValue: 1,
      description: 'US dollars that the account should cost in a month at most.',
    });
    limit.overrideLogicalId('MonthlyBudgetUsd');
    const told = (notificationType: 'ACTUAL' | 'FORECASTED', threshold: number) => ({
      notification: {
        notificationType,
        threshold,
        thresholdType: 'PERCENTAGE',
        comparisonOperator: 'GREATER_THAN',
      },
      subscribers: [{ subscriptionType: 'SNS', address: props.topic.topicArn }],
    });
    const budget = new CfnBudget(this, 'Budget', {
      budget: {
        budgetName: `${Stack.of(this).stackName}.${alarmNames.spending}`,
        budgetType: 'COST',
        timeUnit: 'MONTHLY',
        budgetLimit: { amount: limit.valueAsNumber, unit: 'USD' },
      },
      notificationsWithSubscribers: [told('ACTUAL', 80), told('ACTUAL', 100), told('FORECASTED', 100)],
    });
    // Whoever makes a notification sends a trial first: the topic must let it in by then.
    budget.node.addDependency(props.topic);
  }
}
