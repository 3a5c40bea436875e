import type { Resolved } from './resolved.ts';
import type { LimitsDescription, ThrottleDescription } from './system.ts';
import { UnknownInTemplate } from './template.ts';

/** The limits of the HTTP API's one stage, and those of single routes. */
export function readThrottle(all: (type: string) => readonly Resolved[]): ThrottleDescription {
  const stages = all('AWS::ApiGatewayV2::Stage');
  if (stages.length > 1) throw new UnknownInTemplate('Only one stage is known here.');
  const [stage] = stages;
  if (stage === undefined) return { stage: null, routes: {} };
  const { properties } = stage;
  const own = properties.has('RouteSettings') ? properties.inner('RouteSettings') : null;
  const limitsOf = (settings: typeof properties): LimitsDescription | null =>
    settings.has('ThrottlingRateLimit')
      ? {
          ratePerSecond: settings.number('ThrottlingRateLimit', 0),
          burst: settings.number('ThrottlingBurstLimit', 0),
        }
      : null;
  const routes = (own?.names() ?? []).flatMap((key) => {
    const limits = own === null ? null : limitsOf(own.inner(key));
    return limits === null ? [] : [[key, limits] as const];
  });
  return { stage: limitsOf(properties.inner('DefaultRouteSettings')), routes: Object.fromEntries(routes) };
}
