import { expect, test } from 'vitest';
import { costOf } from '../../cost/function-cost.ts';
import type { FunctionUsage } from '../../cost/usage/usage-book.ts';
import type { FunctionDescription, RouteDescription } from '../../local/template/system.ts';

const described = (name: string, memoryMb: number): FunctionDescription => ({
  name,
  arn: `arn:${name}`,
  codeFolder: '',
  handler: 'index.handler',
  memoryMb,
  timeoutMs: 1000,
  environment: {},
  permissions: [],
});

const score = described('score', 1024);
const gate = described('gate', 512);
const routes: RouteDescription[] = [
  {
    routeKey: 'PUT /x',
    functionArn: 'arn:score',
    authorizer: { kind: 'lambda', functionArn: 'arn:gate', identitySource: [], cacheSeconds: 60 },
    scopes: [],
  },
];

const used = (change: Partial<FunctionUsage>): FunctionUsage => ({
  invocations: 1000,
  milliseconds: 99_999,
  cpuMilliseconds: 0,
  logBytes: 0,
  eventsPublished: 0,
  calls: {},
  units: { tableWrites: 0, indexWrites: 0, reads: 0 },
  unpriced: [],
  ...change,
});

test('a million receipts, line by line', () => {
  const usage = {
    score: used({
      // 3 ms of processor at 1024 of 1769 MB are 5.1826 ms; two calls of 5 ms make it 15.1826 ms at 1 GB.
      cpuMilliseconds: 3000,
      calls: { Query: 1000, TransactWriteItems: 1000 },
      units: { tableWrites: 4000, indexWrites: 1000, reads: 1000 },
      // 300 bytes each: a million of them are 0.2794 GB.
      logBytes: 300_000,
    }),
    // Every tenth request asks the gate: 10 ms at half a GB, one call of which is 5 ms.
    gate: used({ invocations: 100, cpuMilliseconds: (5 * 100 * 512) / 1769, calls: { GetItem: 100 } }),
  };
  expect(costOf(score, usage, [score, gate], routes)).toEqual({
    lines: [
      { what: 'HTTP API request', dollarsPerMillion: 1 },
      { what: 'Lambda request', dollarsPerMillion: 0.2 },
      { what: 'Lambda time (15.2 ms at 1024 MB: 3.0 ms of processor, 2.0 calls)', dollarsPerMillion: 0.2024 },
      { what: 'table writes', dollarsPerMillion: 2.5 },
      { what: 'index writes', dollarsPerMillion: 0.625 },
      { what: 'reads', dollarsPerMillion: 0.125 },
      { what: 'log', dollarsPerMillion: 0.1397 },
      // 0.2 for the request and 0.0667 for the time, a tenth of it.
      { what: 'authorizer, 0.10 calls a request', dollarsPerMillion: 0.0267 },
    ],
    dollarsPerMillion: 4.8188,
  });
});

test('a function that nobody calls over HTTP pays no gateway; its events are paid for', () => {
  const tell = described('tell', 512);
  const cost = costOf(tell, { tell: used({ eventsPublished: 500 }) }, [tell], routes);
  expect(cost?.lines).toEqual([
    { what: 'Lambda request', dollarsPerMillion: 0.2 },
    { what: 'events on the bus', dollarsPerMillion: 0.5 },
  ]);
});

test('nothing recorded, nothing said', () => {
  expect(costOf(score, {}, [score, gate], routes)).toBeNull();
});
