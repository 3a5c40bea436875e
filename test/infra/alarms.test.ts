import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import { alarmNames } from '#contracts/alarms.ts';
import { environmentOf } from '#contracts/environment.ts';
import { metricNames } from '#contracts/metrics.ts';
import { undocumented } from '../tidy/rules.ts';
import { Resources, synthesized } from './synthesized.ts';

interface AlarmProperties {
  readonly AlarmName: string;
  readonly AlarmDescription: string;
  readonly AlarmActions: readonly unknown[];
  readonly OKActions: readonly unknown[];
  readonly TreatMissingData: string;
}

let resources: Resources;
let alarms: readonly AlarmProperties[];
beforeAll(() => {
  resources = new Resources(synthesized({ stage: 'prod' }));
  alarms = resources
    .ofType('AWS::CloudWatch::Alarm')
    .map(([, { Properties }]) => Properties as unknown as AlarmProperties);
});

/** `Laurel.dead-letters.shards` → `dead-letters`, `shards`. */
const partsOf = ({ AlarmName }: Pick<AlarmProperties, 'AlarmName'>) => {
  const [stack, name = '', which] = AlarmName.split('.');
  return { stack, name, which };
};

describe('alarms', () => {
  test('those of the contract are made, the budget among them, and no others', () => {
    const budget = resources.theOnly('AWS::Budgets::Budget').Budget as { BudgetName: string };
    const made = [...alarms, { AlarmName: budget.BudgetName }].map((alarm) => partsOf(alarm).name);
    expect([...new Set(made)].toSorted()).toEqual(Object.values(alarmNames).toSorted());
  });

  test('every one has its heading in the runbook, and every heading its alarm', () => {
    const runbook = readFileSync('docs/runbook.md', 'utf8');
    expect(undocumented(Object.values(alarmNames), runbook)).toEqual([]);
    for (const section of runbook.split(/^### `/m).slice(1)) {
      const text = section.split(/^## /m)[0];
      for (const part of ['**Means**', '**Look at**', '**Do**', '**Over**']) expect(text).toContain(part);
    }
  });

  test('each function has its own for faults, each queue of dead letters its own', () => {
    const which = (name: string) => alarms.map(partsOf).flatMap((it) => (it.name === name ? [it.which] : []));
    expect(which('function-faults').toSorted()).toEqual(Object.keys(environmentOf).toSorted());
    expect(which('dead-letters').toSorted()).toEqual(['facts', 'missed-starts', 'referrals', 'shards']);
    const deadLetters = resources
      .ofType('AWS::SQS::Queue')
      .filter(([, { Properties }]) => !Properties.RedrivePolicy);
    expect(which('dead-letters')).toHaveLength(deadLetters.length);
  });

  test('each is told when it comes and when it goes, and says where to read on', () => {
    const [[topicId] = ['']] = resources.ofType('AWS::SNS::Topic');
    for (const alarm of alarms) {
      expect(alarm).toMatchObject({ AlarmActions: [{ Ref: topicId }], OKActions: [{ Ref: topicId }] });
      expect(alarm.AlarmDescription).toContain(`docs/runbook.md, "${partsOf(alarm).name}"`);
    }
  });

  test('silence alone is bad news where something must happen', () => {
    const silent = alarms.filter(({ TreatMissingData }) => TreatMissingData === 'breaching').map(partsOf);
    expect(silent.map(({ name }) => name)).toEqual(['sweep-silent']);
  });

  test('whatever a figure of ours is watched by has a name of the contract', () => {
    const emitted = JSON.stringify(alarms).match(/"MetricName":"[A-Z]\w+","Namespace":"Laurel"/g) ?? [];
    const names = emitted.map((text) => /"MetricName":"(\w+)"/.exec(text)?.[1]);
    expect(names.length).toBeGreaterThan(15);
    expect(names.filter((name) => !Object.values<string | undefined>(metricNames).includes(name))).toEqual(
      [],
    );
  });

  test('the smallest configuration has none, and gets them on demand', () => {
    const count = (context: Record<string, string>) =>
      new Resources(synthesized(context)).ofType('AWS::CloudWatch::Alarm').length;
    expect(count({ stage: 'dev' })).toBe(0);
    expect(count({ stage: 'dev', watched: 'true' })).toBe(alarms.length);
  });
});

describe('deploys', () => {
  const groups = (stage: string) =>
    new Resources(synthesized({ stage, watched: 'true' })).ofType('AWS::CodeDeploy::DeploymentGroup');

  test.each([
    ['prod', 'CodeDeployDefault.LambdaCanary10Percent10Minutes'],
    ['dev', 'CodeDeployDefault.LambdaAllAtOnce'],
  ])('of %s move every alias by %s, and back on an alarm', (stage, config) => {
    const made = groups(stage);
    expect(made).toHaveLength(Object.keys(environmentOf).length);
    for (const [, { Properties }] of made) {
      expect(Properties).toMatchObject({
        DeploymentConfigName: config,
        AutoRollbackConfiguration: {
          Enabled: true,
          Events: expect.arrayContaining(['DEPLOYMENT_STOP_ON_ALARM']),
        },
        AlarmConfiguration: { Enabled: true, Alarms: [expect.anything(), expect.anything()] },
      });
    }
  });

  test('whoever calls a function calls its alias', () => {
    const { all } = resources;
    const byId = new Map(all);
    const calls = all.filter(([, { Type }]) =>
      /^AWS::(?:ApiGatewayV2::(?:Integration|Authorizer)|Lambda::(?:EventSourceMapping|Permission)|Scheduler::Schedule)$/.test(
        Type,
      ),
    );
    const aims = calls.flatMap(([, { Properties }]) =>
      [...JSON.stringify(Properties).matchAll(/"(Functions\w+)"/g)].map(([, id = '']) => byId.get(id)?.Type),
    );
    expect(aims.length).toBeGreaterThan(30);
    expect([...new Set(aims)]).toEqual(['AWS::Lambda::Alias']);
  });
});
