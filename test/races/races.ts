import { compile } from '#domain/compile/compile.ts';
import type { Fact } from '#domain/member/facts.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { readMember } from '#operations/read-member.ts';
import { type Scored, scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { integer, keyAttributes } from '#table/codecs/attributes.ts';
import { profileItem } from '#table/codecs/person-items.ts';
import { stateKey } from '#table/keys.ts';
import { programTimeline } from '#table/program-timeline.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, calendar } from '../fixtures/scenario.ts';
import { barrier, interruptedBeforeCommit, pausedAfterReading, sweepOf } from './interleave.ts';

/** One round of a race over a house of its own; answers what went wrong, or `null`. */
export type Race = (house: House, round: number) => Promise<string | null>;

const MAY = '2024-05-20T12:00:00+03:00';
const JUNE = '2024-06-10T12:00:00+03:00';
const TURN = at('2024-06-01T00:00:00+03:00');
const HALF = 600_000;

/** Who owns a car pays 10 % less. */
export const program = monthlyAmount(
  {},
  {
    rules: [{ name: 'cars', on: ['sale'], when: { attributes: { car: true } }, then: { discount: '10%' } }],
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

export const races: Readonly<Record<string, Race>> = {
  async 'two tills around a threshold'(house, round) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const till = pausedAfterReading(house, barrier(2));
    const receipts = ['till-a', 'till-b'].map((storeId) =>
      bought(till, {
        memberId,
        storeId,
        receiptId: `race-${round}-0000`,
        amountMinor: HALF,
        occurredAt: at(MAY),
      }),
    );
    if ((await Promise.all(receipts)).some(({ replayed }) => replayed)) return 'one was taken for the other';
    house.set(JUNE);
    await sweepShard(sweepOf(house, memberId), 0);
    return await afterTurn(house, memberId, 0);
  },

  async 'a sale while the sweep has decided'(house, round) {
    const memberId = await spender(house, round);
    house.set(JUNE);
    const sale = async (): Promise<void> => {
      await bought(house, {
        memberId,
        receiptId: `june-${round}-000`,
        amountMinor: 500,
        occurredAt: at(JUNE),
      });
    };
    await sweepShard(interruptedBeforeCommit(sweepOf(house, memberId), sale), 0);
    return await afterTurn(house, memberId, 500);
  },

  async 'a sweep while the sale has decided'(house, round) {
    const memberId = await spender(house, round);
    house.set(JUNE);
    const sweep = async (): Promise<void> => void (await sweepShard(sweepOf(house, memberId), 0));
    const june = { memberId, receiptId: `june-${round}-000`, amountMinor: 500, occurredAt: at(JUNE) };
    await bought(interruptedBeforeCommit(house, sweep), june);
    return await afterTurn(house, memberId, 500);
  },

  async 'two sweeps'(house, round) {
    const memberId = await spender(house, round);
    house.set(JUNE);
    const other = async (): Promise<void> => void (await sweepShard(sweepOf(house, memberId), 0));
    await sweepShard(interruptedBeforeCommit(sweepOf(house, memberId), other), 0);
    return await afterTurn(house, memberId, 0);
  },

  async 'a profile that changes while the sale has decided'(house, round) {
    house.set(MAY);
    const memberId = await house.enrol(`card-${round}`);
    const sale = { memberId, receiptId: `may-${round}-0000`, amountMinor: 1_000, occurredAt: at(MAY) };
    const { entry } = await bought(
      interruptedBeforeCommit(house, () => buyCar(house, memberId)),
      sale,
    );
    return entry.body.answer.soldMinor === 900
      ? null
      : `a stale profile decided: ${entry.body.answer.soldMinor}`;
  },

  async 'a version that comes into force while tills sell'(house, round) {
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
    if (activated.kind !== 'activated') return `the version was ${activated.kind}`;
    // Within two minutes around its beginning, on an instance that knew the timeline before.
    const later = (round * 7_919) % 120_000;
    house.set(new Date(now + later).toISOString());
    age.instant = later;
    const sale = { memberId, receiptId: `r-${round}-000000`, occurredAt: asEpochMs(now + later) };
    const { entry } = await bought(instance, sale);
    const right = now + later >= activated.from ? activated.version : (held.versions.at(-1)?.version ?? 0);
    const found = entry.body.answer.programVersion;
    return found === right ? null : `${later} ms after the activation version ${found} decided, not ${right}`;
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

/** Runs so many rounds of a race; answers what went wrong. `open` gives an empty house. */
export async function runRace(
  race: Race,
  rounds: number,
  open: () => Promise<House>,
  done: () => void = () => undefined,
): Promise<readonly string[]> {
  const wrong: string[] = [];
  let house = await open();
  for (let round = 0; round < rounds; round += 1) {
    // A timeline of a hundred versions is long enough.
    if (round > 0 && round % 100 === 0) house = await open();
    const problem = await race(house, round % 100);
    if (problem !== null) wrong.push(`round ${round}: ${problem}`);
    done();
  }
  return wrong;
}

export const houseFor = async (table: Parameters<typeof houseOn>[0]): Promise<House> => {
  const house = houseOn(table, '2024-05-01T12:00:00+03:00');
  await openHouse(house);
  return house;
};
