import { describe, expect, test } from 'vitest';
import { isAllowed } from '../../local/template/read-permissions.ts';
import { readSystem } from '../../local/template/read-system.ts';
import { type Template, UnknownInTemplate } from '../../local/template/template.ts';
import { smallTemplate } from './small-system/template.ts';

const read = (template: Template) =>
  readSystem(
    template,
    {
      region: 'eu-central-1',
      accountId: '000000000000',
      parameters: { MemberIssuerUrl: 'http://issuer', MemberAudience: 'members' },
      queueEndpoint: 'http://127.0.0.1:9324',
    },
    (zipName) => `/assets/${zipName}`,
  );

const withResource = (id: string, resource: object): Template =>
  ({ ...smallTemplate, Resources: { ...smallTemplate.Resources, [id]: resource } }) as Template;

describe('a template', () => {
  const system = read(smallTemplate as Template);

  test('gives functions their code, environment and limits', () => {
    expect(system.functions.find(({ name }) => name === 'begin')).toMatchObject({
      arn: 'arn:aws:lambda:eu-central-1:000000000000:function:Begin',
      codeFolder: '/assets/asset.zip',
      handler: 'index.begin',
      memoryMb: 512,
      timeoutMs: 10_000,
      environment: { POWERTOOLS_SERVICE_NAME: 'begin', WORK_URL: 'http://127.0.0.1:9324/000000000000/Work' },
    });
  });

  test('gives routes their function, gate and scopes', () => {
    expect(system.routes.find(({ routeKey }) => routeKey === 'POST /me:show')).toEqual({
      routeKey: 'POST /me:show',
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:Show',
      authorizer: { kind: 'jwt', issuer: 'http://issuer', audience: ['members'] },
      scopes: ['small/read', 'small/all'],
    });
    expect(system.routes.find(({ routeKey }) => routeKey === 'PUT /things/{thingId}')?.authorizer).toEqual({
      kind: 'lambda',
      functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:Gate',
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
      cacheSeconds: 60,
    });
  });

  test('gives its stage the limits that hold for all routes', () => {
    expect(system.throttle).toEqual({ stage: { ratePerSecond: 500, burst: 700 }, routes: {} });
  });

  test('gives single routes limits of their own', () => {
    const Properties = {
      RouteSettings: {
        'GET /a': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
        'GET /b': { DetailedMetricsEnabled: true },
      },
    };
    const { throttle } = read(withResource('Stage', { Type: 'AWS::ApiGatewayV2::Stage', Properties }));
    expect(throttle).toEqual({ stage: null, routes: { 'GET /a': { ratePerSecond: 20, burst: 40 } } });
  });

  test('knows one stage', () => {
    const second = { Type: 'AWS::ApiGatewayV2::Stage', Properties: {} };
    expect(() => read(withResource('SecondStage', second))).toThrow(UnknownInTemplate);
  });

  test('gives mappings their source and how failures are treated', () => {
    expect(system.streamMappings).toEqual([
      {
        functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:Tell',
        tableName: 'small',
        patterns: ['{"eventName":["INSERT"],"dynamodb":{"Keys":{"id":{"S":[{"prefix":"told-"}]}}}}'],
        batchSize: 10,
        bisect: true,
        partialFailures: true,
        retryAttempts: 1,
        maxRecordAgeSeconds: -1,
        onFailureArn: 'arn:aws:sqs:eu-central-1:000000000000:DeadRecords',
      },
    ]);
    expect(system.queueMappings).toEqual([
      {
        functionArn: 'arn:aws:lambda:eu-central-1:000000000000:function:Do',
        queueArn: 'arn:aws:sqs:eu-central-1:000000000000:Work',
        batchSize: 10,
        partialFailures: true,
      },
    ]);
    expect(system.schedules[0]?.everyMs).toBe(3_600_000);
  });

  test('calls a function by its alias, whichever way the alias is named', () => {
    const alias = {
      Type: 'AWS::Lambda::Alias',
      Properties: {
        FunctionName: { Ref: 'Show' },
        FunctionVersion: { 'Fn::GetAtt': ['ShowVersion', 'Version'] },
        Name: 'live',
      },
    };
    const version = { Type: 'AWS::Lambda::Version', Properties: { FunctionName: { Ref: 'Show' } } };
    const hourly = (Arn: unknown) => ({
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 hour)', Target: { Arn } },
    });
    const withAlias = (live: object) => ({
      ...smallTemplate,
      Resources: {
        Live: live,
        ...smallTemplate.Resources,
        ShowVersion: version,
        ByArn: hourly({ Ref: 'Live' }),
        // As CDK writes it for event source mappings.
        ByName: hourly({
          'Fn::Join': ['', [{ 'Fn::Select': [6, { 'Fn::Split': [':', { Ref: 'Live' }] }] }, ':live']],
        }),
      },
    });
    const { schedules } = read(withAlias(alias) as Template);
    const aims = schedules.filter(({ name }) => name !== 'Hourly').map(({ functionArn }) => functionArn);
    const show = 'arn:aws:lambda:eu-central-1:000000000000:function:Show';
    expect(aims).toEqual([show, show]);
    const split = { ...alias, Properties: { ...alias.Properties, RoutingConfig: {} } };
    expect(() => read(withAlias(split) as Template)).toThrow('RoutingConfig should be absent');
  });

  test('gives functions what their role allows, and no more', () => {
    const permissions = system.functions[0]?.permissions ?? [];
    const table = 'arn:aws:dynamodb:eu-central-1:000000000000:table/small';
    const may = (action: string, resourceArn: string) =>
      isAllowed(permissions, { action, resourceArn, leadingKeys: ['told-1'] });
    expect(may('dynamodb:PutItem', table)).toBe(true);
    expect(may('dynamodb:Scan', table)).toBe(false);
    expect(may('dynamodb:PutItem', `${table}/index/due`)).toBe(false);
  });

  test.each([
    [['M#*'], ['M#1', 'M#2'], true],
    [['M#*'], ['M#1', 'E#1'], false],
    [['M#*', 'E#*'], ['M#1', 'E#1'], true],
    [['PROGRAM'], ['PROGRAM'], true],
    [['PROGRAM'], ['PROGRAMS'], false],
    // IAM's own rule: what names no key has no key that does not fit.
    [['M#*'], [], true],
  ])('a permission on the leading keys %j judges a request for %j: %s', (patterns, leadingKeys, expected) => {
    const permissions = [{ actions: ['d:*'], resources: ['arn:x:*'], leadingKeys: patterns }];
    expect(isAllowed(permissions, { action: 'd:Get', resourceArn: 'arn:x:y', leadingKeys })).toBe(expected);
  });

  test('reads the condition on leading keys from a policy', () => {
    const policy = (Condition: object) =>
      withResource('Policy', {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: { Statement: [{ Effect: 'Allow', Action: 'd:Get', Resource: 'arn:x', Condition }] },
        },
      });
    const keys = (condition: object) => read(policy(condition)).functions[0]?.permissions[0]?.leadingKeys;
    expect(keys({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['M#*'] } })).toEqual(['M#*']);
    expect(() => keys({ StringEquals: { 'aws:SourceVpc': 'vpc-1' } })).toThrow(
      'StringEquals should be absent',
    );
    expect(() => keys({ 'ForAllValues:StringLike': { 'dynamodb:Attributes': ['pk'] } })).toThrow(
      'dynamodb:Attributes should be absent',
    );
    expect(() => keys({ 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['M#?1'] } })).toThrow(
      'The pattern M#?1 is not known here',
    );
  });
});

describe('what the runner cannot carry out is refused, by name', () => {
  test.each([
    [
      'a resource type',
      'Topic',
      { Type: 'AWS::SNS::Topic' },
      'The local runner does not know AWS::SNS::Topic (resource Topic).',
    ],
    [
      'a rule of the bus',
      'Rule',
      { Type: 'AWS::Events::Rule' },
      'The local runner does not know AWS::Events::Rule (resource Rule).',
    ],
    [
      'a cron schedule',
      'Nightly',
      {
        Type: 'AWS::Scheduler::Schedule',
        Properties: {
          ScheduleExpression: 'cron(0 0 * * ? *)',
          Target: { Arn: { 'Fn::GetAtt': ['Begin', 'Arn'] } },
        },
      },
      'Nightly: the schedule cron(0 0 * * ? *) is not known here, only rate(…).',
    ],
    [
      'a queue in order',
      'Fifo',
      { Type: 'AWS::SQS::Queue', Properties: { FifoQueue: true } },
      'Fifo: FifoQueue should be absent',
    ],
    [
      'a denial',
      'Denial',
      {
        Type: 'AWS::IAM::Policy',
        Properties: {
          Roles: [{ Ref: 'Role' }],
          PolicyDocument: { Statement: [{ Effect: 'Deny', Action: 'x:Y', Resource: '*' }] },
        },
      },
      'Denial: only Allow is known here.',
    ],
    [
      'a reference to nothing',
      'Lost',
      { Type: 'AWS::SQS::Queue', Properties: { VisibilityTimeout: { Ref: 'Nowhere' } } },
      'Ref Nowhere leads nowhere: no such resource or parameter.',
    ],
  ])('%s', (_, id, resource, message) => {
    expect(() => read(withResource(id, resource))).toThrow(UnknownInTemplate);
    expect(() => read(withResource(id, resource))).toThrow(message);
  });
});
