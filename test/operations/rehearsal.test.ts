import { beforeEach, describe, expect, test } from 'vitest';
import { enrolMember } from '#operations/enrol-member.ts';
import { linkLogin } from '#operations/link-login.ts';
import { printCode } from '#operations/print-code.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { rehearsedEnrolment, rehearsedPrinting, rehearsedScoring } from '#operations/rehearsal.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';

/** A key of kind `training` (D103): answered like a live one, and nothing is stored. */
const ANNA = { cardNumber: 'card-anna', name: 'Anna', phone: '+79161234567', attributes: new Map() };
const BOB = { ...ANNA, cardNumber: 'card-bob', name: 'Bob', phone: null };
const SIX_THOUSAND = { lines: [{ sku: 'TEA', quantityThousandths: 1_000, amountMinor: 600_000 }] };
/** Raised when the second one is counted. */
const program = monthlyAmount({ raise: 'at-once' });

let house: ReturnType<typeof memoryHouse>;
/** The same house at the same moment, in which a live key does the same. */
let twin: ReturnType<typeof memoryHouse>;
let ids: readonly [string, string];

const enrolled = async (ports: typeof house, request: typeof ANNA | typeof BOB): Promise<string> => {
  const outcome = await enrolMember(ports, request);
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome.memberId;
};

beforeEach(async () => {
  house = memoryHouse(program, '2024-05-20T12:00:00+03:00');
  twin = memoryHouse(program, '2024-05-20T12:00:00+03:00');
  ids = [await enrolled(house, ANNA), await enrolled(twin, ANNA)];
});

const everythingOf = async ({ members, facts, entries, register }: typeof house, memberId: string) => ({
  snapshot: await members.read(memberId),
  facts: await facts.factsOf(memberId, null, 100),
  waiting: await entries.unmatchedOf('card-bob', { after: null, limit: 100 }),
  bob: await register.memberOfCard('card-bob'),
});

describe('a receipt', () => {
  test.each([
    ['of a member', { memberId: null, cardNumber: 'card-anna' }],
    ['of a card that nobody has', { memberId: null, cardNumber: 'card-bob' }],
    ['of nobody', { memberId: null, cardNumber: null }],
    ['that is refused', { memberId: null, cardNumber: 'card-anna', totalMinor: 9 }],
  ])('%s is answered like a live one, each time as new, and leaves nothing', async (_name, whose) => {
    const before = await everythingOf(house, ids[0]);
    const request = requestOf({ ...whose, ...SIX_THOUSAND });
    const live = await scoreReceipt(twin, request);
    const answerOf = (outcome: typeof live) =>
      outcome.kind === 'scored' ? [outcome.replayed, outcome.entry.body.answer] : outcome;
    for (let sending = 0; sending < 2; sending += 1)
      expect(answerOf(await scoreReceipt(rehearsedScoring(house), request))).toEqual(answerOf(live));
    expect(await everythingOf(house, ids[0])).toEqual(before);
    expect(await readReceipt(house, request)).toMatchObject({ code: 'not-found' });
  });

  test('whose id a live till has stored gets the stored answer, or is refused', async () => {
    for (const whose of [{ memberId: ids[0] }, { memberId: null, cardNumber: null }]) {
      const request = requestOf({ ...whose, ...SIX_THOUSAND, receiptId: `r-${whose.memberId}` });
      await scoreReceipt(house, request);
      const trained = await scoreReceipt(rehearsedScoring(house), request);
      expect(trained).toMatchObject({ kind: 'scored', replayed: true });
      const other = { ...request, currency: 'RUB', paidMinor: 1 };
      expect(await scoreReceipt(rehearsedScoring(house), other)).toMatchObject({
        code: 'idempotency-mismatch',
      });
    }
  });

  test('may carry a quote, and does not spend it', async () => {
    const request = requestOf({ memberId: ids[0], ...SIX_THOUSAND });
    const quoted = await quoteReceipt(house, { ...request, occurredAt: null, receiptId: null });
    const quote = quoted.kind === 'quoted' ? (quoted.promise?.token ?? null) : null;
    expect(quote).not.toBeNull();
    const withQuote = { ...request, quote };
    const trained = await scoreReceipt(rehearsedScoring(house), withQuote);
    const live = await scoreReceipt(house, withQuote);
    for (const outcome of [trained, live])
      expect(outcome).toMatchObject({ replayed: false, entry: { body: { quote: 'honoured' } } });
  });
});

describe('an enrolment', () => {
  const asBefore = async (act: () => Promise<unknown>) => {
    const before = await everythingOf(house, ids[0]);
    await act();
    expect(await everythingOf(house, ids[0])).toEqual(before);
  };

  test('is answered like a live one, with what the card bought before, each time as new', async () => {
    for (const receiptId of ['r-early-1', 'r-early-2'])
      for (const ports of [house, twin])
        await scoreReceipt(
          ports,
          requestOf({ cardNumber: 'card-bob', memberId: null, ...SIX_THOUSAND, receiptId }),
        );
    const live = await enrolMember(twin, BOB);
    expect(live).toMatchObject({ claimed: 2, claimsPending: false });
    await asBefore(async () => {
      for (let sending = 0; sending < 2; sending += 1) {
        const trained = await enrolMember(rehearsedEnrolment(house), BOB);
        expect(trained).toEqual({ ...live, memberId: expect.any(String), linkCode: expect.any(String) });
        const { memberId } = trained as { readonly memberId: string };
        expect(await house.members.read(memberId)).toBeNull();
      }
    });
  });

  test('of a card or a phone that has a member is told so', async () => {
    await asBefore(async () => {
      const rehearsed = rehearsedEnrolment(house);
      expect(await enrolMember(rehearsed, ANNA)).toMatchObject({ replayed: true, memberId: ids[0] });
      expect(await enrolMember(rehearsed, { ...ANNA, name: 'Eve' })).toMatchObject({ code: 'card-taken' });
      expect(await enrolMember(rehearsed, { ...BOB, phone: ANNA.phone })).toMatchObject({
        code: 'phone-taken',
      });
    });
  });
});

describe('a code', () => {
  const login = { issuer: 'https://issuer.example', subject: 'eve' };
  const linkedBy = (code: string) =>
    linkLogin(house, { login, verifiedPhone: null, card: { cardNumber: 'card-anna', code } });

  test('that was printed in training opens nothing, and the one before goes on opening', async () => {
    const { linkCodes } = house;
    const ports = {
      ...house,
      linkCodes: {
        ...linkCodes,
        codeOf: (card: Parameters<typeof linkCodes.codeOf>[0] & { memberId: string }) =>
          card.memberId === ids[0] ? linkCodes.codeOf(card) : '33333333',
      },
    };
    const printed = await printCode(rehearsedPrinting(ports), { cardNumber: 'card-anna', storeId: '292' });
    const again = await enrolMember(rehearsedEnrolment(ports), ANNA);
    expect([printed, again]).toEqual([
      expect.objectContaining({ kind: 'printed', linkCode: '33333333' }),
      expect.objectContaining({ kind: 'enrolled', linkCode: '33333333' }),
    ]);
    expect(await house.facts.factsOf(ids[0], null, 100)).toHaveLength(1);
    expect(await linkedBy('33333333')).toMatchObject({ code: 'link-refused' });
    expect(await linkedBy('11111111')).toMatchObject({ memberId: ids[0] });
  });

  test('of a card that nobody has is not printed', async () => {
    const asked = { cardNumber: 'card-none', storeId: '292' };
    expect(await printCode(rehearsedPrinting(house), asked)).toMatchObject({ code: 'not-found' });
  });
});
