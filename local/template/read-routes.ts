import type { Resolved } from './resolved.ts';
import type { AuthorizerDescription, RouteDescription } from './system.ts';
import { UnknownInTemplate } from './template.ts';

/** Reads the HTTP API: its routes, each with the function behind it and the authorizer before it. */
export function readRoutes(
  all: (type: string) => readonly Resolved[],
  functionArn: (nameOrArn: string) => string,
): RouteDescription[] {
  for (const api of all('AWS::ApiGatewayV2::Api')) {
    api.properties.mustNotHave('CorsConfiguration', 'Body', 'BodyS3Location', 'Target');
    if (api.properties.text('ProtocolType') !== 'HTTP')
      throw new UnknownInTemplate(`${api.id} is no HTTP API.`);
  }
  const integrations = new Map(
    all('AWS::ApiGatewayV2::Integration').map((it) => [
      `integrations/${it.ref}`,
      functionArn(integrationUri(it)),
    ]),
  );
  const authorizers = new Map(
    all('AWS::ApiGatewayV2::Authorizer').map((it) => [it.ref, readAuthorizer(it, functionArn)]),
  );
  return all('AWS::ApiGatewayV2::Route').map(({ id, properties }) => {
    const target = integrations.get(properties.text('Target'));
    if (target === undefined)
      throw new UnknownInTemplate(`${id}: no integration ${properties.text('Target')}.`);
    const type = properties.textOr('AuthorizationType', 'NONE');
    const authorizer = type === 'NONE' ? null : authorizers.get(properties.text('AuthorizerId'));
    if (authorizer === undefined) throw new UnknownInTemplate(`${id}: no authorizer of type ${type}.`);
    return {
      routeKey: properties.text('RouteKey'),
      functionArn: target,
      authorizer,
      scopes: properties.texts('AuthorizationScopes'),
    };
  });
}

function integrationUri({ id, properties }: Resolved): string {
  if (
    properties.text('IntegrationType') !== 'AWS_PROXY' ||
    properties.text('PayloadFormatVersion') !== '2.0'
  ) {
    throw new UnknownInTemplate(`${id}: only AWS_PROXY with payload format 2.0 is known here.`);
  }
  return properties.text('IntegrationUri');
}

function readAuthorizer(
  { id, properties }: Resolved,
  functionArn: (nameOrArn: string) => string,
): AuthorizerDescription {
  const type = properties.text('AuthorizerType');
  if (type === 'JWT') {
    const jwt = properties.inner('JwtConfiguration');
    return { kind: 'jwt', issuer: jwt.text('Issuer'), audience: jwt.texts('Audience') };
  }
  if (
    !properties.flag('EnableSimpleResponses') ||
    properties.text('AuthorizerPayloadFormatVersion') !== '2.0'
  ) {
    throw new UnknownInTemplate(`${id}: only Lambda authorizers with simple responses are known here.`);
  }
  // …:lambda:path/2015-03-31/functions/<arn>/invocations
  const [, arn] = /\/functions\/(.+)\/invocations$/.exec(properties.text('AuthorizerUri')) ?? [];
  if (arn === undefined) throw new UnknownInTemplate(`${id}: its AuthorizerUri names no function.`);
  return {
    kind: 'lambda',
    functionArn: functionArn(arn),
    identitySource: properties.texts('IdentitySource'),
    cacheSeconds: properties.number('AuthorizerResultTtlInSeconds', 300),
  };
}
