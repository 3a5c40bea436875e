import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { Fact } from '#domain/member/facts.ts';
import { asDay } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { explainStatus } from '#operations/explain-status.ts';
import { printCode } from '#operations/print-code.ts';
import { randomIds, systemClock } from '#operations/random.ts';
import { readHistory, readMember, readMemberForSupport, readMyself } from '#operations/read-member.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { ownerOf } from '#operations/receipt-owner.ts';
import { resolveCard } from '#operations/resolve-card.ts';
import { fullJitter } from '#operations/retries.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { checkTillKey, issueTillKey } from '#operations/till-keys.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, calendar } from '../fixtures/scenario.ts';

/** What is read of a member, a card, a receipt; who is nobody is told so in words. */
const NOON = '2024-05-20T12:00:00+03:00';
const ANNA = { cardNumber: 'card-anna', name: 'Anna', phone: '+79161234567', attributes: new Map() };
const LOGIN = { issuer: 'https://issuer.example', subject: 'anna' };
const NO_MEMBER = {
  kind: 'refused',
  code: 'not-found',
  detail: 'There is no such member.',
  pointer: null,
};

let house: ReturnType<typeof memoryHouse>;
let anna: string;

beforeEach(async () => {
  house = memoryHouse(monthlyAmount(), NOON);
  const outcome = await enrolMember(house, ANNA);
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  anna = outcome.memberId;
});

/** Links lead to somebody whose state is gone. */
const stateless = () => ({ ...house, members: { read: async () => null } });

describe('a member', () => {
  test('is read with what they hold', async () => {
    const found = await readMember(house, anna);
    expect(found).toMatchObject({
      kind: 'found',
      member: { id: anna },
      statuses: [{ system: 'level' }],
      categories: [],
    });
    expect(await readMember(house, 'nobody')).toEqual(NO_MEMBER);
  });

  test('reads themselves by their login, or is told how to link it', async () => {
    const linkFirst = {
      kind: 'refused',
      code: 'not-enrolled',
      detail: 'Link this login first: POST /v1/me:link, by the verified phone or with a card and its code.',
      pointer: null,
    };
    expect(await readMyself(house, LOGIN)).toEqual(linkFirst);
    await house.logins.link(LOGIN, anna);
    expect(await readMyself(house, LOGIN)).toEqual(await readMember(house, anna));
    expect(await readMyself(stateless(), LOGIN)).toEqual(linkFirst);
  });

  test('is read for support with their contact', async () => {
    expect(await readMemberForSupport(house, anna)).toEqual({
      ...(await readMember(house, anna)),
      contact: { name: 'Anna', phone: '+79161234567' },
    });
    expect(await readMemberForSupport(house, 'nobody')).toEqual(NO_MEMBER);
  });

  test('is found by their card, and a card of nobody has the same form', async () => {
    const shown = await readMember(house, anna);
    expect(await resolveCard(house, 'card-anna')).toEqual({
      kind: 'resolved',
      memberId: anna,
      statuses: shown.kind === 'found' ? shown.statuses : 'not found',
      discount: null,
    });
    const nobody = { kind: 'resolved', memberId: null, statuses: [], discount: null };
    expect(await resolveCard(house, 'card-none')).toEqual(nobody);
    expect(await resolveCard(stateless(), 'card-anna')).toEqual(nobody);
  });
});

describe('a history', () => {
  const page = (
    before: number | null,
    limit: number,
    ports: Pick<typeof house, 'members' | 'facts'> = house,
  ) => readHistory(ports, { memberId: anna, before, limit });
  const seqsOf = ({ facts }: { readonly facts: readonly Fact[] }) => facts.map(({ seq }) => seq);

  beforeEach(async () => {
    for (let printing = 0; printing < 2; printing += 1)
      await printCode(house, { cardNumber: 'card-anna', storeId: '292' });
  });

  test.each([
    ['the newest, and where to go on', null, 2, [3, 2], 2],
    ['the rest', 2, 2, [1], null],
    ['exactly all', null, 3, [3, 2, 1], null],
    ['nothing before the first', 1, 2, [], null],
  ])('%s', async (_, before, limit, seqs, next) => {
    const found = await page(before, limit);
    if (found.kind !== 'found') throw new Error(found.code);
    expect([seqsOf(found), found.next]).toEqual([seqs, next]);
  });

  test('of a member whose state is gone is there, one of nobody is not', async () => {
    expect(await page(null, 2, { ...house, members: { read: async () => null } })).toMatchObject({
      kind: 'found',
      next: 2,
    });
    expect(await readHistory(house, { memberId: 'nobody', before: null, limit: 2 })).toEqual(NO_MEMBER);
  });
});

test('reasons are told of a member and a system that there are', async () => {
  const asked = { memberId: anna, system: 'level', cursor: null, limit: 10 };
  expect(await explainStatus(house, { ...asked, memberId: 'nobody' })).toEqual(NO_MEMBER);
  expect(await explainStatus(house, { ...asked, system: 'x' })).toEqual({
    kind: 'refused',
    code: 'unknown-system',
    detail: 'The program has no such status system.',
    pointer: null,
  });
});

test('a receipt is found in its store', async () => {
  const scored = await scoreReceipt(house, requestOf({ memberId: anna }));
  if (scored.kind !== 'scored') throw new Error(scored.code);
  const { storeId, receiptId } = requestOf();
  expect(await readReceipt(house, { storeId, receiptId })).toEqual({ kind: 'found', entry: scored.entry });
  expect(await readReceipt(house, { storeId: '292', receiptId })).toEqual({
    kind: 'refused',
    code: 'not-found',
    detail: 'This store has sent no such receipt.',
    pointer: null,
  });
});

describe('whose a receipt is', () => {
  /** The ports, and what was read of them. */
  const watched = (change: Partial<Parameters<typeof ownerOf>[0]> = {}) => {
    const read: string[] = [];
    const ports: Parameters<typeof ownerOf>[0] = {
      members: {
        read: async (memberId) => {
          read.push(`member ${memberId}`);
          return (change.members ?? house.members).read(memberId);
        },
      },
      register: {
        memberOfCard: async (cardNumber) => {
          read.push(`card ${cardNumber}`);
          return await (change.register ?? house.register).memberOfCard(cardNumber);
        },
      },
    };
    return { ports, read };
  };

  test.each([
    ['nobody’s', null, null, { kind: 'nobody' }, []],
    ['an id that we never gave out', 'm0', null, { kind: 'unknown', cardNumber: null }, ['member m0']],
    ['a card that nobody has', null, 'c0', { kind: 'unknown', cardNumber: 'c0' }, ['card c0']],
    ['neither', 'm0', 'c0', { kind: 'unknown', cardNumber: 'c0' }, ['card c0', 'member m0']],
  ])('%s', async (_, memberId, cardNumber, owner, reads) => {
    const { ports, read } = watched();
    expect(await ownerOf(ports, { memberId, cardNumber })).toEqual(owner);
    expect(read).toEqual(reads);
  });

  test('the member’s, by the id, by the card, by both, and by the card beside an id of nobody', async () => {
    for (const told of [
      { memberId: anna, cardNumber: null },
      { memberId: null, cardNumber: 'card-anna' },
      { memberId: anna, cardNumber: 'card-anna' },
      { memberId: 'm0', cardNumber: 'card-anna' },
      { memberId: anna, cardNumber: 'c0' },
    ])
      expect(await ownerOf(house, told)).toMatchObject({
        kind: 'member',
        snapshot: { member: { id: anna } },
      });
  });

  test('nobody’s yet, of a member whose state is gone: one read says so', async () => {
    const gone = { kind: 'unknown', cardNumber: null };
    const { ports, read } = watched(stateless());
    expect(await ownerOf(ports, { memberId: anna, cardNumber: 'card-anna' })).toEqual(gone);
    expect(read).toEqual(['card card-anna', `member ${anna}`]);
    expect(await ownerOf(stateless(), { memberId: null, cardNumber: 'card-anna' })).toEqual(gone);
  });

  test('nobody’s, where member and card belong to two people', async () => {
    const register = { memberOfCard: async () => 'm-bob' };
    expect(await ownerOf({ ...house, register }, { memberId: anna, cardNumber: 'card-bob' })).toEqual({
      kind: 'refused',
      code: 'member-ambiguous',
      detail: 'The member and the card belong to two people.',
      pointer: '/cardNumber',
    });
  });
});

describe('what waits before it tries again', () => {
  /** How long each repetition waits, in whole milliseconds; null: it may not be tried. */
  async function waitsOf(retries: ReturnType<ReturnType<typeof fullJitter>>, times: number) {
    vi.useFakeTimers({ now: 0 });
    const waits: (number | null)[] = [];
    for (let attempt = 1; attempt <= times; attempt += 1) {
      const begun = Date.now();
      const answer = retries.beforeRetry(attempt);
      await vi.runAllTimersAsync();
      waits.push((await answer) ? Date.now() - begun : null);
    }
    vi.useRealTimers();
    return waits;
  }

  test('waits longer each time, up to 400 ms, and two and a half seconds in all', async () => {
    const waits = [15, 30, 60, 120, 240, 400, 400, 400, 400, 400, null, null];
    expect(await waitsOf(fullJitter(() => 1)(), waits.length)).toEqual(waits);
  });

  test('waits a part of it, as chance will have it', async () => {
    const parts = [0.2, 0.5, 0, 1];
    expect(await waitsOf(fullJitter(() => parts.shift() ?? 0)(), 4)).toEqual([3, 15, 0, 120]);
  });

  test('uses its budget to the end, and has it anew for the next receipt', async () => {
    const retries = fullJitter(() => 1, 45);
    for (let receipt = 0; receipt < 2; receipt += 1)
      expect(await waitsOf(retries(), 3)).toEqual([15, 30, null]);
  });
});

describe('new names', () => {
  test.each([
    ['a member', randomIds.newMemberId, /^[0-9a-f]{32}$/],
    ['a till key', randomIds.newKeyId, /^[a-z0-5]{12}$/],
    ['a secret', randomIds.newSecret, /^[A-Za-z0-9_-]{32}$/],
  ])('of %s fit its form, and come once', (_, make, form) => {
    const names = Array.from({ length: 50 }, make);
    expect(names.filter((name) => !form.test(name))).toEqual([]);
    expect(new Set(names).size).toBe(50);
  });

  test('the clock is the wall’s', () => {
    vi.useFakeTimers({ now: 1_490_954_400_000 });
    expect(systemClock.now()).toBe(1_490_954_400_000);
    vi.useRealTimers();
  });
});

describe('the calendar of a zone', () => {
  test.each([
    ['2024-05-20T12:34:00Z', 'Europe/Moscow', 15 * 60 + 34],
    ['2024-05-20T12:34:59Z', 'UTC', 754],
    ['2024-05-20T20:30:00Z', 'Asia/Kolkata', 120],
  ])('%s in %s is minute %d of its day', (instant, zone, minute) => {
    expect(calendar.minuteOf(at(instant), zone)).toBe(minute);
  });

  test('a day starts where its zone says, also after thousands of others', () => {
    const day = asDay(19_863);
    for (let round = 0; round < 2; round += 1) {
      expect(calendar.startOf(day, 'Europe/Moscow')).toBe(at('2024-05-20T00:00:00+03:00'));
      expect(calendar.startOf(day, 'UTC')).toBe(at('2024-05-20T00:00:00Z'));
    }
  });
});

describe('a till key', () => {
  const SECRET = 's'.repeat(32);
  const issued = (kind?: 'live' | 'training') =>
    issueTillKey(
      { ...house, ids: { ...house.ids, newKeyId: () => 'abc123abc123', newSecret: () => SECRET } },
      ['292'],
      ...(kind === undefined ? [] : ([kind] as const)),
    );

  test('is live unless it is for training, and only the hash of its secret is kept', async () => {
    expect(await issued()).toEqual({ keyId: 'abc123abc123', key: `pos_abc123abc123_${SECRET}` });
    expect(await house.keys.read('abc123abc123')).toEqual({
      keyId: 'abc123abc123',
      // SHA-256 of 32 times the letter s.
      secretHash: 'j9amp49YV9e6HP6QM7_-7IbaK6akvWCm-DMgnZ0-OQ0',
      stores: ['292'],
      kind: 'live',
      createdAt: at(NOON),
      revokedAt: null,
    });
  });

  test('for training says so', async () => {
    await issued('training');
    expect(await checkTillKey(house, `pos_abc123abc123_${SECRET}`)).toMatchObject({ kind: 'training' });
  });

  test.each([
    ['nothing', ''],
    ['something before it', `Bearer pos_abc123abc123_${SECRET}`],
    ['something behind it', `pos_abc123abc123_${SECRET}s`],
    ['another prefix', `key_abc123abc123_${SECRET}`],
    ['the key of nobody', `pos_abc123abc124_${SECRET}`],
  ])('%s opens nothing', async (_, shown) => {
    await issued();
    expect(await checkTillKey(house, shown)).toBeNull();
  });
});
