import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { startDynamoDbLocal } from '../../local/dynamodb-local.ts';
import { memoryWorld } from '../fixtures/memory-world.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { type World, worldOf } from '../table/world.ts';
import { Differs, type SimReport, simulate } from './simulate.ts';

/**
 * `npm run simulate -- --seeds 1000`: shops that live for years, compared with a pencil at every step. `--table` runs
 * them on DynamoDB Local, `--seed N` one seed again. Exit code 1 where anything differs.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    members: { type: 'string', default: '10' },
    steps: { type: 'string', default: '400' },
    table: { type: 'boolean', default: false },
  },
});
const size = { members: Number(values.members), steps: Number(values.steps) };
const first = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const SHOWN = 5;

const server = values.table ? await startDynamoDbLocal({ dataFolder: null }) : null;
const worldFor = async (seed: number): Promise<World> =>
  server === null
    ? memoryWorld()
    : worldOf(await createTable(localClient(server.endpoint, 'simulation'), `seed-${seed}`));

const bar =
  process.stderr.isTTY === true && process.env.CI === undefined
    ? new SingleBar({ stream: process.stderr, format: '  {bar} {value} of {total} seeds', hideCursor: true })
    : null;
console.log(`seeds ${first} to ${first + count - 1}, ${size.members} cards, ${size.steps} steps each`);
bar?.start(count, 0);
const begun = performance.now();
const total = { members: 0, receipts: 0, faults: 0, comparisons: 0, days: 0 };
const differing: string[] = [];
try {
  for (let seed = first; seed < first + count; seed += 1) {
    try {
      add(await simulate(await worldFor(seed), seed, size));
    } catch (error) {
      if (!(error instanceof Differs)) throw new Error(`seed ${seed} broke`, { cause: error });
      differing.push(error.message);
    }
    bar?.increment();
  }
} finally {
  bar?.stop();
  await server?.stop();
}
for (const message of differing.slice(0, SHOWN)) console.error(`✗ ${message}`);
const years = Math.round(total.days / 365);
console.log(
  `${count} seeds, ${total.members} members, ${years} years, ${total.receipts} receipts, ${total.faults} lost calls, ${total.comparisons} comparisons in ${((performance.now() - begun) / 1000).toFixed(0)} s: ${differing.length} seeds differ`,
);
process.exitCode = differing.length === 0 ? 0 : 1;

function add(report: SimReport): void {
  for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += report[name];
}
