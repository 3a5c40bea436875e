import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));
const ownBinaries = join(root, 'node_modules', '.bin');

/**
 * Runs the ordinary `cdk` of the project. Rejects with its words where it fails.
 * @param home where it keeps what it remembers of this machine
 */
export async function cdk(
  words: readonly string[],
  { home, environment }: { readonly home: string; readonly environment: Readonly<Record<string, string>> },
): Promise<void> {
  const child = spawn(process.execPath, [join(root, 'node_modules', 'aws-cdk', 'bin', 'cdk'), ...words], {
    cwd: root,
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      ...process.env,
      ...environment,
      // The app is started as plain `node`.
      PATH: [ownBinaries, process.env.PATH].join(delimiter),
      CDK_HOME: home,
      CDK_DISABLE_VERSION_CHECK: 'true',
      CI: 'true',
    },
  });
  let printed = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      printed += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`cdk ${words[0]} ended with ${code}:\n${printed}`);
}

/** A stack's outputs from the file that a deployment wrote: output → value. */
export function outputsOf(file: string, stack: string): Readonly<Record<string, string>> {
  const outputs = (JSON.parse(readFileSync(file, 'utf8')) as Record<string, Record<string, string>>)[stack];
  if (outputs === undefined) throw new Error(`${file} says nothing of ${stack}`);
  return outputs;
}
