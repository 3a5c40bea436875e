import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { Worker } from 'node:worker_threads';
import { SingleBar } from 'cli-progress';
import { startDynamoDbLocal } from '../../local/dynamodb-local.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { worldOf } from '../table/world.ts';
import { type Coverage, KINDS, note } from './coverage.ts';
import { outcomeOf, type SeedOutcome } from './seed-outcome.ts';
import type { SimSize } from './simulate.ts';

/**
 * `npm run simulate -- --seeds 1000`: shops that live for years, compared with a pencil at every step, on every processor.
 * `--table` runs them on DynamoDB Local, `--seed N` one seed again, `--all` shows every seed that differs,
 * `--versions N` lets so many versions come, and `--but forNextPeriod` leaves parts out of the comparison. Exit code 1 where anything differs, or where so many seeds never met a kind that they are meant to meet.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '200' },
    seed: { type: 'string' },
    first: { type: 'string' },
    members: { type: 'string', default: '10' },
    steps: { type: 'string', default: '400' },
    table: { type: 'boolean', default: false },
    all: { type: 'boolean', default: false },
    versions: { type: 'string' },
    but: { type: 'string', default: '' },
  },
});
const size: SimSize = {
  members: Number(values.members),
  steps: Number(values.steps),
  ...(values.versions === undefined ? {} : { versions: Number(values.versions) }),
  but: values.but === '' ? [] : values.but.split(','),
};
const first = Number(values.seed ?? values.first ?? Date.now() % 1_000_000);
const count = values.seed === undefined ? Number(values.seeds) : 1;
const seeds = Array.from({ length: count }, (_, index) => first + index);
const SHOWN = values.all ? Number.POSITIVE_INFINITY : 5;
/** So many seeds meet every kind; one that they do not meet is drawn wrongly. */
const MEETS_ALL = 2_000;

const bar =
  process.stderr.isTTY === true && process.env.CI === undefined
    ? new SingleBar({ stream: process.stderr, format: '  {bar} {value} of {total} seeds', hideCursor: true })
    : null;
console.log(`seeds ${first} to ${first + count - 1}, ${size.members} cards, ${size.steps} steps each`);
bar?.start(count, 0);
const begun = performance.now();
const total = { members: 0, receipts: 0, faults: 0, comparisons: 0, days: 0 };
const coverage: Coverage = new Map();
const differing: string[] = [];
try {
  await (values.table ? onTable() : onProcessors());
} finally {
  bar?.stop();
}
for (const message of differing.slice(0, SHOWN)) console.error(`✗ ${message}`);
printCoverage();
const years = Math.round(total.days / 365);
const seconds = ((performance.now() - begun) / 1000).toFixed(0);
console.log(
  `${count} seeds, ${total.members} members, ${years} years, ${total.receipts} receipts, ${total.faults} lost calls, ${total.comparisons} comparisons in ${seconds} s: ${differing.length} seeds differ`,
);
const missing = KINDS.filter((kind) => !coverage.has(kind));
if (missing.length > 0) console.log(`never came in ${count} seeds: ${missing.join(' · ')}`);
process.exitCode = differing.length > 0 || (missing.length > 0 && count >= MEETS_ALL) ? 1 : 0;

/** Every processor takes every so-manieth seed. */
async function onProcessors(): Promise<void> {
  const share = Math.min(availableParallelism(), count);
  await Promise.all(
    Array.from({ length: share }, async (_, index) => {
      const own = seeds.filter((_seed, place) => place % share === index);
      const worker = new Worker(new URL('./seed-worker.ts', import.meta.url), {
        workerData: { seeds: own, size },
      });
      worker.on('message', hear);
      await once(worker, 'exit');
    }),
  );
}

async function onTable(): Promise<void> {
  const server = await startDynamoDbLocal({ dataFolder: null });
  try {
    for (const seed of seeds) {
      const table = await createTable(localClient(server.endpoint, 'simulation'), `seed-${seed}`);
      hear(await outcomeOf(worldOf(table), seed, size));
    }
  } finally {
    await server.stop();
  }
}

function hear(outcome: SeedOutcome): void {
  bar?.increment();
  if (outcome.message !== null) {
    // Of one seed alone people want to know how it came to that.
    differing.push([outcome.message, ...(count === 1 ? outcome.story : [])].join('\n'));
  }
  const { report } = outcome;
  if (report === null) return;
  for (const name of Object.keys(total) as (keyof typeof total)[]) total[name] += report[name];
  for (const [kind, times] of report.coverage) note(coverage, kind, times);
}

/** A line for each thing that varies: how often each kind came. */
function printCoverage(): void {
  const lines = new Map<string, string[]>();
  for (const kind of new Set([...KINDS, ...coverage.keys()])) {
    const [head = kind, name = kind] = kind.split(': ');
    lines.set(head, [...(lines.get(head) ?? []), `${name} ${coverage.get(kind) ?? 0}`]);
  }
  console.log('what was varied, and how often:');
  for (const [head, counts] of lines) console.log(`  ${head}: ${counts.join(' · ')}`);
}
