import { beforeAll, describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import type { AuditEntry, AuditWish } from '#operations/ports/audit.ts';
import { someAct } from '../../fixtures/hand.ts';
import { sampleEnrolment } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';
import { sampleProgram } from './archive-contract.ts';

const DAY = 86_400_000;
const all: AuditWish = { memberId: null, since: null };
const onMember = (id: string): Partial<AuditEntry> => ({
  action: 'contact.read',
  subject: { kind: 'member', id },
  self: 'other',
});

/** What was done by hand, and that it is told beside what it changed. `make` gives an empty store. */
export function auditContract(make: MakeWorld): void {
  describe('the audit', () => {
    let world: World;
    const acts = [
      someAct(DAY - 1, { id: 'a1', reason: 'the last of a day' }),
      someAct(DAY, { id: 'a2', ...onMember('m1') }),
      someAct(DAY, { id: 'a3', ...onMember('m2') }),
      someAct(400 * DAY, { id: 'a4', ...onMember('m1') }),
    ];
    const idsOf = async (wish: AuditWish, limit = 10): Promise<readonly string[]> =>
      (await world.audit.page(wish, { after: null, limit })).entries.map(({ id }) => id);

    beforeAll(async () => {
      world = await make();
      for (const act of [2, 0, 3, 1].flatMap((place) => acts[place] ?? [])) await world.audit.append(act);
    });

    test('is told newest first, over days on which nothing was done, as it was told', async () => {
      const { entries, isLast } = await world.audit.page(all, { after: null, limit: 4 });
      expect(entries).toEqual(acts.toReversed());
      expect(isLast).toBe(true);
    });

    test('is told on one member, and since a moment', async () => {
      expect(await idsOf({ ...all, memberId: 'm1' })).toEqual(['a4', 'a2']);
      expect(await idsOf({ ...all, memberId: 'm' })).toEqual([]);
      expect(await idsOf({ ...all, since: asEpochMs(DAY) })).toEqual(['a4', 'a3', 'a2']);
      expect(await idsOf({ ...all, since: asEpochMs(DAY + 1) })).toEqual(['a4']);
      expect(await idsOf({ memberId: 'm1', since: asEpochMs(DAY + 1) })).toEqual(['a4']);
    });

    test.each<[string, AuditWish, string[]]>([
      ['all', all, ['a4', 'a3', 'a2', 'a1']],
      ['a member', { ...all, memberId: 'm1' }, ['a4', 'a2']],
    ])('goes on where a page ended: %s', async (_what, wish, wanted) => {
      const found: string[] = [];
      let after: AuditEntry | null = null;
      for (;;) {
        const page: Awaited<ReturnType<World['audit']['page']>> = await world.audit.page(wish, {
          after,
          limit: 1,
        });
        found.push(...page.entries.map(({ id }) => id));
        after = (page.entries[0] as AuditEntry | undefined) ?? null;
        if (page.isLast) break;
      }
      expect(found).toEqual(wanted);
    });

    test('an entry is never written over', async () => {
      const [first = someAct(0)] = acts;
      await expect(world.audit.append({ ...first, reason: 'another' })).rejects.toThrow('already');
      expect((await world.audit.page(all, { after: null, limit: 4 })).entries[3]?.reason).toBe(
        'the last of a day',
      );
    });

    test('a key that is made or revoked, and a version, are told in the act; what is refused is not', async () => {
      const other = await make();
      const told = async () =>
        (await other.audit.page(all, { after: null, limit: 9 })).entries.map(({ id }) => id);
      const key = {
        keyId: 'abc123abc123',
        secretHash: 'hash',
        stores: ['292'],
        kind: 'live' as const,
        createdAt: asEpochMs(1),
        revokedAt: null,
      };
      const row = { version: 1, from: asEpochMs(1), announcedAt: null, outline: null };
      await other.keys.create(key, someAct(1, { id: 'k1' }));
      await expect(other.keys.create(key, someAct(2, { id: 'k2' }))).rejects.toThrow();
      await other.keys.revoke(key.keyId, asEpochMs(3), someAct(3, { id: 'k3' }));
      await expect(
        other.keys.revoke('nobody000000', asEpochMs(4), someAct(4, { id: 'k4' })),
      ).rejects.toThrow();
      expect(await told()).toEqual(['k3', 'k1']);
      await other.archive.append(row, sampleProgram('one'), 0, someAct(5, { id: 'p1' }));
      await other.archive.append({ ...row, version: 2 }, sampleProgram('two'), 0, someAct(6, { id: 'p2' }));
      expect(await told()).toEqual(['p1', 'k3', 'k1']);
    });

    test('a step of a member is told in the act, and only where it is taken', async () => {
      const other = await make();
      await other.register.enrol(sampleEnrolment('m1', 'c1'));
      const member = (await other.members.read('m1'))?.member;
      if (member === undefined) throw new Error('the member is not there');
      const step = { before: member, after: member, entry: null, facts: [] };
      const act = someAct(1, { id: 's1', ...onMember('m1') });
      expect(await other.ledger.commit({ ...step, audit: act })).toEqual({ kind: 'committed' });
      const late = await other.ledger.commit({ ...step, audit: { ...act, id: 's2' } });
      expect(late.kind).toBe('member-moved');
      expect((await other.audit.page(all, { after: null, limit: 9 })).entries).toEqual([act]);
    });
  });
}
