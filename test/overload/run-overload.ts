import { spawn } from 'node:child_process';
import { readFileSync, rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import type { SaleRequest } from '#operations/sale-request.ts';
import { startDynamoDbLocal } from '../../local/dynamodb-local.ts';
import { isClean } from '../faults/books.ts';
import { NOW } from '../faults/receipts.ts';
import { hotMember } from './hot-member.ts';
import { atTheDoor, capacityOf, inAGrowingLine, onOneMember, type Pushed, receiptsFor } from './overload.ts';
import { makeReady, type Target } from './target.ts';

/**
 * `npm run test:overload`: measures what the system on this machine takes over HTTP, sends three times as much with a load
 * generator, once with the door throttled to the capacity and once with nothing turned away, and then 64 senders with one
 * member. Exit code 1 unless nothing is lost, double or wrong.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '20' },
    members: { type: 'string', default: '200' },
    hot: { type: 'string', default: '1000' },
    seed: { type: 'string' },
  },
});
const seed = values.seed === undefined ? Date.now() % 100_000 : Number(values.seed);
const seconds = Number(values.seconds);
const TIMES = 3;
/** Whatever a machine takes: so many receipts and no more. */
const MOST_RECEIPTS = 15_000;
/** As many as two processors start within the functions' own time-outs, and each is started by then. */
const HOT_INSTANCES = 12;
const HOT_WARM_UP = 200;

let clean = true;
console.log(`seed ${seed}; one receipt in five sent twice, out of order`);
await served([], Number(values.members), async (target) => {
  const sent: SaleRequest[] = [];
  // The first receipts start the functions; their time says nothing of what the system takes.
  await capacityOf(target, sent, { count: 1500, seed: seed + 1 });
  const capacity = await capacityOf(target, sent, { count: 1500, seed: seed + 2 });
  console.log(`capacity: ${capacity} receipts a second`);
  const count = Math.min(MOST_RECEIPTS, TIMES * capacity * seconds);
  for (const [name, way] of [
    ['throttled at the door', atTheDoor],
    ['a growing line', inAGrowingLine],
  ] as const) {
    const receipts = receiptsFor(target, count, seed + name.length);
    print(name, await way(target, sent, capacity, receipts));
  }
});
await served(['--workers', String(HOT_INSTANCES)], 1, async (target) => {
  const sent: SaleRequest[] = [];
  await onOneMember(target, sent, receiptsFor(target, HOT_WARM_UP, seed + 5));
  const report = await onOneMember(target, sent, receiptsFor(target, Number(values.hot), seed + 6));
  print(
    `one member, 64 connections, ${HOT_INSTANCES} instances: ${(report.receipts / report.seconds).toFixed(0)} a second`,
    report,
  );
});
await sixtyFourAtOnce();
process.exitCode = clean ? 0 : 1;

function print(name: string, report: Pushed): void {
  const { receipts, offered, answers, unanswered, busyWithoutRetryAfter, rounds } = report;
  const told = Object.entries(answers).map(([status, count]) => `${status}: ${count}`);
  console.log(
    `${name}: ${receipts} receipts at ${offered} a second; answers ${told.join(', ')}; ${unanswered} given up by their till; ${busyWithoutRetryAfter} 503s without Retry-After; all answered after ${rounds} more rounds: ${report.lost} lost, ${report.double} double, ${report.wrongTotals} wrong totals`,
  );
  clean &&= isClean(report) && busyWithoutRetryAfter === 0;
}

/** The same without HTTP, where all 64 really decide at once. */
async function sixtyFourAtOnce(): Promise<void> {
  const server = await startDynamoDbLocal({ dataFolder: null });
  try {
    const report = await hotMember(server.endpoint, 'hot', { count: Number(values.hot), seed });
    console.log(
      `one member, 64 at once: ${report.receipts} receipts, ${(report.receipts / report.seconds).toFixed(0)} a second; ${report.askedAgain} asked to come again: ${report.lost} lost, ${report.double} double, ${report.wrongTotals} wrong totals`,
    );
    clean &&= isClean(report);
  } finally {
    await server.stop();
  }
}

/** The system in a process of its own, as `node local/serve.ts` serves it, ready for tills. */
async function served(
  more: readonly string[],
  members: number,
  act: (target: Target) => Promise<void>,
): Promise<void> {
  const dataFolder = await mkdtemp(join(tmpdir(), 'laurel-overload-'));
  const serve = fileURLToPath(new URL('../../local/serve.ts', import.meta.url));
  const options = ['--in-memory', '--port', '0', '--data', dataFolder, '--now', NOW, ...more];
  const child = spawn(process.execPath, [serve, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      const { api } = JSON.parse(line) as { readonly api: string };
      const { dynamodb, tableName, accessKeyId } = JSON.parse(
        readFileSync(join(dataFolder, 'local.json'), 'utf8'),
      );
      await act(await makeReady(api, { endpoint: dynamodb, tableName, accessKeyId }, members));
      break;
    }
  } finally {
    child.kill('SIGTERM');
    await ended;
    rmSync(dataFolder, { recursive: true, force: true });
  }
}
