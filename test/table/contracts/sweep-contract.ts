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
        ids.push(...page.found.map(({ memberId }) => memberId));
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
      const [found] = (await world.board.membersOf(7, null, 10)).found;
      if (found?.kind !== 'member') throw new Error('nobody in the shard');
      const { member } = found;
      const after = { ...member, dueAt: asEpochMs(1_600_000_000_000) };
      await world.ledger.commit({ before: member, after, entry: null, facts: [] });
      const moved = (await world.board.membersOf(7, null, 10)).found;
      expect(moved).toMatchObject([{ kind: 'member', memberId: one, member: { ...after, version: 2 } }]);
    });

    test('more members than a batch reads', async () => {
      const ids = idsIn(9, 120);
      for (const id of ids) await enrol(id, null);
      const { ids: walked, pages } = await walk(9, 110);
      expect(walked).toEqual([...ids].sort());
      expect(pages).toBe(2);
    });

    test('cards whose receipts wait are noted once, in their member’s shard, and taken out again', async () => {
      const [one = '', two = ''] = idsIn(11, 2);
      const claim = (memberId: string, cardNumber: string) => ({ memberId, cardNumber });
      const noted = async (shard: number) =>
        [...(await world.board.readNotes(shard)).claims].sort((a, b) =>
          a.cardNumber < b.cardNumber ? -1 : 1,
        );
      expect(await noted(11)).toEqual([]);
      expect(await world.board.noteClaim(claim(one, 'c-1'))).toBe('noted');
      expect(await world.board.noteClaim(claim(one, 'c-1'))).toBe('noted');
      expect(await world.board.noteClaim(claim(two, 'c-2'))).toBe('noted');
      expect(await noted(11)).toEqual([claim(one, 'c-1'), claim(two, 'c-2')]);
      expect(await noted(12)).toEqual([]);
      await world.board.noteFailed(11, ['someone']);
      await world.board.noteClaimed(claim(one, 'c-1'));
      expect(await noted(11)).toEqual([claim(two, 'c-2')]);
      await world.board.noteClaimed(claim(two, 'c-2'));
      expect(await noted(11)).toEqual([]);
    });

    test('what waits at a card is noted with its enrolment, or not at all', async () => {
      const [one = '', two = ''] = idsIn(13, 2);
      const noted = async () => (await world.board.readNotes(13)).claims;
      await enrol(one, null);
      expect(await noted()).toEqual([]);
      const waiting = { ...sampleEnrolment(two, `card-${one}`), hasWaiting: true };
      expect((await world.register.enrol(waiting)).kind).toBe('card-taken');
      expect(await noted()).toEqual([]);
      const cardNumber = `card-${two}`;
      expect(await world.register.enrol({ ...waiting, cardNumber })).toEqual({ kind: 'enrolled' });
      expect(await noted()).toEqual([{ memberId: two, cardNumber }]);
    });

    test('progress goes only forwards', async () => {
      const save = (walkedTo: number | null, towards: number | null, after: string | null) =>
        world.board.saveProgress(1, {
          walkedTo: walkedTo === null ? null : asDay(walkedTo),
          walk: towards === null ? null : { towards: asDay(towards), after },
        });
      const read = async () => {
        const { walkedTo, walk } = await world.board.readNotes(1);
        return [walkedTo, walk?.towards, walk?.after];
      };
      expect(await world.board.readNotes(1)).toEqual({ walkedTo: null, walk: null, failed: [], claims: [] });
      // Who fails before the first walk is noted without a progress.
      await world.board.noteFailed(1, ['m-1']);
      expect(await world.board.readNotes(1)).toEqual({
        walkedTo: null,
        walk: null,
        failed: ['m-1'],
        claims: [],
      });
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
        const before = await read();
        const saved = await save(...step.save);
        expect(await read()).toEqual(step.then);
        expect(saved).toBe(before.join() === step.then.join() ? 'overtaken' : 'saved');
      }
      expect((await world.board.readNotes(1)).failed).toEqual(['m-1']);
    });

    test('who failed is noted once, and taken out alone', async () => {
      const failed = async () => [...(await world.board.readNotes(2)).failed].sort();
      await world.board.noteFailed(2, ['a', 'b']);
      await world.board.noteFailed(2, ['b', 'c']);
      expect(await failed()).toEqual(['a', 'b', 'c']);
      await world.board.noteSettled(2, ['b', 'nobody']);
      expect(await failed()).toEqual(['a', 'c']);
      await world.board.noteSettled(2, ['a', 'c']);
      expect(await failed()).toEqual([]);
      await world.board.noteSettled(2, ['a']);
      expect(await failed()).toEqual([]);
    });

    test('those who are due, page after page', async () => {
      const ids = idsIn(11, 5);
      for (const [index, id] of ids.entries()) {
        await enrol(id, index === 4 ? null : asEpochMs(1_000_000_000_000 + index));
      }
      const due = async (upTo: number, after: string | null, limit: number) =>
        await world.board.membersDue(11, asEpochMs(upTo), after, limit);
      const first = await due(1_000_000_000_002, null, 2);
      expect(first.found.map(({ memberId }) => memberId)).toEqual(ids.slice(0, 2));
      expect(first.next).toBe(first.found[1]?.place);
      const second = await due(1_000_000_000_002, first.next, 2);
      expect(second).toMatchObject({ found: [{ memberId: ids[2] }], next: null });
      expect((await due(999_999_999_999, null, 2)).found).toEqual([]);
    });
  });
}
