import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { type Context, configurations } from './synthesized.ts';

/** Runs the app as the command line does, with no account, no region and no credentials anywhere near. */
function synthesize(context: Context, environment: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-synth-'));
  const run = spawnSync(process.execPath, ['infra/app.ts'], {
    encoding: 'utf8',
    env: {
      PATH: process.env.PATH ?? '',
      CDK_OUTDIR: folder,
      CDK_CONTEXT_JSON: JSON.stringify({ ...context, 'aws:cdk:bundling-stacks': [] }),
      ...environment,
    },
  });
  const read = (file: string): unknown => JSON.parse(readFileSync(join(folder, file), 'utf8'));
  const stack = context.stackName ?? 'Laurel';
  const result = {
    status: run.status,
    said: run.stdout + run.stderr,
    template: run.status === 0 ? (read(`${stack}.template.json`) as { Resources: object }) : null,
    manifest: run.status === 0 ? JSON.stringify(read('manifest.json')) : '',
  };
  rmSync(folder, { recursive: true, force: true });
  return result;
}

const unchecked = { CDK_VALIDATION: 'false' };

/** CDK's own checks take seconds: they run on the smallest and on the largest; nag's findings in all are another test. */
const checked = ['dev', 'prod, hardened'];

describe('the app synthesizes without an account', () => {
  test.each(Object.entries(configurations))('%s', { timeout: 120_000 }, (name, context) => {
    const run = synthesize(context, checked.includes(name) ? {} : unchecked);
    expect([run.status, run.said]).toEqual([0, expect.not.stringContaining('ERROR')]);
    expect(Object.keys(run.template?.Resources ?? {}).length).toBeGreaterThan(150);
    expect(run.manifest).toContain('aws://unknown-account/unknown-region');
    expect(run.manifest.includes('"terminationProtection":true')).toBe(name.startsWith('prod'));
  });
});

test.each([
  [{ stage: 'production' }, 'The context value "stage" is "dev" or "prod", not "production".'],
  [{ hardened: 'yes' }, 'The context value "hardened" is "true" or "false", not "yes".'],
  [{ memberIdentity: 'saml' }, 'The context value "memberIdentity" is "cognito" or "oidc", not "saml".'],
])('a slip of the pen is refused: %j', (context, message) => {
  const { status, said } = synthesize(context, unchecked);
  expect([status, said]).toEqual([1, expect.stringContaining(message)]);
});

test('two brands lie side by side in an account', () => {
  const { template } = synthesize({ stackName: 'Bakery' }, unchecked);
  const written = JSON.stringify(template);
  expect(written).toContain('"POWERTOOLS_METRICS_NAMESPACE":"Bakery"');
  expect(written).toContain('"QueueName":"Bakery-shards"');
  expect(written).not.toMatch(/"Laurel-|"Laurel\./);
});
