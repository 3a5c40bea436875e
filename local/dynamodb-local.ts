import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

/** A running DynamoDB Local: Amazon's own server, with transactions and streams. */
export interface DynamoDbLocal {
  readonly endpoint: string;
  stop(): Promise<void>;
}

const READY_WITHIN_MS = 60_000;

/**
 * Starts DynamoDB Local on a free port, in memory or with its files in `dataFolder`. Each access key sees a database of
 * its own. The process ends with this one. Rejects with what to install where there is no Java.
 */
export async function startDynamoDbLocal(options: {
  readonly dataFolder: string | null;
}): Promise<DynamoDbLocal> {
  const folder = emulatorFolder();
  requireJava();
  const port = await freePort();
  const storage = options.dataFolder === null ? ['-inMemory'] : ['-dbPath', options.dataFolder];
  const child = spawnWithUs(folder, [
    '-XX:+UseSerialGC',
    '-XX:TieredStopAtLevel=1',
    '-Xmx512m',
    '-Djava.library.path=./DynamoDBLocal_lib',
    '-jar',
    'DynamoDBLocal.jar',
    '-port',
    String(port),
    '-disableTelemetry',
    ...storage,
  ]);
  const words: string[] = [];
  child.stderr?.on('data', (text: Buffer) => words.push(text.toString()));

  const endpoint = `http://127.0.0.1:${port}`;
  await Promise.race([answersAt(endpoint), failureOf(child, words)]);
  return { endpoint, stop: () => end(child) };
}

/**
 * Java ends when the other end of its guard's input closes, so also when this process is killed without a word. It has
 * a process group of its own: Ctrl-C is for us, and the database must outlast the invocations that still run.
 */
function spawnWithUs(folder: string, javaArguments: readonly string[]): ChildProcess {
  const guard = 'exec 3<&0; java "$@" <&- & child=$!; (cat <&3 >/dev/null; kill $child) & wait $child';
  return spawn('sh', ['-c', guard, 'guard', ...javaArguments], {
    cwd: folder,
    detached: true,
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

function requireJava(): void {
  const { error } = spawnSync('java', ['-version'], { stdio: 'ignore' });
  if (error === undefined) return;
  throw new Error(
    'There is no Java here. Install any Java 8 or later (say `apt-get install default-jre-headless`).',
    {
      cause: error,
    },
  );
}

function emulatorFolder(): string {
  const here = dirname(fileURLToPath(import.meta.url));
  const folder = join(here, '..', 'node_modules', 'amplify-dynamodb-simulator', 'emulator');
  if (existsSync(join(folder, 'DynamoDBLocal.jar'))) return folder;
  throw new Error(
    'DynamoDB Local is missing: run `npm ci`, which brings amplify-dynamodb-simulator with its jar.',
  );
}

async function freePort(): Promise<number> {
  const probe = createServer();
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  probe.once('error', reject);
  probe.listen(0, '127.0.0.1', () => {
    const address = probe.address();
    if (address !== null && typeof address === 'object') probe.close(() => resolve(address.port));
  });
  return promise;
}

/** Settles when the server answers anything at all: it speaks only to signed requests, which a plain one is not. */
async function answersAt(endpoint: string): Promise<void> {
  const giveUpAt = performance.now() + READY_WITHIN_MS;
  for (;;) {
    try {
      await fetch(endpoint, { signal: AbortSignal.timeout(2000) });
      return;
    } catch (error) {
      if (performance.now() > giveUpAt)
        throw new Error('DynamoDB Local did not become ready.', { cause: error });
      await sleep(100);
    }
  }
}

async function failureOf(child: ChildProcess, words: readonly string[]): Promise<never> {
  const { promise, reject } = Promise.withResolvers<never>();
  child.once('error', reject);
  child.once('exit', (code) => reject(new Error(`DynamoDB Local ended (exit ${code}):\n${words.join('')}`)));
  return promise;
}

async function end(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  child.stdin?.end();
  await gone;
}
