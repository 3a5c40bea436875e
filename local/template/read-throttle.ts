import type { Resolved } from './resolved.ts';
import type { SystemDescription } from './system.ts';
import { UnknownInTemplate } from './template.ts';

/** What the HTTP API's one stage lets through; `null`: the template sets no limit. */
export function readThrottle(all: (type: string) => readonly Resolved[]): SystemDescription['throttle'] {
  const stages = all('AWS::ApiGatewayV2::Stage');
  if (stages.length > 1) throw new UnknownInTemplate('Only one stage is known here.');
  const [stage] = stages;
  if (stage === undefined) return null;
  // Limits of single routes would be other buckets.
  stage.properties.mustNotHave('RouteSettings');
  const settings = stage.properties.inner('DefaultRouteSettings');
  if (!settings.has('ThrottlingRateLimit')) return null;
  return {
    ratePerSecond: settings.number('ThrottlingRateLimit', 0),
    burst: settings.number('ThrottlingBurstLimit', 0),
  };
}
