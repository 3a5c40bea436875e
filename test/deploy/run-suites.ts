import { fileURLToPath } from 'node:url';
import { startVitest } from 'vitest/node';
import type { Deployed } from './deployed.ts';

export interface Tally {
  readonly passed: number;
  readonly failed: number;
  /** Cases that a deployed stack cannot be asked, with their own words why. */
  readonly leftOut: readonly { readonly name: string; readonly why: string }[];
}

/** Runs the end-to-end suites against a deployed stack. */
export async function runSuites(deployed: Deployed): Promise<Tally> {
  const vitest = await startVitest([], {
    config: fileURLToPath(new URL('vitest.config.ts', import.meta.url)),
    watch: false,
    provide: { deployed },
  });
  const modules = vitest.state.getTestModules();
  const results = modules.flatMap((module) =>
    [...module.children.allTests()].map((test) => ({ name: test.fullName, result: test.result() })),
  );
  await vitest.close();
  const broken = modules.filter((module) => !module.ok()).length;
  const failed = results.filter(({ result }) => result.state === 'failed').length;
  return {
    passed: results.filter(({ result }) => result.state === 'passed').length,
    // A suite that could not even begin has no failed cases.
    failed: Math.max(failed, broken),
    leftOut: results.flatMap(({ name, result }) =>
      result.state === 'skipped' ? [{ name, why: result.note ?? 'no reason given' }] : [],
    ),
  };
}
