import { beforeAll, describe, expect, test } from 'vitest';
import type { Entry } from '#domain/member/entry.ts';
import { asEpochMs, type Day } from '#domain/time/time.ts';
import type { EntryPage } from '#operations/ports/histories.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { dayAfter } from '../arbitraries.ts';
import { MORNING, raisedFact, sampleEnrolment, sampleEntry, stepOf } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

/** Entries by day, facts by number. `make` gives an empty store. */
export function historyContract(make: MakeWorld): void {
  describe('the histories', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    const entryOn = (receiptId: string, memberId: string, day: Day, laterMs: number): Entry => {
      const entry = sampleEntry(receiptId, memberId);
      return changedEntry(entry, {
        sale: { ...entry.body.sale, occurredAt: asEpochMs(MORNING + laterMs) },
        answer: { ...entry.body.answer, day },
      });
    };

    const commitAll = async (memberId: string, entries: readonly Entry[]): Promise<void> => {
      await world.register.enrol(sampleEnrolment(memberId, `card-${memberId}`));
      for (const entry of entries) {
        const snapshot = await world.members.read(memberId);
        if (snapshot === null) throw new Error(`${memberId} is not there`);
        await world.ledger.commit(stepOf(snapshot.member, entry));
      }
    };

    const idsOn = async (memberId: string, from: Day, to: Day): Promise<string[]> =>
      (await world.entries.entriesOf(memberId, from, to)).map(({ id }) => id);

    test('entries of the days [from, to), by business day and then by moment', async () => {
      await commitAll('m-days', [
        entryOn('r-d2-late', 'm-days', dayAfter(2), 9000),
        entryOn('r-d2-early', 'm-days', dayAfter(2), 1000),
        entryOn('r-d0', 'm-days', dayAfter(0), 5000),
        entryOn('r-d3', 'm-days', dayAfter(3), 0),
        entryOn('r-d1', 'm-days', dayAfter(1), 99_999),
      ]);
      await commitAll('m-days-2', [entryOn('r-foreign', 'm-days-2', dayAfter(2), 0)]);
      expect(await idsOn('m-days', dayAfter(0), dayAfter(4))).toEqual([
        'r-d0',
        'r-d1',
        'r-d2-early',
        'r-d2-late',
        'r-d3',
      ]);
      expect(await idsOn('m-days', dayAfter(1), dayAfter(3))).toEqual(['r-d1', 'r-d2-early', 'r-d2-late']);
      expect(await idsOn('m-days', dayAfter(3), dayAfter(3))).toEqual([]);
      expect(await idsOn('m-days', dayAfter(4), dayAfter(400))).toEqual([]);
      expect(await idsOn('m-nobody', dayAfter(0), dayAfter(4))).toEqual([]);
    });

    test('the same page by page, also where two happened at one moment', async () => {
      const ids = Array.from({ length: 7 }, (_, index) => `r-paged-${index}`);
      await commitAll(
        'm-paged',
        ids.map((id, index) => entryOn(id, 'm-paged', dayAfter(0), Math.floor(index / 3))),
      );
      for (const limit of [1, 2, 3, 7, 8]) {
        const found: string[] = [];
        let pages = 0;
        let after: string | null = null;
        do {
          pages += 1;
          const days = { from: dayAfter(0), to: dayAfter(1) };
          const page: EntryPage = await world.entries.pageOf('m-paged', days, { after, limit });
          expect(page.entries.length).toBeLessThanOrEqual(limit);
          found.push(...page.entries.map(({ id }) => id));
          after = page.next;
        } while (after !== null);
        expect(found.toSorted()).toEqual(ids);
        // A page of exactly all is the last.
        expect(pages).toBe(Math.ceil(ids.length / limit));
      }
      const nothing = { from: dayAfter(2), to: dayAfter(2) };
      expect(await world.entries.pageOf('m-paged', nothing, { after: null, limit: 5 })).toEqual({
        entries: [],
        next: null,
      });
    });

    test('more entries than a batch holds', async () => {
      const ids = Array.from({ length: 130 }, (_, index) => `r-many-${String(index).padStart(3, '0')}`);
      await commitAll(
        'm-many',
        ids.map((id, index) => entryOn(id, 'm-many', dayAfter(0), index)),
      );
      expect(await idsOn('m-many', dayAfter(0), dayAfter(1))).toEqual(ids);
    });

    test('facts, newest first, a page at a time', async () => {
      const id = 'm-facts';
      await world.register.enrol(sampleEnrolment(id, 'card-facts'));
      const snapshot = await world.members.read(id);
      if (snapshot === null) throw new Error('not enrolled');
      const facts = Array.from({ length: 11 }, (_, index) => raisedFact(id, index + 2));
      const { member } = snapshot;
      await world.ledger.commit({ before: member, after: { ...member, seq: 12 }, entry: null, facts });

      const seqs = async (before: number | null, limit: number): Promise<number[]> =>
        (await world.facts.factsOf(id, before, limit)).map(({ seq }) => seq);
      expect(await seqs(null, 5)).toEqual([12, 11, 10, 9, 8]);
      expect(await seqs(8, 5)).toEqual([7, 6, 5, 4, 3]);
      expect(await seqs(3, 5)).toEqual([2, 1]);
      expect(await seqs(1, 5)).toEqual([]);
      expect(await seqs(null, 100)).toEqual([12, 11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1]);
      expect((await world.facts.factsOf(id, 2, 1))[0]?.kind).toBe('enrolled');
      expect(await world.facts.factsOf('m-nobody', null, 5)).toEqual([]);
    });
  });
}
