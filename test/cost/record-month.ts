import { execFileSync } from 'node:child_process';
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus } from 'node:os';
import { join } from 'node:path';
import { readGrocery } from '../../cli/replay/read-grocery.ts';
import { OWN_RECORDING, type RecordedUse, type Recording, readRecording } from '../../cost/bill/recording.ts';
import { laurel, type RunningSystem, startSystem } from '../replay/running-system.ts';

/**
 * `npm run cost:record`: a month of real receipts through the whole system, the turn after it, quiet ticks, quotes and the
 * app's looks; what each function used becomes the recording that bills are made of. The month before it warms up.
 */

const WARM_UP_ENDS = '2017-02-01';
const MONTH_ENDS = '2017-03-01';
const TICKS = 6;
const QUOTES = 400;
const LOOKERS = 60;
const LOOKS = 4;

type Usage = { functions: Record<string, RecordedUse>; stored: Recording['stored'] };

const system = await startSystem();
try {
  const recorded = await record(system);
  writeFileSync(OWN_RECORDING, `${JSON.stringify(recorded, null, 2)}\n`);
  readRecording(OWN_RECORDING);
  console.log(`recorded: ${OWN_RECORDING}`);
} finally {
  await system.stop();
}

async function record(running: RunningSystem): Promise<Recording> {
  await laurel(['replay', '--home', running.home, '--until', WARM_UP_ENDS], 'quietly');
  const enrolling = await usageSince(running);
  await laurel(['replay', '--home', running.home, '--until', MONTH_ENDS], 'quietly');
  const month = await usageSince(running);
  for (let tick = 0; tick < TICKS; tick += 1) await fiveMinutesLater(running);
  const idle = await usageSince(running);
  await quote(running);
  const quoting = await usageSince(running);
  const tokens = await linkSome(running);
  await usageSince(running);
  for (let look = 0; look < LOOKS; look += 1)
    for (const token of tokens) await ask(running, 'GET', '/v1/me/statuses', `Bearer ${token}`);
  const looking = await usageSince(running);
  const members = Object.keys(journalOf(running)).length;
  const of = ({ functions }: Usage, name: string): RecordedUse => usedBy(functions, name);
  return {
    recordedOn: new Date().toISOString().slice(0, 10),
    how: `grocery program, ${members} households, the receipts of ${WARM_UP_ENDS} to ${MONTH_ENDS}, on ${cpus().length} × ${cpus()[0]?.model.trim() ?? '?'}`,
    members,
    functions: {
      'score-receipt': of(month, 'score-receipt'),
      'authorize-till': of(month, 'authorize-till'),
      'publish-facts': of(month, 'publish-facts'),
      'enrol-member': of(enrolling, 'enrol-member'),
      'quote-receipt': of(quoting, 'quote-receipt'),
      'read-my-statuses': of(looking, 'read-my-statuses'),
    },
    turn: of(month, 'sweep-shard'),
    idle: { ticks: TICKS, startSweep: of(idle, 'start-sweep'), sweepShard: of(idle, 'sweep-shard') },
    stored: looking.stored,
    standing: { ...standingOf(running), metrics: metricsIn(running) },
  };
}

/** The usage since the last call. */
async function usageSince(running: RunningSystem): Promise<Usage> {
  const usage = (await ask(running, 'GET', '/_local/usage')) as unknown as Usage;
  await ask(running, 'POST', '/_local/usage/reset');
  return usage;
}

function usedBy(functions: Usage['functions'], name: string): RecordedUse {
  const found = functions[name];
  if (found === undefined) throw new Error(`${name} was not called`);
  const { memoryMb, invocations, cpuMilliseconds, logBytes, eventsPublished, calls, units } = found;
  const cpu = Math.round(cpuMilliseconds);
  return { memoryMb, invocations, cpuMilliseconds: cpu, logBytes, eventsPublished, calls, units };
}

async function fiveMinutesLater(running: RunningSystem): Promise<void> {
  const { now } = await ask(running, 'GET', '/_local/clock');
  const until = new Date(Date.parse(String(now)) + 300_000).toISOString();
  await ask(running, 'POST', '/_local/clock/wind', null, { until });
  await ask(running, 'POST', '/_local/tick', null, {});
}

async function quote(running: RunningSystem): Promise<void> {
  const keys = read(running, 'replay-keys.json') as Record<string, string>;
  const members = journalOf(running);
  const month = readGrocery(null).filter(({ at }) => at >= WARM_UP_ENDS && at < MONTH_ENDS);
  for (const { store, household, lines } of month.slice(0, QUOTES)) {
    await ask(running, 'POST', '/v1/quotes', keys[store] ?? '', {
      memberId: members[household],
      currency: 'USD',
      lines: lines.map(({ product, quantity, salesCents }) => ({
        sku: product,
        quantity,
        amountMinor: salesCents,
      })),
    });
  }
}

/** Links a login to some of the members; answers their tokens. */
async function linkSome(running: RunningSystem): Promise<string[]> {
  const [[storeId = '', key = ''] = []] = Object.entries(
    read(running, 'replay-keys.json') as Record<string, string>,
  );
  const tokens: string[] = [];
  for (const household of Object.keys(journalOf(running)).slice(0, LOOKERS)) {
    const cardNumber = `GROCERY-${household}`;
    // The code of the enrolment is two months old by now, and is told no more.
    const { linkCode: code } = await ask(running, 'POST', '/v1/members:print-code', key, {
      cardNumber,
      storeId,
    });
    const wish = { audience: 'member', subject: household, scope: 'member/read member/write' };
    const { token } = await ask(running, 'POST', '/_local/tokens', null, wish);
    await ask(running, 'POST', '/v1/me:link', `Bearer ${token}`, { cardNumber, code });
    tokens.push(String(token));
  }
  return tokens;
}

/** Household → member. */
function journalOf(running: RunningSystem): Record<string, string> {
  return (read(running, 'replay.json') as { members: Record<string, string> }).members;
}

function read({ home }: RunningSystem, file: string): unknown {
  return JSON.parse(readFileSync(join(home, file), 'utf8'));
}

/** The resources that cost by the month, by the template of stage `prod`. */
function standingOf({ home }: RunningSystem): Omit<Recording['standing'], 'metrics'> {
  const folder = join(home, 'cdk.prod');
  const cdk = ['cdk', 'synth', '--quiet', '--no-notices', '--context', 'stage=prod', '--output', folder];
  execFileSync('npx', cdk, { env: { ...process.env, CDK_VALIDATION: 'false' }, stdio: 'ignore' });
  const file = readdirSync(folder).find((name) => name.endsWith('.template.json')) ?? '';
  const { Resources } = JSON.parse(readFileSync(join(folder, file), 'utf8')) as {
    Resources: Record<string, { Type: string }>;
  };
  const count = (type: string) => Object.values(Resources).filter(({ Type }) => Type === type).length;
  return {
    secrets: count('AWS::SecretsManager::Secret'),
    alarms: count('AWS::CloudWatch::Alarm'),
    dashboards: count('AWS::CloudWatch::Dashboard'),
    keys: count('AWS::KMS::Key'),
  };
}

/** Metrics of our own that were seen in the log: each name of each service is one. */
function metricsIn({ home }: RunningSystem): number {
  const seen = new Set<string>();
  for (const line of readFileSync(join(home, 'functions.log'), 'utf8').split('\n')) {
    if (!line.includes('CloudWatchMetrics')) continue;
    const { service, _aws } = JSON.parse(line) as {
      service?: string;
      _aws: { CloudWatchMetrics: { Metrics: { Name: string }[] }[] };
    };
    for (const { Metrics } of _aws.CloudWatchMetrics)
      for (const { Name } of Metrics) seen.add(`${service} ${Name}`);
  }
  return seen.size;
}

async function ask(
  { api }: RunningSystem,
  method: string,
  path: string,
  authorization: string | null = null,
  body?: object,
): Promise<Readonly<Record<string, unknown>>> {
  const response = await fetch(new URL(path, api), {
    method,
    headers: { 'content-type': 'application/json', ...(authorization === null ? {} : { authorization }) },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${method} ${path} answered ${response.status}: ${text}`);
  return JSON.parse(text) as Record<string, unknown>;
}
