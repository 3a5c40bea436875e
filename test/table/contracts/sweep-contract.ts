import { beforeAll, describe, expect, test } from 'vitest';
import { asDay, asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { sampleEnrolment } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

/** Which shard a member is in. */
type ShardOf = (memberId: string) => number;

/** The walk over a shard. `make` gives an empty store. */
export function sweepContract(make: MakeWorld, shardOf: ShardOf): void {
  describe('the board of the sweep', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    const idsIn = (shard: number, count: number): string[] => {
      const ids: string[] = [];
      for (let number = 0; ids.length < count; number += 1) {
        if (shardOf(`m${number}`) === shard) ids.push(`m${number}`);
      }
      return ids;
    };
    const enrol = async (id: string, dueAt: EpochMs | null): Promise<void> => {
      const enrolment = sampleEnrolment(id, `card-${id}`);
      await world.register.enrol({ ...enrolment, member: { ...enrolment.member, dueAt } });
    };
    const walk = async (shard: number, limit: number): Promise<{ ids: string[]; pages: number }> => {
      const ids: string[] = [];
      let after: string | null = null;
      let pages = 0;
      do {
        const page = await world.board.membersOf(shard, after, limit);
        ids.push(...page.members.map(({ id }) => id));
        after = page.next;
        pages += 1;
      } while (after !== null);
      return { ids, pages };
    };

    test('every member of a shard once, the earliest due first, without a timer last', async () => {
      const [one = '', two = '', three = '', four = ''] = idsIn(5, 4);
      await enrol(one, null);
      await enrol(two, asEpochMs(1_700_000_000_000));
      await enrol(three, asEpochMs(900_000_000_000));
      await enrol(four, null);
      const expected = [three, two, ...[one, four].sort()];
      expect((await walk(5, 100)).ids).toEqual(expected);
      expect((await walk(5, 1)).ids).toEqual(expected);
      expect((await walk(5, 3)).ids).toEqual(expected);
      expect(await walk(6, 3)).toEqual({ ids: [], pages: 1 });
    });

    test('a member who is re-armed moves in the walk', async () => {
      const [one = ''] = idsIn(7, 1);
      await enrol(one, null);
      const { members } = await world.board.membersOf(7, null, 10);
      const [member] = members;
      if (member === undefined) throw new Error('nobody in the shard');
      const after = { ...member, dueAt: asEpochMs(1_600_000_000_000) };
      await world.ledger.commit({ before: member, after, entry: null, facts: [] });
      expect((await world.board.membersOf(7, null, 10)).members).toEqual([{ ...after, version: 2 }]);
    });

    test('more members than a batch reads', async () => {
      const ids = idsIn(9, 120);
      for (const id of ids) await enrol(id, null);
      const { ids: walked, pages } = await walk(9, 110);
      expect(walked).toEqual([...ids].sort());
      expect(pages).toBe(2);
    });

    test('progress goes only forwards', async () => {
      const save = (walkedTo: number | null, towards: number | null, after: string | null) =>
        world.board.saveProgress(1, {
          walkedTo: walkedTo === null ? null : asDay(walkedTo),
          walk: towards === null ? null : { towards: asDay(towards), after },
        });
      const read = async () => {
        const progress = await world.board.readProgress(1);
        return [progress?.walkedTo, progress?.walk?.towards, progress?.walk?.after];
      };
      expect(await world.board.readProgress(1)).toBeNull();
      const steps: { save: [number | null, number | null, string | null]; then: unknown[] }[] = [
        { save: [null, 100, 'b'], then: [null, 100, 'b'] },
        { save: [null, 100, 'a'], then: [null, 100, 'b'] },
        { save: [null, 100, 'c'], then: [null, 100, 'c'] },
        { save: [100, null, null], then: [100, undefined, undefined] },
        { save: [null, 100, 'd'], then: [100, undefined, undefined] },
        { save: [100, 131, null], then: [100, 131, null] },
        { save: [100, 131, 'a'], then: [100, 131, 'a'] },
        { save: [100, null, null], then: [100, 131, 'a'] },
        { save: [131, null, null], then: [131, undefined, undefined] },
        { save: [100, 131, 'z'], then: [131, undefined, undefined] },
      ];
      for (const step of steps) {
        await save(...step.save);
        expect(await read()).toEqual(step.then);
      }
    });
  });
}
