import { beforeAll, describe, expect, test } from 'vitest';
import type { Member } from '#domain/member/member.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { raisedFact, sampleEnrolment, sampleEntry, stepOf } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

/** The promises of every ledger, whatever it lies on. `make` gives an empty store. */
export function ledgerContract(make: MakeWorld): void {
  describe('the ledger', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    const enrolled = async (id: string): Promise<Member> => {
      await world.register.enrol(sampleEnrolment(id, `card-${id}`));
      return await read(id);
    };
    const read = async (id: string): Promise<Member> => {
      const snapshot = await world.members.read(id);
      if (snapshot === null) throw new Error(`${id} is not there`);
      return snapshot.member;
    };

    test('enrolment writes version 1, and what was enrolled is read', async () => {
      const member = await enrolled('m-first');
      expect(member).toEqual({ ...sampleEnrolment('m-first', 'x').member, version: 1 });
      expect(await world.members.read('m-nobody')).toBeNull();
    });

    test('a commit moves the member by one version and stores entry and facts', async () => {
      const before = await enrolled('m-commit');
      const entry = sampleEntry('r-commit', 'm-commit');
      const change = stepOf(before, entry, [raisedFact('m-commit', 2)]);
      expect(await world.ledger.commit(change)).toEqual({ kind: 'committed' });
      expect(await read('m-commit')).toEqual({ ...change.after, version: 2 });
      expect(await world.ledger.readEntry('292', 'r-commit')).toEqual(entry);
      expect(await world.facts.factsOf('m-commit', null, 1)).toEqual([raisedFact('m-commit', 2)]);
    });

    test('the same entry twice: the second gets the stored one, and nothing has changed', async () => {
      const before = await enrolled('m-twice');
      const entry = sampleEntry('r-twice', 'm-twice');
      await world.ledger.commit(stepOf(before, entry));
      const after = await read('m-twice');
      const other = { ...entry, meaning: 'another-meaning' };
      const again = stepOf(after, other, [raisedFact('m-twice', 2)]);
      expect(await world.ledger.commit(again)).toEqual({ kind: 'entry-exists', entry });
      expect(await read('m-twice')).toEqual(after);
      expect(await world.ledger.readEntry('292', 'r-twice')).toEqual(entry);
      expect((await world.facts.factsOf('m-twice', null, 10)).map(({ seq }) => seq)).toEqual([1]);
    });

    test('a stored entry is answered also when the member has moved since', async () => {
      const before = await enrolled('m-stale');
      const entry = sampleEntry('r-stale', 'm-stale');
      await world.ledger.commit(stepOf(before, entry));
      expect(await world.ledger.commit(stepOf(before, entry))).toEqual({ kind: 'entry-exists', entry });
    });

    test('the same receipt under another member collides', async () => {
      const one = await enrolled('m-one');
      const other = await enrolled('m-other');
      const entry = sampleEntry('r-both', 'm-one');
      await world.ledger.commit(stepOf(one, entry));
      const outcome = await world.ledger.commit(stepOf(other, sampleEntry('r-both', 'm-other')));
      expect(outcome).toEqual({ kind: 'entry-exists', entry });
      expect(await read('m-other')).toEqual(other);
    });

    test('the member moved: the current one comes back, and nothing has changed', async () => {
      const before = await enrolled('m-moved');
      await world.ledger.commit(stepOf(before, sampleEntry('r-moved-1', 'm-moved')));
      const current = await read('m-moved');
      const late = stepOf(before, sampleEntry('r-moved-2', 'm-moved'), [raisedFact('m-moved', 2)]);
      expect(await world.ledger.commit(late)).toEqual({ kind: 'member-moved', current });
      expect(await read('m-moved')).toEqual(current);
      expect(await world.ledger.readEntry('292', 'r-moved-2')).toBeNull();
      expect((await world.facts.factsOf('m-moved', null, 10)).length).toBe(1);
    });

    test('a step without entry and facts keeps the same promise', async () => {
      const before = await enrolled('m-alone');
      const change = { before, after: { ...before, dueAt: asEpochMs(5) }, entry: null, facts: [] };
      expect(await world.ledger.commit(change)).toEqual({ kind: 'committed' });
      const current = await read('m-alone');
      expect(current).toEqual({ ...before, dueAt: 5, version: 2 });
      expect(await world.ledger.commit(change)).toEqual({ kind: 'member-moved', current });
    });

    test('what a step empties is empty', async () => {
      const before = await enrolled('m-empty');
      const full = {
        ...before,
        points: [{ expiresOn: asDay(18_000), points: 5 }],
        offerUse: new Map([['o', 1]]),
        discounts: [{ basisPoints: 100, since: asEpochMs(1), until: null, rule: 'by-visits' }],
      };
      await world.ledger.commit({ before, after: full, entry: null, facts: [] });
      expect(await read('m-empty')).toEqual({ ...full, version: 2 });
      const second = await read('m-empty');
      await world.ledger.commit({
        before: second,
        after: { ...second, points: [], offerUse: new Map(), discounts: [] },
        entry: null,
        facts: [],
      });
      expect(await read('m-empty')).toEqual({ ...before, version: 3 });
    });

    test('two commits at the same version: exactly one wins, 200 times', async () => {
      let member = await enrolled('m-race');
      for (let round = 0; round < 200; round += 1) {
        const outcomes = await Promise.all(
          ['a', 'b'].map((till) =>
            world.ledger.commit(stepOf(member, sampleEntry(`r-race-${round}-${till}`, 'm-race'))),
          ),
        );
        const kinds = outcomes.map(({ kind }) => kind).sort();
        expect(kinds[0]).toBe('committed');
        expect(['contended', 'member-moved']).toContain(kinds[1]);
        member = await read('m-race');
        expect(member.version).toBe(round + 2);
        expect(member.entries.count).toBe(round + 1);
      }
    });

    test('an anonymous entry is stored once', async () => {
      const entry = sampleEntry('r-anonymous', null);
      expect(await world.ledger.record(entry)).toEqual({ kind: 'committed' });
      expect(await world.ledger.record({ ...entry, meaning: 'other' })).toEqual({
        kind: 'entry-exists',
        entry,
      });
      expect(await world.ledger.readEntry('292', 'r-anonymous')).toEqual(entry);
      expect(await world.ledger.readEntry('293', 'r-anonymous')).toBeNull();
    });
  });
}
