import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { startDynamoDbLocal } from '../../local/dynamodb-local.ts';
import { isClean } from './books.ts';
import { faultNames, type Shares } from './faulty-client.ts';
import { killTheServer } from './kill-the-server.ts';
import { loadUnderFaults } from './load-under-faults.ts';

/**
 * `npm run test:faults`: receipts over a table that fails, each fault alone and all of them mixed, and a server that is
 * killed. Prints what was lost, double and wrong; exit code 1 unless all of it is 0.
 */
const { values } = parseArgs({
  options: {
    receipts: { type: 'string', default: '10000' },
    alone: { type: 'string', default: '1000' },
    kills: { type: 'string', default: '40' },
    seed: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Date.now() % 100_000 : Number(values.seed);
const AT_ONCE = 64;
const HIGH = 0.4;
const LOW = 0.05;

const mixed: Shares = Object.fromEntries(faultNames.map((name) => [name, LOW]));
const runs: readonly { readonly name: string; readonly count: number; readonly shares: Shares }[] = [
  ...faultNames.map((name) => ({ name, count: Number(values.alone), shares: { [name]: HIGH } })),
  { name: 'mixed', count: Number(values.receipts), shares: mixed },
];

function progress(what: string, total: number): { readonly step: () => void; readonly end: () => void } {
  if (process.stderr.isTTY !== true || process.env.CI !== undefined)
    return { step: () => undefined, end: () => undefined };
  const bar = new SingleBar({
    stream: process.stderr,
    format: `  ${what} {bar} {value} of {total}`,
    hideCursor: true,
  });
  bar.start(total, 0);
  return { step: () => bar.increment(), end: () => bar.stop() };
}

console.log(`seed ${seed}; ${AT_ONCE} receipts at once, one in five sent twice, out of order`);
console.log(
  `${'fault'.padEnd(12)}${['share', 'receipts', 'met', 'retries', 'resent', 'calls', 'write u', 'read u', 'lost', 'double', 'wrong'].map((name) => name.padStart(9)).join('')}`,
);
let clean = true;
for (const { name, count, shares } of runs) {
  // It slows down as tables pile up: a fresh one for each run.
  const server = await startDynamoDbLocal({ dataFolder: null });
  const bar = progress(name, count);
  try {
    const report = await loadUnderFaults(
      server.endpoint,
      name.replaceAll('-', ''),
      { count, atOnce: AT_ONCE, shares, seed },
      bar.step,
    );
    bar.end();
    const share = name === 'mixed' ? `6×${LOW * 100} %` : `${HIGH * 100} %`;
    const cells = [
      share,
      report.receipts,
      report.faultsMet,
      report.retries,
      report.resent,
      report.callsEach.toFixed(2),
      report.writeUnitsEach.toFixed(2),
      report.readUnitsEach.toFixed(2),
      report.lost,
      report.double,
      report.wrongTotals,
    ];
    console.log(`${name.padEnd(12)}${cells.map((cell) => String(cell).padStart(9)).join('')}`);
    clean &&= isClean(report);
  } finally {
    await server.stop();
  }
}
const kills = Number(values.kills);
if (kills > 0) {
  const server = await startDynamoDbLocal({ dataFolder: null });
  const bar = progress('kills', kills);
  try {
    const report = await killTheServer(
      server.endpoint,
      'killed',
      { kills, count: kills * 40, seed },
      bar.step,
    );
    bar.end();
    console.log(
      `killed ${report.kills} times with receipts in flight, ${report.receipts} receipts, ${report.unanswered} sendings unanswered and sent again: ${report.lost} lost, ${report.double} double, ${report.wrongTotals} wrong totals`,
    );
    clean &&= isClean(report);
  } finally {
    await server.stop();
  }
}
process.exitCode = clean ? 0 : 1;
