import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { readGrocery } from '../../../cli/replay/read-grocery.ts';
import { sendReceipt } from '../../../cli/replay/send-receipt.ts';
import { type FunctionUsage, readUsage } from '../../../cli/replay/usage.ts';
import { localControl } from '../../../cli/target/local-control.ts';
import { laurelClient } from '../../../client/laurel-client.ts';
import { patientFetch } from '../../../client/patient-fetch.ts';
import type { Units } from '../../../cost/usage/capacity.ts';
import { laurel, type RunningSystem, startSystem } from '../../replay/running-system.ts';
import type { Figure, Section } from '../figures.ts';

/** A month of the real receipts. */
const UNTIL = '2017-02-01';

/** Budgets 8 and 13: what the receipts of a month asked of the table when they went through the whole system, and its price. */
export const trafficSection: Section = async (say) => {
  say('traffic: January of the real year through the whole system');
  const system = await startSystem();
  try {
    await laurel(['replay', '--home', system.home, '--until', UNTIL], 'quietly');
    const usage = await readUsage(localControl(system.api), 'score-receipt');
    if (usage?.own.cost == null) throw new Error('the local system recorded no cost');
    const { invocations, units, cost } = usage.own;
    for (const { what, dollarsPerMillion } of cost.lines) say(`  $${dollarsPerMillion.toFixed(2)} ${what}`);
    say(`  left out: ${usage.leftOut.join('; ')}`);
    const ordinary = await ordinaryReceipt(system);
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
      figure('a million receipts of the month', cost.dollarsPerMillion, '$', 4.9, 13),
    ];
  } finally {
    await system.stop();
  }
};

/** Sends one receipt of about 20 lines of a member that the till knows; answers what it alone asked of the table. */
async function ordinaryReceipt({ api: url, home }: RunningSystem): Promise<{ units: Units; calls: number }> {
  const control = localControl(url);
  const before = await readUsage(control, 'score-receipt');
  // Of the day at whose start the replay has ended: a till's clock may be a day ahead.
  const [receipt] = readGrocery(null)
    .filter(({ at }) => at > `${UNTIL}T06` && at < `${UNTIL}T23`)
    .sort((one, other) => Math.abs(one.lines.length - 20) - Math.abs(other.lines.length - 20));
  if (receipt === undefined) throw new Error('nobody bought anything on that day');
  const { members } = JSON.parse(readFileSync(join(home, 'replay.json'), 'utf8')) as {
    members: Record<string, string>;
  };
  const keys = JSON.parse(readFileSync(join(home, 'replay-keys.json'), 'utf8')) as Record<string, string>;
  await sendReceipt(
    laurelClient(url, patientFetch),
    receipt,
    members[receipt.household] ?? '',
    keys[receipt.store] ?? '',
  );
  const after = await readUsage(control, 'score-receipt');
  if (before === null || after === null) throw new Error('the local system recorded nothing');
  const difference = (unit: keyof Units): number => after.own.units[unit] - before.own.units[unit];
  return {
    units: {
      tableWrites: difference('tableWrites'),
      indexWrites: difference('indexWrites'),
      reads: difference('reads'),
    },
    calls: callsOf(after.own) - callsOf(before.own),
  };
}

const callsOf = ({ calls }: FunctionUsage): number =>
  Object.values(calls).reduce((sum, count) => sum + count, 0);
