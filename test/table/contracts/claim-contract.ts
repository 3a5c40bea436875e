import { beforeAll, describe, expect, test } from 'vitest';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Entry, SaleEntry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import type { EntryPage } from '#operations/ports/histories.ts';
import { changedEntry, type SaleParts } from '../../fixtures/entries.ts';
import { LAST_OF_MARCH, MORNING, sampleEnrolment, sampleEntry, stepOf } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

/** How entries wait at a card for its member, and are claimed once. `make` gives an empty store. */
export function claimContract(make: MakeWorld): void {
  describe('entries that wait for a member', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    const unmatched = (receiptId: string, cardNumber: string, change: Partial<SaleParts> = {}): SaleEntry => {
      const entry = sampleEntry(receiptId, null, { cardNumber, counted: NOTHING_COUNTED, ...change });
      return changedEntry(entry, { answer: { ...entry.body.answer, disposition: 'unmatched' } });
    };
    const enrolled = async (id: string, card: string): Promise<Member> => {
      await world.register.enrol(sampleEnrolment(id, card));
      return await read(id);
    };
    const read = async (id: string): Promise<Member> => {
      const snapshot = await world.members.read(id);
      if (snapshot === null) throw new Error(`${id} is not there`);
      return snapshot.member;
    };
    const waitingAt = async (cardNumber: string): Promise<readonly Entry[]> =>
      (await world.entries.unmatchedOf(cardNumber, { after: null, limit: 100 })).entries;
    const claimed = (entry: Entry, memberId: string): Entry =>
      changedEntry(entry, {
        memberId,
        cardNumber: null,
        counted: { sums: new Map([['0a1b2c3d', 1900]]), tallies: new Map() },
      });

    test('they are found by their card, oldest first, until they have a member', async () => {
      const late = unmatched('r-wait-1', 'c-wait');
      const early = unmatched('r-wait-2', 'c-wait', {
        sale: { ...late.body.sale, receiptId: 'r-wait-2', occurredAt: asEpochMs(MORNING - 60_000) },
      });
      expect(await world.ledger.record(late)).toEqual({ kind: 'committed' });
      expect(await world.ledger.record(early)).toEqual({ kind: 'committed' });
      expect(await waitingAt('c-wait')).toEqual([early, late]);
      expect(await waitingAt('c-nobody')).toEqual([]);

      const member = await enrolled('m-wait', 'c-wait');
      const entry = claimed(early, 'm-wait');
      expect(await world.ledger.claim(stepOf(member, entry))).toEqual({ kind: 'committed' });
      expect(await waitingAt('c-wait')).toEqual([late]);
      expect(await world.ledger.readEntry('292', 'r-wait-2')).toEqual(entry);
      const from = LAST_OF_MARCH;
      expect(await world.entries.entriesOf('m-wait', from, asDay(from + 1))).toEqual([entry]);
      expect((await read('m-wait')).version).toBe(2);
    });

    test('they come page by page, with a place to go on after, also where some have a member by now', async () => {
      const card = 'c-pages';
      const entries = Array.from({ length: 5 }, (_, index) => {
        const entry = unmatched(`r-page-${index}`, card);
        const occurredAt = asEpochMs(MORNING + index);
        return changedEntry(entry, {
          sale: { ...entry.body.sale, receiptId: `r-page-${index}`, occurredAt },
        });
      });
      for (const entry of entries) await world.ledger.record(entry);
      const member = await enrolled('m-pages', card);
      await world.ledger.claim(stepOf(member, claimed(entries[1] as Entry, 'm-pages')));
      const pages: string[][] = [];
      let after: string | null = null;
      do {
        const page: EntryPage = await world.entries.unmatchedOf(card, { after, limit: 2 });
        pages.push(page.entries.map(({ id }) => id));
        after = page.next;
      } while (after !== null);
      expect(pages).toEqual([['r-page-0'], ['r-page-2', 'r-page-3'], ['r-page-4']]);
      expect((await world.entries.unmatchedOf(card, { after: null, limit: 5 })).next).toBeNull();
    });

    test('the same unmatched entry twice: the second gets the stored one', async () => {
      const entry = unmatched('r-again', 'c-again');
      await world.ledger.record(entry);
      expect(await world.ledger.record({ ...entry, meaning: 'other' })).toEqual({
        kind: 'entry-exists',
        entry,
      });
      expect(await waitingAt('c-again')).toEqual([entry]);
    });

    test('a card that has a member keeps no more entries waiting', async () => {
      await enrolled('m-known', 'c-known');
      const entry = unmatched('r-known', 'c-known');
      expect(await world.ledger.record(entry)).toEqual({ kind: 'card-enrolled' });
      expect(await world.ledger.readEntry('292', 'r-known')).toBeNull();
      expect(await waitingAt('c-known')).toEqual([]);
    });

    test('a claimed entry cannot be claimed again, by whomever', async () => {
      const entry = unmatched('r-once', 'c-once');
      await world.ledger.record(entry);
      const one = await enrolled('m-once-1', 'c-once');
      const other = await enrolled('m-once-2', 'c-once-2');
      const first = claimed(entry, 'm-once-1');
      await world.ledger.claim(stepOf(one, first));
      const outcome = await world.ledger.claim(stepOf(other, claimed(entry, 'm-once-2')));
      expect(outcome).toEqual({ kind: 'entry-exists', entry: first });
      expect(await read('m-once-2')).toEqual(other);
    });

    test('a claim for a member who moved tells the current one', async () => {
      const entry = unmatched('r-stale-claim', 'c-stale-claim');
      await world.ledger.record(entry);
      const before = await enrolled('m-stale-claim', 'c-stale-claim');
      await world.ledger.commit(stepOf(before, sampleEntry('r-between', 'm-stale-claim')));
      const current = await read('m-stale-claim');
      const late = stepOf(before, claimed(entry, 'm-stale-claim'));
      expect(await world.ledger.claim(late)).toEqual({ kind: 'member-moved', current });
      expect(await waitingAt('c-stale-claim')).toEqual([entry]);
    });

    test('what was never stored cannot be claimed', async () => {
      const member = await enrolled('m-absent', 'c-absent');
      await expect(world.ledger.claim(stepOf(member, sampleEntry('r-absent', 'm-absent')))).rejects.toThrow();
      expect(await read('m-absent')).toEqual(member);
    });

    test('two claim the same entry at once: exactly one wins, 100 times', async () => {
      const members = [await enrolled('m-claim-1', 'c-claim-1'), await enrolled('m-claim-2', 'c-claim-2')];
      for (let round = 0; round < 100; round += 1) {
        const entry = unmatched(`r-claim-${round}`, 'c-claim');
        await world.ledger.record(entry);
        const now = await Promise.all(members.map(({ id }) => read(id)));
        const outcomes = await Promise.all(
          now.map((member) => world.ledger.claim(stepOf(member, claimed(entry, member.id)))),
        );
        expect(outcomes.filter(({ kind }) => kind === 'committed').length).toBe(1);
        expect(outcomes.filter(({ kind }) => kind === 'entry-exists' || kind === 'contended').length).toBe(1);
      }
      const counts = await Promise.all(members.map(async ({ id }) => (await read(id)).entries.count));
      expect((counts[0] ?? 0) + (counts[1] ?? 0)).toBe(100);
    });

    test('an entry comes while its card is enrolled: enrolment finds it, or it is sent on to the member, 100 times', async () => {
      const kinds = new Set<string>();
      for (let round = 0; round < 100; round += 1) {
        const card = `c-meet-${round}`;
        const entry = unmatched(`r-meet-${round}`, card);
        const record = async () => {
          // A few reads later each time, so that the entry comes before, during and after the enrolment.
          for (let reads = round % 5; reads > 0; reads -= 1) await world.members.read('m-nobody');
          return await world.ledger.record(entry);
        };
        const enrolAndFind = async () => {
          await world.register.enrol(sampleEnrolment(`m-meet-${round}`, card));
          return await waitingAt(card);
        };
        const [recorded, found] = await Promise.all([record(), enrolAndFind()]);
        expect(found).toEqual(recorded.kind === 'committed' ? [entry] : []);
        kinds.add(recorded.kind);
      }
      expect([...kinds].sort()).toEqual(['card-enrolled', 'committed']);
    });
  });
}
