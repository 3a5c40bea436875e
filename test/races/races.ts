import { compile } from '#domain/compile/compile.ts';
import type { Fact } from '#domain/member/facts.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { linkLogin } from '#operations/link-login.ts';
import { printCode } from '#operations/print-code.ts';
import { readMember } from '#operations/read-member.ts';
import { type Scored, scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { integer, keyAttributes } from '#table/codecs/attributes.ts';
import { profileItem } from '#table/codecs/person-items.ts';
import { shardOf, stateKey } from '#table/keys.ts';
import { programTimeline } from '#table/program-timeline.ts';
import { chanceFrom } from '../bench/rules-workload.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, calendar } from '../fixtures/scenario.ts';
import { type Actor, hurried, interleaved, sweepOf } from './turnstile.ts';

/** A round's end: what went wrong, and the order in which the calls to the table came. */
interface Round {
  readonly problem: string | null;
  readonly way: string;
}

/** One round of a race over a house of its own. `random` draws the order. */
export type Race = (house: House, round: number, random: () => number) => Promise<Round>;

const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-10T12:00:00+03:00';
const NOVEMBER = '2024-11-20T12:00:00+03:00';
const TURN = at('2024-06-01T00:00:00+03:00');
const HALF = 600_000;

/** Who owns a car pays 10 % less. */
export const program = monthlyAmount(
  {},
  {
    activities: { referral: {} },
    rules: [{ name: 'cars', on: ['sale'], when: { attributes: { car: true } }, then: { discount: '10%' } }],
  },
);

/** Says which receipt of its day it was, and on how many days there were any. */
const seeingDays = monthlyAmount(
  {},
  {
    rules: [
      {
        name: 'today',
        on: ['sale'],
        measure: { of: 'purchases', window: 'today' },
        table: [{ from: 1, message: '{value} today' }],
      },
      {
        name: 'days',
        on: ['sale'],
        measure: { of: 'purchase-days', window: 'all-time' },
        table: [{ from: 1, message: '{value} days' }],
      },
    ],
  },
);

export const openHouse = async (house: House): Promise<void> => house.activate(program);

const bought = async (house: House, request: Parameters<typeof requestOf>[0]): Promise<Scored> => {
  const outcome = await scoreReceipt(house, requestOf(request));
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
  return outcome;
};

const changes = async (house: House, memberId: string): Promise<readonly Fact[]> => {
  const facts = await house.facts.factsOf(memberId, null, 10);
  return facts.filter(({ kind }) => kind === 'status-changed');
};

/** The turn gave silver, was published once, and June holds what was bought in June. */
async function afterTurn(house: House, memberId: string, june: number): Promise<string | null> {
  const told = await changes(house, memberId);
  if (told.length !== 1 || told[0]?.at !== TURN) return `the turn was told ${told.length} times`;
  const found = await readMember(house, memberId);
  const [level] = found.kind === 'found' ? found.statuses : [];
  if (level?.status !== 'silver') return `the status is ${level?.status}`;
  return level.review?.value === june ? null : `June came to ${level.review?.value}`;
}

/** A member who bought enough for silver in May. */
async function spender(house: House, round: number): Promise<string> {
  house.set(MAY);
  const memberId = await house.enrol(`card-${round}`);
  await bought(house, {
    memberId,
    receiptId: `may-${round}-0000`,
    amountMinor: 2 * HALF,
    occurredAt: at(MAY),
  });
  return memberId;
}

/** Each in a process of their own, at the moment of the house. */
export const each =
  (house: House, act: (own: House) => Promise<unknown>): Actor =>
  async (table) =>
    act(hurried({ ...houseOn(table, new Date(house.clock.instant).toISOString()) }));

export const races: Readonly<Record<string, Race>> = {
  async 'two tills around a threshold, one of which sends twice'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const answers: Scored[] = [];
    const sale = (storeId: string) =>
      each(house, async (own) => {
        const receiptId = `race-${round}-0000`;
        const request = { memberId, storeId, receiptId, amountMinor: HALF, occurredAt: at(MAY) };
        answers.push(await bought(own, request));
      });
    const way = await interleaved(house.table, [sale('till-a'), sale('till-b'), sale('till-b')], random);
    const first = answers.filter(({ replayed }) => !replayed).map(({ entry }) => entry.source);
    if (first.sort().join() !== 'till-a,till-b') return { problem: `${first.join()} counted`, way };
    house.set(JUNE);
    await sweepShard(sweepOf(house, memberId), 0);
    return { problem: await afterTurn(house, memberId, 0), way };
  },

  async 'a sale, two sweeps and an app that looks'(house, round, random) {
    const memberId = await spender(house, round);
    house.set(JUNE);
    const june = { memberId, receiptId: `june-${round}-000`, amountMinor: 500, occurredAt: at(JUNE) };
    const sweep = each(house, (own) => sweepShard(sweepOf(own, memberId), 0));
    const look = each(house, (own) => readMember(own, memberId));
    const way = await interleaved(
      house.table,
      [each(house, (own) => bought(own, june)), sweep, sweep, look],
      random,
    );
    return { problem: await afterTurn(house, memberId, 500), way };
  },

  async 'a profile that changes while tills sell'(house, round, random) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const sold: Scored[] = [];
    const sale = (number: number) =>
      each(house, async (own) => {
        const receiptId = `may-${round}-000${number}`;
        sold.push(await bought(own, { memberId, receiptId, amountMinor: 1_000, occurredAt: at(MAY) }));
      });
    let carAt = Number.POSITIVE_INFINITY;
    const car = each(house, async (own) => {
      await buyCar(own, memberId);
      carAt = sold.length;
    });
    const way = await interleaved(house.table, [sale(1), sale(2), car], random);
    // One call at a time: what was sold before the car was bought was decided without it, and the rest with it.
    const stale = sold.findIndex(
      ({ entry }, index) => entry.body.answer.soldMinor !== (index < carAt ? 1_000 : 900),
    );
    const snapshot = await house.members.read(memberId);
    const total = sold.reduce((sum, { entry }) => sum + entry.body.answer.soldMinor, 0);
    const [column] = [...(snapshot?.member.counters.sums.values() ?? [])];
    const counted = column?.values.reduce((sum, value) => sum + value, 0);
    if (counted !== total) return { problem: `${counted} counted of ${total}`, way };
    return { problem: stale >= 0 ? `a stale profile decided sale ${stale}` : null, way };
  },

  async 'two enrolments of a card while it buys, and the sweep'(house, round, random) {
    house.set(MAY);
    const cardNumber = `card-${round}`;
    const sale = (number: number) => ({
      cardNumber,
      receiptId: `early-${round}-${number}`,
      amountMinor: 1_000,
      occurredAt: at(MAY),
    });
    await bought(house, sale(1));
    const ids = new Set<string>();
    const enrolling = each(house, async (own) => ids.add(await own.enrol(cardNumber)));
    const selling = each(house, (own) => bought(own, sale(2)));
    const way = await interleaved(house.table, [enrolling, enrolling, selling], random);
    if (ids.size !== 1) return { problem: `the card has ${ids.size} members`, way };
    const [memberId = ''] = ids;
    // What enrolment could not claim it has noted; nobody else says it.
    await sweepShard(house, shardOf(memberId));
    const count = (await house.members.read(memberId))?.member.entries.count;
    const held = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
    const isWhole = count === 2 && held.length === 2;
    return { problem: isWhole ? null : `${count} of 2 receipts are counted, ${held.length} are held`, way };
  },

  async 'four logins with one code while it is printed anew'(house, round, random) {
    house.set(MAY);
    const cardNumber = `card-${round}`;
    await house.enrol(cardNumber);
    const printed = await printCode(house, { cardNumber, storeId: 'store-1' });
    if (printed.kind !== 'printed') return { problem: printed.code, way: '' };
    const card = { cardNumber, code: printed.linkCode };
    let linked = 0;
    const link = (subject: string) =>
      each(house, async (own) => {
        const login = { issuer: 'https://issuer.example', subject: `${subject}-${round}` };
        const outcome = await linkLogin(own, { login, verifiedPhone: null, card });
        if (outcome.kind === 'linked') linked += 1;
      });
    const print = each(house, (own) => printCode(own, { cardNumber, storeId: 'store-1' }));
    const actors = [...['a', 'b', 'c', 'd'].map(link), print];
    const way = await interleaved(house.table, actors, random);
    const after = await house.codes.readCard(cardNumber);
    if (linked > 1) return { problem: `${linked} logins are linked by one code`, way };
    return { problem: after?.printing === 3 && !after.isSpent ? null : 'the new code is not open', way };
  },

  async 'two receipts of long ago, one of which is sent twice, and a sale'(house, round, random) {
    house.set(MAY);
    if ((await house.archive.read()).timeline.length < 2) await house.activate(seeingDays);
    const memberId = await house.enrol(`card-${round}`);
    const told = new Map<string, string>();
    const sale = (receiptId: string, occurredAt: string) => async (own: House) => {
      const request = { memberId, receiptId, amountMinor: 100, occurredAt: at(occurredAt) };
      const { entry, replayed } = await bought(own, request);
      if (!replayed) told.set(receiptId, entry.body.answer.messages.join(' '));
    };
    await sale(`first-${round}-000`, MAY)(house);
    house.set(NOVEMBER);
    // What was bought in May becomes part of the totals.
    await sale(`november-${round}`, NOVEMBER)(house);
    const late = (number: number) =>
      each(house, sale(`late-${round}-${number}00`, '2024-05-20T18:00:00+03:00'));
    const way = await interleaved(
      house.table,
      [late(1), late(2), late(2), each(house, sale(`also-${round}-000`, NOVEMBER))],
      random,
    );
    const said = [...told.values()].sort().join();
    // Of their day the second and the third; the days are still two.
    const right = '1 today 1 days,1 today 2 days,2 today 2 days,2 today 2 days,3 today 2 days';
    return { problem: said === right ? null : said, way };
  },

  async 'a version that comes into force while tills sell'(house, round, random) {
    house.set(new Date(at(MAY) + round * 200_000).toISOString());
    const now = house.clock.instant;
    const age = { instant: 0 };
    const instance = {
      ...house,
      programs: programTimeline(house.table, compile, {
        clock: { now: () => asEpochMs(age.instant) },
        calendar,
      }),
    };
    const memberId = await house.enrol(`card-${round}`);
    const held = await instance.programs.current();
    const next = { ...program, name: `from round ${round}` };
    const activated = await activateProgram(house, next, null);
    if (activated.kind !== 'activated') return { problem: `the version was ${activated.kind}`, way: '' };
    // Within two minutes around its beginning, on an instance that knew the timeline before.
    const later = Math.floor(random() * 120_000);
    house.set(new Date(now + later).toISOString());
    age.instant = later;
    const sale = { memberId, receiptId: `r-${round}-000000`, occurredAt: asEpochMs(now + later) };
    const { entry } = await bought(instance, sale);
    const right = now + later >= activated.from ? activated.version : (held.versions.at(-1)?.version ?? 0);
    const found = entry.body.answer.programVersion;
    const wrong = `${later} ms after the activation version ${found} decided, not ${right}`;
    return { problem: found === right ? null : wrong, way: String(later) };
  },
};

/** A change of the profile as it is written: state and profile move together. */
async function buyCar(house: House, memberId: string): Promise<void> {
  const snapshot = await house.members.read(memberId);
  if (snapshot === null) throw new Error('nobody to buy a car');
  const version = snapshot.profile.version + 1;
  const TableName = house.table.name;
  const outcome = await house.table.transact({
    TransactItems: [
      { Put: { TableName, Item: profileItem(memberId, { version, attributes: new Map([['car', true]]) }) } },
      {
        Update: {
          TableName,
          Key: keyAttributes(stateKey(memberId)),
          UpdateExpression: 'SET v = v + :one, pv = :profile',
          ExpressionAttributeValues: { ':one': integer(1), ':profile': integer(version) },
        },
      },
    ],
  });
  if (outcome.kind !== 'done') throw new Error(`the car was not bought: ${outcome.kind}`);
}

/** Runs so many rounds of a race; answers what went wrong, and in how many different orders it went. `open` gives an empty house. */
export async function runRace(
  race: Race,
  rounds: number,
  open: () => Promise<House>,
  done: () => void = () => undefined,
): Promise<{ readonly wrong: readonly string[]; readonly ways: number }> {
  const wrong: string[] = [];
  const ways = new Set<string>();
  let house = await open();
  for (let round = 0; round < rounds; round += 1) {
    // A timeline of a hundred versions is long enough.
    if (round > 0 && round % 100 === 0) house = await open();
    const { problem, way } = await race(house, round % 100, drawn(round));
    ways.add(way);
    if (problem !== null) wrong.push(`round ${round}, in the order ${way}: ${problem}`);
    done();
  }
  return { wrong, ways: ways.size };
}

/** Numbers of a round: the same each time it is run. */
function drawn(round: number): () => number {
  const chance = chanceFrom(round);
  return () => chance(2 ** 30) / 2 ** 30;
}

export const houseFor = async (table: Parameters<typeof houseOn>[0]): Promise<House> => {
  const house = houseOn(table, '2024-05-01T12:00:00+03:00');
  await openHouse(house);
  return house;
};
