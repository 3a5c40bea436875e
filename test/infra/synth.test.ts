import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { App } from 'aws-cdk-lib';
import { describe, expect, test } from 'vitest';
import { type Context, configurations, stackOf } from './synthesized.ts';

interface Run {
  readonly status: number | null;
  readonly said: string;
  readonly template: { readonly Resources: object } | null;
  readonly manifest: string;
}

/** Runs the app as the command line does, with no account, no region and no credentials anywhere near. */
function inOwnProcess(context: Context): Run {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-synth-'));
  const run = spawnSync(process.execPath, ['infra/app.ts'], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
    },
  });
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const result = {
    status: run.status,
    said: run.stdout + run.stderr,
    template: run.status === 0 ? (read('Laurel.template.json') as { Resources: object }) : null,
    manifest: run.status === 0 ? JSON.stringify(read('manifest.json')) : '',
  };
  rmSync(folder, { recursive: true, force: true });
  return result;
}

/** The same stack without CDK's checks, in this process: to start one and to read CDK takes longer than to synthesize. */
function here(context: Context): Run {
  try {
    const stack = stackOf(context);
    const { manifest, directory } = (stack.node.root as App).synth();
    const text = readFileSync(join(directory, `${stack.stackName}.template.json`), 'utf8');
    rmSync(directory, { recursive: true, force: true });
    return { status: 0, said: '', template: JSON.parse(text), manifest: JSON.stringify(manifest) };
  } catch (error) {
    return { status: 1, said: String(error), template: null, manifest: '' };
  }
}

/** CDK's own checks take seconds: they run on the smallest and on the largest; nag's findings in all are another test. */
const checked = ['dev', 'prod, hardened'];

describe('the app synthesizes without an account', () => {
  test.each(Object.entries(configurations))('%s', (name, context) => {
    const run = checked.includes(name) ? inOwnProcess(context) : here(context);
    expect([run.status, run.said]).toEqual([0, expect.not.stringContaining('ERROR')]);
    expect(Object.keys(run.template?.Resources ?? {}).length).toBeGreaterThan(150);
    expect(run.manifest).toContain('aws://unknown-account/unknown-region');
    expect(run.manifest.includes('"terminationProtection":true')).toBe(name.startsWith('prod'));
  });
});

test.each([
  // One as a process, for its exit code.
  [{ stage: 'production' }, inOwnProcess, 'The context value "stage" is "dev" or "prod", not "production".'],
  [{ hardened: 'yes' }, here, 'The context value "hardened" is "true" or "false", not "yes".'],
  [
    { memberIdentity: 'saml' },
    here,
    'The context value "memberIdentity" is "cognito" or "oidc", not "saml".',
  ],
])('a slip of the pen is refused: %j', (context, run, message) => {
  const { status, said } = run(context);
  expect([status, said]).toEqual([1, expect.stringContaining(message)]);
});

test('two brands lie side by side in an account', () => {
  const { template } = here({ stackName: 'Bakery' });
  const written = JSON.stringify(template);
  expect(written).toContain('"POWERTOOLS_METRICS_NAMESPACE":"Bakery"');
  expect(written).toContain('"QueueName":"Bakery-shards"');
  expect(written).not.toMatch(/"Laurel-|"Laurel\./);
});
