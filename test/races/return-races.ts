import type { FollowUp } from '#domain/member/commands.ts';
import { asDay } from '#domain/time/time.ts';
import { type FollowedUp, followUpReceipt } from '#operations/follow-up.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { stateRepair } from '#table/state-repair.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';
import { each, type Race } from './races.ts';
import { interleaved, sweepOf } from './turnstile.ts';

/** Races of what comes back, and of what is paid later. */

const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-02T12:00:00+03:00';
const LINES = [
  { sku: 'tv', quantityThousandths: 1_000, amountMinor: 1_200_000 },
  { sku: 'cake', quantityThousandths: 1_000, amountMinor: 300_000 },
];

interface Told {
  readonly id: string;
  readonly at?: string;
}

/** The television of a receipt comes back. */
const television = ({ id, at: when = MAY }: Told): FollowUp => ({
  kind: 'return',
  id,
  storeId: 'store-1',
  occurredAt: at(when),
  returned: { kind: 'lines', lines: [{ line: 0, quantityThousandths: 1_000 }] },
  refundedMinor: null,
});

const payment = ({ id }: Told): FollowUp => ({
  kind: 'payment',
  id,
  storeId: 'store-1',
  occurredAt: at(MAY),
  amountMinor: 100_000,
});

async function followed(house: House, receiptId: string, told: FollowUp): Promise<FollowedUp | string> {
  const request = { saleStoreId: 'store-1', receiptId, told, cardNumber: null, currency: null };
  const outcome = await followUpReceipt(house, request);
  return outcome.kind === 'refused' ? outcome.code : outcome;
}

async function sold(house: House, memberId: string, receiptId: string): Promise<void> {
  const request = { memberId, receiptId, lines: LINES, paidMinor: 0, occurredAt: at(MAY) };
  const outcome = await scoreReceipt(house, requestOf(request));
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
}

/** So much of the receipt is left and paid, so many entries are counted, and the books make the same state. */
async function standing(house: House, memberId: string, receiptId: string) {
  const left = (await house.ledger.readEntry('store-1', receiptId))?.body.left;
  const count = (await house.members.read(memberId))?.member.entries.count;
  const held = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
  const books = await rebuildMember({ ...house, states: stateRepair(house.table) }, memberId, 'look');
  const differs = books.kind === 'differs' ? books.parts.join() : '';
  return {
    said: `${left?.revision ?? 0} followed, ${count} counted, ${held.length} held, books: ${books.kind} ${differs}`,
    paid: left === undefined ? 0 : left.paidMinor - left.refundedMinor,
  };
}

const right = (followUps: number): string =>
  `${followUps} followed, ${followUps + 1} counted, ${followUps + 1} held, books: agrees `;

export const returnRaces: Readonly<Record<string, Race>> = {
  async 'two returns of the last piece, one of which is sent twice'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const receiptId = `sale-${round}-0000`;
    await sold(house, memberId, receiptId);
    const answers: string[] = [];
    const back = (id: string) =>
      each(house, async (own) => {
        const outcome = await followed(own, receiptId, television({ id }));
        answers.push(typeof outcome === 'string' ? outcome : `${outcome.kind} ${outcome.replayed}`);
      });
    const way = await interleaved(house.table, [back('a'), back('b'), back('b')], random);
    const said = answers.sort().join();
    const ways = [
      'followed-up false,followed-up true,return-exceeds-original',
      'followed-up false,return-exceeds-original,return-exceeds-original',
    ];
    if (!ways.includes(said)) return { problem: said, way };
    const found = await standing(house, memberId, receiptId);
    return { problem: found.said === right(1) ? null : found.said, way };
  },

  async 'a return and a payment'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const receiptId = `sale-${round}-0000`;
    await sold(house, memberId, receiptId);
    const act = (told: FollowUp) => each(house, (own) => followed(own, receiptId, told));
    const actors = [act(television({ id: 'a' })), act(payment({ id: 'b' })), act(payment({ id: 'b' }))];
    const way = await interleaved(house.table, actors, random);
    const found = await standing(house, memberId, receiptId);
    if (found.said !== right(2)) return { problem: found.said, way };
    // Paid first, four fifths of it go back; paid later, it counts in full.
    const isEither = found.paid === 20_000 || found.paid === 100_000;
    return { problem: isEither ? null : `${found.paid} is paid`, way };
  },

  async 'a return that waits, sent twice, and its sale'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const receiptId = `sale-${round}-0000`;
    const back = each(house, (own) => followed(own, receiptId, television({ id: 'a' })));
    const pay = each(house, (own) => followed(own, receiptId, payment({ id: 'b' })));
    const sale = each(house, (own) => sold(own, memberId, receiptId));
    const way = await interleaved(house.table, [back, back, pay, sale], random);
    const found = await standing(house, memberId, receiptId);
    return { problem: found.said === right(2) ? null : found.said, way };
  },

  async 'a return of the closed month, and the sweep'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const receiptId = `sale-${round}-0000`;
    await sold(house, memberId, receiptId);
    house.set(JUNE);
    const sweep = each(house, (own) => sweepShard(sweepOf(own, memberId), 0));
    const back = each(house, (own) => followed(own, receiptId, television({ id: 'a', at: JUNE })));
    const way = await interleaved(house.table, [sweep, back, sweep], random);
    const facts = await house.facts.factsOf(memberId, null, 10);
    const told = facts.flatMap((fact) => (fact.kind === 'status-changed' ? [`${fact.from} ${fact.to}`] : []));
    // The turn gives silver, and the return takes it within the delay.
    if (told.join() !== 'silver bronze,bronze silver') return { problem: told.join(), way };
    const shown = await readMember(house, memberId);
    const status = shown.kind === 'found' ? shown.statuses[0]?.status : null;
    if (status !== 'bronze') return { problem: `the status is ${status}`, way };
    const found = await standing(house, memberId, receiptId);
    return { problem: found.said === right(1) ? null : found.said, way };
  },
};
