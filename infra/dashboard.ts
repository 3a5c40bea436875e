import { Stack } from 'aws-cdk-lib';
import {
  type Alarm,
  AlarmStatusWidget,
  Dashboard,
  GraphWidget,
  type IMetric,
  Stats,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import { metricNames } from '#contracts/metrics.ts';
import type { Watched } from './alarms.ts';
import {
  apiErrors,
  apiLatency,
  apiRequests,
  emitted,
  emittedByAll,
  functionThrottles,
  iteratorAgeOf,
  requestThrottles,
  throttlesOf,
} from './watched-metrics.ts';

const WIDTH = 8;
const graph = (title: string, ...left: readonly IMetric[]) =>
  new GraphWidget({ title, left: [...left], width: WIDTH, height: 6 });

/** One page: is all well, what do the tills feel, what goes on behind them, what is throttled. */
export class OperatorsPage extends Construct {
  constructor(
    scope: Construct,
    id: string,
    props: { readonly watched: Watched; readonly alarms: readonly Alarm[] },
  ) {
    super(scope, id);
    const { api, functions, table, shardQueue, deadLetters } = props.watched;
    const { requestRefused, askedToTryAgain, fault, factsPublished, membersMoved } = metricNames;
    const all = (name: Parameters<typeof emittedByAll>[1]) => emittedByAll(this, name);
    const page = new Dashboard(this, 'Page', { dashboardName: Stack.of(this).stackName });
    page.addWidgets(
      new AlarmStatusWidget({ title: 'Alarms', alarms: [...props.alarms], width: 24, height: 4 }),
    );
    page.addWidgets(
      graph('Requests', apiRequests(api), apiErrors(api), requestThrottles(this)),
      graph('Milliseconds to the answer', apiLatency(api, Stats.p(50)), apiLatency(api, Stats.p(99))),
      graph('Answers out of the ordinary', all(requestRefused), all(askedToTryAgain), all(fault)),
    );
    page.addWidgets(
      graph(
        'Receipts and quotes',
        functions['score-receipt'].metricInvocations(),
        functions['quote-receipt'].metricInvocations(),
      ),
      graph('Facts told', emitted(this, factsPublished, 'publish-facts')),
      graph('Age of the oldest fact not told', iteratorAgeOf(functions['publish-facts'])),
    );
    page.addWidgets(
      graph(
        'The sweep',
        shardQueue.metricApproximateAgeOfOldestMessage(),
        emitted(this, membersMoved, 'sweep-shard'),
      ),
      graph(
        'Dead letters',
        ...Object.values(deadLetters).map((queue) => queue.metricApproximateNumberOfMessagesVisible()),
      ),
      graph('Throttles', functionThrottles(), throttlesOf(table)),
    );
  }
}
