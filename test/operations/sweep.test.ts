import { expect, test } from 'vitest';
import { asDay } from '#domain/time/time.ts';
import { type SweepPorts, sweepShard } from '#operations/sweep.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** A shard without members, and after which key its pages were asked for. */
async function askedAfter(walk: {
  readonly towards: string;
  readonly after: string;
}): Promise<readonly (string | null)[]> {
  const asked: (string | null)[] = [];
  const ports: SweepPorts = {
    programs: { current: async () => timelineOf(monthlyAmount()) },
    members: { read: async () => null },
    board: {
      readProgress: async () => ({
        walkedTo: null,
        walk: { towards: asDay(Date.parse(`${walk.towards}T00:00:00Z`) / 86_400_000), after: walk.after },
      }),
      saveProgress: async () => undefined,
      membersDue: async () => [],
      membersOf: async (_shard, after) => {
        asked.push(after);
        return { members: [], next: null };
      },
    },
    ledger: { commit: async () => ({ kind: 'committed' }) },
    clock: { now: () => at('2024-06-03T12:00:00+03:00') },
    retries: () => ({ beforeRetry: async () => false }),
  };
  await sweepShard(ports, 3);
  return asked;
}

test('a walk goes on where it stopped', async () => {
  expect(await askedAfter({ towards: '2024-06-01', after: 'never#m-7' })).toEqual(['never#m-7']);
});

test('a walk towards another turn begins anew: who stood before the mark has not been there', async () => {
  expect(await askedAfter({ towards: '2024-05-01', after: 'never#m-7' })).toEqual([null]);
});
