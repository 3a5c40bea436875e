import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { followUpReceipt } from '#operations/follow-up.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { shardOf } from '#table/keys.ts';
import { followed } from '../fixtures/followed.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount, programsOf, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** Receipts that waited for their member (D38), however many they are. */
const NOON = '2024-05-20T12:00:00+03:00';
const ANNA = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };
const program = monthlyAmount({ raise: 'at-once' });

let house: ReturnType<typeof memoryHouse>;

beforeEach(() => {
  house = memoryHouse(program, NOON);
});

const bought = async (cardNumber: string, count: number): Promise<void> => {
  for (let number = 0; number < count; number += 1) {
    const receiptId = `${cardNumber}-${number}`;
    await scoreReceipt(house, requestOf({ cardNumber, receiptId, amountMinor: 20_000 }));
  }
};

const enrolled = async (cardNumber: string) => {
  const outcome = await enrolMember(house, { ...ANNA, cardNumber });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome;
};

const countOf = async (memberId: string): Promise<number | undefined> =>
  (await house.members.read(memberId))?.member.entries.count;

/** As often as it is asked, so much time is left. */
const timeFor = (times: number) => {
  let asked = 0;
  return () => {
    asked += 1;
    return asked <= times;
  };
};

test('D38: a claimed receipt keeps the day it had, whatever clock is in force by then', async () => {
  // 23:30 in Moscow is the next day in Kiritimati.
  const programs = programsOf(
    timelineOf(program, ['2024-05-21T00:00:00Z', { ...program, zone: 'Pacific/Kiritimati' }]),
  );
  house = { ...house, programs };
  house.clock.instant = at('2024-05-20T20:30:00Z');
  const told = { cardNumber: 'card-anna', receiptId: 'late-evening', amountMinor: 500 };
  await scoreReceipt(house, requestOf({ ...told, occurredAt: at('2024-05-20T20:30:00Z') }));
  house.clock.instant = at('2024-05-22T12:00:00Z');
  const { memberId } = await enrolled('card-anna');
  const day = asDay(Date.UTC(2024, 4, 20) / 86_400_000);
  expect((await house.members.read(memberId))?.member.counters.days).toEqual([day]);
  expect((await house.history.entriesOf(memberId, day, asDay(day + 1))).map((entry) => entry.id)).toEqual([
    'late-evening',
  ]);
  expect(await rebuilt(memberId)).toEqual({ kind: 'agrees' });
});

test('D88: a rebuild takes what was claimed after columns parted for what it counted then', async () => {
  const counting = (one: Program['counters'][string]): Program =>
    monthlyAmount(
      {},
      {
        counters: { turnover: { measure: 'sold-amount' }, one, two: { measure: 'purchases' } },
        categories: { regular: {} },
        rules: [
          {
            name: 'regular',
            on: ['sale'],
            measure: { counter: 'one', window: 'P5D' },
            table: [{ from: 2, addCategories: ['regular'] }],
          },
        ],
      },
    );
  const { timeline } = followed(counting({ measure: 'purchases' }), [
    '2024-05-22T12:00:00+03:00',
    counting({ measure: 'purchases', stores: ['store-1'] }),
  ]);
  house = { ...house, programs: programsOf(timeline) };
  const buy = async (receiptId: string, change: Parameters<typeof requestOf>[0]) => {
    const outcome = await scoreReceipt(house, requestOf({ cardNumber: 'card-anna', receiptId, ...change }));
    if (outcome.kind !== 'scored') throw new Error(outcome.code);
  };
  // Of a store that `one` no longer counts by the time of the claim.
  await buy('first', { storeId: 'store-2' });
  house.clock.instant = at('2024-05-23T12:00:00+03:00');
  const { memberId } = await enrolled('card-anna');
  house.clock.instant = at('2024-09-01T12:00:00+03:00');
  await buy('second', { occurredAt: house.clock.instant });
  await buy('third', { occurredAt: at('2024-05-21T12:00:00+03:00') });
  expect((await house.members.read(memberId))?.member.categories).toEqual([]);
  expect(await rebuilt(memberId)).toEqual({ kind: 'agrees' });
});

test.each([
  ['2024-06-19T12:00:00+03:00', 'scored', [15_000]],
  ['2024-06-20T12:00:00+03:00', 'too-old', []],
] as const)(
  'D28: what follows a receipt claimed at %s is %s with it',
  async (claimedAt, disposition, sums) => {
    house = memoryHouse(monthlyAmount({}, { maxReceiptAgeDays: 30 }), NOON);
    await bought('card-anna', 1);
    house.clock.instant = at(claimedAt);
    const { memberId } = await enrolled('card-anna');
    const outcome = await followUpReceipt(house, {
      saleStoreId: 'store-1',
      receiptId: 'card-anna-0',
      told: {
        kind: 'return',
        id: 'back-1',
        storeId: 'store-1',
        occurredAt: at(claimedAt),
        returned: { kind: 'amount', amountMinor: 5_000 },
        refundedMinor: null,
      },
      cardNumber: null,
      currency: null,
    });
    expect(outcome).toMatchObject({ entry: { body: { answer: { disposition } } } });
    const counters = (await house.members.read(memberId))?.member.counters;
    expect([...(counters?.sums.values() ?? [])].flatMap(({ values }) => values)).toEqual(sums);
    expect(await rebuilt(memberId)).toEqual({ kind: 'agrees' });
  },
);

describe('a card that bought often before it had a member', () => {
  test.each([
    [0, 0, false],
    [1, 1, false],
    [24, 24, false],
    [25, 25, false],
    [26, 25, true],
    [60, 25, true],
  ])('%i receipts: enrolment counts %i of them, pending: %s', async (count, claimed, claimsPending) => {
    await bought('card-anna', count);
    const outcome = await enrolled('card-anna');
    expect(outcome).toMatchObject({ claimed, claimsPending });
    const shard = shardOf(outcome.memberId);
    expect((await house.board.readNotes(shard)).claims).toHaveLength(claimsPending ? 1 : 0);
    const { kind, failures } = await sweepShard(house, shard);
    expect([kind, failures.size, await countOf(outcome.memberId)]).toEqual(['done', 0, count]);
    expect((await house.board.readNotes(shard)).claims).toEqual([]);
  });

  test('the sweep goes on as far as its time reaches, and the member is then who they would be at once', async () => {
    await bought('card-anna', 80);
    const { memberId } = await enrolled('card-anna');
    const shard = shardOf(memberId);
    house.clock.instant = at('2024-06-03T12:00:00+03:00');
    let ticks = 0;
    for (let last = 0; last < 80; ticks += 1) {
      const { kind } = await sweepShard(house, shard, timeFor(12));
      const count = (await countOf(memberId)) ?? 0;
      expect(count).toBeGreaterThan(last);
      expect(kind).toBe(count < 80 ? 'to-go-on' : kind);
      last = count;
    }
    expect(ticks).toBeGreaterThan(3);
    await sweepShard(house, shard);
    expect((await house.board.readNotes(shard)).claims).toEqual([]);
    const entries = await house.entries.entriesOf(memberId, asDay(0), asDay(100_000));
    expect(entries.map(({ owner }) => owner.kind === 'member' && owner.number).sort()).toHaveLength(80);
    expect(await rebuilt(memberId)).toEqual({ kind: 'agrees' });
  });

  test('a card whose receipts fail holds no other up, and is tried again', async () => {
    await bought('card-anna', 30);
    const anna = await enrolled('card-anna');
    const other = await otherOfShard(shardOf(anna.memberId));
    const claims = [
      { memberId: anna.memberId, cardNumber: 'card-anna' },
      { memberId: other.memberId, cardNumber: other.cardNumber },
    ];
    for (const order of [claims, claims.toReversed()]) {
      const board = {
        ...house.board,
        readNotes: async (shard: number) => ({ ...(await house.board.readNotes(shard)), claims: order }),
      };
      const ledger = {
        ...house.ledger,
        claim: async (...[change]: Parameters<typeof house.ledger.claim>) => {
          if (change.before.id === anna.memberId) throw new Error('of tomorrow');
          return await house.ledger.claim(change);
        },
      };
      const { kind, failures } = await sweepShard({ ...house, board, ledger }, shardOf(anna.memberId));
      expect([kind, [...failures.keys()]]).toEqual(['done', [anna.memberId]]);
    }
    expect(await countOf(other.memberId)).toBe(30);
    expect((await house.board.readNotes(shardOf(anna.memberId))).claims).toEqual([claims[0]]);
  });
});

test('a card whose receipts cannot even be found holds no other up', async () => {
  await bought('card-anna', 30);
  const anna = await enrolled('card-anna');
  const other = await otherOfShard(shardOf(anna.memberId));
  const unmatchedOf = async (...[card, page]: Parameters<typeof house.history.unmatchedOf>) => {
    if (card === 'card-anna') throw new Error('of tomorrow');
    return await house.history.unmatchedOf(card, page);
  };
  const { kind, failures } = await sweepShard(
    { ...house, history: { ...house.history, unmatchedOf } },
    shardOf(anna.memberId),
  );
  expect([kind, [...failures.keys()]]).toEqual(['done', [anna.memberId]]);
  expect(await countOf(other.memberId)).toBe(30);
});

describe('an enrolment that does not come to its end', () => {
  test.each([1, 2, 30])(
    'has told the sweep of %i that wait, although nobody sends it again',
    async (count) => {
      await bought('card-anna', count);
      const read = async () => {
        throw new Error('killed');
      };
      await expect(enrolMember({ ...house, members: { read } }, ANNA)).rejects.toThrow('killed');
      const memberId = (await house.register.memberOfCard('card-anna')) ?? '';
      expect((await house.board.readNotes(shardOf(memberId))).claims).toHaveLength(1);
      await sweepShard(house, shardOf(memberId));
      expect(await countOf(memberId)).toBe(count);
      expect((await house.board.readNotes(shardOf(memberId))).claims).toEqual([]);
    },
  );

  test.each([
    ['nothing waits', null, 0],
    ['what was looked at has its member, and more follow', 'more', 1],
  ])('as %s, notes what there may be', async (_what, next, noted) => {
    let looks = 0;
    const unmatchedOf = async () => {
      looks += 1;
      if (looks > 1) throw new Error('killed');
      return { entries: [], next };
    };
    await expect(enrolMember({ ...house, history: { ...house.history, unmatchedOf } }, ANNA)).rejects.toThrow(
      'killed',
    );
    const memberId = (await house.register.memberOfCard('card-anna')) ?? '';
    expect((await house.board.readNotes(shardOf(memberId))).claims).toHaveLength(noted);
  });

  test('as one of the receipts fails has counted the others, and the sweep says who it is', async () => {
    await bought('card-anna', 10);
    const claim = async (...[change]: Parameters<typeof house.ledger.claim>) => {
      if (change.entry?.id === 'card-anna-3') throw new Error('of tomorrow');
      return await house.ledger.claim(change);
    };
    const broken = { ...house, ledger: { ...house.ledger, claim } };
    const outcome = await enrolMember(broken, ANNA);
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    const { memberId } = outcome;
    expect(outcome).toMatchObject({ claimed: 9, claimsPending: true });
    const { kind, failures } = await sweepShard(broken, shardOf(memberId));
    expect([kind, [...failures.keys()]]).toEqual(['done', [memberId]]);
    await sweepShard(house, shardOf(memberId));
    expect(await countOf(memberId)).toBe(10);
    expect((await house.board.readNotes(shardOf(memberId))).claims).toEqual([]);
  });
});

/** What may happen while a card's receipts find their member, in whatever order. */
type Step =
  | 'enrol again'
  | 'sweep a little'
  | 'sweep'
  | 'buy by card'
  | 'buy as member'
  | 'an hour'
  | 'ten days';
const anySteps = fc.array(
  fc.constantFrom<Step>(
    'enrol again',
    'sweep a little',
    'sweep',
    'buy by card',
    'buy as member',
    'an hour',
    'ten days',
  ),
  { maxLength: 14 },
);

test('whatever comes between, each receipt counts once and the books agree', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.integer({ min: 0, max: 70 }),
      anySteps,
      fc.infiniteStream(fc.constantFrom('well', 'well', 'well', 'contended', 'lost', 'unheard')),
      async (waiting, steps, luck) => {
        house = memoryHouse(program, NOON);
        await bought('card-anna', waiting);
        // A claim may meet contention, not come through, or take effect unheard.
        const claim = async (...[change]: Parameters<typeof house.ledger.claim>) => {
          const { value } = luck.next();
          if (value === 'contended') return { kind: 'contended' } as const;
          if (value === 'lost') throw new Error('lost');
          const outcome = await world.ledger.claim(change);
          if (value === 'unheard') throw new Error('unheard');
          return outcome;
        };
        const world = house;
        const retries = () => ({ beforeRetry: async (attempt: number) => attempt < 3 });
        const shaky = { ...house, retries, ledger: { ...house.ledger, claim } };
        const enrolOnce = async () => enrolMember(shaky, ANNA).catch(() => null);
        // Whatever becomes of the call, nobody needs to send it again.
        await enrolOnce();
        const memberId = (await house.register.memberOfCard('card-anna')) ?? '';
        const shard = shardOf(memberId);
        let more = 0;
        for (const step of steps) {
          if (step === 'enrol again') await enrolOnce();
          if (step === 'sweep a little') await sweepShard(shaky, shard, timeFor(4));
          if (step === 'sweep') await sweepShard(shaky, shard);
          if (step === 'an hour') house.clock.instant = asEpochMs(house.clock.instant + 3_600_000);
          if (step === 'ten days') house.clock.instant = asEpochMs(house.clock.instant + 864_000_000);
          if (step.startsWith('buy')) {
            more += 1;
            const whose = step === 'buy by card' ? { cardNumber: 'card-anna' } : { memberId };
            const request = requestOf({ ...whose, receiptId: `more-${more}`, amountMinor: 20_000 });
            expect((await scoreReceipt({ ...house, retries }, request)).kind).toBe('scored');
          }
        }
        for (let ticks = 0; ticks < 200 && (await house.board.readNotes(shard)).claims.length > 0; ticks += 1)
          await sweepShard(shaky, shard);
        expect(await countOf(memberId)).toBe(waiting + more);
        const member = (await house.members.read(memberId))?.member;
        const total = [...(member?.counters.sums.values() ?? [])].map(
          ({ before, values }) => before + values.reduce((sum, value) => sum + value, 0),
        );
        expect(total).toEqual(waiting + more === 0 ? [] : [(waiting + more) * 20_000]);
        expect(await rebuilt(memberId)).toEqual({ kind: 'agrees' });
      },
    ),
    { numRuns: 60 },
  );
});

const rebuilt = (memberId: string) =>
  rebuildMember(
    {
      ...house,
      states: {
        readState: async () => (await house.members.read(memberId))?.member ?? null,
        readProfile: async () => (await house.members.read(memberId))?.profile ?? null,
        putBack: async () => 'put-back' as const,
      },
      history: house.entries,
    },
    memberId,
    'look',
  );

/** Another member of a shard, whose card has bought thirty times. */
async function otherOfShard(shard: number): Promise<{ memberId: string; cardNumber: string }> {
  for (let number = 0; ; number += 1) {
    const id = `mOther${number}`;
    if (shardOf(id) !== shard) continue;
    const cardNumber = `card-${number}`;
    await bought(cardNumber, 30);
    const ids = { ...house.ids, newMemberId: () => id };
    await enrolMember({ ...house, ids }, { ...ANNA, cardNumber });
    return { memberId: id, cardNumber };
  }
}
