import { fullJitter } from '#operations/retries.ts';
import { type Audit, audit } from '../faults/books.ts';
import { sendAll } from '../faults/crowd-of-tills.ts';
import { compiledProgram, program } from '../faults/load-under-faults.ts';
import { arrivals, NOW, sendTo } from '../faults/receipts.ts';
import { houseOn } from '../fixtures/house.ts';
import { createTable, localClient } from '../fixtures/table.ts';

const SENDERS = 64;
const TABLE = 'hot';

export interface HotReport extends Audit {
  readonly receipts: number;
  readonly seconds: number;
  /** Sendings that were asked to come again (503 with `Retry-After`). */
  readonly askedAgain: number;
}

/** Everybody buys with one card: 64 senders at once, each with the retries that the product has. */
export async function hotMember(
  endpoint: string,
  name: string,
  { count, seed }: { readonly count: number; readonly seed: number },
): Promise<HotReport> {
  const client = localClient(endpoint, name);
  const house = houseOn(await createTable(client, TABLE), NOW);
  await house.activate(program);
  const receipts = arrivals(count, [await house.enrol('card-of-all')], seed);
  const asProduct = { ...house, retries: fullJitter() };
  const begun = performance.now();
  const { resent } = await sendAll(receipts, SENDERS, (sent) => sendTo(asProduct, sent));
  const seconds = (performance.now() - begun) / 1000;
  return {
    receipts: count,
    seconds,
    askedAgain: resent,
    ...(await audit(client, TABLE, compiledProgram, receipts)),
  };
}
