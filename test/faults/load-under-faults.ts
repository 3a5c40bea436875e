import { compile } from '#domain/compile/compile.ts';
import { openTable } from '#table/send.ts';
import { houseOn } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { recorderOn } from '../fixtures/recorder.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { seeded } from '../table/shopper.ts';
import { type Audit, audit } from './books.ts';
import { sendAll } from './crowd-of-tills.ts';
import { makeFaulty, type Shares } from './faulty-client.ts';
import { arrivals, NOW, sendTo } from './receipts.ts';

export const program = monthlyAmount(
  { raise: 'at-once' },
  { counters: { turnover: { measure: 'sold-amount' }, purchases: { measure: 'purchases' } } },
);

const compiled = compile(program);
if (!compiled.ok) throw new Error('the program of the fault tests does not compile');
export const compiledProgram = compiled.program;

const MEMBERS = 200;
const TABLE = 'faults';

export interface LoadReport extends Audit {
  readonly receipts: number;
  readonly faultsMet: number;
  /** Requests that the client sent again by itself. */
  readonly retries: number;
  /** Receipts that a till sent again. */
  readonly resent: number;
  readonly replayed: number;
  readonly callsEach: number;
  readonly writeUnitsEach: number;
  readonly readUnitsEach: number;
}

/** Lets tills send receipts over a table that fails, and then does the books. A database of its own for each `name`. */
export async function loadUnderFaults(
  endpoint: string,
  name: string,
  load: { readonly count: number; readonly atOnce: number; readonly shares: Shares; readonly seed: number },
  done?: () => void,
): Promise<LoadReport> {
  const sound = localClient(endpoint, name);
  const house = houseOn(await createTable(sound, TABLE), NOW);
  await house.activate(program);
  const members = await Promise.all(
    Array.from({ length: MEMBERS }, (_, index) => house.enrol(`card-${String(index).padStart(4, '0')}`)),
  );
  const receipts = arrivals(load.count, members, load.seed);

  const client = localClient(endpoint, name);
  const recorder = recorderOn(client, TABLE);
  const faults = makeFaulty(client, load.shares, seeded(load.seed));
  const faulty = houseOn(openTable(client, TABLE), NOW);
  let sending = { resent: 0, replayed: 0 };
  const { calls, units } = await recorder.during(async () => {
    sending = await sendAll(receipts, load.atOnce, (sent) => sendTo(faulty, sent), done);
  });
  const each = (total: number): number => total / receipts.length;
  return {
    receipts: receipts.length,
    faultsMet: faults.met,
    retries: faults.attempts - calls.length,
    ...sending,
    callsEach: each(calls.length),
    writeUnitsEach: each(units.tableWrites),
    readUnitsEach: each(units.reads),
    ...(await audit(sound, TABLE, compiledProgram, receipts)),
  };
}
