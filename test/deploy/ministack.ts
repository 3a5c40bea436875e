import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, mkdirSync, openSync } from 'node:fs';
import { createServer } from 'node:net';
import { delimiter, join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const ownBinaries = fileURLToPath(new URL('../../node_modules/.bin', import.meta.url));
const REGION = 'eu-central-1';
const READY_WITHIN_MS = 60_000;

/** An AWS on this machine, which our local system has no part in. */
export interface MiniStack {
  readonly url: string;
  readonly account: string;
  readonly region: string;
  /** How AWS clients and tools find it. */
  readonly environment: Readonly<Record<string, string>>;
  readonly stop: () => Promise<void>;
}

/** Starts MiniStack on a free port, with all that it keeps and prints in a folder. Its functions run on our own Node. */
export async function startMiniStack(command: string, folder: string): Promise<MiniStack> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const [state, temporary] = [join(folder, 'state'), join(folder, 'tmp')];
  for (const made of [state, temporary]) mkdirSync(made, { recursive: true });
  const log = openSync(join(folder, 'ministack.log'), 'a');
  const child = spawn(command, [], {
    cwd: folder,
    stdio: ['ignore', log, log],
    env: {
      ...process.env,
      PATH: [ownBinaries, process.env.PATH].join(delimiter),
      BIND_HOST: '127.0.0.1',
      GATEWAY_PORT: String(port),
      STATE_DIR: state,
      TMPDIR: temporary,
      MINISTACK_REGION: REGION,
      IOT_MTLS_ENABLED: '0',
      SFTP_ENABLED: '0',
      NO_PROXY: '127.0.0.1',
    },
  });
  closeSync(log);
  const stop = (): Promise<void> => ended(child);
  try {
    await answering(`${url}/_ministack/health`, child);
  } catch (error) {
    await stop();
    throw error;
  }
  const account = '000000000000';
  return { url, account, region: REGION, environment: environmentOf(url, account), stop };
}

function environmentOf(url: string, account: string): Record<string, string> {
  return {
    AWS_ENDPOINT_URL: url,
    AWS_REGION: REGION,
    // The emulator takes the key's id for the account.
    AWS_ACCESS_KEY_ID: account,
    AWS_SECRET_ACCESS_KEY: 'test',
    AWS_EC2_METADATA_DISABLED: 'true',
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise((resolve) => server.close(resolve));
  if (address === null || typeof address === 'string') throw new Error('there is no free port');
  return address.port;
}

async function answering(url: string, child: ChildProcess): Promise<void> {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (child.exitCode !== null)
      throw new Error(`MiniStack ended with ${child.exitCode} before it was ready`);
    const answered = await fetch(url).catch(() => null);
    if (answered?.ok) return;
    await wait(100);
  }
  throw new Error('MiniStack did not get ready');
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const exit = new Promise((resolve) => child.once('exit', resolve));
  child.kill('SIGTERM');
  const patience = setTimeout(() => child.kill('SIGKILL'), 5_000);
  await exit;
  clearTimeout(patience);
}
