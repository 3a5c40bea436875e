import { beforeEach, describe, expect, test } from 'vitest';
import type { Member } from '#domain/member/member.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import type { FoundMember, ShardPage, SweepBoard } from '#operations/ports/sweep.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { INDEX_LAG_MS, MAX_FAILED, type SweepPorts, startSweep, sweepShard } from '#operations/sweep.ts';
import { shardOf } from '#table/keys.ts';
import { followed } from '../fixtures/followed.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount, programsOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { sampleEnrolment } from '../table/samples.ts';

const SHARD = 3;
const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-01T00:05:00+03:00';
const MAY_OF_WALK = asDay(Date.parse('2024-05-01T00:00:00Z') / 86_400_000);
const JUNE_OF_WALK = asDay(Date.parse('2024-06-01T00:00:00Z') / 86_400_000);

let house: ReturnType<typeof memoryHouse>;
let ids: readonly string[];
beforeEach(() => {
  house = memoryHouse(monthlyAmount(), MAY);
});

/** Members of one shard with what June's turn lowers: gold in May, nothing bought since. `due`: with a timer at that moment. */
async function crowd(count: number, due: string | null = null): Promise<void> {
  const found: string[] = [];
  for (let number = 0; found.length < count; number += 1) {
    const id = `m${String(number).padStart(6, '0')}`;
    if (shardOf(id) !== SHARD) continue;
    found.push(id);
    const enrolment = sampleEnrolment(id, `card-${id}`);
    const level = enrolment.member.statuses.get('level');
    if (level === undefined) throw new Error('the sample has no level');
    const held = { ...level, closedTo: MAY_OF_WALK };
    await house.register.enrol({
      ...enrolment,
      member: {
        ...enrolment.member,
        enrolledAt: at('2024-05-02T12:00:00+03:00'),
        statuses: new Map([
          ['level', { ...held, computed: 'gold', earned: { ...held.earned, status: 'gold' } }],
        ]),
        dueAt: due === null ? null : at(due),
      },
    });
  }
  ids = found;
}

/** What can be wrong with a member. */
const WRONG = {
  'their state does not decode': (ports: SweepPorts, bad: ReadonlySet<string>): SweepPorts => ({
    ...ports,
    board: withFound(ports.board, (found) =>
      bad.has(found.memberId)
        ? {
            kind: 'unreadable',
            memberId: found.memberId,
            place: found.place,
            error: new Error('of tomorrow'),
          }
        : found,
    ),
    members: {
      async read(memberId) {
        if (bad.has(memberId)) throw new Error('of tomorrow');
        return await ports.members.read(memberId);
      },
    },
  }),
  'somebody writes them all the time': (ports: SweepPorts, bad: ReadonlySet<string>): SweepPorts => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      commit: async (change) =>
        bad.has(change.before.id) ? { kind: 'contended' } : await ports.ledger.commit(change),
    },
  }),
  'their write is refused': (ports: SweepPorts, bad: ReadonlySet<string>): SweepPorts => ({
    ...ports,
    ledger: {
      ...ports.ledger,
      async commit(change) {
        if (bad.has(change.before.id)) throw new Error('larger than an item may be');
        return await ports.ledger.commit(change);
      },
    },
  }),
};

const withFound = (board: SweepBoard, change: (found: FoundMember) => FoundMember): SweepBoard => {
  const changed = (page: ShardPage): ShardPage => ({ ...page, found: page.found.map(change) });
  return {
    ...board,
    membersDue: async (...asked) => changed(await board.membersDue(...asked)),
    membersOf: async (...asked) => changed(await board.membersOf(...asked)),
  };
};

const statusOf = async (memberId: string): Promise<string | null | undefined> =>
  (await house.members.read(memberId))?.member.statuses.get('level')?.computed;
const swept = async (): Promise<readonly string[]> => {
  const now = await Promise.all(ids.map(statusOf));
  return ids.filter((_, index) => now[index] === 'bronze');
};
const failedNow = async () => [...(await house.board.readNotes(SHARD)).failed].sort();
const tick = (ports: SweepPorts = house, hasTime?: () => boolean) => sweepShard(ports, SHARD, hasTime);
const go = (instant: string): void => {
  house.clock.instant = at(instant);
};

describe('timers', () => {
  test('of however many members are settled in one tick', async () => {
    await crowd(250, '2024-06-01T00:00:00+03:00');
    go(JUNE);
    // No walk: what is settled, its timer settles.
    const board = { ...house.board, membersOf: async () => ({ found: [], next: null }) };
    expect(await tick({ ...house, board })).toMatchObject({ kind: 'done', written: 250 });
    expect(await swept()).toEqual(ids);
  });

  test('a member who moves meanwhile is decided anew, not given up', async () => {
    await crowd(3, '2024-06-01T00:00:00+03:00');
    go(JUNE);
    const moved = new Set<string>();
    const ledger: SweepPorts['ledger'] = {
      ...house.ledger,
      async commit(change) {
        if (moved.has(change.before.id)) return await house.ledger.commit(change);
        moved.add(change.before.id);
        // Somebody writes the member just before: the version that was read is gone.
        const { before } = change;
        await house.ledger.commit({ before, after: before, entry: null, facts: [] });
        return await house.ledger.commit(change);
      },
    };
    const retries = () => ({ beforeRetry: async (attempt: number) => attempt < 3 });
    expect(await tick({ ...house, ledger, retries })).toMatchObject({ written: 3, failures: new Map() });
    expect(moved.size).toBe(3);
    expect(await swept()).toEqual(ids);
  });
});

describe('one bad member harms nobody beside them', () => {
  for (const [what, spoil] of Object.entries(WRONG)) {
    test(`${what}: the walk goes to its end, the failure is told, noted and tried again`, async () => {
      await crowd(250);
      const bad = new Set([ids[0], ids[7], ids[130], ids[249]].flatMap((id) => id ?? []));
      go(JUNE);
      const first = await tick(spoil(house, bad));
      expect(first).toMatchObject({ kind: 'done', seen: 250, written: 246 });
      expect([...first.failures.keys()]).toEqual([...bad]);
      expect([...first.failures.values()].every((error) => error instanceof Error)).toBe(true);
      expect(await swept()).toEqual(ids.filter((id) => !bad.has(id)));
      expect(await failedNow()).toEqual([...bad]);
      expect((await house.board.readNotes(SHARD)).walkedTo).toBe(JUNE_OF_WALK);

      // Two are well again: the next tick settles them, and tells of the others again.
      const [one = '', two = ''] = bad;
      const rest = new Set([...bad].filter((id) => id !== one && id !== two));
      const second = await tick(spoil(house, rest));
      expect(second).toMatchObject({ kind: 'done', seen: 4, written: 2 });
      expect([...second.failures.keys()].sort()).toEqual([...rest]);
      expect(await failedNow()).toEqual([...rest]);

      expect(await tick()).toMatchObject({ kind: 'done', seen: 2, written: 2, failures: new Map() });
      expect(await failedNow()).toEqual([]);
      expect(await swept()).toEqual(ids);
      expect(await tick()).toMatchObject({ kind: 'done', seen: 0, written: 0 });
    });

    test(`${what}: more than a page of them who are due do not hold up those behind`, async () => {
      await crowd(150, '2024-06-01T00:01:00+03:00');
      const bad = new Set(ids.slice(0, 140));
      await house.board.saveProgress(SHARD, { walkedTo: JUNE_OF_WALK, walk: null });
      go('2024-06-01T00:02:00+03:00');
      const outcome = await tick(spoil(house, bad));
      expect(outcome.kind).toBe('done');
      expect([...outcome.failures.keys()].sort()).toEqual([...bad]);
      expect(await swept()).toEqual(ids.slice(140));
    });
  }

  test('so many of them that the table is to blame: the walk stays where it was, and goes on from there', async () => {
    await crowd(MAX_FAILED + 150);
    go(JUNE);
    const lost = new Set(ids);
    const outcome = await tick(WRONG['their write is refused'](house, lost));
    expect(outcome).toMatchObject({ kind: 'given-up', written: 0 });
    expect(outcome.failures.size).toBe(MAX_FAILED + 1);
    const { walkedTo, walk } = await house.board.readNotes(SHARD);
    expect([walkedTo, walk?.towards]).toEqual([null, JUNE_OF_WALK]);

    expect(await tick()).toMatchObject({ kind: 'done', written: ids.length, failures: new Map() });
    expect(await swept()).toEqual(ids);
    expect(await failedNow()).toEqual([]);
  });
});

describe('a sweep whose time is up', () => {
  /** Time for so many looks at the clock. */
  const looks = (count: number): (() => boolean) => {
    let left = count;
    return () => {
      left -= 1;
      return left >= 0;
    };
  };

  test('goes on with the next member, until it is through', async () => {
    await crowd(230);
    go(JUNE);
    const kinds: string[] = [];
    let seen = 0;
    for (let runs = 0; runs < 20 && kinds.at(-1) !== 'done'; runs += 1) {
      const outcome = await tick(house, looks(30));
      kinds.push(outcome.kind);
      seen += outcome.seen;
    }
    expect(kinds).toEqual([...Array(7).fill('to-go-on'), 'done']);
    expect(seen).toBe(230);
    expect(await swept()).toEqual(ids);
  });

  test('before it has begun notes nothing, and goes on', async () => {
    await crowd(3);
    go(JUNE);
    expect(await tick(house, () => false)).toMatchObject({ kind: 'to-go-on', seen: 0 });
    expect(await tick()).toMatchObject({ kind: 'done', written: 3 });
  });

  test('notes those who failed before it stops', async () => {
    await crowd(10);
    go(JUNE);
    const bad = new Set(ids.slice(0, 2));
    const spoiled = WRONG['their write is refused'](house, bad);
    expect(await tick(spoiled, looks(5))).toMatchObject({ kind: 'to-go-on', seen: 5 });
    expect(await failedNow()).toEqual([...bad]);
    expect(await tick(spoiled)).toMatchObject({ kind: 'done', written: 5 });
    expect(await failedNow()).toEqual([...bad]);
  });

  test('with many who failed before, tries each of them in turn', async () => {
    await crowd(20);
    await house.board.noteFailed(SHARD, ids);
    await house.board.saveProgress(SHARD, { walkedTo: JUNE_OF_WALK, walk: null });
    const bad = new Set(ids.slice(0, 10));
    for (let minute = 0; minute < 20 * 6; minute += 1) {
      house.clock.instant = asEpochMs(at(JUNE) + minute * 60_000);
      await tick(WRONG['their write is refused'](house, bad), looks(3));
    }
    expect(await failedNow()).toEqual([...bad]);
    expect(await swept()).toEqual(ids.slice(10));
  });
});

describe('two walks through one shard', () => {
  test('the slower one stops, and the shard is walked to its end', async () => {
    await crowd(250);
    go(JUNE);
    let slow = 0;
    const slower: SweepPorts = {
      ...house,
      board: {
        ...house.board,
        // Its first page takes as long as the whole walk of the other.
        membersOf: async (...asked) => {
          slow += 1;
          const page = await house.board.membersOf(...asked);
          if (slow === 1) expect(await tick()).toMatchObject({ kind: 'done', written: 250 });
          return page;
        },
      },
    };
    expect(await tick(slower)).toMatchObject({ kind: 'done', written: 0 });
    expect(slow).toBe(1);
    expect((await house.board.readNotes(SHARD)).walkedTo).toBe(JUNE_OF_WALK);
  });
});

describe('where a walk begins', () => {
  /** A shard without members, and after which place its pages were asked for. */
  async function askedAfter(towards: string, after: string): Promise<readonly (string | null)[]> {
    const asked: (string | null)[] = [];
    const day = asDay(Date.parse(`${towards}T00:00:00Z`) / 86_400_000);
    const board: SweepBoard = {
      ...house.board,
      readNotes: async () => ({ walkedTo: null, walk: { towards: day, after }, failed: [], claims: [] }),
      membersOf: async (_shard, from) => {
        asked.push(from);
        return { found: [], next: null };
      },
    };
    go(JUNE);
    await tick({ ...house, board });
    return asked;
  }

  test('where it stopped', async () => {
    expect(await askedAfter('2024-06-01', 'never#m-7')).toEqual(['never#m-7']);
  });

  test('towards another turn anew: who stood before the mark has not been there', async () => {
    expect(await askedAfter('2024-05-01', 'never#m-7')).toEqual([null]);
  });

  test('a minute after the turn: the index lags, and may not yet name who enrolled right before it', async () => {
    await crowd(2);
    const turn = at('2024-06-01T00:00:00+03:00');
    house.clock.instant = asEpochMs(turn + INDEX_LAG_MS - 1);
    // May's own beginning is still to be walked to; nobody has to be written for it.
    expect(await tick()).toMatchObject({ kind: 'done' });
    expect((await house.board.readNotes(SHARD)).walkedTo).toBe(MAY_OF_WALK);
    house.clock.instant = asEpochMs(turn + INDEX_LAG_MS);
    await tick();
    expect((await house.board.readNotes(SHARD)).walkedTo).toBe(JUNE_OF_WALK);
  });
});

test('two versions take statuses out, the second by the clock of a zone further west: both are swept', async () => {
  const { level } = monthlyAmount().statusSystems;
  if (level?.review === undefined) throw new Error('no level');
  const { review } = level;
  const having = (zone: string, statuses: readonly string[], dropped: readonly string[]) => ({
    ...monthlyAmount(),
    zone,
    statusSystems: {
      level: {
        statuses: Object.fromEntries(statuses.map((status) => [status, {}])),
        review: { ...review, table: [{ from: '0 RUB', status: statuses[0] ?? '' }] },
        ...(dropped.length === 0
          ? {}
          : { dropped: dropped.map((status) => ({ status, to: statuses[0] ?? '' })) }),
      },
    },
  });
  const { timeline } = followed(
    having('Pacific/Kiritimati', ['bronze', 'silver', 'gold'], []),
    ['2024-05-20T08:00:00Z', having('Pacific/Kiritimati', ['silver', 'gold'], ['bronze'])],
    ['2024-05-20T12:00:00Z', having('America/Santiago', ['gold'], ['silver'])],
  );
  const ports = { ...house, programs: programsOf(timeline) };
  go('2024-05-10T12:00:00Z');
  const outcome = await enrolMember(ports, {
    cardNumber: 'card-anna',
    name: null,
    phone: null,
    attributes: new Map(),
  });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  const shard = shardOf(outcome.memberId);
  for (const [moment, status] of [
    ['2024-05-20T08:01:00Z', 'silver'],
    ['2024-05-20T12:01:00Z', 'gold'],
  ] as const) {
    go(moment);
    expect(await sweepShard(ports, shard)).toMatchObject({ kind: 'done', seen: 1, written: 1 });
    expect(await statusOf(outcome.memberId)).toBe(status);
    expect(await sweepShard(ports, shard)).toMatchObject({ kind: 'done', seen: 0, written: 0 });
  }
});

test('a member who is gone is settled', async () => {
  await house.board.noteFailed(SHARD, ['m-gone']);
  const read = async (): Promise<{ member: Member; profile: never } | null> => null;
  expect(await tick({ ...house, members: { read } })).toMatchObject({ kind: 'done', failures: new Map() });
  expect(await failedNow()).toEqual([]);
});

test('a sweep begins with one message for each shard', async () => {
  const sent: (readonly number[])[] = [];
  const queue = {
    send: async (shards: readonly number[]) => {
      sent.push(shards);
    },
  };
  await startSweep({ queue }, 4);
  expect(sent).toEqual([[0, 1, 2, 3]]);
});

describe('what a tick leaves alone', () => {
  const TURN = '2024-06-01T00:00:00+03:00';
  const walked = () => house.board.saveProgress(SHARD, { walkedTo: JUNE_OF_WALK, walk: null });
  const nothing = async (): Promise<never> => {
    throw new Error('nobody asks for this');
  };

  test('whose timer the index still shows, though it is written', async () => {
    await crowd(3, TURN);
    await walked();
    go(JUNE);
    const later = at('2024-06-01T00:06:00+03:00');
    const dues = [null, later, at(JUNE)];
    const shown = withFound(house.board, (found) => {
      if (found.kind === 'unreadable') return found;
      const dueAt = dues[ids.indexOf(found.memberId)] ?? null;
      return { ...found, member: { ...found.member, dueAt } };
    });
    // Only the third is due: at this very moment.
    expect(await tick({ ...house, board: shown })).toMatchObject({ kind: 'done', seen: 1, written: 1 });
    expect(await swept()).toEqual(ids.slice(2));
  });

  test('the walk, while timers wait for time', async () => {
    await crowd(5, TURN);
    go(JUNE);
    let left = 2;
    const outcome = await tick({ ...house, board: { ...house.board, membersOf: nothing } }, () => left-- > 0);
    expect(outcome).toMatchObject({ kind: 'to-go-on', seen: 2, written: 2 });
    expect(await house.board.readNotes(SHARD)).toMatchObject({ walkedTo: null, walk: null });
  });

  test('everybody, before the first program', async () => {
    await crowd(2);
    await house.board.noteFailed(SHARD, ids);
    go('1990-01-01T00:00:00Z');
    const board = { ...house.board, membersOf: nothing };
    const ledger = { ...house.ledger, commit: nothing };
    expect(await tick({ ...house, board, ledger })).toEqual({
      kind: 'done',
      seen: 2,
      written: 0,
      failures: new Map(),
    });
    expect(await failedNow()).toEqual([]);
  });

  test('the notes of a shard in which nobody fails', async () => {
    await crowd(3);
    go(JUNE);
    const board = { ...house.board, noteFailed: nothing, noteSettled: nothing };
    expect(await tick({ ...house, board })).toMatchObject({ kind: 'done', written: 3 });
  });

  test('those who failed before, when there is no time; whoever is settled is noted, and nobody else', async () => {
    await crowd(5);
    await house.board.noteFailed(SHARD, ids);
    await walked();
    go(JUNE);
    const settled: (readonly string[])[] = [];
    const board: SweepBoard = {
      ...house.board,
      noteSettled: async (shard, memberIds) => {
        settled.push(memberIds);
        await house.board.noteSettled(shard, memberIds);
      },
    };
    let left = 2;
    expect(await tick({ ...house, board }, () => left-- > 0)).toMatchObject({ seen: 2, written: 2 });
    expect(settled).toHaveLength(1);
    expect([...(settled[0] ?? [])].sort()).toEqual(await swept());
  });

  test('the page on which it gave up: its members are walked to again', async () => {
    await crowd(MAX_FAILED + 50);
    go(JUNE);
    await tick(WRONG['their write is refused'](house, new Set(ids)));
    expect(await failedNow()).toEqual(ids.slice(0, MAX_FAILED));
    expect((await house.board.readNotes(SHARD)).walk?.after).toContain(ids[MAX_FAILED - 1]);
  });

  test('a page without members, not what comes after it', async () => {
    const asked: (string | null)[] = [];
    const membersOf: SweepBoard['membersOf'] = async (_shard, after) => {
      asked.push(after);
      return { found: [], next: after === null ? 'never#m-7' : null };
    };
    go(JUNE);
    await tick({ ...house, board: { ...house.board, membersOf } });
    expect(asked).toEqual([null, 'never#m-7']);
    expect((await house.board.readNotes(SHARD)).walkedTo).toBe(JUNE_OF_WALK);
  });
});

describe('how a member is settled', () => {
  const retries = () => ({ beforeRetry: async (attempt: number) => attempt < 3 });
  const readNobody = async (): Promise<never> => {
    throw new Error('a member who was found is not read again');
  };
  /** The first write comes to this, the others to what they come to. */
  const meeting = (first: 'contended' | 'member-moved'): SweepPorts['ledger'] => {
    let isFirst = true;
    return {
      ...house.ledger,
      async commit(change) {
        if (!isFirst) return await house.ledger.commit(change);
        isFirst = false;
        return first === 'contended' ? { kind: first } : { kind: first, current: change.before };
      },
    };
  };

  test('by the state that the walk found, and that a write brought back', async () => {
    await crowd(1);
    go(JUNE);
    const ports = { ...house, retries, ledger: meeting('member-moved'), members: { read: readNobody } };
    expect(await tick(ports)).toMatchObject({ written: 1, failures: new Map() });
  });

  test('by nothing more, when they are gone meanwhile', async () => {
    await crowd(1);
    go(JUNE);
    const ports = { ...house, retries, ledger: meeting('contended'), members: { read: async () => null } };
    expect(await tick(ports)).toMatchObject({ written: 0, failures: new Map() });
  });

  test('not at all: what was thrown is told, or that others write them all the time', async () => {
    await crowd(1);
    go(JUNE);
    const [id = ''] = ids;
    const bad = new Set(ids);
    const unreadable = await tick(WRONG['their state does not decode'](house, bad));
    expect(unreadable.failures).toEqual(new Map([[id, new Error('of tomorrow')]]));
    const busy = await tick(WRONG['somebody writes them all the time'](house, bad));
    expect(busy.failures).toEqual(new Map([[id, new Error('a member was too busy to be swept')]]));
  });

  test('when only their timer is stale, once', async () => {
    await crowd(1, '2024-05-03T12:00:00+03:00');
    await house.board.saveProgress(SHARD, { walkedTo: MAY_OF_WALK, walk: null });
    const [id = ''] = ids;
    expect(await tick()).toMatchObject({ seen: 1, written: 1 });
    const member = (await house.members.read(id))?.member;
    expect([member?.dueAt, member?.seq]).toEqual([null, 1]);
    expect(await tick()).toMatchObject({ seen: 0, written: 0 });
  });
});

describe('the claims of a shard', () => {
  const ANNA = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };

  test('count as members who were written, wait for time, and are done once', async () => {
    for (let number = 0; number < 30; number += 1)
      await scoreReceipt(house, requestOf({ cardNumber: 'card-anna', receiptId: `r-${number}` }));
    const outcome = await enrolMember(house, ANNA);
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    const shard = shardOf(outcome.memberId);
    expect(await sweepShard(house, shard)).toMatchObject({ kind: 'done', written: 1 });
    const claim = { memberId: outcome.memberId, cardNumber: 'card-anna' };
    await house.board.noteClaim(claim);
    expect(await sweepShard(house, shard, () => false)).toMatchObject({ kind: 'to-go-on', written: 0 });
    expect((await house.board.readNotes(shard)).claims).toEqual([claim]);
    expect(await sweepShard(house, shard)).toMatchObject({ kind: 'done', written: 0 });
    expect((await house.board.readNotes(shard)).claims).toEqual([]);
  });
});
