import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type RunningSystem, startSystem } from '../../local/run-system.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { type AwsAccount, startAwsAccount } from '../fixtures/aws-account.ts';
import { runLaurel } from '../fixtures/laurel-command.ts';
import { configurations, synthesized } from '../infra/synthesized.ts';
import { ONLY_NOTED, type ShellCall, type ShellStubs, stubShell } from './shell-stubs.ts';

/**
 * The way into an account and the command's own page: their shell blocks run from top to bottom as they stand. `laurel` and
 * `curl` do what they say, on the local system behind a stack's description; what needs an account is noted and looked up.
 */

const root = new URL('../../', import.meta.url).pathname;
const textOf = (path: string): string => readFileSync(join(root, path), 'utf8');
const blocksOf = (document: string): string =>
  [...document.matchAll(/```sh\n([\s\S]*?)```/g)].map(([, block = '']) => block).join('\n');

const home = mkdtempSync(join(tmpdir(), 'laurel-deploy-'));
let running: RunningSystem;
let account: AwsAccount;
let stubs: ShellStubs;

beforeAll(async () => {
  running = await startSystem({
    dataFolder: home,
    inMemory: true,
    assemblyFolder: await assemblyOfRun(),
  });
  // A stage's own address ends in a slash.
  const outputs = {
    ApiUrl: `${running.url}/`,
    TableName: running.database.tableName,
    AdminPoolId: 'eu-central-1_x',
  };
  account = await startAwsAccount(running.database.endpoint, { name: 'Laurel', outputs });
  stubs = await stubShell(outputs, home, (words) => runLaurel(words, signedIn()));
});

afterAll(async () => {
  stubs.remove();
  await account.stop();
  await running.stop();
  rmSync(home, { recursive: true, force: true });
});

/** The environment of the shell and the command. */
function signedIn(): Record<string, string> {
  const { accessKeyId, secretAccessKey, region } = running.database;
  return {
    AWS_ENDPOINT_URL: account.endpoint,
    AWS_ACCESS_KEY_ID: accessKeyId,
    AWS_SECRET_ACCESS_KEY: secretAccessKey,
    AWS_REGION: region,
  };
}

async function runShell(script: string): Promise<{ status: number | null; out: string; err: string }> {
  const child = spawn('bash', ['-euo', 'pipefail', '-c', script], {
    cwd: root,
    env: { PATH: `${stubs.folder}:${process.env.PATH}`, ...signedIn() },
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  let [out, err] = ['', ''];
  child.stdout.on('data', (text: Buffer) => {
    out += text.toString();
  });
  child.stderr.on('data', (text: Buffer) => {
    err += text.toString();
  });
  const status = await new Promise<number | null>((resolve) => child.once('close', resolve));
  return { status, out, err };
}

describe('docs/deploy.md', () => {
  const document = textOf('docs/deploy.md');
  let said: Awaited<ReturnType<typeof runShell>>;
  beforeAll(async () => {
    said = await runShell(blocksOf(document));
  });

  test('its shell runs from top to bottom, to the first receipt', () => {
    expect({ status: said.status, err: said.status === 0 ? '' : said.err }).toEqual({ status: 0, err: '' });
    expect(said.out).toContain(`Laurel is at ${running.url}`);
    expect(said.out).toContain('loymax-amount is version 1');
    expect(said.out).toMatch(/"disposition":"scored"/);
    expect(said.out).toContain('1 entry in the books');
    expect(said.out).toMatch(/5880\.00 RUB of purchases-amount/);
    expect(account.asked.filter((action) => action === 'DescribeStacks').length).toBeGreaterThanOrEqual(5);
  });

  test('its bill is the one that is printed', () => {
    const [, written = ''] = /--receipts-per-month 8\n```\n\n```\n([\s\S]*?)```/.exec(document) ?? [];
    expect(written.length).toBeGreaterThan(1000);
    expect(said.out).toContain(written);
  });

  test('its other commands are known, with these options', () => {
    const calls = stubs.calls();
    expect(calls.filter(({ program }) => program === 'npx').length).toBeGreaterThanOrEqual(6);
    expect(calls.flatMap(strangeIn)).toEqual([]);
  });
});

describe('cli/README.md', () => {
  const document = textOf('cli/README.md');

  test('its shell runs', async () => {
    const { status, err } = await runShell(blocksOf(document));
    expect({ status, err: status === 0 ? '' : err }).toEqual({ status: 0, err: '' });
    expect(stubs.calls().flatMap(strangeIn)).toEqual([]);
    // What takes too long to be run has at least the options that the page gives it.
    const noted = stubs.calls().filter(({ words }) => words.some((word) => ONLY_NOTED.includes(word)));
    expect(noted.length).toBeGreaterThan(0);
    for (const { words } of noted) {
      const name = words.find((word) => ONLY_NOTED.includes(word)) ?? '';
      const help = (await runLaurel([name, '--help'])).stdout;
      const options = words.slice(words.indexOf(name)).filter((word) => word.startsWith('--'));
      for (const option of options) expect(help).toContain(option);
    }
  });

  test('it has a row for each command, and each row’s options are the command’s', async () => {
    const { stdout } = await runLaurel(['--help']);
    const names = [...stdout.matchAll(/^ {2}([a-z]+) /gm)].map(([, name]) => name ?? '');
    const rows = [...document.matchAll(/^\| (`[^|]+) \|/gm)].map(([, cell = '']) => cell);
    const named = rows.flatMap((cell) => [...cell.matchAll(/`([a-z]+)/g)].map(([, name]) => name ?? ''));
    expect([...new Set(named)].sort()).toEqual([...names].sort());
    for (const cell of rows) {
      const [name = ''] = /[a-z]+/.exec(cell) ?? [];
      const help = (await runLaurel([name, '--help'])).stdout;
      for (const [option] of cell.matchAll(/--[a-z-]+/g)) expect(help).toContain(option);
    }
  });
});

/** Options of commands that cannot run here, as their own documentation has them. */
const known: Readonly<Record<string, readonly string[]>> = {
  'npx cdk bootstrap': [],
  'npx cdk deploy': ['-c', '--parameters'],
  'npx cdk diff': ['-c'],
  'npx cdk destroy': ['-c', '--force'],
  'aws sts get-caller-identity': [],
  'aws cloudformation describe-stacks': ['--stack-name', '--query', '--output'],
  'aws cloudformation update-termination-protection': ['--stack-name', '--no-enable-termination-protection'],
  'aws cognito-idp admin-create-user': ['--user-pool-id', '--username', '--user-attributes'],
  'aws dynamodb update-table': ['--table-name', '--no-deletion-protection-enabled'],
  'aws dynamodb delete-table': ['--table-name'],
  'git pull': [],
  'npm ci': [],
  'npm test': [],
};

const { scripts } = JSON.parse(textOf('package.json')) as { scripts: Record<string, string> };
const infraSources = ['settings.ts', 'stage.ts'].map((file) => textOf(`infra/${file}`)).join('\n');
const parameters = new Set(
  Object.values(configurations).flatMap((context) =>
    Object.keys(synthesized(context).toJSON().Parameters as object),
  ),
);

/** The words of a call that nobody knows. */
function strangeIn({ program, words }: ShellCall): string[] {
  if (program === 'npm' && words[0] === 'run') {
    const name = words.find((word, index) => index > 0 && word !== '--silent') ?? '';
    return name in scripts ? [] : [`npm run ${name}`];
  }
  const length = { npx: 2, aws: 2 }[program] ?? 1;
  const name = [program, ...words.slice(0, length)].join(' ');
  const options = known[name];
  if (options === undefined) return [name];
  const strange = words.filter((word) => word.startsWith('-') && !options.includes(word));
  const settings = words.flatMap((word, index) => {
    const [key = ''] = word.split('=');
    if (words[index - 1] === '-c') return new RegExp(`'${key}'`).test(infraSources) ? [] : [`-c ${key}`];
    if (words[index - 1] === '--parameters') return parameters.has(key) ? [] : [`--parameters ${key}`];
    return [];
  });
  return [...strange, ...settings].map((what) => `${name} ${what}`);
}
