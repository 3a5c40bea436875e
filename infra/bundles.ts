import { mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { buildSync } from 'esbuild';
import type { FunctionName } from '#contracts/environment.ts';

/** Where a function's bundle lies: a folder with one `index.mjs`. */
export type Bundles = (name: FunctionName) => string;

/**
 * Bundles all functions in one run: they share nearly all of what they hold, so reading it once takes seconds where
 * a run for each takes half a minute. Throws where one does not build.
 */
export function bundleFunctions(names: readonly FunctionName[]): Bundles {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-bundles-'));
  buildSync({
    entryPoints: names.map((name) => ({ in: handlerOf(name), out: `${name}/index` })),
    outdir: folder,
    outExtension: { '.js': '.mjs' },
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    minify: true,
    sourcemap: true,
    sourcesContent: false,
    mainFields: ['module', 'main'],
    // Packages in CommonJS inside an ES module still call require.
    banner: {
      js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);",
    },
    logLevel: 'warning',
  });
  return (name) => join(folder, name);
}

const handlerOf = (name: FunctionName): string =>
  new URL(`../functions/${name}/handler.ts`, import.meta.url).pathname;
