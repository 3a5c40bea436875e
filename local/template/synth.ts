import { spawn } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import type { Template } from './template.ts';

/** A synthesized stack: its template, and where each bundle lies. */
interface Assembly {
  readonly template: Template;
  codeFolderOf(zipName: string): string;
}

/**
 * Runs `cdk synth` of the project into a folder. Needs no account.
 * Rejects with the tool's own words if it fails.
 */
export async function synthesize(projectFolder: string, outputFolder: string): Promise<void> {
  const cdk = join(projectFolder, 'node_modules', 'aws-cdk', 'bin', 'cdk');
  // Tokens come from the local issuer, so the issuers are parameters and no user pools.
  const context = ['memberIdentity', 'adminIdentity'].flatMap((name) => ['--context', `${name}=oidc`]);
  const commands = ['synth', '--quiet', '--no-notices', '--output', outputFolder, ...context];
  const child = spawn(process.execPath, [cdk, ...commands], {
    cwd: projectFolder,
    env: { ...process.env, ...synthEnvironment(projectFolder) },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let words = '';
  for (const stream of [child.stdout, child.stderr])
    stream.on('data', (chunk: Buffer) => {
      words += chunk.toString();
    });
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', resolve);
  });
  if (code !== 0) throw new Error(`cdk synth failed (exit ${code}):\n${words}`);
}

/** The app is started as plain `node`, which must be the project's own; the assembly's checks belong to CI. */
function synthEnvironment(projectFolder: string): Record<string, string> {
  const ownBinaries = join(projectFolder, 'node_modules', '.bin');
  return { CDK_VALIDATION: 'false', PATH: [ownBinaries, process.env.PATH].join(delimiter) };
}

/** Reads what `cdk synth` wrote. Exactly one stack is expected. */
export function readAssembly(folder: string): Assembly {
  const templates = readdirSync(folder).filter((file) => file.endsWith('.template.json'));
  const [name] = templates;
  if (name === undefined || templates.length > 1) {
    throw new Error(`${folder} holds ${templates.length} templates; the runner serves exactly one stack.`);
  }
  const assets = readJson(join(folder, name.replace('.template.json', '.assets.json'))) as AssetsFile;
  return {
    template: readJson(join(folder, name)) as Template,
    codeFolderOf(zipName) {
      const path = assets.files[zipName.replace(/\.zip$/, '')]?.source.path;
      if (path === undefined) throw new Error(`The assembly has no bundle ${zipName}.`);
      return join(folder, path);
    },
  };
}

interface AssetsFile {
  readonly files: Readonly<Record<string, { readonly source: { readonly path: string } }>>;
}

function readJson(path: string): unknown {
  return JSON.parse(readFileSync(path, 'utf8'));
}
