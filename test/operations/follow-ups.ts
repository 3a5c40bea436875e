import { beforeEach, describe, expect, test } from 'vitest';
import type { FollowUp, Payment, Return } from '#domain/member/commands.ts';
import { asDay } from '#domain/time/time.ts';
import { claimReceipts } from '#operations/claim-receipts.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { type FollowedUp, followUpReceipt } from '#operations/follow-up.ts';
import type { FollowUpRequest } from '#operations/follow-up-request.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';

/** What follows a receipt (D15, D16, D39–D43), on the table and over maps: whatever comes first, and however often. */

type AnyHouse = Omit<House, 'table' | 'set' | 'activate' | 'enrol'> & {
  readonly states: Parameters<typeof rebuildMember>[0]['states'];
};

const NOON = '2024-05-20T12:00:00+03:00';
const LINES = [
  { sku: 'coffee', quantityThousandths: 3_000, amountMinor: 900_000 },
  { sku: 'cake', quantityThousandths: 1_000, amountMinor: 300_000 },
];

export function followUpContract(make: () => Promise<AnyHouse>): void {
  let house: AnyHouse;
  let anna: string;

  beforeEach(async () => {
    house = await make();
    anna = await enrolled('card-anna');
  });

  const enrolled = async (cardNumber: string): Promise<string> => {
    const person = { cardNumber, name: null, phone: null, attributes: new Map() };
    const outcome = await enrolMember(house, person);
    if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
    return outcome.memberId;
  };

  const bought = async (change: Partial<SaleRequest> = {}) => {
    const outcome = await scoreReceipt(house, requestOf({ memberId: anna, lines: LINES, ...change }));
    return outcome.kind === 'scored' ? outcome : outcome.code;
  };

  const follow = async (
    told: FollowUp,
    change: Partial<FollowUpRequest> = {},
  ): Promise<FollowedUp | string> => {
    const request = {
      saleStoreId: 'store-1',
      receiptId: 'receipt-1',
      told,
      cardNumber: null,
      currency: null,
    };
    const outcome = await followUpReceipt(house, { ...request, ...change });
    return outcome.kind === 'refused' ? outcome.code : outcome;
  };

  const back = (change: Partial<Return> = {}): Return => ({
    kind: 'return',
    id: 'back-1',
    storeId: 'store-1',
    occurredAt: at(NOON),
    returned: { kind: 'all' },
    refundedMinor: null,
    ...change,
  });

  const paid = (change: Partial<Payment> = {}): Payment => ({
    kind: 'payment',
    id: 'paid-1',
    storeId: 'store-1',
    occurredAt: at(NOON),
    amountMinor: 100,
    ...change,
  });

  const oneCoffee = (id: string): Return =>
    back({ id, returned: { kind: 'lines', lines: [{ line: 0, quantityThousandths: 1_000 }] } });

  /** What the member's sums hold, and how many entries it has counted. */
  const standing = async (memberId = anna) => {
    const member = (await house.members.read(memberId))?.member;
    const sums = [...(member?.counters.sums.values() ?? [])].map(({ before, values }) =>
      values.reduce((sum, value) => sum + value, before),
    );
    return { sums: sums.filter((sum) => sum !== 0), entries: member?.entries.count };
  };

  const agrees = async (memberId = anna): Promise<void> => {
    expect(await rebuildMember(house, memberId, 'look')).toEqual({ kind: 'agrees' });
  };

  test('a return takes back, and the same again is answered the same', async () => {
    await bought();
    const first = await follow(oneCoffee('back-1'));
    expect(first).toMatchObject({ kind: 'followed-up', replayed: false });
    expect(await standing()).toEqual({ sums: [900_000], entries: 2 });
    const again = await follow(oneCoffee('back-1'));
    expect(again).toEqual({ ...(first as object), replayed: true });
    expect(await follow(oneCoffee('back-2'))).toMatchObject({ replayed: false });
    expect(await follow(back({ id: 'back-1' }))).toBe('idempotency-mismatch');
    expect(await follow(back({ id: 'back-3' }))).toMatchObject({ replayed: false });
    expect(await follow(back({ id: 'back-4' }))).toBe('return-exceeds-original');
    expect(await follow(oneCoffee('back-1'))).toMatchObject({ replayed: true });
    expect(await standing()).toEqual({ sums: [], entries: 4 });
    await agrees();
  });

  test('it lies in the index under the day of its sale, and its sale knows what is left', async () => {
    await bought({ occurredAt: at('2024-05-10T12:00:00+03:00') });
    await follow(oneCoffee('back-1'));
    const day = asDay(Date.UTC(2024, 4, 10) / 86_400_000);
    const entries = await house.history.entriesOf(anna, day, asDay(day + 1));
    expect(entries.map(({ body }) => body.kind)).toEqual(['sale', 'return']);
    expect((await house.ledger.readEntry('store-1', 'receipt-1'))?.body.left).toMatchObject({ revision: 1 });
  });

  test('a payment counts on the bill, whatever came before it', async () => {
    await bought({ paidMinor: 0 });
    expect(await follow(paid())).toMatchObject({ entry: { body: { answer: { paidMinor: 100 } } } });
    expect(await follow(paid())).toMatchObject({ replayed: true });
    expect(await follow(paid({ amountMinor: 101 }))).toBe('idempotency-mismatch');
    // A return may have the id of a payment: they are of two kinds.
    expect(await follow(back({ id: 'paid-1' }))).toMatchObject({
      entry: { body: { answer: { refundedMinor: 100 } } },
    });
    await agrees();
  });

  describe('before its sale', () => {
    test('it waits, and the sale counts with it in one', async () => {
      expect(await follow(oneCoffee('back-1'))).toMatchObject({ kind: 'parked', replayed: false });
      expect(await follow(oneCoffee('back-1'))).toMatchObject({ kind: 'parked', replayed: true });
      expect(await follow(back({ id: 'back-1' }))).toBe('idempotency-mismatch');
      expect(await follow(paid())).toMatchObject({ kind: 'parked' });
      expect(await standing()).toEqual({ sums: [], entries: 0 });
      expect(await house.ledger.readEntry('store-1', 'receipt-1')).toBeNull();
      expect(await bought({ paidMinor: 0 })).toMatchObject({ kind: 'scored', replayed: false });
      expect(await standing()).toEqual({ sums: [900_000], entries: 3 });
      expect(await follow(oneCoffee('back-1'))).toMatchObject({ kind: 'followed-up', replayed: true });
      expect(await bought({ paidMinor: 0 })).toMatchObject({ replayed: true });
      await agrees();
    });

    test('what turns out too large is noted on the sale, and takes nothing', async () => {
      await follow(back({ id: 'back-1', occurredAt: at('2024-05-20T12:00:01+03:00') }));
      await follow(back({ id: 'back-2', occurredAt: at(NOON) }));
      await bought();
      const sold = await house.ledger.readEntry('store-1', 'receipt-1');
      expect(sold?.body.refused).toMatchObject([
        { kind: 'return', id: 'back-1', code: 'return-exceeds-original' },
      ]);
      expect(await standing()).toEqual({ sums: [], entries: 2 });
      expect(await follow(back({ id: 'back-1', occurredAt: at('2024-05-20T12:00:01+03:00') }))).toBe(
        'return-exceeds-original',
      );
      expect(await follow(oneCoffee('back-1'))).toBe('idempotency-mismatch');
      await agrees();
    });

    test('twenty wait, and no more', async () => {
      for (let number = 0; number < 20; number += 1)
        expect(await follow(paid({ id: `paid-${number}` }))).toMatchObject({ kind: 'parked' });
      expect(await follow(paid({ id: 'paid-20' }))).toBe('parked-too-many');
      expect(await follow(paid({ id: 'paid-7' }))).toMatchObject({ kind: 'parked', replayed: true });
      await bought({ paidMinor: 0 });
      expect((await house.ledger.readEntry('store-1', 'receipt-1'))?.body.left?.paidMinor).toBe(2_000);
      expect(await standing()).toMatchObject({ entries: 21 });
      expect(await follow(paid({ id: 'paid-20' }))).toMatchObject({ kind: 'followed-up' });
      await agrees();
    });

    test('an impossible moment is refused at once', async () => {
      expect(await follow(back({ occurredAt: at('1999-01-01T00:00:00Z') }))).toBe('occurred-implausible');
      expect(await follow(back({ occurredAt: at('2024-05-22T12:00:00+03:00') }))).toBe('occurred-in-future');
    });

    test('one change is told, whatever led to it', async () => {
      await follow(back({ id: 'back-1' }));
      const before = (await house.facts.factsOf(anna, null, 100)).length;
      await bought({ lines: [{ sku: 'tv', quantityThousandths: 1_000, amountMinor: 3_000_000 }] });
      const facts = await house.facts.factsOf(anna, null, 100);
      // Raised at once, and kept by a system that takes nothing back.
      expect(facts.slice(0, facts.length - before)).toMatchObject([{ kind: 'status-changed', to: 'gold' }]);
      await agrees();
    });
  });

  describe('of a receipt without a member', () => {
    const waiting = (receiptId = 'receipt-1') =>
      bought({ memberId: null, cardNumber: 'card-bert', receiptId });

    test('it is booked, and claimed with the receipt', async () => {
      expect(await waiting()).toMatchObject({ kind: 'scored' });
      expect(await follow(oneCoffee('back-1'))).toMatchObject({
        entry: { body: { answer: { disposition: 'unmatched', soldMinor: 300_000 } } },
      });
      expect(await follow(oneCoffee('back-1'))).toMatchObject({ replayed: true });
      const bert = await enrolled('card-bert');
      expect(await standing(bert)).toEqual({ sums: [900_000], entries: 2 });
      expect(await follow(back({ id: 'back-2' }))).toMatchObject({
        entry: { body: { answer: { disposition: 'scored', soldMinor: 900_000 } } },
      });
      expect(await standing(bert)).toEqual({ sums: [], entries: 3 });
      expect(await waiting()).toMatchObject({
        replayed: true,
        entry: { body: { answer: { disposition: 'unmatched' } } },
      });
      await agrees(bert);
    });

    test('also where it waited for its receipt before', async () => {
      await follow(oneCoffee('back-1'));
      await waiting();
      const bert = await enrolled('card-bert');
      expect(await standing(bert)).toEqual({ sums: [900_000], entries: 2 });
      await agrees(bert);
    });

    test('what follows while it is claimed is claimed as well', async () => {
      await waiting();
      const { readFollowUps, claim } = house.ledger;
      let isFirst = true;
      const ledger = {
        ...house.ledger,
        readFollowUps,
        claim: async (...[change]: Parameters<typeof claim>) => {
          if (isFirst) {
            isFirst = false;
            await follow(oneCoffee('back-1'));
          }
          return await claim(change);
        },
      };
      const bert = await enrolled('card-carl');
      // The card is Bert's for the claim alone: nobody has enrolled it.
      const outcome = await claimReceipts(
        { ...house, ledger },
        { memberId: bert, cardNumber: 'card-bert' },
        () => true,
      );
      expect(outcome).toMatchObject({ claimed: 1, areAll: true });
      expect(await standing(bert)).toEqual({ sums: [900_000], entries: 2 });
      await agrees(bert);
    });

    test.each(['readFollowUps', 'claim'] as const)('also where more follows before %s', async (step) => {
      await waiting();
      await follow(oneCoffee('back-1'));
      let tries = 0;
      const more = async <Of>(at: typeof step, work: () => Promise<Of>): Promise<Of> => {
        if (at === step) {
          tries += 1;
          if (tries === 1) await follow(oneCoffee('back-2'));
        }
        return await work();
      };
      const { readFollowUps, claim } = house.ledger;
      const ledger: typeof house.ledger = {
        ...house.ledger,
        readFollowUps: (...asked) => more('readFollowUps', () => readFollowUps(...asked)),
        claim: (...asked) => more('claim', () => claim(...asked)),
      };
      const bert = await enrolled('card-carl');
      const outcome = await claimReceipts(
        { ...house, ledger },
        { memberId: bert, cardNumber: 'card-bert' },
        () => true,
      );
      expect(outcome).toEqual({ claimed: 1, areAll: true, error: undefined });
      expect(tries).toBe(2);
      expect(await standing(bert)).toEqual({ sums: [600_000], entries: 3 });
      await agrees(bert);
    });

    test('of nobody it is booked and counts for no one', async () => {
      await bought({ memberId: null });
      expect(await follow(oneCoffee('back-1'))).toMatchObject({
        entry: { owner: { kind: 'nobody' }, body: { answer: { disposition: 'anonymous' } } },
      });
      expect(await follow(back({ id: 'back-2' }))).toMatchObject({
        entry: { body: { answer: { soldMinor: 900_000 } } },
      });
      expect(await follow(back({ id: 'back-3' }))).toBe('return-exceeds-original');
    });

    test('twenty follow one that waits for its card, and no more', async () => {
      await waiting();
      for (let number = 0; number < 20; number += 1)
        expect(await follow(paid({ id: `paid-${number}` }))).toMatchObject({ kind: 'followed-up' });
      expect(await follow(paid({ id: 'paid-20' }))).toBe('parked-too-many');
      const bert = await enrolled('card-bert');
      expect(await standing(bert)).toMatchObject({ entries: 21 });
      expect(await follow(paid({ id: 'paid-20' }))).toMatchObject({ kind: 'followed-up' });
      await agrees(bert);
    });
  });

  test('who meets contention again and again is asked to come again', async () => {
    await bought();
    const ledger = { ...house.ledger, commit: async () => ({ kind: 'contended' as const }) };
    const retries = () => ({ beforeRetry: async () => false });
    const request = { saleStoreId: 'store-1', receiptId: 'receipt-1', told: back() };
    const outcome = await followUpReceipt(
      { ...house, ledger, retries },
      { ...request, cardNumber: null, currency: null },
    );
    expect(outcome).toMatchObject({ kind: 'refused', code: 'try-again' });
    expect(await standing()).toMatchObject({ entries: 1 });
  });

  describe('D42: whose it is, and where', () => {
    test.each<[change: Partial<FollowUpRequest>, outcome: string]>([
      [{ cardNumber: 'card-anna' }, 'followed-up'],
      [{ cardNumber: 'card-bert' }, 'return-member-mismatch'],
      [{ cardNumber: 'card-unknown' }, 'return-member-mismatch'],
      [{ currency: 'RUB' }, 'followed-up'],
      [{ currency: 'USD' }, 'return-currency-mismatch'],
      [{ saleStoreId: 'store-2' }, 'parked'],
      [{ told: back({ storeId: 'store-2' }) }, 'followed-up'],
      [{ told: back({ occurredAt: at('2024-05-19T12:00:00+03:00') }) }, 'followed-up'],
      [{ told: back({ occurredAt: at('2024-05-19T11:59:59+03:00') }) }, 'return-before-sale'],
      [{ told: paid({ occurredAt: at('2024-05-01T12:00:00+03:00') }) }, 'followed-up'],
      [{ told: back({ occurredAt: at('2024-05-21T12:00:00+03:00') }) }, 'followed-up'],
      [{ told: back({ occurredAt: at('2024-05-21T12:00:01+03:00') }) }, 'occurred-in-future'],
    ])('%j: %s', async (change, expected) => {
      await enrolled('card-bert');
      await bought();
      const outcome = await follow(back(), change);
      expect(typeof outcome === 'string' ? outcome : outcome.kind).toBe(expected);
    });

    test('a card that waits is looked at as well', async () => {
      await bought({ memberId: null, cardNumber: 'card-bert' });
      expect(await follow(oneCoffee('back-1'), { cardNumber: 'card-carl' })).toBe('return-member-mismatch');
      expect(await follow(oneCoffee('back-1'), { cardNumber: 'card-bert' })).toMatchObject({
        kind: 'followed-up',
      });
    });

    test('a forgotten store waits for ever and does nothing; with the store the same id counts', async () => {
      await bought();
      const elsewhere = { ...oneCoffee('back-1'), storeId: 'store-2' };
      const forgotten = { saleStoreId: 'store-2' };
      expect(await follow(elsewhere, forgotten)).toMatchObject({ kind: 'parked', replayed: false });
      expect(await follow(elsewhere, forgotten)).toMatchObject({ kind: 'parked', replayed: true });
      expect(await standing()).toEqual({ sums: [1_200_000], entries: 1 });
      expect(await follow(elsewhere)).toMatchObject({ kind: 'followed-up', replayed: false });
      expect(await standing()).toEqual({ sums: [900_000], entries: 2 });
      await agrees();
    });

    test('a till that cannot read the receipt is told what is left of it', async () => {
      await bought();
      const told = { ...oneCoffee('back-1'), storeId: 'store-2' };
      const lines = [{ line: 0, quantityThousandths: 99_000 }];
      const request = { saleStoreId: 'store-1', receiptId: 'receipt-1', cardNumber: null, currency: null };
      const asked = { ...request, told: { ...told, returned: { kind: 'lines' as const, lines } } };
      expect(await followUpReceipt(house, asked)).toMatchObject({
        code: 'return-exceeds-original',
        detail: 'Of line 0 a quantity of 3 is left.',
      });
    });

    test('a receipt of nobody is no card’s', async () => {
      await follow(oneCoffee('back-1'), { cardNumber: 'card-anna' });
      await bought({ memberId: null });
      expect((await house.ledger.readEntry('store-1', 'receipt-1'))?.body.refused).toMatchObject([
        { code: 'return-member-mismatch', detail: 'The receipt is of nobody: no card was shown with it.' },
      ]);
      expect(await follow(oneCoffee('back-2'), { cardNumber: 'card-anna' })).toBe('return-member-mismatch');
      expect(await follow(paid(), { cardNumber: 'card-anna' })).toBe('return-member-mismatch');
      expect(await follow(oneCoffee('back-2'))).toMatchObject({ kind: 'followed-up' });
    });

    test('one that waited in another currency is noted as such', async () => {
      await follow(oneCoffee('back-1'), { currency: 'USD' });
      await bought();
      expect((await house.ledger.readEntry('store-1', 'receipt-1'))?.body.refused).toMatchObject([
        { code: 'return-currency-mismatch' },
      ]);
    });

    test('what waited, or was claimed, says when it counted and for what', async () => {
      await follow(oneCoffee('back-1'));
      await bought();
      await bought({ memberId: null, cardNumber: 'card-bert', receiptId: 'receipt-2' });
      await follow(oneCoffee('back-2'), { receiptId: 'receipt-2' });
      const bert = await enrolled('card-bert');
      for (const memberId of [anna, bert]) {
        const entries = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
        const back = entries.find(({ body }) => body.kind === 'return');
        expect(back?.owner).toMatchObject({ claimedAt: house.clock.now() });
        expect([...(back?.counted.sums.values() ?? [])]).toEqual([-300_000]);
      }
    });

    test('one that waited with a foreign card is noted as such', async () => {
      await follow(oneCoffee('back-1'), { cardNumber: 'card-bert' });
      await bought();
      expect((await house.ledger.readEntry('store-1', 'receipt-1'))?.body.refused).toMatchObject([
        { code: 'return-member-mismatch' },
      ]);
      expect(await standing()).toMatchObject({ entries: 1 });
    });
  });
}
