import type { GroceryReceipt } from '../../../cli/replay/grocery-receipt.ts';
import { readGrocery } from '../../../cli/replay/read-grocery.ts';
import { sendReceipt } from '../../../cli/replay/send-receipt.ts';
import { readUsage } from '../../../cli/replay/usage.ts';
import { localClock } from '../../../cli/target/local-clock.ts';
import { localControl } from '../../../cli/target/local-control.ts';
import { laurelClient } from '../../../client/laurel-client.ts';
import { patientFetch } from '../../../client/patient-fetch.ts';
import type { Cost } from '../../../cost/function-cost.ts';
import { laurel, type RunningSystem, startSystem } from '../../replay/running-system.ts';
import type { Figure, Section } from '../figures.ts';
import { afterSales } from './after-sales.ts';
import { type Asked, askedBy, callsOf, leastOf, replayedIn } from './asked.ts';

/** A month of the real receipts. */
const UNTIL = '2017-02-01';

/** So many tills, each with a receipt a minute for an hour. */
const TILLS = 20;
const MINUTES = 60;

/**
 * Budgets 8 and 13: what the receipts of a month asked of the table when they went through the whole system, and their price at
 * tills with a receipt a minute. In the replay a month passes in minutes, and most calls meet an authorizer that the gateway
 * has forgotten: how often it is called is measured at tills whose minutes are minutes.
 */
export const trafficSection: Section = async (say) => {
  say('traffic: January of the real year through the whole system');
  const system = await startSystem();
  try {
    await laurel(['replay', '--home', system.home, '--until', UNTIL], 'quietly');
    const usage = await readUsage(localControl(system.api), 'score-receipt');
    if (usage?.own.cost == null) throw new Error('the local system recorded no cost');
    const { invocations, units, cost } = usage.own;
    const receipts = ordinaryReceipts();
    const ordinary = await ordinaryReceipt(system, receipts);
    say(`traffic: ${TILLS} tills with a receipt a minute, for an hour`);
    const hour = await hourOfTills(system);
    say('traffic: returns, payments and receipts of long ago');
    const after = await afterSales(system, receipts);
    const lines = [...cost.lines.filter(isOwn), ...hour.lines.filter((line) => !isOwn(line))];
    for (const { what, dollarsPerMillion } of lines) say(`  $${dollarsPerMillion.toFixed(2)} ${what}`);
    const atTills = lines.reduce((sum, { dollarsPerMillion }) => sum + dollarsPerMillion, 0);
    say(`  left out: ${usage.leftOut.join('; ')}`);
    const { tableWrites, indexWrites, reads } = ordinary.units;
    const figure = (
      name: string,
      value: number,
      unit: Figure['unit'],
      atMost: number | null,
      budget = 8,
    ): Figure =>
      atMost === null
        ? { budget: null, name, value, unit, bound: null }
        : { budget, name, value, unit, bound: { atMost } };
    return [
      figure('write units of an ordinary receipt', tableWrites, 'units', 4),
      figure('index units of an ordinary receipt', indexWrites, 'units', 1),
      figure('read units of an ordinary receipt', reads, 'units', 1),
      figure('calls of an ordinary receipt', ordinary.calls, 'calls', 2),
      figure('write units, average of the month', units.tableWrites / invocations, 'units', null),
      figure('index units, average of the month', units.indexWrites / invocations, 'units', null),
      figure('read units, average of the month', units.reads / invocations, 'units', null),
      figure('calls, average of the month', callsOf(usage.own) / invocations, 'calls', null),
      figure('a million receipts of the month, its tills in a hurry', cost.dollarsPerMillion, '$', null),
      figure('a million receipts at one a minute and till', atTills, '$', 4.9, 13),
      ...after,
    ];
  } finally {
    await system.stop();
  }
};

/** Instances read what stands twice a minute: of so many receipts one at the least meets none of these reads. */
const ORDINARY = 5;

/** Receipts of about 20 lines, of the day at whose start the replay has ended: a till's clock may be a day ahead. */
const ordinaryReceipts = (): readonly GroceryReceipt[] =>
  readGrocery(null)
    .filter(({ at }) => at > `${UNTIL}T06` && at < `${UNTIL}T23`)
    .sort((one, other) => Math.abs(one.lines.length - 20) - Math.abs(other.lines.length - 20))
    .slice(0, ORDINARY);

/** Sends receipts of members that the till knows, one by one; answers what one asked of the table, the least of them. */
async function ordinaryReceipt(
  { api: url, home }: RunningSystem,
  receipts: readonly GroceryReceipt[],
): Promise<Asked> {
  const control = localControl(url);
  const { members, keys } = replayedIn(home);
  const asked: Asked[] = [];
  for (const receipt of receipts) {
    const key = keys[receipt.store] ?? '';
    const member = members[receipt.household] ?? '';
    asked.push(
      await askedBy(control, 'score-receipt', () =>
        sendReceipt(laurelClient(url, patientFetch), receipt, member, key),
      ),
    );
  }
  return leastOf(asked);
}

const isOwn = ({ what }: Cost['lines'][number]): boolean => !what.startsWith('authorizer');

/** What a million receipts cost where each till has one a minute. */
async function hourOfTills({ api, home }: RunningSystem): Promise<Cost> {
  const control = localControl(api);
  const clock = localClock(control);
  const { members, keys } = replayedIn(home);
  const receipts = readGrocery(null)
    .filter(({ at }) => at > `${UNTIL}T23`)
    .values();
  const client = laurelClient(api, patientFetch);
  // In the middle of a month: its turn is the sweep's, and what the gateway remembers of the replay is forgotten.
  const begins = (await clock.now()) + 10 * 86_400_000;
  await clock.windTo(begins);
  await clock.tick();
  await control('POST', '/_local/usage/reset');
  for (let minute = 0; minute < MINUTES; minute += 1) {
    const now = begins + minute * 60_000;
    await clock.set(now);
    for (const key of Object.values(keys).slice(0, TILLS)) {
      const { value: receipt } = receipts.next();
      if (receipt === undefined) throw new Error('there are fewer receipts than the hour needs');
      const at = new Date(now).toISOString();
      await sendReceipt(client, { ...receipt, at }, members[receipt.household] ?? '', key);
    }
  }
  const cost = (await readUsage(control, 'score-receipt'))?.own.cost;
  if (cost == null) throw new Error('the local system recorded no cost');
  return cost;
}
