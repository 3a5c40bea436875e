import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const root = new URL('../../', import.meta.url).pathname;

export interface RunningSystem {
  readonly api: string;
  /** The folder in which it keeps its data. */
  readonly home: string;
  readonly stop: () => Promise<void>;
}

/** A system that somebody else runs, by its folder: nothing is stopped. */
export function systemIn(home: string): RunningSystem {
  const { api } = JSON.parse(readFileSync(join(home, 'local.json'), 'utf8')) as { api: string };
  return { api, home, stop: async () => undefined };
}

/** Starts the whole system on a free port, with its data in a temporary folder that goes away with it. */
export async function startSystem(): Promise<RunningSystem> {
  const home = mkdtempSync(join(tmpdir(), 'laurel-replay-'));
  const child = spawn(process.execPath, ['local/serve.ts', '--port', '0', '--data', home, '--in-memory'], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const stop = async (): Promise<void> => {
    await ended(child, () => child.kill('SIGTERM'));
    rmSync(home, { recursive: true, force: true });
  };
  try {
    for await (const line of createInterface({ input: child.stdout })) {
      if (line.startsWith('{')) return { api: (JSON.parse(line) as { api: string }).api, home, stop };
    }
    throw new Error('the local system ended before it was ready');
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Whose output the command's is: this process's, or quietly only what it says of errors, or silently nothing. */
export type Loudness = 'aloud' | 'quietly' | 'silently';

/** Runs the `laurel` command. Throws where it fails. */
export async function laurel(args: readonly string[], how: Loudness = 'aloud'): Promise<void> {
  const child = spawn(process.execPath, ['cli/laurel.ts', ...args], {
    cwd: root,
    stdio: ['inherit', how === 'aloud' ? 'inherit' : 'ignore', how === 'silently' ? 'ignore' : 'inherit'],
  });
  const code = await ended(child, () => undefined);
  if (code !== 0) throw new Error(`laurel ${args.join(' ')} ended with ${code}`);
}

async function ended(child: ChildProcess, ask: () => void): Promise<number | null> {
  if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
  return await new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code));
    ask();
  });
}
