import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import { environmentNames, environmentOf, type FunctionName } from '#contracts/environment.ts';
import { bundleFunctions, UNUSED_CREDENTIAL_PROVIDERS } from '../../../infra/bundles.ts';
import type { Figure, Section } from '../figures.ts';

const LOADS = 9;

/** The clients and commands of the function that scores receipts, and nothing else. */
const SDK_ALONE = `
import { DynamoDBClient, GetItemCommand, QueryCommand, TransactWriteItemsCommand } from '@aws-sdk/client-dynamodb';
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
export const used = [new DynamoDBClient({}), new SecretsManagerClient({}), GetItemCommand, QueryCommand,
  TransactWriteItemsCommand, GetSecretValueCommand];
`;

/** Budget 11: what each function's code weighs, and how long the scoring one takes to load beside the SDK alone. */
export const bundlesSection: Section = async (say) => {
  const names = Object.keys(environmentOf) as FunctionName[];
  say(`bundles: ${names.length} functions`);
  const folderOf = bundleFunctions(names);
  const folder = mkdtempSync(join(tmpdir(), 'laurel-bench-'));
  try {
    const own = join(folderOf('score-receipt'), 'index.mjs');
    const paths = {
      own,
      sdk: bundleSdkAlone(folder, 'sdk', []),
      leanSdk: bundleSdkAlone(folder, 'lean-sdk', UNUSED_CREDENTIAL_PROVIDERS),
    };
    const best = {
      own: Number.POSITIVE_INFINITY,
      sdk: Number.POSITIVE_INFINITY,
      leanSdk: Number.POSITIVE_INFINITY,
    };
    for (let load = 0; load < LOADS; load += 1) {
      for (const name of ['own', 'sdk', 'leanSdk'] as const)
        best[name] = Math.min(best[name], loadTime(paths[name]));
    }
    const kilobytes = (path: string): number => statSync(path).size / 1024;
    return [
      {
        budget: 11,
        name: 'bundle of score-receipt',
        value: kilobytes(own),
        unit: 'KB',
        bound: { atMost: 600 },
      },
      {
        budget: 11,
        name: 'load of score-receipt ÷ the SDK alone',
        value: best.own / best.sdk,
        unit: '×',
        bound: { atMost: 1.2 },
      },
      {
        budget: null,
        name: 'load of score-receipt ÷ the SDK less the same credential providers',
        value: best.own / best.leanSdk,
        unit: '×',
        bound: null,
      },
      { budget: null, name: 'load of score-receipt', value: best.own, unit: 'ms', bound: null },
      ...names
        .filter((name) => name !== 'score-receipt')
        .map((name): Figure => {
          const value = kilobytes(join(folderOf(name), 'index.mjs'));
          return { budget: null, name: `bundle of ${name}`, value, unit: 'KB', bound: null };
        }),
    ];
  } finally {
    rmSync(folder, { recursive: true });
  }
};

/** Bundled as the functions are. */
function bundleSdkAlone(folder: string, name: string, external: string[]): string {
  const source = join(process.cwd(), 'test/bench/sections');
  const outfile = join(folder, `${name}.mjs`);
  buildSync({
    stdin: { contents: SDK_ALONE, resolveDir: source, loader: 'js' },
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    mainFields: ['module', 'main'],
    external,
    banner: {
      js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return outfile;
}

/** Milliseconds to load a module in a process of its own. */
function loadTime(path: string): number {
  const script = join(path, '..', 'time-the-load.mjs');
  writeFileSync(
    script,
    `const started = performance.now();
     await import(${JSON.stringify(path)});
     process.stdout.write(String(performance.now() - started));`,
  );
  const environment = Object.fromEntries(Object.values(environmentNames).map((name) => [name, 'bench']));
  const printed = execFileSync(process.execPath, [script], {
    env: { ...process.env, ...environment, AWS_REGION: 'eu-central-1', AWS_LAMBDA_FUNCTION_NAME: 'bench' },
  });
  rmSync(script);
  return Number(printed.toString());
}
