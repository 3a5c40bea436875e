import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { performance } from 'node:perf_hooks';
import { hasPython, pythonEnvironment } from '../fixtures/python-environment.ts';
import { cdk, outputsOf } from './cdk.ts';
import type { Deployed } from './deployed.ts';
import { leftovers } from './leftovers.ts';
import { startMiniStack } from './ministack.ts';
import { runSuites } from './run-suites.ts';
import { serveIssuers } from './serve-issuers.ts';

/**
 * `npm run test:deploy`: the very template, deployed by the ordinary `cdk` into an AWS that our local system has no part
 * in (MiniStack, from PyPI), asked over HTTP by the end-to-end suites, and destroyed. Exit code 1 where anything fails.
 * Needs Python 3.10 or later; all that it makes lies in a temporary folder that goes with it.
 */
const PACKAGES = ['ministack==1.5.33', 'cryptography==50.0.2'];
const STACK = 'Laurel';
/** The stage `dev` with issuers of one's own, a choice that the stack offers: the emulator's pools have no issuer. */
const CHOICES = ['-c', 'memberIdentity=oidc', '-c', 'adminIdentity=oidc'];

if (!hasPython()) {
  console.log('test:deploy is left out: it needs Python 3.10 or later with venv, and found none.');
  process.exit(0);
}

const folder = mkdtempSync(join(tmpdir(), 'laurel-deploy-'));
const undo: (() => unknown)[] = [() => rmSync(folder, { recursive: true, force: true, maxRetries: 5 })];
const figures: string[] = [];

/** Does a step, says so to those who watch, and writes down how long it took. */
async function step<Result>(name: string, work: () => Result | Promise<Result>): Promise<Result> {
  if (process.stderr.isTTY && process.env.CI === undefined) process.stderr.write(`… ${name}\n`);
  const started = performance.now();
  const result = await work();
  figures.push(`${name} ${((performance.now() - started) / 1000).toFixed(1)} s`);
  return result;
}

async function undoAll(): Promise<void> {
  for (const step of undo.splice(0).toReversed()) await step();
}

for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const)
  process.once(signal, () => void undoAll().finally(() => process.exit(130)));

async function deployAndAsk(): Promise<boolean> {
  const command = await step('install', () =>
    pythonEnvironment(join(folder, 'python'), PACKAGES, 'ministack')('ministack'),
  );
  const cloud = await step('start', () => startMiniStack(command, folder));
  undo.push(cloud.stop);
  const { issuers, issuer, close } = await serveIssuers();
  undo.push(close);

  const home = join(folder, 'cdk-home');
  mkdirSync(home);
  const run = (...words: readonly string[]) => cdk(words, { home, environment: cloud.environment });
  const outputs = join(folder, 'outputs.json');
  const assembly = ['--output', join(folder, 'cdk.out'), ...CHOICES];
  const parameters = (['member', 'admin'] as const).flatMap((audience) => {
    const prefix = { member: 'Member', admin: 'Admin' }[audience];
    return [
      ...['--parameters', `${prefix}IssuerUrl=${issuer.urlOf(audience)}`],
      ...['--parameters', `${prefix}Audience=${issuer.audienceClaim(audience)}`],
    ];
  });
  await step('bootstrap', () => run('bootstrap', `aws://${cloud.account}/${cloud.region}`, ...assembly));
  await step('deploy', () =>
    run('deploy', STACK, '--require-approval', 'never', '-O', outputs, ...assembly, ...parameters),
  );
  const { ApiUrl = '', TableName = '', BusName = '' } = outputsOf(outputs, STACK);
  const deployed: Deployed = {
    // The emulator answers for `https://{id}.execute-api…` here.
    url: `${cloud.url}/_aws/execute-api/${new URL(ApiUrl).hostname.split('.')[0]}/$default`,
    stack: STACK,
    tableName: TableName,
    busName: BusName,
    issuers,
  };
  Object.assign(process.env, cloud.environment);
  const tally = await step('suite', () => runSuites(deployed));
  await step('destroy', () => run('destroy', STACK, '--force', ...assembly));
  const left = await leftovers();

  for (const { name, why } of tally.leftOut) console.log(`left out: ${name} (${why})`);
  for (const what of left) console.log(`left behind by cdk destroy: ${what}`);
  console.log(`${tally.passed} cases passed, ${tally.failed} failed, ${tally.leftOut.length} left out`);
  console.log(figures.join(' · '));
  return tally.failed === 0 && tally.passed > 0 && left.length === 0;
}

try {
  process.exitCode = (await deployAndAsk()) ? 0 : 1;
} catch (error) {
  console.error(error);
  process.exitCode = 1;
} finally {
  if (process.exitCode !== 0) console.error(lastWords());
  await undoAll();
}

/** The end of what the cloud and its functions said. */
function lastWords(): string {
  try {
    return readFileSync(join(folder, 'ministack.log'), 'utf8').split('\n').slice(-40).join('\n');
  } catch {
    return '';
  }
}
