import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { houseOn } from '../fixtures/house.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { seeded } from '../table/shopper.ts';
import { type Audit, audit } from './books.ts';
import { compiledProgram, program } from './load-under-faults.ts';
import { arrivals, NOW, type Sent } from './receipts.ts';

const MEMBERS = 50;
const TABLE = 'killed';
const AT_ONCE = 64;
/** A server is killed so long after its first receipt, at most. */
const LONGEST_LIFE_MS = 400;

export interface KillReport extends Audit {
  readonly receipts: number;
  /** Kills with receipts in flight. */
  readonly kills: number;
  /** Receipts that were in flight when their server was killed, and were sent again. */
  readonly unanswered: number;
}

/** Kills the process that scores again and again with receipts in flight; what got no answer is sent again. */
export async function killTheServer(
  endpoint: string,
  name: string,
  { kills, count, seed }: { readonly kills: number; readonly count: number; readonly seed: number },
  killed: () => void = () => undefined,
): Promise<KillReport> {
  const client = localClient(endpoint, name);
  const house = houseOn(await createTable(client, TABLE), NOW);
  await house.activate(program);
  const members = await Promise.all(
    Array.from({ length: MEMBERS }, (_, index) => house.enrol(`card-${1000 + index}`)),
  );
  const receipts = arrivals(count, members, seed);
  const random = seeded(seed);
  const waiting = [...receipts];
  let unanswered = 0;
  let killedInFlight = 0;
  while (killedInFlight < kills) {
    if (waiting.length === 0) throw new Error('all receipts were answered before the last kill: send more');
    const server = await startServer(endpoint, name);
    const dying = sleep(20 + random() * LONGEST_LIFE_MS).then(() => server.process.kill('SIGKILL'));
    // Enough that some are in flight whenever the end comes.
    const some = waiting.splice(0, AT_ONCE * 4);
    const left = await sendUntilDead(server.port, some);
    await dying;
    unanswered += left.inFlight;
    waiting.unshift(...left.receipts);
    if (left.inFlight === 0) continue;
    killedInFlight += 1;
    killed();
  }
  const last = await startServer(endpoint, name);
  const left = await sendUntilDead(last.port, waiting);
  last.process.kill('SIGKILL');
  if (left.receipts.length > 0)
    throw new Error(`${left.receipts.length} receipts got no answer of a sound server`);
  return {
    receipts: receipts.length,
    kills: killedInFlight,
    unanswered,
    ...(await audit(client, TABLE, compiledProgram, receipts)),
  };
}

interface Server {
  readonly process: ChildProcess;
  readonly port: number;
}

async function startServer(endpoint: string, name: string): Promise<Server> {
  const script = fileURLToPath(new URL('serve-scoring.ts', import.meta.url));
  const child = spawn(process.execPath, [script, endpoint, name, TABLE], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout }))
    return { process: child, port: Number(line) };
  throw new Error('the server ended before it was ready');
}

/** Sends many at once; answers those that got no answer, and how many of them had been sent. */
async function sendUntilDead(
  port: number,
  receipts: readonly Sent[],
): Promise<{ readonly receipts: readonly Sent[]; readonly inFlight: number }> {
  const left: Sent[] = [];
  let inFlight = 0;
  let dead = false;
  const waiting = receipts.values();
  const till = async (): Promise<void> => {
    for (const receipt of waiting) {
      if (dead) {
        left.push(receipt);
        continue;
      }
      const answer = await post(port, receipt);
      if (answer === null) {
        dead = true;
        inFlight += 1;
        left.push(receipt);
      } else if (answer !== 'taken') {
        left.push(receipt);
      }
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, till));
  return { receipts: left, inFlight };
}

/** `null`: the server is gone. */
async function post(port: number, receipt: Sent): Promise<string | null> {
  try {
    const response = await fetch(`http://127.0.0.1:${port}`, {
      method: 'POST',
      body: JSON.stringify(receipt),
    });
    return await response.text();
  } catch {
    return null;
  }
}
