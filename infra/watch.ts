import type { Key } from 'aws-cdk-lib/aws-kms';
import { FilterPattern, type LogGroup, MetricFilter } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { AlarmTopic, Spending } from './alarm-topic.ts';
import { Alarms, type Watched } from './alarms.ts';
import { OperatorsPage } from './dashboard.ts';
import { GradualDeploys } from './gradual-deploys.ts';
import type { Settings } from './settings.ts';
import { requestThrottles } from './watched-metrics.ts';

/** A deployment's watch: alarms and their topic, the page, the budget, deploys that go back. */
export class Watch extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: {
      readonly settings: Settings;
      readonly topicKey: Key;
      readonly accessLog: LogGroup;
      readonly watched: Watched;
    },
  ) {
    super(scope, id);
    const { settings, watched } = props;
    const { topic } = new AlarmTopic(this, 'Topic', { key: props.topicKey });
    const alarms = new Alarms(this, 'Alarms', { watched, topic });
    new OperatorsPage(this, 'Dashboard', { watched, alarms: alarms.all });
    new Spending(this, 'Spending', { topic });
    new GradualDeploys(this, 'Deploys', { settings, live: watched.live, ...alarms });
    const throttled = requestThrottles(this);
    new MetricFilter(this, 'ThrottledRequests', {
      logGroup: props.accessLog,
      filterPattern: FilterPattern.stringValue('$.status', '=', '429'),
      metricNamespace: throttled.namespace,
      metricName: throttled.metricName,
      metricValue: '1',
    });
  }
}
