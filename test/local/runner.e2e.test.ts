import { rmSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Cost } from '../../cost/function-cost.ts';
import { type RunningSystem, startSystem } from '../../local/run-system.ts';
import { writeSmallAssembly } from './small-system/template.ts';

let dataFolder: string;
let assemblyFolder: string;
let running: RunningSystem;

const start = () => startSystem({ dataFolder, assemblyFolder, firstEpochMs: Date.UTC(2017, 0, 1, 5) });

beforeAll(async () => {
  dataFolder = await mkdtemp(join(tmpdir(), 'laurel-runner-'));
  assemblyFolder = writeSmallAssembly();
  running = await start();
});

afterAll(async () => {
  await running.stop();
  for (const folder of [dataFolder, assemblyFolder]) rmSync(folder, { recursive: true, force: true });
});

async function call(method: string, path: string, body?: object, authorization?: string) {
  const response = await fetch(`${running.url}${path}`, {
    method,
    headers: {
      'content-type': 'application/json',
      ...(authorization === undefined ? {} : { authorization }),
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  return {
    status: response.status,
    body: (text.startsWith('{') ? JSON.parse(text) : text) as Record<string, unknown>,
  };
}

const put = (thing: string, key = 'good') => call('PUT', `/things/${thing}`, { of: thing }, key);
const told = async (after = 0) => {
  const { body } = await call('GET', `/_local/events?after=${after}`);
  return (body.items as { detail: { thing: string } }[]).map(({ detail }) => detail.thing);
};
const clock = async () => String((await call('GET', '/_local/clock')).body.now);

describe('requests', () => {
  test('go through gate and function to the database, by the runner’s clock', async () => {
    const { status, body } = await put('thing-1');
    expect(status).toBe(201);
    expect(body).toMatchObject({ kept: '{"of":"thing-1"}', question: 1 });
    expect(String(body.now)).toMatch(/^2017-01-01T05:0/);
    expect((await put('thing-2')).body.question).toBe(1);
  });

  test('beyond the stage’s limits get the gateway’s own 429, before any function runs', async () => {
    await call('PUT', '/_local/throttle', { ratePerSecond: 0.001, burst: 1 });
    const answers = [await put('thing-8'), await put('thing-9')];
    await call('PUT', '/_local/throttle', { ratePerSecond: 500, burst: 700 });
    expect(answers.map(({ status }) => status)).toEqual([201, 429]);
    expect(answers[1]?.body).toEqual({ message: 'Too Many Requests' });
    expect(await call('PUT', '/_local/throttle', { ratePerSecond: 0, burst: 1 })).toMatchObject({
      status: 400,
    });
  });

  test('without the right key get the gateway’s own words', async () => {
    expect(await put('thing-3', 'bad')).toEqual({ status: 403, body: { message: 'Forbidden' } });
    const open = await call('PUT', '/things/thing-3', {});
    expect(open).toEqual({ status: 401, body: { message: 'Unauthorized' } });
    expect(await call('GET', '/nowhere')).toEqual({ status: 404, body: { message: 'Not Found' } });
  });

  test('with a token of the local issuer reach the function with its claims', async () => {
    const wish = { audience: 'member', subject: 'me', scope: 'small/read' };
    const { body } = await call('POST', '/_local/tokens', wish);
    const answer = await call('POST', '/me:show?a=1', {}, `Bearer ${String(body.token)}`);
    expect(answer).toMatchObject({
      status: 200,
      body: { sub: 'me', scopes: ['small/read'], rawQueryString: 'a=1' },
    });
    const other = await call('POST', '/_local/tokens', { ...wish, scope: 'small/write' });
    expect((await call('POST', '/me:show', {}, `Bearer ${String(other.body.token)}`)).status).toBe(403);
  });

  test('to a function that throws or hangs are answered, and the next one is served', async () => {
    expect(await call('GET', '/misbehave/throw')).toEqual({
      status: 500,
      body: { message: 'Internal Server Error' },
    });
    expect(await call('GET', '/misbehave/hang')).toEqual({
      status: 503,
      body: { message: 'Service Unavailable' },
    });
    expect(await call('GET', '/misbehave/not')).toEqual({ status: 200, body: 'not' });
  });

  test('of a function for what its role does not allow are refused to it', async () => {
    expect(await call('GET', '/misbehave/scan')).toEqual({
      status: 200,
      body: { answer: 'AccessDeniedException' },
    });
  });

  test('larger than the gateway takes are refused', async () => {
    const { status } = await call('PUT', '/things/large', { of: 'x'.repeat(10 * 1024 * 1024) }, 'good');
    expect(status).toBe(413);
  });
});

describe('what happens by itself', () => {
  test('new items pass the filter, and the stream’s function tells of them', async () => {
    for (const thing of ['told-1', 'untold-2', 'told-bad-3', 'told-4', 'told-1']) await put(thing);
    await call('POST', '/_local/tick');
    expect(await told()).toEqual(['told-1', 'told-4']);
  });

  test('a schedule that came due many times while the clock was wound fires once', async () => {
    await call('POST', '/_local/clock/wind', { until: '2017-01-05T05:00:00Z' });
    await call('POST', '/_local/tick');
    await call('POST', '/_local/tick');
    const all = await told(2);
    expect(all).toHaveLength(1);
    expect(all[0]).toMatch(/^told-by-work-14835924/);
    expect(await clock()).toMatch(/^2017-01-05T05:0/);
  });

  test('the clock is never wound back, but may be set back; schedules count from there', async () => {
    await call('POST', '/_local/clock/wind', { until: '2017-01-01T00:00:00Z' });
    expect(await clock()).toMatch(/^2017-01-05T05:0/);
    await call('PUT', '/_local/clock', { now: '2016-06-01T00:00:00+02:00' });
    expect(await clock()).toMatch(/^2016-05-31T22:00/);
    await call('POST', '/_local/clock/wind', { until: '2016-06-01T00:00:00Z' });
    await call('POST', '/_local/tick');
    expect(await told(3)).toHaveLength(1);
    expect((await call('PUT', '/_local/clock', { now: '2016-06-01' })).status).toBe(400);
  });
});

test('usage is written down by function', async () => {
  await call('POST', '/_local/usage/reset');
  await put('thing-9');
  const { body } = await call('GET', '/_local/usage');
  const { keep } = body.functions as { keep: { cost: Cost } };
  expect(keep).toMatchObject({
    invocations: 1,
    calls: { PutItem: 1, GetItem: 1 },
    units: { tableWrites: 1, indexWrites: 0, reads: 1 },
    unpriced: [],
  });
  const { lines } = keep.cost;
  const dollars = Object.fromEntries(lines.map(({ what, dollarsPerMillion }) => [what, dollarsPerMillion]));
  expect(dollars).toMatchObject({
    'HTTP API request': 1,
    'Lambda request': 0.2,
    'table writes': 0.625,
    reads: 0.125,
  });
});

test('a second start finds what the first one left', async () => {
  const before = await clock();
  await running.stop();
  running = await start();
  expect(running.isNew).toBe(false);
  expect((await clock()).slice(0, 10)).toBe(before.slice(0, 10));
  await put('told-after');
  await put('told-1');
  await call('POST', '/_local/tick');
  expect(await told()).toEqual(['told-after']);
});
