import { CfnParameter, Duration, RemovalPolicy } from 'aws-cdk-lib';
import { AccessLogField, AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
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
import type { NodejsFunction } from 'aws-cdk-lib/aws-lambda-nodejs';
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import type { FunctionName } from '#contracts/environment.ts';
import { DEFAULT_ROUTE_HANDLER, type Route, routes } from '#contracts/http/routes.ts';
import type { Stage } from './stage.ts';

type Functions = Readonly<Record<FunctionName, NodejsFunction>>;

/** The HTTP API: the contract's routes, who may call them, and one log line a request. */
export class LoyaltyApi extends Construct {
  readonly api: HttpApi;
  readonly url: string;

  constructor(scope: Construct, id: string, props: { readonly stage: Stage; readonly functions: Functions }) {
    super(scope, id);
    this.api = new HttpApi(this, 'Api', { apiName: 'laurel', createDefaultStage: false });
    const integrations = new Map<string, HttpLambdaIntegration>();
    const integrationFor = (handler: FunctionName) => {
      const known = integrations.get(handler);
      if (known !== undefined) return known;
      const made = new HttpLambdaIntegration(handler, props.functions[handler]);
      integrations.set(handler, made);
      return made;
    };
    const authorizers = this.makeAuthorizers(props.functions['authorize-till']);
    for (const route of Object.values<Route & { readonly handler: FunctionName }>(routes)) {
      this.api.addRoutes({
        path: route.path,
        methods: [HttpMethod[route.method]],
        integration: integrationFor(route.handler),
        authorizer: authorizers[route.actor],
        ...scopesOf(route),
      });
    }
    new HttpRoute(this, 'UnknownRoute', {
      httpApi: this.api,
      routeKey: HttpRouteKey.DEFAULT,
      integration: integrationFor(DEFAULT_ROUTE_HANDLER),
      authorizer: authorizers.anyone,
    });
    this.url = this.makeStage(props.stage).url;
  }

  private makeAuthorizers(authorizeTill: NodejsFunction): Record<Route['actor'], IHttpRouteAuthorizer> {
    return {
      till: new HttpLambdaAuthorizer('TillAuthorizer', authorizeTill, {
        responseTypes: [HttpLambdaResponseType.SIMPLE],
        // The route is part of what is remembered: one key has other scopes on other routes.
        identitySource: ['$request.header.Authorization', '$context.routeKey'],
        resultsCacheTtl: Duration.seconds(60),
      }),
      member: this.makeTokenAuthorizer('Member', 'Members sign in here'),
      admin: this.makeTokenAuthorizer('Admin', 'Administrators sign in here'),
      anyone: new HttpNoneAuthorizer(),
    };
  }

  private makeTokenAuthorizer(name: 'Member' | 'Admin', who: string): HttpJwtAuthorizer {
    const parameter = (suffix: string, description: string) => {
      const made = new CfnParameter(this, `${name}${suffix}`, { type: 'String', description, minLength: 1 });
      made.overrideLogicalId(`${name}${suffix}`);
      return made.valueAsString;
    };
    const issuer = parameter('IssuerUrl', `${who}: the OpenID Connect issuer's address.`);
    const audience = parameter('Audience', `${who}: the audience that a token must be made for.`);
    return new HttpJwtAuthorizer(`${name}Authorizer`, issuer, { jwtAudience: [audience] });
  }

  private makeStage(stage: Stage): HttpStage {
    const logGroup = new LogGroup(this, 'AccessLog', {
      retention: stage === 'prod' ? RetentionDays.THREE_MONTHS : RetentionDays.ONE_WEEK,
      removalPolicy: stage === 'prod' ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    return new HttpStage(this, 'Stage', {
      httpApi: this.api,
      stageName: '$default',
      autoDeploy: true,
      throttle: { rateLimit: 1000, burstLimit: 2000 },
      accessLogSettings: { destination: new LogGroupLogDestination(logGroup), format: accessLine },
    });
  }
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
