import { beforeAll, describe, expect, test } from 'vitest';
import type { ProgramOutline } from '#domain/program/outline.ts';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { someAct } from '../../fixtures/hand.ts';
import { sampleEnrolment } from '../samples.ts';
import type { MakeWorld, World } from '../world.ts';

export const sampleProgram = (name: string): Program => ({
  name,
  zone: 'Europe/Berlin',
  currency: 'EUR',
  closingDelayHours: 48,
  maxReceiptAgeDays: 400,
  counters: { sold: { measure: 'sold-amount' } },
  statusSystems: {
    level: {
      statuses: { zinc: {}, bronze: {}, amber: {} },
      review: {
        every: 'month',
        counter: 'sold',
        window: 'this-month',
        table: [
          { from: '0 EUR', below: '100 EUR', status: 'zinc' },
          { from: '100 EUR', below: '500 EUR', status: 'bronze' },
          { from: '500 EUR', status: 'amber' },
        ],
        raise: 'at-turn',
        lower: 'to-earned',
      },
    },
  },
  rules: [],
});

const outlineFor = (zone: string): ProgramOutline => ({
  name: 'one',
  zone,
  closingDelayMs: 3_600_000,
  systems: [
    {
      name: 'level',
      statuses: [{ name: 'zinc', weight: 0 }],
      every: { unit: 'week', weekStartsOn: 'sunday' },
    },
    { name: 'club', statuses: [{ name: 'inside', weight: 0 }], every: null },
  ],
});

/** Program versions and their timeline. `make` gives an empty store. */
export function archiveContract(make: MakeWorld): void {
  describe('the archive', () => {
    let world: World;
    beforeAll(async () => {
      world = await make();
    });

    test('versions are appended under the condition that the timeline is the one that was read', async () => {
      expect(await world.archive.read()).toEqual({ timeline: [], revision: 0 });
      const first = { version: 1, from: asEpochMs(1_000), announcedAt: null, outline: null };
      expect(await world.archive.append(first, sampleProgram('one'), 0, someAct(0))).toEqual({
        kind: 'appended',
      });
      expect(await world.archive.read()).toEqual({ timeline: [first], revision: 1 });
      const second = { version: 2, from: asEpochMs(2_000), announcedAt: asEpochMs(1_500), outline: null };
      expect(await world.archive.append(second, sampleProgram('late'), 0, someAct(0))).toEqual({
        kind: 'moved',
      });
      expect(await world.archive.readProgram(2)).toBeNull();
      expect(await world.archive.append(second, sampleProgram('two'), 1, someAct(0))).toEqual({
        kind: 'appended',
      });
      expect(await world.archive.read()).toEqual({ timeline: [first, second], revision: 2 });
    });

    test('an outline comes back with its row, and with those behind it that say the same', async () => {
      const other = await make();
      const outline = outlineFor('Europe/Berlin');
      const later = outlineFor('Asia/Tokyo');
      const given = [null, outline, 'as-before', later, 'as-before', null, 'as-before'] as const;
      for (const [index, each] of given.entries()) {
        const row = { version: index + 1, from: asEpochMs(index), announcedAt: null, outline: each };
        await other.archive.append(row, sampleProgram('one'), index, someAct(index));
      }
      const { timeline } = await other.archive.read();
      expect(timeline.map((row) => row.outline)).toEqual([null, outline, outline, later, later, null, null]);
    });

    test('a version never changes', async () => {
      const { revision } = await world.archive.read();
      const again = { version: 1, from: asEpochMs(9_000), announcedAt: null, outline: null };
      await expect(
        world.archive.append(again, sampleProgram('other'), revision, someAct(0)),
      ).rejects.toThrow();
      expect((await world.archive.readProgram(1))?.name).toBe('one');
    });

    test('a program comes back as it was, the order of its statuses with it', async () => {
      const stored = await world.archive.readProgram(2);
      expect(JSON.stringify(stored)).toBe(JSON.stringify(sampleProgram('two')));
    });

    test('two append at once: exactly one wins', async () => {
      const { revision } = await world.archive.read();
      const outcomes = await Promise.all(
        ['a', 'b'].map((name) =>
          world.archive.append(
            { version: 3, from: asEpochMs(3_000), announcedAt: null, outline: null },
            sampleProgram(name),
            revision,
            someAct(0, { reason: name }),
          ),
        ),
      );
      expect(outcomes.map(({ kind }) => kind).sort()).toEqual(['appended', 'moved']);
    });

    test('whether there is a member', async () => {
      expect(await world.archive.hasMembers()).toBe(false);
      await world.register.enrol(sampleEnrolment('m-somebody', 'c-somebody'));
      expect(await world.archive.hasMembers()).toBe(true);
    });
  });
}
