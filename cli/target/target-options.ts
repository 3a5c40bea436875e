import type { ParseArgsOptionsConfig } from 'node:util';
import { type Call, WrongCall } from '../commands/command.ts';
import { DEFAULT_HOME } from './local-target.ts';

/** How every command that needs a running Laurel is told which one. */
export const targetOptions: ParseArgsOptionsConfig = {
  stack: { type: 'string' },
  region: { type: 'string' },
  profile: { type: 'string' },
  home: { type: 'string' },
};

export const targetHelp: Readonly<Record<string, string>> = {
  stack: 'Name of a deployed stack, with your AWS credentials. Left out: the local system.',
  region: 'Its region. Left out: what your AWS settings say.',
  profile: 'The profile of your AWS settings to use.',
  home: `Folder of the local system (${DEFAULT_HOME}).`,
};

/** Which Laurel a call means. */
type TargetWish =
  | { readonly kind: 'local'; readonly home: string }
  | {
      readonly kind: 'stack';
      readonly stack: string;
      readonly region: string | null;
      readonly profile: string | null;
    };

/** @throws WrongCall where the options do not go together */
export function targetWish(call: Call): TargetWish {
  const [stack, region, profile, home] = ['stack', 'region', 'profile', 'home'].map(call.text);
  if (stack !== undefined) {
    if (home !== undefined)
      throw new WrongCall('--stack is a deployed one, --home a local one: say one of them');
    return { kind: 'stack', stack, region: region ?? null, profile: profile ?? null };
  }
  if (region !== undefined || profile !== undefined)
    throw new WrongCall('--region and --profile go with --stack NAME');
  return { kind: 'local', home: home ?? DEFAULT_HOME };
}
