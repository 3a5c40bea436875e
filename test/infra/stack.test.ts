import { Match, type Template } from 'aws-cdk-lib/assertions';
import { beforeAll, describe, expect, test } from 'vitest';
import { environmentNames, environmentOf } from '#contracts/environment.ts';
import { type Route, routes } from '#contracts/http/routes.ts';
import { stageOf } from '../../infra/stage.ts';
import { Resources, synthesized } from './synthesized.ts';

let dev: Template;
let resources: Resources;
const ofType = (type: string) => resources.ofType(type);

beforeAll(() => {
  dev = synthesized({ stage: 'dev' });
  resources = new Resources(dev);
});

describe('the API', () => {
  const authorizer = (name: string) => {
    const [id] =
      ofType('AWS::ApiGatewayV2::Authorizer').find(([, { Properties }]) => Properties.Name === name) ?? [];
    return { Ref: id };
  };

  test.each(Object.values<Route>(routes))('$method $path has the gate of its actor ($actor)', (route) => {
    const expected = {
      till: () => ({ AuthorizationType: 'CUSTOM', AuthorizerId: authorizer('TillAuthorizer') }),
      member: () => ({
        AuthorizationType: 'JWT',
        AuthorizerId: authorizer('MemberAuthorizer'),
        AuthorizationScopes: [route.scope],
      }),
      admin: () => ({
        AuthorizationType: 'JWT',
        AuthorizerId: authorizer('AdminAuthorizer'),
        AuthorizationScopes: [route.scope],
      }),
      anyone: () => ({ AuthorizationType: 'NONE' }),
    }[route.actor]();
    dev.hasResourceProperties('AWS::ApiGatewayV2::Route', {
      RouteKey: `${route.method} ${route.path}`,
      ...expected,
    });
  });

  test('there is no route besides the contract’s and $default, and only these are open', () => {
    const open = ofType('AWS::ApiGatewayV2::Route')
      .filter(([, { Properties }]) => Properties.AuthorizationType === 'NONE')
      .map(([, { Properties }]) => Properties.RouteKey);
    expect(ofType('AWS::ApiGatewayV2::Route')).toHaveLength(26);
    expect(open.toSorted()).toEqual(['$default', 'GET /docs', 'GET /health', 'GET /openapi.json']);
  });

  test('a till’s authorization is remembered for an hour, for its key on its route', () => {
    dev.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      Name: 'TillAuthorizer',
      AuthorizerType: 'REQUEST',
      AuthorizerPayloadFormatVersion: '2.0',
      EnableSimpleResponses: true,
      AuthorizerResultTtlInSeconds: 3600,
      IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
    });
  });

  test('own card ranges reach every function that is shown a card, and a wrong one stops the synthesis', () => {
    const own = synthesized({ ownCardRanges: '633,60110000-60119999' });
    const functions = Object.values(own.findResources('AWS::Lambda::Function')).filter(
      ({ Properties }) => Properties.Environment?.Variables?.OWN_CARD_RANGES !== undefined,
    );
    expect(functions.map(({ Properties }) => String(Properties.Description)).sort()).toEqual(
      [
        'change-visit',
        'enrol-member',
        'link-me',
        'pay-receipt',
        'pay-visit',
        'print-code',
        'quote-receipt',
        'resolve-card',
        'return-receipt',
        'score-receipt',
        'take-batch',
        'tell-activity',
      ].map((name) => `Laurel: ${name}`),
    );
    expect(JSON.stringify(dev.toJSON())).not.toContain('OWN_CARD_RANGES');
    expect(() => synthesized({ ownCardRanges: '4111-41' })).toThrow('own cards');
  });

  test('issuers and audiences are parameters where the brand has its own', () => {
    const other = synthesized({ memberIdentity: 'oidc', adminIdentity: 'oidc' });
    for (const name of ['MemberIssuerUrl', 'MemberAudience', 'AdminIssuerUrl', 'AdminAudience']) {
      other.hasParameter(name, { Type: 'String' });
    }
    other.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      Name: 'MemberAuthorizer',
      JwtConfiguration: { Audience: [{ Ref: 'MemberAudience' }], Issuer: { Ref: 'MemberIssuerUrl' } },
    });
    other.hasResourceProperties('AWS::ApiGatewayV2::Authorizer', {
      Name: 'AdminAuthorizer',
      JwtConfiguration: { Audience: [{ Ref: 'AdminAudience' }], Issuer: { Ref: 'AdminIssuerUrl' } },
    });
    other.resourceCountIs('AWS::Cognito::UserPool', 0);
  });

  test('routes that could be tried at, or that nobody needs often, have a throttle of their own', () => {
    const { DefaultRouteSettings, RouteSettings } = resources.theOnly('AWS::ApiGatewayV2::Stage');
    expect(DefaultRouteSettings).toEqual({ ThrottlingRateLimit: 1000, ThrottlingBurstLimit: 2000 });
    expect(RouteSettings).toMatchObject({
      'POST /v1/members:resolve': { ThrottlingRateLimit: 200, ThrottlingBurstLimit: 400 },
      'POST /v1/me:link': { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
      $default: { ThrottlingRateLimit: 20, ThrottlingBurstLimit: 40 },
    });
    const known = ofType('AWS::ApiGatewayV2::Route').map(([, { Properties }]) => Properties.RouteKey);
    expect(known).toEqual(expect.arrayContaining(Object.keys(RouteSettings as object)));
  });

  test('the access log has no path, query, header, address or token', () => {
    const { Format } = resources.theOnly('AWS::ApiGatewayV2::Stage').AccessLogSettings as { Format: string };
    expect(Object.values(JSON.parse(Format) as object).toSorted()).toEqual([
      '$context.authorizer.error',
      '$context.integrationLatency',
      '$context.integrationStatus',
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.responseLatency',
      '$context.routeKey',
      '$context.status',
    ]);
  });
});

describe('the functions', () => {
  test.each(Object.entries(environmentOf))(
    '%s finds the contract’s environment and nothing else',
    (name, keys) => {
      const { Variables } = resources.theOnly(
        'AWS::Lambda::Function',
        ({ Description }) => Description === `Laurel: ${name}`,
      ).Environment as { Variables: Record<string, unknown> };
      expect(Object.keys(Variables).toSorted()).toEqual(
        [
          'POWERTOOLS_METRICS_NAMESPACE',
          'POWERTOOLS_SERVICE_NAME',
          'POWERTOOLS_TRACER_CAPTURE_ERROR',
          ...keys.map((key) => environmentNames[key]),
        ].toSorted(),
      );
      expect(Variables.POWERTOOLS_SERVICE_NAME).toBe(name);
    },
  );

  test('run on Node 24 and arm64, log in JSON to a group that forgets', () => {
    for (const [, { Properties }] of ofType('AWS::Lambda::Function')) {
      expect(Properties).toMatchObject({
        Runtime: 'nodejs24.x',
        Architectures: ['arm64'],
        LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
      });
    }
    for (const [, { Properties }] of ofType('AWS::Logs::LogGroup'))
      expect(Properties.RetentionInDays).toBe(7);
  });

  test('answer before the gateway gives up', () => {
    const behindGateway = ofType('AWS::Lambda::Function').filter(
      ([, { Properties }]) =>
        !/(publish-facts|count-referral|start-sweep|sweep-shard)$/.test(String(Properties.Description)),
    );
    for (const [, { Properties }] of behindGateway) expect(Properties.Timeout).toBeLessThan(30);
  });
});

describe('who may do what', () => {
  const allowed = () =>
    ofType('AWS::IAM::Policy').flatMap(([id, { Properties }]) => {
      const { Statement } = Properties.PolicyDocument as {
        Statement: { Effect: string; Action: string | string[] }[];
      };
      return Statement.map(({ Effect, Action }) => ({ id, Effect, actions: [Action].flat() }));
    });

  test('no role may do everything, scan, or delete an item', () => {
    const actions = allowed().flatMap((statement) => statement.actions);
    expect(actions.length).toBeGreaterThan(50);
    expect(actions.filter((action) => action.includes('*'))).toEqual([]);
    expect(actions.filter((action) => /Scan|DeleteItem|BatchWrite|DeleteTable/.test(action))).toEqual([]);
  });

  test('roles have no managed policies', () => {
    for (const [, { Properties }] of ofType('AWS::IAM::Role'))
      expect(Properties).not.toHaveProperty('ManagedPolicyArns');
  });

  test('the schedule’s role may start the sweep and write its dead letters, no more', () => {
    const { RoleArn } = resources.theOnly('AWS::Scheduler::Schedule').Target as {
      RoleArn: { 'Fn::GetAtt': [string, string] };
    };
    const [roleId] = RoleArn['Fn::GetAtt'];
    const own = ofType('AWS::IAM::Policy').filter(([, { Properties }]) =>
      JSON.stringify(Properties.Roles).includes(roleId),
    );
    const text = JSON.stringify(own.map(([, { Properties }]) => Properties.PolicyDocument));
    expect(text.match(/"Action":("[^"]+"|\[[^\]]+\])/g)?.toSorted()).toEqual([
      '"Action":"lambda:InvokeFunction"',
      '"Action":"sqs:SendMessage"',
    ]);
    expect(text.match(/Functions[A-Z][A-Za-z]+?(?=[0-9A-F]{8})/g)).toEqual(['FunctionsStartSweepLive']);
  });
});

describe('what comes and goes by itself', () => {
  test('facts that are new reach the function that tells them', () => {
    dev.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 100,
      ParallelizationFactor: 10,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 21_600,
      FilterCriteria: {
        Filters: [
          { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"sk":{"S":[{"prefix":"FACT#"}]}}}}' },
        ],
      },
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('FailedRecordsBucket'), 'Arn'] } },
      },
    });
  });

  test('what becomes of an entry of the audit reaches the function that tells it, and nothing else does', () => {
    const filters = ['MODIFY', 'REMOVE'].map((event) => ({
      Pattern: `{"eventName":["${event}"],"dynamodb":{"Keys":{"pk":{"S":[{"prefix":"AUDIT#"}]}}}}`,
    }));
    dev.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      FilterCriteria: { Filters: filters },
      MaximumRetryAttempts: -1,
      MaximumRecordAgeInSeconds: 21_600,
      DestinationConfig: {
        OnFailure: { Destination: { 'Fn::GetAtt': [Match.stringLikeRegexp('FailedRecordsBucket'), 'Arn'] } },
      },
    });
    const ofStream = ofType('AWS::Lambda::EventSourceMapping').filter(([, { Properties }]) =>
      JSON.stringify(Properties.EventSourceArn).includes('StreamArn'),
    );
    // More readers of a shard than two, and DynamoDB slows all of them.
    expect(ofStream).toHaveLength(2);
  });

  test('the sweep starts every five minutes and works shard by shard', () => {
    dev.hasResourceProperties('AWS::Scheduler::Schedule', {
      ScheduleExpression: 'rate(5 minutes)',
      Target: {
        DeadLetterConfig: { Arn: { 'Fn::GetAtt': [Match.stringLikeRegexp('MissedStarts'), 'Arn'] } },
      },
    });
    dev.hasResourceProperties('AWS::Lambda::EventSourceMapping', {
      BatchSize: 10,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      EventSourceArn: { 'Fn::GetAtt': [Match.stringLikeRegexp('ShardsQueue'), 'Arn'] },
    });
  });

  test('every queue is encrypted, and has dead letters or is for them', () => {
    const redrive = (name: string) =>
      ofType('AWS::SQS::Queue').map(([id, { Properties }]) => [
        id.replace(/[0-9A-F]{8}$/, ''),
        name in Properties,
      ]);
    expect(redrive('RedrivePolicy')).toEqual([
      ['FactsAside', false],
      ['ShardsDeadLetters', false],
      ['ShardsQueue', true],
      ['ReferralsDeadLetters', false],
      ['ReferralsQueue', true],
      ['SweepMissedStarts', false],
    ]);
    expect(redrive('RedriveAllowPolicy')).toEqual([
      ['FactsAside', true],
      ['ShardsDeadLetters', true],
      ['ShardsQueue', false],
      ['ReferralsDeadLetters', true],
      ['ReferralsQueue', false],
      ['SweepMissedStarts', true],
    ]);
    for (const [, { Properties }] of ofType('AWS::SQS::Queue'))
      expect(Properties.SqsManagedSseEnabled).toBe(true);
  });

  test('only the queue of shards may fill its dead letters', () => {
    dev.hasResourceProperties('AWS::SQS::Queue', {
      RedriveAllowPolicy: {
        redrivePermission: 'byQueue',
        sourceQueueArns: [{ 'Fn::Join': ['', Match.arrayWith([':Laurel-shards'])] }],
      },
    });
    dev.hasResourceProperties('AWS::SQS::Queue', { RedriveAllowPolicy: { redrivePermission: 'denyAll' } });
  });

  test('the authorizer gives up after two seconds, and the one that every function keeps for its answer', () => {
    dev.hasResourceProperties('AWS::Lambda::Function', { Description: 'Laurel: authorize-till', Timeout: 3 });
  });

  test('a shard is invisible for six times the time that its function may take', () => {
    dev.hasResourceProperties('AWS::SQS::Queue', {
      VisibilityTimeout: 360,
      RedrivePolicy: { maxReceiveCount: 5 },
    });
    dev.hasResourceProperties('AWS::Lambda::Function', { Description: 'Laurel: sweep-shard', Timeout: 60 });
  });
});

describe('the table', () => {
  test('has its keys, its two keys-only indexes, its stream and its past', () => {
    dev.hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      BillingMode: 'PAY_PER_REQUEST',
      KeySchema: [
        { AttributeName: 'pk', KeyType: 'HASH' },
        { AttributeName: 'sk', KeyType: 'RANGE' },
      ],
      StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      GlobalSecondaryIndexes: [
        {
          IndexName: 'due',
          KeySchema: [
            { AttributeName: 'duePk', KeyType: 'HASH' },
            { AttributeName: 'dueSk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
        {
          IndexName: 'entries',
          KeySchema: [
            { AttributeName: 'entryPk', KeyType: 'HASH' },
            { AttributeName: 'entrySk', KeyType: 'RANGE' },
          ],
          Projection: { ProjectionType: 'KEYS_ONLY' },
        },
      ],
      Replicas: [
        Match.objectLike({ PointInTimeRecoverySpecification: { PointInTimeRecoveryEnabled: true } }),
      ],
    });
  });

  test.each([
    ['dev', 'Delete', false],
    ['prod', 'Retain', true],
  ] as const)('in stage %s: %s, protected from deletion: %s', (stage, policy, isProtected) => {
    synthesized({ stage }).hasResource('AWS::DynamoDB::GlobalTable', {
      DeletionPolicy: policy,
      Properties: { Replicas: [Match.objectLike({ DeletionProtectionEnabled: isProtected })] },
    });
  });

  test('has the name that is asked for', () => {
    synthesized({ tableName: 'laurel-two' }).hasResourceProperties('AWS::DynamoDB::GlobalTable', {
      TableName: 'laurel-two',
    });
  });

  test('can be one that is there already: a restored one, with its own stream', () => {
    const stream = 'arn:aws:dynamodb:eu-central-1:111122223333:table/restored/stream/2026-11-25T00:00:00.000';
    const template = synthesized({ existingTable: 'restored', existingTableStream: stream });
    template.resourceCountIs('AWS::DynamoDB::GlobalTable', 0);
    template.hasResourceProperties('AWS::Lambda::EventSourceMapping', { EventSourceArn: stream });
    const written = JSON.stringify(template.toJSON());
    expect(written.match(/:table\/restored/g)?.length).toBeGreaterThan(20);
    const table = [{ Ref: 'AWS::Region' }, ':', { Ref: 'AWS::AccountId' }, ':table/restored'];
    template.hasResourceProperties('AWS::IAM::Policy', {
      PolicyDocument: {
        Statement: Match.arrayWith([
          Match.objectLike({
            Action: 'dynamodb:GetItem',
            Resource: { 'Fn::Join': ['', Match.arrayWith([':dynamodb:', ...table])] },
          }),
        ]),
      },
    });
    expect(() => synthesized({ existingTable: 'restored' })).toThrow('An existing table needs both');
  });
});

test('a stage is dev or prod; nothing is dev; a slip of the pen is refused', () => {
  expect(stageOf(undefined)).toBe('dev');
  expect(stageOf('prod')).toBe('prod');
  expect(() => stageOf('production')).toThrow(
    'The context value "stage" is "dev" or "prod", not "production".',
  );
});
