import { Duration, Stack } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
  HttpApi,
  HttpMethod,
  HttpNoneAuthorizer,
  HttpRoute,
  HttpRouteKey,
  HttpStage,
  type IHttpRouteAuthorizer,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import {
  HttpJwtAuthorizer,
  HttpLambdaAuthorizer,
  HttpLambdaResponseType,
} from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { Key } from 'aws-cdk-lib/aws-kms';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import { LogGroup } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '#contracts/environment.ts';
import { DEFAULT_ROUTE_HANDLER, type Route, routes } from '#contracts/http/routes.ts';
import type { Person, TokenSource } from './identity.ts';
import { ORDINARY, routeThrottles } from './route-throttles.ts';
import { logRetentionOf, removalOf, type Settings } from './settings.ts';

type Functions = Readonly<Record<FunctionName, IFunction>>;

interface ApiProps {
  readonly settings: Settings;
  readonly functions: Functions;
  readonly people: Readonly<Record<Person, TokenSource>>;
  readonly key: Key | undefined;
}

/** The HTTP API: the contract's routes, who may call them and how often, and one log line a request. */
export class LoyaltyApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;
  readonly accessLog: LogGroup;

  constructor(scope: Construct, id: string, props: ApiProps) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName: Stack.of(this).stackName, createDefaultStage: false });
    const integrations = new Map<string, HttpLambdaIntegration>();
    const integrationFor = (handler: FunctionName) => {
      const known = integrations.get(handler);
      if (known !== undefined) return known;
      const made = new HttpLambdaIntegration(handler, props.functions[handler]);
      integrations.set(handler, made);
      return made;
    };
    const authorizers = makeAuthorizers(props);
    const made = Object.values<Route & { readonly handler: FunctionName }>(routes).flatMap((route) =>
      this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrationFor(route.handler),
        authorizer: authorizers[route.actor],
        ...scopesOf(route),
      }),
    );
    const unknown = new HttpRoute(this, 'UnknownRoute', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationFor(DEFAULT_ROUTE_HANDLER),
      authorizer: authorizers.anyone,
    });
    this.accessLog = new LogGroup(this, 'AccessLog', {
      retention: logRetentionOf(props.settings),
      removalPolicy: removalOf(props.settings),
      encryptionKey: props.key,
    });
    const stage = this.makeStage();
    // A route's settings are refused while there is no such route.
    stage.node.addDependency(unknown, ...made);
    this.url = stage.url;
  }

  private makeStage(): HttpStage {
    const stage = new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: ORDINARY.rate, burstLimit: ORDINARY.burst },
      accessLogSettings: { destination: new LogGroupLogDestination(this.accessLog), format: accessLine },
    });
    const keyOf = (id: string) => {
      const route = (routes as Readonly<Record<string, Route>>)[id];
      return route === undefined ? id : `${route.method} ${route.path}`;
    };
    const settings = Object.entries(routeThrottles).map(([id, { rate, burst }]) => [
      keyOf(id),
      { ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst },
    ]);
    (stage.node.defaultChild as CfnStage).routeSettings = Object.fromEntries(settings);
    return stage;
  }
}

function makeAuthorizers({ functions, people }: ApiProps): Record<Route['actor'], IHttpRouteAuthorizer> {
  const byToken = (name: string, { issuer, audience }: TokenSource) =>
    new HttpJwtAuthorizer(`${name}Authorizer`, issuer, { jwtAudience: [audience] });
  return {
    till: new HttpLambdaAuthorizer('TillAuthorizer', functions['authorize-till'], {
      responseTypes: [HttpLambdaResponseType.SIMPLE],
      // The route is part of what is remembered: one key has other scopes on other routes.
      identitySource: ['$request.header.Authorization', '$context.routeKey'],
      // The gateway's maximum: functions themselves refuse a key that was revoked meanwhile.
      resultsCacheTtl: Duration.hours(1),
    }),
    member: byToken('Member', people.member),
    admin: byToken('Admin', people.admin),
    anyone: new HttpNoneAuthorizer(),
  };
}

/** No address, no path with its ids, no query, no header: the route says what was asked, the status what came of it. */
const accessLine = AccessLogFormat.custom(
  JSON.stringify({
    at: AccessLogField.contextRequestTimeEpoch(),
    requestId: AccessLogField.contextRequestId(),
    route: '$context.routeKey',
    status: AccessLogField.contextStatus(),
    milliseconds: AccessLogField.contextResponseLatency(),
    integrationMilliseconds: AccessLogField.contextIntegrationLatency(),
    integrationStatus: AccessLogField.contextIntegrationStatus(),
    authorizerError: AccessLogField.contextAuthorizerError(),
  }),
);

/** A till key's scopes are checked by its authorizer; a token's by the gateway itself, so there the scope is a must. */
function scopesOf(route: Route): { authorizationScopes?: string[] } {
  if (route.actor !== 'member' && route.actor !== 'admin') return {};
  if (route.scope === null)
    throw new Error(`${route.method} ${route.path} is for a ${route.actor} but has no scope.`);
  return { authorizationScopes: [route.scope] };
}
