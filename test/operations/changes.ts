import { beforeEach, describe, expect, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { Changed, ChangeRefusal } from '#operations/change-entry.ts';
import {
  changeVisit,
  payVisit,
  type VisitPaymentRequest,
  type VisitRequest,
} from '#operations/change-visit.ts';
import { claimReceipts } from '#operations/claim-receipts.ts';
import { countReferral, type Referral } from '#operations/count-referral.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type ActivityRequest, tellActivity } from '#operations/tell-activity.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** Visits and activities (D13, D44, D46), on the table and over maps: whatever comes first, and however often. */

type AnyHouse = Omit<House, 'table' | 'set' | 'activate' | 'enrol'> & {
  readonly states: Parameters<typeof rebuildMember>[0]['states'];
};

export const NOON = '2024-05-20T12:00:00+03:00';

/** Sold, paid, visits, no-shows, and reviews, each a column. */
export const salon: Program = {
  ...monthlyAmount(),
  activities: { review: {}, friend: {}, referral: {} },
  counters: {
    ...monthlyAmount().counters,
    paid: { measure: 'paid-amount' },
    visits: { measure: 'visits' },
    missed: { measure: 'no-shows' },
    reviews: { measure: 'activity', activity: 'review' },
    friends: { measure: 'activity', activity: 'referral' },
  },
  categories: { guest: {}, payer: {} },
  rules: [
    { name: 'came', on: ['visit-came'], then: { addCategories: ['guest'] } },
    { name: 'paid', on: ['payment'], then: { addCategories: ['payer'] } },
  ],
};

export function changesContract(make: () => Promise<AnyHouse>): void {
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

  const told = (outcome: Changed | ChangeRefusal) => (outcome.kind === 'refused' ? outcome.code : outcome);

  const visit = async (change: Partial<VisitRequest> = {}) =>
    told(
      await changeVisit(house, {
        storeId: 'store-1',
        visitId: 'v-1',
        memberId: anna,
        cardNumber: null,
        status: 'came',
        startsAt: at(NOON),
        changedAt: null,
        currency: 'RUB',
        amountMinor: 80_000,
        lines: [],
        paidMinor: null,
        ...change,
      }),
    );

  const pay = async (change: Partial<VisitPaymentRequest> = {}) =>
    told(
      await payVisit(house, {
        visitStoreId: 'store-1',
        visitId: 'v-1',
        paymentId: 'p-1',
        storeId: 'store-1',
        occurredAt: at(NOON),
        amountMinor: 100,
        cardNumber: null,
        ...change,
      }),
    );

  const act = async (change: Partial<ActivityRequest> = {}) =>
    told(
      await tellActivity(house, {
        storeId: 'store-1',
        activityId: 'a-1',
        memberId: anna,
        cardNumber: null,
        activity: 'review',
        occurredAt: at(NOON),
        ...change,
      }),
    );

  /** Counter → what it holds, where it is not 0. */
  const standing = async (memberId = anna): Promise<Record<string, number>> => {
    const member = (await house.members.read(memberId))?.member;
    const timeline = await house.programs.current();
    const program = timeline.at(house.clock.instant)?.program;
    const sums = [...(program?.counterColumns ?? [])].map(([name, { id }]): [string, number] => {
      const column = member?.counters.sums.get(id);
      return [name, (column?.values ?? []).reduce((sum, value) => sum + value, column?.before ?? 0)];
    });
    return Object.fromEntries(sums.filter(([, sum]) => sum !== 0));
  };

  const agrees = async (memberId = anna): Promise<void> => {
    expect(await rebuildMember(house, memberId, 'look')).toEqual({ kind: 'agrees' });
  };

  const minute = (minutes: number): EpochMs => asEpochMs(at(NOON) + minutes * 60_000);

  describe('a visit', () => {
    test('counts once, and the same again is answered the same', async () => {
      const first = await visit({ changedAt: at(NOON) });
      expect(first).toMatchObject({ kind: 'changed', replayed: false });
      expect(await visit({ changedAt: at(NOON) })).toEqual({ ...(first as object), replayed: true });
      // Without a moment of its own it is what is stored, or the newest change.
      expect(await visit()).toEqual({ ...(first as object), replayed: true });
      expect(await standing()).toEqual({ turnover: 80_000, paid: 80_000, visits: 1 });
      expect(await visit({ amountMinor: 90_000 })).toMatchObject({ replayed: false });
      expect(await standing()).toEqual({ turnover: 90_000, paid: 90_000, visits: 1 });
      await agrees();
    });

    test('example 18: what is older than what is stored changes nothing', async () => {
      await visit({ changedAt: minute(-120), startsAt: at('2024-04-04T10:00:00+03:00') });
      const older = {
        status: 'no-show',
        changedAt: minute(-130),
        startsAt: at('2024-04-04T10:00:00+03:00'),
      } as const;
      expect(await visit(older)).toMatchObject({
        replayed: true,
        entry: { body: { visit: { status: 'came' } } },
      });
      expect(await standing()).toEqual({ turnover: 80_000, paid: 80_000, visits: 1 });
      await visit({ changedAt: minute(-60), startsAt: at('2024-05-02T10:00:00+03:00') });
      expect(await standing()).toEqual({ turnover: 80_000, paid: 80_000, visits: 1 });
      await visit({ changedAt: minute(0), status: 'cancelled', startsAt: at('2024-05-02T10:00:00+03:00') });
      expect(await standing()).toEqual({});
      await agrees();
    });

    test('of two with the same moment the later arrival holds', async () => {
      await visit({ changedAt: at(NOON) });
      await visit({ changedAt: at(NOON), status: 'no-show' });
      expect(await standing()).toEqual({ missed: 1 });
      await agrees();
    });

    test('any order of its changes by their moments leaves the same', async () => {
      const changes: readonly Partial<VisitRequest>[] = [
        { changedAt: minute(-50), status: 'booked' },
        { changedAt: minute(-40), status: 'came', amountMinor: 500 },
        { changedAt: minute(-30), status: 'cancelled' },
        { changedAt: minute(-20), status: 'came', amountMinor: 700 },
      ];
      for (const [index, order] of [
        [0, 1, 2, 3],
        [3, 2, 1, 0],
        [2, 3, 0, 1],
        [1, 3, 0, 2],
      ].entries())
        for (const place of order) await visit({ ...changes[place], visitId: `v-${index}` });
      expect(await standing()).toEqual({ turnover: 2800, paid: 2800, visits: 4 });
      await agrees();
    });

    test('categories of its lines are a set: in another order, or twice, they are the same again', async () => {
      const sent = (...categories: string[]) =>
        visit({ lines: [{ sku: 'CUT', quantityThousandths: 1000, amountMinor: 80_000, categories }] });
      expect(await sent('hair', 'care')).toMatchObject({ replayed: false });
      expect(await sent('care', 'hair')).toMatchObject({ replayed: true });
      expect(await sent('hair', 'care', 'hair')).toMatchObject({ replayed: true });
      expect(await sent('hair')).toMatchObject({ replayed: false });
    });

    test('two at once: one after the other, and none is lost', async () => {
      await visit({ status: 'booked', changedAt: minute(-60) });
      const both = await Promise.all([
        visit({ changedAt: minute(-2), startsAt: minute(-300), amountMinor: 100 }),
        visit({ changedAt: minute(-1), startsAt: minute(-2000), amountMinor: 200 }),
        pay({ amountMinor: 7 }),
        bought(),
      ]);
      expect(both.every((each) => typeof each !== 'string')).toBe(true);
      expect(await standing()).toEqual({ turnover: 10_200, paid: 10_207, visits: 1 });
      await agrees();
    });

    test('stays with whom it was told of', async () => {
      const bea = await enrolled('card-bea');
      await visit();
      expect(await visit({ memberId: bea, status: 'cancelled' })).toBe('member-mismatch');
      expect(await visit({ memberId: null, cardNumber: 'card-bea', status: 'cancelled' })).toBe(
        'member-mismatch',
      );
      expect(await visit({ memberId: null, cardNumber: 'card-anna', status: 'cancelled' })).toMatchObject({
        replayed: false,
      });
      expect(await standing()).toEqual({});
      // Neither the same again nor what is older tells another client of it.
      const older = { status: 'came', changedAt: asEpochMs(at(NOON) - 1) } as const;
      for (const change of [{ status: 'cancelled' } as const, older]) {
        for (const card of ['card-bea', 'card-nobody'])
          expect(await visit({ memberId: null, cardNumber: card, ...change })).toBe('member-mismatch');
        expect(await visit({ memberId: bea, ...change })).toBe('member-mismatch');
        expect(await visit(change)).toMatchObject({ replayed: true });
      }
    });

    test('a receipt of the same id is another entry', async () => {
      await visit({ visitId: 'receipt-1' });
      await bought();
      await act({ activityId: 'receipt-1' });
      expect(await standing()).toEqual({ turnover: 90_000, paid: 90_000, visits: 1, reviews: 1 });
      await agrees();
    });
  });

  const bought = () => scoreReceipt(house, requestOf({ memberId: anna }));

  describe('a payment of a visit', () => {
    test('comes after the visit, once, and counts while it came', async () => {
      expect(await pay()).toBe('not-found');
      await visit({ status: 'booked', paidMinor: 0, changedAt: minute(-60) });
      const first = await pay();
      expect(first).toMatchObject({ replayed: false });
      expect(await pay()).toEqual({ ...(first as object), replayed: true });
      expect(await pay({ amountMinor: 200 })).toBe('idempotency-mismatch');
      expect(await standing()).toEqual({});
      await visit({ status: 'came', paidMinor: 0, changedAt: minute(-30) });
      expect(await standing()).toEqual({ turnover: 80_000, paid: 100, visits: 1 });
      await pay({ paymentId: 'p-2', amountMinor: 300 });
      expect(await standing()).toEqual({ turnover: 80_000, paid: 400, visits: 1 });
      // Sent again after others it is answered as it was then.
      expect(await pay()).toEqual({ ...(first as object), replayed: true });
      await agrees();
    });

    test('is of the card that was shown, within its time, and one of twenty', async () => {
      await enrolled('card-bea');
      await visit();
      expect(await pay({ cardNumber: 'card-bea' })).toBe('member-mismatch');
      expect(await pay({ occurredAt: asEpochMs(at(NOON) + 25 * 3_600_000) })).toBe('occurred-in-future');
      for (let count = 1; count <= 20; count += 1)
        expect(await pay({ paymentId: `q-${count}` })).toMatchObject({ replayed: false });
      expect(await pay({ paymentId: 'q-21' })).toBe('payments-too-many');
    });
  });

  describe('an activity', () => {
    test('counts once, and the same again is answered the same', async () => {
      const first = await act();
      expect(first).toMatchObject({ kind: 'changed', replayed: false });
      expect(await act()).toEqual({ ...(first as object), replayed: true });
      expect(await act({ activity: 'friend' })).toBe('idempotency-mismatch');
      expect(await act({ activityId: 'a-2', activity: 'dance' })).toBe('unknown-activity');
      expect(await act({ activityId: 'a-3', activity: 'friend' })).toMatchObject({ replayed: false });
      expect(await standing()).toEqual({ reviews: 1 });
      await agrees();
    });
  });

  describe('a friend who was invited', () => {
    const friend = async (change: Partial<Referral> = {}) =>
      countReferral(house, {
        newcomer: 'newcomer-1',
        inviter: anna,
        change: 'came',
        at: at(NOON),
        ...change,
      });

    test('counts once however often it is told, goes once, and comes no more', async () => {
      // Where the queue brings them in the other order, what left is told again after what came.
      await expect(friend({ change: 'left' })).rejects.toThrow('told again: try-again');
      expect([await friend(), await friend()]).toEqual([true, false]);
      expect(await standing()).toEqual({ friends: 1 });
      expect([await friend({ change: 'left' }), await friend({ change: 'left' })]).toEqual([true, false]);
      expect(await standing()).toEqual({});
      expect(await friend()).toBe(false);
      await agrees();
    });

    test('two at once, and one of them twice: two', async () => {
      await Promise.all([friend(), friend({ newcomer: 'newcomer-2' }), friend(), bought()]);
      expect(await standing()).toMatchObject({ friends: 2 });
      await agrees();
    });

    test('of an inviter who is not there, counts for nobody', async () => {
      expect(await friend({ inviter: 'nobody-there' })).toBe(false);
    });

    test('is noted at enrolment by the card of who invited', async () => {
      const person = { name: null, phone: null, attributes: new Map() };
      const by = async (cardNumber: string, invitedBy: string | null) => {
        const outcome = await enrolMember(house, { ...person, cardNumber, invitedBy });
        if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
        const { invited, memberId } = outcome;
        const snapshot = await house.members.read(memberId);
        return { invited, by: snapshot?.profile.invitedBy, kept: snapshot?.member.invitation?.by };
      };
      expect(await by('card-1', 'card-anna')).toEqual({ invited: true, by: anna, kept: undefined });
      expect(await by('card-2', 'card-2')).toEqual({ invited: false, by: undefined, kept: undefined });
      expect(await by('card-3', 'card-nobody')).toEqual({ invited: false, by: undefined, kept: undefined });
      expect(await by('card-1', null)).toEqual({ invited: true, by: anna, kept: undefined });
    });
  });

  describe('before the card has a member', () => {
    const ofCard = { memberId: null, cardNumber: 'card-bea' } as const;

    test('it waits, changes, and counts as it stands when the card is enrolled', async () => {
      expect(await visit({ ...ofCard, changedAt: minute(-60) })).toMatchObject({
        entry: { owner: { kind: 'card' }, body: { answer: { disposition: 'unmatched' } } },
      });
      await visit({ ...ofCard, changedAt: minute(-50), amountMinor: 500 });
      await visit({ ...ofCard, visitId: 'v-2', status: 'cancelled' });
      await act(ofCard);
      const bea = await enrolled('card-bea');
      expect(await standing(bea)).toEqual({ turnover: 500, paid: 500, visits: 1, reviews: 1 });
      await agrees(bea);
      // Claimed it is the member's, and changes on.
      expect(await visit({ ...ofCard, changedAt: minute(-40), amountMinor: 600 })).toMatchObject({
        replayed: false,
      });
      expect(await standing(bea)).toEqual({ turnover: 600, paid: 600, visits: 1, reviews: 1 });
      expect(await claimReceipts(house, { memberId: bea, cardNumber: 'card-bea' }, () => true)).toMatchObject(
        {
          claimed: 0,
          areAll: true,
        },
      );
      await agrees(bea);
    });

    test('a visit that came is one for its rules also where a payment was the last that was told of it', async () => {
      await visit({ ...ofCard, status: 'booked', changedAt: minute(-60) });
      await visit({ ...ofCard, changedAt: minute(-50) });
      await pay();
      const bea = await enrolled('card-bea');
      const { member } = (await house.members.read(bea)) ?? {};
      expect(member?.categories.map(({ name }) => name)).toEqual(['guest']);
      await agrees(bea);
    });

    test('one that the index knew of only after the enrolment counts from when it is claimed', async () => {
      await visit({ ...ofCard, amountMinor: 1_500_000 });
      const person = { cardNumber: 'card-bea', name: null, phone: null, attributes: new Map() };
      const unmatchedOf = async () => ({ entries: [], next: null });
      const outcome = await enrolMember({ ...house, history: { ...house.history, unmatchedOf } }, person);
      const memberId = outcome.kind === 'enrolled' ? outcome.memberId : '';
      expect(await standing(memberId)).toEqual({});
      house.clock.instant = at('2024-06-10T12:00:00+03:00');
      const claim = { memberId, cardNumber: 'card-bea' };
      expect(await claimReceipts(house, claim, () => true)).toMatchObject({ claimed: 1 });
      const claimed = await house.ledger.readLastChange({ of: 'visit', source: 'store-1', id: 'v-1' });
      expect(claimed?.owner).toMatchObject({ memberId, claimedAt: house.clock.instant });
      await agrees(memberId);
    });

    test('claimed it keeps the day on which it came, whatever its clock said', async () => {
      await act({ ...ofCard, occurredAt: at('2024-05-21T06:00:00+03:00') });
      house.clock.instant = at('2024-05-22T12:00:00+03:00');
      const bea = await enrolled('card-bea');
      const claimed = await house.ledger.readLastChange({ of: 'activity', source: 'store-1', id: 'a-1' });
      expect(claimed?.owner).toMatchObject({ memberId: bea });
      expect(claimed?.day).toBe(at('2024-05-20T00:00:00Z') / 86_400_000);
      await agrees(bea);
    });

    test('another card is not the one that it waits at', async () => {
      await visit(ofCard);
      expect(await visit({ memberId: null, cardNumber: 'card-cid', status: 'cancelled' })).toBe(
        'member-mismatch',
      );
      expect(await visit({ memberId: anna, status: 'cancelled' })).toBe('member-mismatch');
    });
  });
}
