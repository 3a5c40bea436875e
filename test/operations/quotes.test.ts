import fc from 'fast-check';
import { beforeEach, describe, expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** What a quote's token promises, to which receipt, from when to when, and how often. */

const NOON = '2024-05-20T12:00:00+03:00';
const MINUTE = 60_000;
const DAY = 86_400_000;

let house: ReturnType<typeof memoryHouse>;
let anna: string;
let receipts: number;

/** Nobody has used anything yet. */
async function open(): Promise<void> {
  house = memoryHouse(monthlyAmount(), NOON);
  receipts = 0;
  const outcome = await enrolMember(house, {
    cardNumber: 'card-anna',
    name: null,
    phone: null,
    attributes: new Map(),
  });
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  anna = outcome.memberId;
}

beforeEach(open);

interface Asked {
  readonly memberId?: string | null;
  readonly receiptId?: string | null;
  readonly occurredAt?: number | null;
}

async function quoted({ memberId = anna, receiptId = null, occurredAt = null }: Asked = {}) {
  const moment = occurredAt === null ? null : asEpochMs(occurredAt);
  const outcome = await quoteReceipt(house, { ...requestOf({ memberId }), receiptId, occurredAt: moment });
  if (outcome.kind !== 'quoted') throw new Error(outcome.code);
  return outcome.promise;
}

const tokenOf = async (asked: Asked = {}): Promise<string> => (await quoted(asked))?.token ?? 'no token';

/** What becomes of a token that a receipt brings. */
async function used(quote: string, { memberId = anna, receiptId, occurredAt }: Asked = {}) {
  const outcome = await scoreReceipt(
    house,
    requestOf({
      memberId,
      receiptId: receiptId ?? `r-${++receipts}`,
      occurredAt: asEpochMs(occurredAt ?? house.clock.instant),
      quote,
    }),
  );
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
  return outcome.entry.body.quote;
}

const later = (ms: number): void => {
  house.clock.instant = asEpochMs(house.clock.instant + ms);
};

describe('a token', () => {
  test.each([
    ['three hundred days before', -300 * DAY, 'expired'],
    ['five minutes before, and a millisecond', -5 * MINUTE - 1, 'expired'],
    ['five minutes before: a till’s clock may be behind', -5 * MINUTE, 'honoured'],
    ['at its making', 0, 'honoured'],
    ['in its last millisecond', 30 * MINUTE - 1, 'honoured'],
    ['at its end', 30 * MINUTE, 'expired'],
  ])('of a receipt %s is %s, whenever that comes', async (_what, after, outcome) => {
    for (const arrival of [0, 20 * 3_600_000]) {
      const quote = await tokenOf();
      const occurredAt = house.clock.instant + after;
      later(arrival + 1);
      expect(await used(quote, { occurredAt })).toBe(outcome);
    }
  });

  test('that names its receipt holds for it alone', async () => {
    const quote = await tokenOf({ receiptId: 'named' });
    expect(await used(quote)).toBe('changed');
    expect(await used(quote, { receiptId: 'named' })).toBe('honoured');
    expect((await house.members.read(anna))?.member.usedQuotes).toEqual(new Map());
  });

  test('that names none is for the first receipt of its member, and the second is decided anew', async () => {
    const quote = await tokenOf();
    expect(await used(quote, { receiptId: 'one' })).toBe('honoured');
    expect(await used(quote)).toBe('used');
    expect(await used(quote, { receiptId: 'one' })).toBe('honoured');
    later(20 * 3_600_000);
    const occurredAt = at(NOON) + MINUTE;
    expect(await used(quote, { occurredAt })).toBe('used');
  });

  test('of nobody may be used by several as long as it lives', async () => {
    const quote = await tokenOf({ memberId: null });
    expect(await used(quote, { memberId: null })).toBe('honoured');
    expect(await used(quote, { memberId: null })).toBe('honoured');
    later(30 * MINUTE);
    expect(await used(quote, { memberId: null })).toBe('expired');
  });

  test('beyond the eighth that a member uses in its life is decided anew, and there is room afterwards', async () => {
    const tokens: string[] = [];
    for (let index = 0; index < 9; index += 1) {
      tokens.push(await tokenOf());
      later(1);
    }
    const outcomes: string[] = [];
    for (const token of tokens) outcomes.push(await used(token));
    expect(outcomes).toEqual([...new Array(8).fill('honoured'), 'used']);
    expect(await used(await tokenOf({ receiptId: 'named' }), { receiptId: 'named' })).toBe('honoured');
    later(30 * MINUTE);
    expect(await used(await tokenOf())).toBe('honoured');
    expect((await house.members.read(anna))?.member.usedQuotes.size).toBe(8);
  });

  test('that has ended makes room before one that may still be used', async () => {
    const tokens: string[] = [];
    for (let index = 0; index < 8; index += 1) {
      tokens.push(await tokenOf());
      expect(await used(tokens[index] ?? '')).toBe('honoured');
      later(4 * MINUTE);
    }
    expect(await used(await tokenOf())).toBe('honoured');
    for (const token of tokens.slice(2)) expect(await used(token)).toBe('used');
  });

  test.each([
    ['five minutes ago', -5 * MINUTE, true],
    ['longer ago', -5 * MINUTE - 1, false],
    ['in five minutes', 5 * MINUTE, true],
    ['later', 5 * MINUTE + 1, false],
    ['in twenty hours', 20 * 60 * MINUTE, false],
  ])('is given for a sale %s: %s', async (_what, ms, isGiven) => {
    const promise = await quoted({ occurredAt: house.clock.instant + ms });
    expect(promise === null).toBe(!isGiven);
    if (promise !== null) expect(promise.expiresAt).toBe(house.clock.instant + 30 * MINUTE);
  });
});

/** A step of a busy day at the tills. */
interface Step {
  readonly pause: number;
  readonly what: 'quote' | 'use' | 'arrive';
  readonly which: number;
}

describe('however quotes and receipts follow each other', () => {
  test('a token is honoured once, as long as it lives, and by no ninth', async () => {
    const step: fc.Arbitrary<Step> = fc.record({
      pause: fc.constantFrom(0, 0, 0, 1, 1, MINUTE, 10 * MINUTE, 29 * MINUTE, 3 * 3_600_000),
      what: fc.constantFrom('quote', 'quote', 'use', 'use', 'use', 'arrive'),
      which: fc.nat(30),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 60, size: 'max' }), async (steps) => {
        // A house for each: what one day has used takes no room of another.
        await open();
        const tokens: { readonly token: string; readonly madeAt: number; usedAt: number | null }[] = [];
        const waiting: { readonly index: number; readonly occurredAt: number }[] = [];
        for (const { pause, what, which } of steps) {
          later(pause + 1);
          const now = house.clock.instant;
          const chosen = tokens[which % Math.max(1, tokens.length)];
          if (what === 'quote') tokens.push({ token: await tokenOf(), madeAt: now, usedAt: null });
          if (chosen === undefined || what === 'quote') continue;
          const index = tokens.indexOf(chosen);
          // A till that is offline sends later; the pencil keeps every use for ever, and days have a day's end here.
          if (what === 'use' && which % 3 === 0) {
            waiting.push({ index, occurredAt: now });
            continue;
          }
          const sent = what === 'arrive' ? waiting.pop() : { index, occurredAt: now };
          const token = tokens[sent?.index ?? index];
          if (sent === undefined || token === undefined) continue;
          const isLive = sent.occurredAt < token.madeAt + 30 * MINUTE;
          const inLife = tokens.filter(({ madeAt, usedAt }) => usedAt !== null && madeAt + 30 * MINUTE > now);
          const isOld = token.usedAt !== null && token.usedAt + DAY < now;
          if (isOld) continue;
          const expected = !isLive
            ? 'expired'
            : token.usedAt !== null || inLife.length >= 8
              ? 'used'
              : 'honoured';
          // Of more than eight that have ended the oldest are forgotten: that is said, and not looked at here.
          if (expected === 'used' && tokens.filter(({ usedAt }) => usedAt !== null).length > 8) continue;
          expect(await used(token.token, { occurredAt: sent.occurredAt })).toBe(expected);
          if (expected === 'honoured') token.usedAt = now;
        }
      }),
    );
  });
});
