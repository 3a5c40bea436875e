import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { runCommand } from '../../cli/run-command.ts';
import { paintFor, plain } from '../../cli/terminal/colour.ts';

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

/**
 * Starts the whole system on a free port, with its data in a temporary folder that goes away with it.
 * @param assemblyFolder what `cdk synth` has written; without it, it is synthesized anew
 */
export async function startSystem(assemblyFolder?: string): Promise<RunningSystem> {
  const home = mkdtempSync(join(tmpdir(), 'laurel-replay-'));
  const assembly = assemblyFolder === undefined ? [] : ['--assembly', assemblyFolder];
  const words = ['local/serve.ts', '--port', '0', '--data', home, '--in-memory', ...assembly];
  const child = spawn(process.execPath, words, {
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

/** The share of the command's words that is shown: all, or quietly only its errors, or silently nothing. */
export type Loudness = 'aloud' | 'quietly' | 'silently';

/** Runs the `laurel` command in this process. Throws where it fails. */
export async function laurel(args: readonly string[], how: Loudness = 'aloud'): Promise<void> {
  const nothing = (): void => undefined;
  const aloud = how === 'aloud';
  const code = await runCommand(args, {
    out: aloud ? (text) => process.stdout.write(`${text}\n`) : nothing,
    err: how === 'silently' ? nothing : (text) => process.stderr.write(`${text}\n`),
    paint: aloud ? paintFor(process.stdout) : plain,
    isTerminal: aloud && process.stdout.isTTY === true,
  });
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
