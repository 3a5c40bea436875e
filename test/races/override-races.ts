import { asDay } from '#domain/time/time.ts';
import { overrideStatus } from '#operations/override-status.ts';
import type { AuditActor } from '#operations/ports/audit.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { stateRepair } from '#table/state-repair.ts';
import { type House, requestOf } from '../fixtures/house.ts';
import { at } from '../fixtures/scenario.ts';
import { each, type Race } from './races.ts';
import { interleaved, sweepOf } from './turnstile.ts';

/** Races of what an operator puts over a status. */

const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-02T12:00:00+03:00';

const operator = (name: string): AuditActor => ({
  kind: 'administrator',
  issuer: 'https://staff',
  subject: name,
  name,
});

async function overridden(house: House, memberId: string, name: string, status: string): Promise<string> {
  const outcome = await overrideStatus(house, {
    memberId,
    system: 'level',
    override: { mode: 'floor', status, until: null },
    reason: 'a race',
    revision: 0,
    actor: operator(name),
  });
  return outcome.kind === 'refused' ? outcome.code : `${outcome.view.status}`;
}

async function sold(house: House, memberId: string, receiptId: string): Promise<void> {
  const request = { memberId, receiptId, amountMinor: 1_200_000, occurredAt: at(MAY) };
  const outcome = await scoreReceipt(house, requestOf(request));
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
}

/** So many entries are counted, held and told to the audit, and the books make the same state. */
async function standing(house: House, memberId: string): Promise<string> {
  const count = (await house.members.read(memberId))?.member.entries.count;
  const held = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
  const { entries: acts } = await house.audit.page({ memberId, since: null }, { after: null, limit: 9 });
  const books = await rebuildMember({ ...house, states: stateRepair(house.table) }, memberId, 'look');
  const shown = await readMember(house, memberId);
  const status = shown.kind === 'found' ? shown.statuses[0]?.status : null;
  return `${count} counted, ${held.length} held, ${acts.length} told, ${status}, books: ${books.kind}`;
}

const problemOf = (found: string, right: string): string | null => (found === right ? null : found);

export const overrideRaces: Readonly<Record<string, Race>> = {
  async 'an override, sent twice, and a sale'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const put = each(house, (own) => overridden(own, memberId, 'ada', 'gold'));
    const sale = each(house, (own) => sold(own, memberId, `sale-${round}-0000`));
    const way = await interleaved(house.table, [put, sale, put], random);
    return {
      problem: problemOf(await standing(house, memberId), '2 counted, 2 held, 1 told, gold, books: agrees'),
      way,
    };
  },

  async 'an override of a closed month, and the sweep'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    await sold(house, memberId, `sale-${round}-0000`);
    house.set(JUNE);
    const sweep = each(house, (own) => sweepShard(sweepOf(own, memberId), 0));
    const put = each(house, (own) => overridden(own, memberId, 'ada', 'gold'));
    const way = await interleaved(house.table, [sweep, put, sweep], random);
    const facts = await house.facts.factsOf(memberId, null, 10);
    const told = facts.flatMap((fact) => (fact.kind === 'status-changed' ? [`${fact.from} ${fact.to}`] : []));
    if (told.join() !== 'silver gold,bronze silver') return { problem: told.join(), way };
    return {
      problem: problemOf(await standing(house, memberId), '2 counted, 2 held, 1 told, gold, books: agrees'),
      way,
    };
  },

  async 'two operators who have read the same'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const answers: string[] = [];
    const act = (name: string, status: string) =>
      each(house, async (own) => {
        answers.push(await overridden(own, memberId, name, status));
      });
    const way = await interleaved(house.table, [act('ada', 'gold'), act('bob', 'silver')], random);
    const [refused, winner] = [...answers].sort((one) => (one === 'precondition-failed' ? -1 : 1));
    if (refused !== 'precondition-failed') return { problem: answers.join(), way };
    const right = `1 counted, 1 held, 1 told, ${winner}, books: agrees`;
    return { problem: problemOf(await standing(house, memberId), right), way };
  },
};
