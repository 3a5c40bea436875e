import { fileURLToPath } from 'node:url';
import { buildSync } from 'esbuild';
import type { FunctionName } from '#contracts/environment.ts';

/** Where a function's code lies. */
export type Bundles = (name: FunctionName) => string;

/** CDK copies what it deploys, so one folder serves every run. */
const FOLDER = fileURLToPath(new URL('../node_modules/.cache/laurel-functions', import.meta.url));

/** Ways to credentials that a function never goes: its role's stand in its environment. */
export const UNUSED_CREDENTIAL_PROVIDERS = [
  '@aws-sdk/credential-provider-http',
  '@aws-sdk/credential-provider-ini',
  '@aws-sdk/credential-provider-login',
  '@aws-sdk/credential-provider-process',
  '@aws-sdk/credential-provider-sso',
  '@aws-sdk/credential-provider-web-identity',
  '@smithy/credential-provider-imds',
];

/**
 * Bundles all functions in one run, a folder with one `index.mjs` each. They share nearly all of what they hold, so
 * reading it once takes seconds where a run for each takes half a minute. Throws where one does not build.
 */
export function bundleFunctions(names: readonly FunctionName[]): Bundles {
  buildSync({
    entryPoints: names.map((name) => ({
      in: `${sourcesOfFunctions(name)}/handler.ts`,
      out: `${name}/index`,
    })),
    outdir: FOLDER,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    mainFields: ['module', 'main'],
    external: UNUSED_CREDENTIAL_PROVIDERS,
    // Packages in CommonJS inside an ES module still call require.
    banner: {
      js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return (name) => `${FOLDER}/${name}`;
}

/** The sources as they are: enough for a template that nobody deploys. */
export const sourcesOfFunctions: Bundles = (name) =>
  fileURLToPath(new URL(`../functions/${name}`, import.meta.url));
