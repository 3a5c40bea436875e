import { asDay, asEpochMs } from '#domain/time/time.ts';
import { changeVisit, payVisit } from '#operations/change-visit.ts';
import { countReferral } from '#operations/count-referral.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { stateRepair } from '#table/state-repair.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';
import { each, type Race } from './races.ts';
import { interleaved } from './turnstile.ts';

/** Races of what changes after it was told, and of friends who come at once (D44, D46). */

const MAY = '2024-05-20T12:00:00+03:00';
const minute = (count: number) => asEpochMs(at(MAY) + count * 60_000);

/** What a calendar tells of the round's visit: so much of it, in the minute in which that became so. */
interface Told {
  readonly memberId: string;
  readonly visitId: string;
  readonly amountMinor: number;
  readonly changed: number;
  readonly daysEarlier?: number;
}

async function visited(house: House, { changed, daysEarlier = 0, ...told }: Told): Promise<void> {
  const outcome = await changeVisit(house, {
    storeId: 'store-1',
    cardNumber: null,
    status: told.amountMinor === 0 ? 'booked' : 'came',
    startsAt: asEpochMs(at(MAY) - daysEarlier * 86_400_000),
    changedAt: minute(changed),
    currency: 'RUB',
    lines: [],
    paidMinor: 0,
    ...told,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.code);
}

async function paid(house: House, visitId: string): Promise<void> {
  const outcome = await payVisit(house, {
    visitStoreId: 'store-1',
    visitId,
    paymentId: 'p-1',
    storeId: 'store-1',
    occurredAt: at(MAY),
    amountMinor: 100,
    cardNumber: null,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.code);
}

/** What the month has come to, what is counted and held, what is paid of the visit, and whether the books make the same state. */
async function standing(house: House, memberId: string, visitId: string): Promise<string> {
  const shown = await readMember(house, memberId);
  const month = shown.kind === 'found' ? shown.statuses[0]?.review?.value : null;
  const count = (await house.members.read(memberId))?.member.entries.count;
  const held = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
  const last = await house.ledger.readLastChange({ of: 'visit', source: 'store-1', id: visitId });
  const payments = last?.body.kind === 'visit' ? last.body.payments.length : 0;
  const books = await rebuildMember({ ...house, states: stateRepair(house.table) }, memberId, 'look');
  const own = held.filter(({ id }) => id !== visitId).map(({ body }) => body.kind);
  return `${month} in May, ${own.sort().join('+')} beside it, ${payments} paid, ${count === held.length || own.length === 0}, books: ${books.kind}`;
}

const problemOf = (found: string, right: string): string | null => (found === right ? null : found);

export const visitRaces: Readonly<Record<string, Race>> = {
  async 'a visit that is moved twice at once, one of them told twice'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const visit = { memberId, visitId: `visit-${round}` };
    await visited(house, { ...visit, amountMinor: 0, changed: -9 });
    const move = (told: Omit<Told, keyof typeof visit>) =>
      each(house, (own) => visited(own, { ...visit, ...told }));
    const first = { amountMinor: 500_000, changed: -8 };
    const actors = [move(first), move({ amountMinor: 700_000, changed: -7, daysEarlier: 2 }), move(first)];
    const way = await interleaved(house.table, actors, random);
    const found = await standing(house, memberId, visit.visitId);
    return { problem: problemOf(found, '700000 in May,  beside it, 0 paid, true, books: agrees'), way };
  },

  async 'a visit that comes and its payment, which is told twice'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const visit = { memberId, visitId: `visit-${round}` };
    await visited(house, { ...visit, amountMinor: 0, changed: -9 });
    const pay = each(house, (own) => paid(own, visit.visitId));
    const come = each(house, (own) => visited(own, { ...visit, amountMinor: 500_000, changed: -8 }));
    const way = await interleaved(house.table, [pay, come, pay], random);
    const found = await standing(house, memberId, visit.visitId);
    return { problem: problemOf(found, '500000 in May,  beside it, 1 paid, true, books: agrees'), way };
  },

  async 'two friends of one inviter, one of them told twice, and the inviter buys'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const came = (newcomer: string) =>
      each(house, (own) => countReferral(own, { newcomer, inviter: memberId, change: 'came', at: at(MAY) }));
    const buys = each(house, (own) =>
      scoreReceipt(
        own,
        requestOf({ memberId, receiptId: `sale-${round}-0000`, amountMinor: 300_000, occurredAt: at(MAY) }),
      ),
    );
    const [one, two] = [`one-${round}`, `two-${round}`];
    const way = await interleaved(house.table, [came(one), came(two), came(one), buys], random);
    const found = await standing(house, memberId, 'no-visit');
    const right = '300000 in May, activity+activity+sale beside it, 0 paid, true, books: agrees';
    return { problem: problemOf(found, right), way };
  },
};
