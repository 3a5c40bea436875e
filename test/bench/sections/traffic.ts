import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGrocery } from '../../../cli/replay/read-grocery.ts';
import { sendReceipt } from '../../../cli/replay/send-receipt.ts';
import { type FunctionUsage, readUsage } from '../../../cli/replay/usage.ts';
import { localClock } from '../../../cli/target/local-clock.ts';
import { localControl } from '../../../cli/target/local-control.ts';
import { laurelClient } from '../../../client/laurel-client.ts';
import { patientFetch } from '../../../client/patient-fetch.ts';
import type { Cost } from '../../../cost/function-cost.ts';
import type { Units } from '../../../cost/usage/capacity.ts';
import { laurel, type RunningSystem, startSystem } from '../../replay/running-system.ts';
import type { Figure, Section } from '../figures.ts';

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
    const ordinary = await ordinaryReceipt(system);
    say(`traffic: ${TILLS} tills with a receipt a minute, for an hour`);
    const hour = await hourOfTills(system);
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
    ];
  } finally {
    await system.stop();
  }
};

/** Instances read what stands twice a minute: of so many receipts one at the least meets none of these reads. */
const ORDINARY = 5;

/** Sends receipts of about 20 lines of members that the till knows, one by one; answers what one asked of the table, the least of them. */
async function ordinaryReceipt({ api: url, home }: RunningSystem): Promise<{ units: Units; calls: number }> {
  const control = localControl(url);
  // Of the day at whose start the replay has ended: a till's clock may be a day ahead.
  const receipts = readGrocery(null)
    .filter(({ at }) => at > `${UNTIL}T06` && at < `${UNTIL}T23`)
    .sort((one, other) => Math.abs(one.lines.length - 20) - Math.abs(other.lines.length - 20))
    .slice(0, ORDINARY);
  const { members, keys } = replayedIn(home);
  const asked: { units: Units; calls: number }[] = [];
  for (const receipt of receipts) {
    const before = await readUsage(control, 'score-receipt');
    const key = keys[receipt.store] ?? '';
    await sendReceipt(laurelClient(url, patientFetch), receipt, members[receipt.household] ?? '', key);
    const after = await readUsage(control, 'score-receipt');
    if (before === null || after === null) throw new Error('the local system recorded nothing');
    const difference = (unit: keyof Units): number => after.own.units[unit] - before.own.units[unit];
    asked.push({
      units: {
        tableWrites: difference('tableWrites'),
        indexWrites: difference('indexWrites'),
        reads: difference('reads'),
      },
      calls: callsOf(after.own) - callsOf(before.own),
    });
  }
  const [least] = asked.sort((one, other) => one.calls - other.calls);
  if (least === undefined) throw new Error('nobody bought anything on that day');
  return least;
}

/** Who was enrolled by a replay, and with which keys its tills spoke. */
function replayedIn(home: string) {
  const stored = <Content>(name: string): Content => JSON.parse(readFileSync(join(home, name), 'utf8'));
  const { members } = stored<{ readonly members: Readonly<Record<string, string>> }>('replay.json');
  return { members, keys: stored<Readonly<Record<string, string>>>('replay-keys.json') };
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

const callsOf = ({ calls }: FunctionUsage): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);
