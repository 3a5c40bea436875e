import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { projectFolder } from './run-system.ts';

/** Runs the `laurel` command as its user would; `collect` answers what it prints, `show` lets it print here. */
export async function runLaurel(
  words: readonly string[],
  output: 'show' | 'collect',
): Promise<{ readonly code: number; readonly output: string }> {
  const child = spawn(process.execPath, [join('cli', 'laurel.ts'), ...words], {
    cwd: projectFolder,
    stdio: output === 'show' ? 'inherit' : ['ignore', 'pipe', 'ignore'],
  });
  let collected = '';
  child.stdout?.on('data', (text: Buffer) => {
    collected += text.toString();
  });
  const { promise, resolve, reject } = Promise.withResolvers<number>();
  child.once('error', reject);
  child.once('close', (code) => resolve(code ?? 1));
  return { code: await promise, output: collected };
}
