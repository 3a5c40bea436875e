import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type FunctionUsage, readUsage } from '../../../cli/replay/usage.ts';
import type { LocalControl } from '../../../cli/target/local-control.ts';
import type { Units } from '../../../cost/usage/capacity.ts';

/** What one call asked of the table. */
export interface Asked {
  readonly units: Units;
  readonly calls: number;
}

/** What a function asks of the table while something is done. */
export async function askedBy(
  control: LocalControl,
  functionName: string,
  act: () => Promise<unknown>,
): Promise<Asked> {
  const before = await readUsage(control, functionName);
  await act();
  const after = await readUsage(control, functionName);
  if (after === null) throw new Error('the local system recorded nothing');
  const difference = (unit: keyof Units): number => after.own.units[unit] - (before?.own.units[unit] ?? 0);
  return {
    units: {
      tableWrites: difference('tableWrites'),
      indexWrites: difference('indexWrites'),
      reads: difference('reads'),
    },
    calls: callsOf(after.own) - (before === null ? 0 : callsOf(before.own)),
  };
}

/** Of several the one with the fewest calls: an instance reads what stands twice a minute, and that is no part of a call. */
export function leastOf(all: readonly Asked[]): Asked {
  const [least] = [...all].sort((one, other) => one.calls - other.calls);
  if (least === undefined) throw new Error('nothing was asked');
  return least;
}

export const callsOf = ({ calls }: FunctionUsage): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);

/** Who was enrolled by a replay, and with which keys its tills spoke. */
export function replayedIn(home: string) {
  const stored = <Content>(name: string): Content => JSON.parse(readFileSync(join(home, name), 'utf8'));
  const { members } = stored<{ readonly members: Readonly<Record<string, string>> }>('replay.json');
  return { members, keys: stored<Readonly<Record<string, string>>>('replay-keys.json') };
}
