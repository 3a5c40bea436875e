import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/**
 * A system small enough to be written by hand, with one of everything that the runner carries out. Its functions are in
 * `asset/index.mjs`.
 */

const attribute = (id: string, name: string) => ({ 'Fn::GetAtt': [id, name] });

const mayUse = (table: string) => [
  { Effect: 'Allow', Action: ['dynamodb:PutItem', 'dynamodb:GetItem'], Resource: attribute(table, 'Arn') },
  { Effect: 'Allow', Action: 'events:PutEvents', Resource: attribute('Bus', 'Arn') },
];

const smallFunction = (name: string, environment: Readonly<Record<string, unknown>> = {}, Timeout = 10) => ({
  Type: 'AWS::Lambda::Function',
  Properties: {
    // biome-ignore lint/suspicious/noTemplateCurlyInString: CloudFormation writes its placeholders like this.
    Code: { S3Bucket: { 'Fn::Sub': 'assets-${AWS::AccountId}-${AWS::Region}' }, S3Key: 'asset.zip' },
    Handler: `index.${name}`,
    MemorySize: 512,
    Role: attribute('Role', 'Arn'),
    Timeout,
    Environment: { Variables: { POWERTOOLS_SERVICE_NAME: name, ...environment } },
  },
});

const route = (id: string, RouteKey: string, functionId: string, gate: object) => ({
  [`${id}Integration`]: {
    Type: 'AWS::ApiGatewayV2::Integration',
    Properties: {
      ApiId: { Ref: 'Api' },
      IntegrationType: 'AWS_PROXY',
      IntegrationUri: attribute(functionId, 'Arn'),
      PayloadFormatVersion: '2.0',
    },
  },
  [id]: {
    Type: 'AWS::ApiGatewayV2::Route',
    Properties: {
      ApiId: { Ref: 'Api' },
      RouteKey,
      Target: { 'Fn::Join': ['/', ['integrations', { Ref: `${id}Integration` }]] },
      ...gate,
    },
  },
});

export const smallTemplate = {
  Parameters: {
    MemberIssuerUrl: { Type: 'String' },
    MemberAudience: { Type: 'String' },
  },
  Resources: {
    Table: {
      Type: 'AWS::DynamoDB::GlobalTable',
      Properties: {
        TableName: 'small',
        AttributeDefinitions: [{ AttributeName: 'id', AttributeType: 'S' }],
        KeySchema: [{ AttributeName: 'id', KeyType: 'HASH' }],
        StreamSpecification: { StreamViewType: 'NEW_AND_OLD_IMAGES' },
      },
    },
    Bus: { Type: 'AWS::Events::EventBus', Properties: { Name: 'small-bus' } },
    DeadWork: { Type: 'AWS::SQS::Queue', Properties: {} },
    DeadRecords: { Type: 'AWS::SQS::Queue' },
    Work: {
      Type: 'AWS::SQS::Queue',
      Properties: {
        VisibilityTimeout: 60,
        RedrivePolicy: { deadLetterTargetArn: attribute('DeadWork', 'Arn'), maxReceiveCount: 2 },
      },
    },
    Role: { Type: 'AWS::IAM::Role', Properties: {} },
    Policy: {
      Type: 'AWS::IAM::Policy',
      Properties: { Roles: [{ Ref: 'Role' }], PolicyDocument: { Statement: mayUse('Table') } },
    },
    Gate: smallFunction('gate'),
    Keep: smallFunction('keep', { TABLE_NAME: { Ref: 'Table' } }),
    Show: smallFunction('show'),
    Misbehave: smallFunction('misbehave', { TABLE_NAME: { Ref: 'Table' } }, 1),
    Tell: smallFunction('tell', { BUS_NAME: { Ref: 'Bus' } }),
    Begin: smallFunction('begin', { WORK_URL: { Ref: 'Work' } }),
    Do: smallFunction('work', { TABLE_NAME: { Ref: 'Table' } }),
    Api: { Type: 'AWS::ApiGatewayV2::Api', Properties: { ProtocolType: 'HTTP', Name: 'small' } },
    Stage: {
      Type: 'AWS::ApiGatewayV2::Stage',
      Properties: { DefaultRouteSettings: { ThrottlingRateLimit: 500, ThrottlingBurstLimit: 700 } },
    },
    KeyGate: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'REQUEST',
        AuthorizerPayloadFormatVersion: '2.0',
        EnableSimpleResponses: true,
        AuthorizerResultTtlInSeconds: 60,
        AuthorizerUri: {
          'Fn::Join': [
            '',
            [
              'arn:aws:apigateway:x:lambda:path/2015-03-31/functions/',
              attribute('Gate', 'Arn'),
              '/invocations',
            ],
          ],
        },
        IdentitySource: ['$request.header.Authorization', '$context.routeKey'],
      },
    },
    TokenGate: {
      Type: 'AWS::ApiGatewayV2::Authorizer',
      Properties: {
        AuthorizerType: 'JWT',
        IdentitySource: ['$request.header.Authorization'],
        JwtConfiguration: { Issuer: { Ref: 'MemberIssuerUrl' }, Audience: [{ Ref: 'MemberAudience' }] },
      },
    },
    ...route('KeepRoute', 'PUT /things/{thingId}', 'Keep', {
      AuthorizationType: 'CUSTOM',
      AuthorizerId: { Ref: 'KeyGate' },
    }),
    ...route('ShowRoute', 'POST /me:show', 'Show', {
      AuthorizationType: 'JWT',
      AuthorizerId: { Ref: 'TokenGate' },
      AuthorizationScopes: ['small/read', 'small/all'],
    }),
    ...route('MisbehaveRoute', 'GET /misbehave/{how}', 'Misbehave', { AuthorizationType: 'NONE' }),
    TellMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: attribute('Table', 'StreamArn'),
        FunctionName: { Ref: 'Tell' },
        StartingPosition: 'TRIM_HORIZON',
        BatchSize: 10,
        BisectBatchOnFunctionError: true,
        FunctionResponseTypes: ['ReportBatchItemFailures'],
        MaximumRetryAttempts: 1,
        FilterCriteria: {
          Filters: [
            { Pattern: '{"eventName":["INSERT"],"dynamodb":{"Keys":{"id":{"S":[{"prefix":"told-"}]}}}}' },
          ],
        },
        DestinationConfig: { OnFailure: { Destination: attribute('DeadRecords', 'Arn') } },
      },
    },
    WorkMapping: {
      Type: 'AWS::Lambda::EventSourceMapping',
      Properties: {
        EventSourceArn: attribute('Work', 'Arn'),
        FunctionName: attribute('Do', 'Arn'),
        FunctionResponseTypes: ['ReportBatchItemFailures'],
      },
    },
    Hourly: {
      Type: 'AWS::Scheduler::Schedule',
      Properties: { ScheduleExpression: 'rate(1 hour)', Target: { Arn: attribute('Begin', 'Arn') } },
    },
  },
};

/** Writes the small system as `cdk synth` would, into a temporary folder. */
export function writeSmallAssembly(): string {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-small-'));
  const asset = new URL('./asset', import.meta.url).pathname;
  // The source's path is relative to the assembly; an absolute one leads up to the root first.
  const path = join(...folder.split('/').map(() => '..'), asset);
  writeFileSync(join(folder, 'Small.template.json'), JSON.stringify(smallTemplate));
  writeFileSync(
    join(folder, 'Small.assets.json'),
    JSON.stringify({ files: { asset: { source: { path } } } }),
  );
  return folder;
}
