import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { type ScorePorts, scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** D89: an id that is stored is answered from what is stored, before anything else about the request is judged. */

const NOON = '2024-05-20T12:00:00+03:00';
const ANNA = {
  cardNumber: 'card-anna',
  name: 'Anna',
  phone: '+79161234567',
  attributes: new Map<string, string | number | boolean>([
    ['district', 'Sovetsky'],
    ['car', true],
  ]),
};

let house: ReturnType<typeof memoryHouse>;

const enrolled = async (cardNumber: string): Promise<string> => {
  const outcome = await enrolMember(house, { cardNumber, name: null, phone: null, attributes: new Map() });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome.memberId;
};

beforeEach(() => {
  house = memoryHouse(monthlyAmount(), NOON);
});

const LINES = [
  { sku: 'bread', quantityThousandths: 1_000, amountMinor: 4_000, categories: ['Bakery', 'Fresh', 'Own'] },
  { sku: 'milk', quantityThousandths: 2_000, amountMinor: 6_000 },
];

/** Whatever may be different when the same is sent again: of the request, of the world, of our own clock. */
const otherwise: Readonly<
  Record<string, (ports: ScorePorts, sent: SaleRequest) => [ScorePorts, SaleRequest]>
> = {
  'a broken token': (ports, sent) => [ports, { ...sent, quote: 'broken' }],
  'a token where there was none': (ports, sent) => [ports, { ...sent, quote: 'eyJhIjoxfQ.AAAA' }],
  'the clock six hours back': (ports, sent) => [clockAt(ports, -6 * 3_600_000 - 24 * 3_600_000), sent],
  'the clock at its beginning': (ports, sent) => [clockAt(ports, -at(NOON)), sent],
  'two years later': (ports, sent) => [clockAt(ports, 2 * 366 * 86_400_000), sent],
  'labels in another order': (ports, sent) => [
    ports,
    { ...sent, lines: relabelled(sent, (all) => all.toReversed()) },
  ],
  'a label twice': (ports, sent) => [ports, { ...sent, lines: relabelled(sent, (all) => [...all, ...all]) }],
  'a member who is busy': (ports, sent) => [
    {
      ...ports,
      ledger: { ...ports.ledger, commit: contended, record: async () => ({ kind: 'card-enrolled' }) },
    },
    sent,
  ],
  'a member who is gone': (ports, sent) => [{ ...ports, members: { read: async () => null } }, sent],
  'a card that is somebody else’s by now': (ports, sent) => [
    { ...ports, register: { memberOfCard: async () => 'm-other' }, members: { read: anybody(ports) } },
    sent,
  ],
};

const contended = async () => ({ kind: 'contended' }) as const;

const clockAt = (ports: ScorePorts, ms: number): ScorePorts => ({
  ...ports,
  clock: { now: () => asEpochMs(at(NOON) + ms) },
});

const relabelled = ({ lines }: SaleRequest, change: (all: readonly string[]) => readonly string[]) =>
  lines.map((line) =>
    line.categories === undefined ? line : { ...line, categories: change(line.categories) },
  );

const anybody = (ports: ScorePorts) => async (id: string) => {
  const known = await ports.members.read(id);
  return known === null ? null : { ...known, member: { ...known.member, id } };
};

describe('a receipt that is stored', () => {
  test('is answered as it was, whatever else is different by now', async () => {
    const anna = await enrolled('card-anna');
    const owners = [
      { memberId: anna },
      { cardNumber: 'card-anna' },
      { memberId: anna, cardNumber: 'card-anna' },
      { memberId: 'm-never', cardNumber: 'card-never' },
      { memberId: 'm-never', cardNumber: 'card-anna' },
      { cardNumber: 'card-never' },
      { memberId: 'm-never' },
      {},
    ];
    let ids = 0;
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom(...owners),
        fc.uniqueArray(fc.constantFrom(...Object.keys(otherwise)), { minLength: 1 }),
        async (owner, changes) => {
          const receiptId = `r-${++ids}`;
          const sent = requestOf({ receiptId, lines: LINES, ...owner });
          const first = await scoreReceipt(house, sent);
          if (first.kind === 'refused') throw new Error(first.code);
          let again: [ScorePorts, SaleRequest] = [house, sent];
          for (const change of changes) again = otherwise[change]?.(...again) ?? again;
          expect(await scoreReceipt(...again)).toEqual({ ...first, replayed: true });
        },
      ),
    );
  });

  test('and sent before its card had a member, with an id that nobody has, is replayed after enrolment', async () => {
    const sent = requestOf({ memberId: 'm-never', cardNumber: 'card-early' });
    const first = await scoreReceipt(house, sent);
    expect(first).toMatchObject({ entry: { owner: { kind: 'card', cardNumber: 'card-early' } } });
    expect(await enrolMember(house, { ...ANNA, cardNumber: 'card-early' })).toMatchObject({ claimed: 1 });
    expect(await scoreReceipt(house, sent)).toMatchObject({ kind: 'scored', replayed: true });
  });

  test.each<[string, Partial<SaleRequest>]>([
    ['amount', { lines: LINES.map((line) => ({ ...line, amountMinor: line.amountMinor + 1 })) }],
    ['label', { lines: LINES.map((line) => ({ ...line, categories: ['Bakery', 'Fresh'] })) }],
    ['order of lines', { lines: LINES.toReversed() }],
    ['total, and a wrong one', { totalMinor: 9_999 }],
    ['member, though there is none', { memberId: 'm-never' }],
    ['moment, though it lies far ahead', { occurredAt: at('2034-05-20T12:00:00+03:00') }],
    ['moment, though no till was there', { occurredAt: asEpochMs(0) }],
    ['currency', { currency: 'EUR' }],
    ['payment', { paidMinor: 1 }],
  ])('is refused with another %s, and nothing changes', async (_what, change) => {
    const anna = await enrolled('card-anna');
    const sent = requestOf({ memberId: anna, lines: LINES });
    await scoreReceipt(house, sent);
    const before = await house.members.read(anna);
    expect(await scoreReceipt(house, { ...sent, ...change })).toMatchObject({ code: 'idempotency-mismatch' });
    expect(await house.members.read(anna)).toEqual(before);
  });
});

describe('whose a receipt is, with a member and a card', () => {
  test.each([
    ['none', 'none', 'nobody'],
    ['none', 'unknown', 'card'],
    ['none', 'anna', 'anna'],
    ['unknown', 'none', 'nobody'],
    ['unknown', 'unknown', 'card'],
    ['unknown', 'anna', 'anna'],
    ['anna', 'none', 'anna'],
    ['anna', 'unknown', 'anna'],
    ['anna', 'anna', 'anna'],
    ['anna', 'bob', 'member-ambiguous'],
  ])('member %s and card %s: %s', async (member, card, whose) => {
    const ids = new Map([
      ['anna', await enrolled('card-anna')],
      ['bob', await enrolled('card-bob')],
    ]);
    const outcome = await scoreReceipt(
      house,
      requestOf({
        memberId: member === 'none' ? null : (ids.get(member) ?? 'm-never'),
        cardNumber: card === 'none' ? null : `card-${card}`,
      }),
    );
    const owner =
      whose === 'nobody'
        ? { kind: 'nobody' }
        : whose === 'card'
          ? { kind: 'card', cardNumber: 'card-unknown' }
          : { kind: 'member', memberId: ids.get(whose) };
    expect(outcome).toMatchObject(whose === 'member-ambiguous' ? { code: whose } : { entry: { owner } });
  });
});

describe('an enrolment that is stored', () => {
  test('is answered as it was, whatever the profile has become and in whatever order it is told', async () => {
    const first = await enrolMember(house, ANNA);
    const contacts = { ...house.register, readContact: async () => ({ name: 'Anna Berg', phone: null }) };
    const changed = { ...house, register: contacts };
    const backwards = { ...ANNA, attributes: new Map([...ANNA.attributes].toReversed()) };
    expect(await enrolMember(changed, backwards)).toEqual({ ...first, replayed: true });
  });

  test.each<[string, Record<string, string | number | boolean>]>([
    ['another value', { district: 'Kirovsky', car: true }],
    ['one less', { district: 'Sovetsky' }],
    ['one more', { district: 'Sovetsky', car: true, children: 2 }],
    ['another kind of value', { district: 'Sovetsky', car: 'true' }],
    ['none', {}],
  ])('is refused with %s among its attributes, and nothing changes', async (_what, attributes) => {
    const first = await enrolMember(house, ANNA);
    if (first.kind === 'refused') throw new Error(first.code);
    const before = await house.members.read(first.memberId);
    const other = { ...ANNA, attributes: new Map(Object.entries(attributes)) };
    expect(await enrolMember(house, other)).toMatchObject({
      code: 'idempotency-mismatch',
      pointer: '/attributes',
    });
    expect(await house.members.read(first.memberId)).toEqual(before);
  });

  test('before its meaning was noted is known by name and phone', async () => {
    const first = await enrolMember(house, ANNA);
    const register = {
      ...house.register,
      enrol: async (...args: Parameters<typeof house.register.enrol>) => {
        const outcome = await house.register.enrol(...args);
        return outcome.kind === 'card-taken' ? { ...outcome, meaning: null } : outcome;
      },
    };
    const older = { ...house, register };
    expect(await enrolMember(older, { ...ANNA, attributes: new Map() })).toEqual({
      ...first,
      replayed: true,
    });
    expect(await enrolMember(older, { ...ANNA, name: 'Eve' })).toMatchObject({ code: 'card-taken' });
  });
});
