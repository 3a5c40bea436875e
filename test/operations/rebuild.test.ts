import { beforeEach, describe, expect, test } from 'vitest';
import type { Entry } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import type { Change, CommitOutcome } from '#operations/ports/ledger.ts';
import { printCode } from '#operations/print-code.ts';
import { type RebuildMode, type RebuildPorts, rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { beginningAt, monthlyAmount, programsOf, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** A member's state against the books, over maps: what is said, and what is written. */
const ENROLLED = '2024-05-02T12:00:00+03:00';
const NOW = '2024-05-20T12:00:00+03:00';
const ANNA = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };
/** Silver over 10,000: the second receipt raises, which is a second fact. */
const program = monthlyAmount({ raise: 'at-once' });

let house: ReturnType<typeof memoryHouse>;
let anna: string;
/** What is stored; damaged where a test says so. */
let state: Member | null;
let put: Member[];
let written: Change[];
let outcome: CommitOutcome;
let ports: RebuildPorts;

const bought = async (receiptId: string, occurredAt: string): Promise<void> => {
  const request = requestOf({ memberId: anna, receiptId, occurredAt: at(occurredAt), amountMinor: 600_000 });
  const scored = await scoreReceipt(house, request);
  if (scored.kind !== 'scored') throw new Error(scored.code);
};

beforeEach(async () => {
  house = memoryHouse(program, ENROLLED);
  const enrolled = await enrolMember(house, ANNA);
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  anna = enrolled.memberId;
  house.clock.instant = at('2024-05-10T12:00:00+03:00');
  await bought('r-1', '2024-05-10T12:00:00+03:00');
  // The second happened before the first, and came after it.
  house.clock.instant = at('2024-05-12T12:00:00+03:00');
  await bought('r-2', '2024-05-08T12:00:00+03:00');
  house.clock.instant = at(NOW);
  state = (await house.members.read(anna))?.member ?? null;
  [put, written, outcome] = [[], [], { kind: 'committed' }];
  ports = {
    ...house,
    history: house.entries,
    states: {
      readState: async () => state,
      readProfile: async (memberId) => (await house.members.read(memberId))?.profile ?? null,
      putBack: async (member) => {
        put.push(member);
        return 'put-back';
      },
    },
    ledger: {
      commit: async (change) => {
        written.push(change);
        return outcome;
      },
    },
  };
});

const stateOf = (): Member => {
  if (state === null) throw new Error('there is no state');
  return state;
};
const damage = (change: Partial<Member>): void => {
  state = { ...stateOf(), ...change };
};
const asked = (mode: RebuildMode, change: Partial<RebuildPorts> = {}) =>
  rebuildMember({ ...ports, ...change }, anna, mode);
const knowing = (entries: (all: readonly Entry[]) => readonly Entry[]): Partial<RebuildPorts> => ({
  history: { entriesOf: async (...days) => entries(await house.entries.entriesOf(...days)) },
});
/** Only the facts with these numbers are there. */
const facts = (...seqs: readonly number[]): Partial<RebuildPorts> => ({
  facts: {
    factsOf: async (memberId, before, limit) =>
      (await house.facts.factsOf(memberId, before, 100))
        .filter(({ seq }) => seqs.includes(seq))
        .slice(0, limit),
  },
});
const NO_COUNTERS: Member['counters'] = { days: [], sums: new Map(), tallies: new Map() };

describe('a state that is what enrolment and entries make of it', () => {
  test.each<RebuildMode>(['look', 'write', 'after-restore'])('agrees, %s', async (mode) => {
    expect(await asked(mode)).toEqual({ kind: 'agrees' });
    expect(await asked(mode, facts())).toEqual({ kind: 'agrees' });
    expect([put, written]).toEqual([[], []]);
  });
});

describe('a state that differs', () => {
  test('is named, and left as it is by who only looks', async () => {
    damage({ counters: NO_COUNTERS });
    expect(await asked('look')).toStrictEqual({ kind: 'differs', parts: ['counters'], written: false });
    expect([put, written]).toEqual([[], []]);
  });

  test.each<RebuildMode>(['write', 'after-restore'])('is put right, %s, without a fact', async (mode) => {
    const whole = stateOf();
    const usedQuotes = new Map([['q-1', at(NOW)]]);
    damage({ counters: NO_COUNTERS, usedQuotes });
    expect(await asked(mode)).toStrictEqual({ kind: 'differs', parts: ['counters'], written: true });
    expect(written).toHaveLength(1);
    const [change] = written;
    if (change === undefined) throw new Error('nothing was written');
    const { before, after, ...rest } = change;
    expect(before).toEqual(state);
    // Which tokens were used no entry tells.
    expect(after).toEqual({ ...whole, version: 0, usedQuotes });
    expect(rest).toMatchObject({ entry: null, facts: [] });
    expect(rest.audit).toMatchObject({
      action: 'member.rebuilt',
      subject: { kind: 'member', id: anna },
      actor: house.actor,
      self: 'not-checkable',
      changes: [
        { what: 'counters', before: 'differed', after: 'as the receipts make it' },
        { what: 'receipts', before: '2', after: '2' },
      ],
    });
    expect(Object.keys(rest).sort()).toEqual(['audit', 'entry', 'facts']);
  });

  test.each<CommitOutcome['kind']>(['contended', 'member-moved'])(
    'and is written by somebody else meanwhile, is to be asked again: %s',
    async (kind) => {
      damage({ counters: NO_COUNTERS });
      outcome = { kind, current: stateOf() } as CommitOutcome;
      expect(await asked('write')).toEqual({ kind: 'again' });
    },
  );
});

describe('while the index has not followed', () => {
  test('nothing is said, and nothing written', async () => {
    for (const mode of ['look', 'write'] as const) {
      expect(
        await asked(
          mode,
          knowing((all) => all.slice(1)),
        ),
      ).toEqual({ kind: 'again' });
    }
    damage({ entries: { ...stateOf().entries, digest: 'ffffffffffffffff' } });
    expect(await asked('write')).toEqual({ kind: 'again' });
    damage({ entries: { count: 3, digest: (await house.members.read(anna))?.member.entries.digest ?? '' } });
    expect(await asked('write')).toEqual({ kind: 'again' });
    expect(written).toEqual([]);
  });

  test('after a restore the entries are the truth, and how many they were is told', async () => {
    const told = await asked(
      'after-restore',
      knowing((all) => all.slice(1)),
    );
    expect(told).toMatchObject({ kind: 'differs', written: true, receipts: { counted: 2, stored: 1 } });
    expect(told).toHaveProperty('parts', expect.arrayContaining(['entries', 'counters']));
    expect(written[0]?.after.entries.count).toBe(1);
  });
});

describe('facts whose numbers the state does not know', () => {
  test('after a restore the state goes on behind them', async () => {
    await printCode(house, { cardNumber: 'card-anna', storeId: '292' });
    expect(stateOf().seq).toBe(2);
    expect(await asked('write')).toEqual({ kind: 'agrees' });
    expect(await asked('after-restore')).toStrictEqual({ kind: 'differs', parts: ['facts'], written: true });
    // The step begins at the number at which it ends: it publishes nothing.
    expect(written.map(({ before, after }) => [before.seq, after.seq])).toEqual([[3, 3]]);
  });

  test('facts that are gone take no number back', async () => {
    damage({ counters: NO_COUNTERS });
    expect(await asked('after-restore', facts(1))).toMatchObject({ kind: 'differs', parts: ['counters'] });
    expect(written[0]?.after.seq).toBe(2);
  });
});

describe('a state that is gone', () => {
  beforeEach(() => {
    state = null;
  });

  test('is said to be', async () => {
    expect(await asked('look')).toEqual({ kind: 'missing', written: false });
    expect(put).toEqual([]);
  });

  test.each<readonly [RebuildMode]>([['write'], ['after-restore']])('comes back, %s', async (mode) => {
    const whole = (await house.members.read(anna))?.member;
    expect(await asked(mode)).toEqual({ kind: 'missing', written: true });
    expect(put).toEqual([{ ...whole, version: 0 }]);
    expect(written).toEqual([]);
  });

  test('comes back behind the last fact that is there, or was made', async () => {
    await asked('write', facts(1));
    await printCode(house, { cardNumber: 'card-anna', storeId: '292' });
    await asked('write');
    expect(put.map(({ seq }) => seq)).toEqual([2, 3]);
  });

  test('and has come back meanwhile, is to be asked again', async () => {
    const states = { ...ports.states, putBack: async () => 'there' as const };
    expect(await asked('write', { states })).toEqual({ kind: 'again' });
  });

  test('with its enrolment is unknown, but after a restore', async () => {
    expect(await asked('write', facts())).toEqual({ kind: 'unknown' });
    expect(put).toEqual([]);
    expect(await asked('after-restore', facts())).toEqual({ kind: 'missing', written: true });
    // The first receipt that came, not the one that happened first.
    expect(put.map(({ enrolledAt, seq }) => [enrolledAt, seq])).toEqual([
      [at('2024-05-10T12:00:00+03:00'), 2],
    ]);
  });

  test('with its enrolment, and whose receipts were claimed, is a member since then', async () => {
    const claimedAt = at('2024-05-15T12:00:00+03:00');
    const claimed = knowing((all) =>
      all.map((entry) =>
        entry.owner.kind === 'member' ? { ...entry, owner: { ...entry.owner, claimedAt } } : entry,
      ),
    );
    await asked('after-restore', { ...facts(), ...claimed });
    expect(put.map(({ enrolledAt }) => enrolledAt)).toEqual([claimedAt]);
  });

  test('with all but a later fact is a member since that', async () => {
    const nothing = knowing(() => []);
    expect(await asked('after-restore', { ...facts(), ...nothing })).toEqual({ kind: 'unknown' });
    expect(await asked('after-restore', { ...facts(2), ...nothing })).toEqual({
      kind: 'missing',
      written: true,
    });
    expect(put.map(({ enrolledAt }) => enrolledAt)).toEqual([at('2024-05-12T12:00:00+03:00')]);
  });
});

describe('what there is no state of', () => {
  test('somebody without a profile', async () => {
    const states = { ...ports.states, readProfile: async () => null };
    expect(await asked('write', { states })).toEqual({ kind: 'unknown' });
    expect([put, written]).toEqual([[], []]);
  });

  test('somebody who was enrolled before the first program', async () => {
    const programs = programsOf(beginningAt(timelineOf(program), '2024-05-15T00:00:00Z'));
    expect(await asked('write', { programs })).toEqual({ kind: 'unknown' });
  });

  test('what cannot be read harms nobody beside it', async () => {
    const error = new Error('of tomorrow');
    const readState = async () => {
      throw error;
    };
    expect(await asked('write', { states: { ...ports.states, readState } })).toEqual({
      kind: 'failed',
      error,
    });
  });
});
