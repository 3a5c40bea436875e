import { describe, expect, test } from 'vitest';
import { environmentOf } from '#contracts/environment.ts';
import { drawBill } from '../../cli/bill/draw-bill.ts';
import { plain } from '../../cli/terminal/colour.ts';
import { monthlyBill } from '../../cost/bill/bill.ts';
import { OWN_RECORDING, type RecordedUse, type Recording, readRecording } from '../../cost/bill/recording.ts';
import type { Traffic } from '../../cost/bill/traffic.ts';
import { priceSources, prices } from '../../cost/prices.ts';

/** A gigabyte of memory and no processor: a call is 5 ms, which are 6.6667 cents a million. */
const used = (change: Partial<RecordedUse>): RecordedUse => ({
  memoryMb: 1024,
  invocations: 1,
  cpuMilliseconds: 0,
  logBytes: 0,
  eventsPublished: 0,
  calls: { Query: 1 },
  units: { tableWrites: 0, indexWrites: 0, reads: 0 },
  ...change,
});
const reads = (count: number) => ({ tableWrites: 0, indexWrites: 0, reads: count });

/** Ten members. Each item is 924 bytes and 100 of overhead, 1 KB; each index entry 128 bytes with it. */
const recording: Recording = {
  recordedOn: '2026-11-25',
  how: 'by hand',
  members: 10,
  functions: {
    'score-receipt': used({
      calls: { Query: 1, TransactWriteItems: 1 },
      units: { tableWrites: 4, indexWrites: 1, reads: 1 },
      // A gigabyte of log for a million.
      logBytes: 1073.741824,
    }),
    'quote-receipt': used({ units: reads(1) }),
    'read-my-statuses': used({}),
    'enrol-member': used({}),
    'authorize-till': used({ units: reads(1) }),
    // Two facts a member; an invocation each is billed.
    'publish-facts': used({ invocations: 5, eventsPublished: 20, calls: { PutEvents: 20 } }),
  },
  turn: used({
    invocations: 10,
    calls: { Query: 10 },
    units: { tableWrites: 20, indexWrites: 0, reads: 10 },
  }),
  idle: {
    ticks: 1,
    startSweep: used({}),
    sweepShard: used({ invocations: 7, calls: { Query: 7 }, units: reads(7) }),
  },
  stored: {
    'M/STATE': { items: 10, bytes: 9_240, indexEntries: 10, indexBytes: 280 },
    'E/E': { items: 5, bytes: 4_620, indexEntries: 5, indexBytes: 140 },
    'M/FACT': { items: 20, bytes: 3_120, indexEntries: 0, indexBytes: 0 },
  },
  standing: { secrets: 1, alarms: 3, dashboards: 1, keys: 0, metrics: 2 },
};

/** One receipt with one quote a member; ten stores that never close see one of each in a minute. */
const traffic: Traffic = {
  members: 438_000,
  receiptsPerMonth: 1,
  quotesPerReceipt: 1,
  appReadsPerMember: 0,
  newMemberShare: 0,
  stores: 10,
  openHours: 24,
  monthsKept: 12,
  hardened: false,
};

// biome-ignore format: a row a line of the bill, like a bill
const byHand: readonly (readonly [string, number])[] = [
  ['HTTP API', 0.876],                  // 876,000 requests at a dollar a million
  ['score-receipt', 0.146],             // 0.438 × (0.2 + 0.133334), two calls of 5 ms
  ['quote-receipt', 0.1168],            // 0.438 × (0.2 + 0.066667)
  ['read-my-statuses', 0],
  ['enrol-member', 0],
  ['authorize-till', 0.0038],           // one of 61 of 876,000: the first asks for those of an hour
  ['publish-facts', 0.2336],            // 876,000 facts × (0.2 + 0.066667)
  ['writes', 1.095],                    // 0.438 × 4 × 0.625
  ['index writes', 0.2738],             // 0.438 × 0.625
  ['reads', 0.1113],                    // (0.438 × 2 + 0.01436) × 0.125
  ['table', 1.9841],                    // 0.4177 + 5.0125 + 2.5063 GB at 0.25
  ['indexes', 0.1697],                  // 0.0522 + 0.6266 GB at 0.25
  ['point-in-time recovery', 1.5873],   // 7.9365 GB at 0.20
  ['stream, read by Lambda', 0],
  ['event bus', 0.876],
  ['every five minutes', 0.0264],       // 8,760 × 0.266667 + 61,320 × 0.391667 millionths
  ['the turn of the month', 0.7191],   // 0.438 × (0.2 + 0.066667 + 2 × 0.625 + 0.125)
  ['queue', 0.3364],                    // 183,960 + 657,000 requests at 0.40
  ['schedule', 0.0088],
  ['functions’ log', 0.219],            // 0.438 GB at 0.50
  ['gateway’s access log', 0.1224],     // 876,000 × 300 bytes are 0.2448 GB
  ['sampled traces', 10.2537],          // 3 × 405,174 + 751,508 + 14,323 + 8,746 + 60,646 at 5
  ['metrics of our own', 0.6],
  ['alarms', 0.3],
  ['dashboard', 3],
  ['keys', 0],
  ['secrets', 0.4],
];

describe('a month’s bill', () => {
  test('line by line, as a pencil has it', () => {
    const { lines } = monthlyBill(recording, traffic);
    expect(lines.map(({ what, dollars }) => [what, Math.round(dollars * 1e4) / 1e4])).toEqual(byHand);
  });

  test('together, and for a million receipts', () => {
    const bill = monthlyBill(recording, traffic);
    // The rows above; 23.459 ÷ 0.438.
    expect(bill.dollars).toBeCloseTo(23.459, 3);
    expect(bill.dollarsPerMillionReceipts).toBeCloseTo(53.559, 2);
  });

  test('hardened, it has a key more and five weeks of whole backups', () => {
    const { lines } = monthlyBill(recording, { ...traffic, hardened: true });
    // 35 times 7.9365 GB at 0.10.
    const added = lines.filter(({ group }) => group === 'hardened');
    expect(added.map(({ what, dollars }) => [what, Math.round(dollars * 1e4) / 1e4])).toEqual([
      ['daily backups', 27.7777],
      ['key for what is stored', 1],
    ]);
  });

  test('the picture: the longest bar is the dearest line, the region and the day of the prices stand above', () => {
    const picture = drawBill(monthlyBill(recording, traffic), traffic, recording, plain).split('\n');
    expect(picture[0]).toBe(
      'A month of 438,000 members: 438,000 receipts, 438,000 quotes, 0 looks of the app,',
    );
    expect(picture[2]).toBe('us-east-1, list prices as of 2026-11-25, requests recorded on 2026-11-25');
    const bars = picture.flatMap((row) => /^ {2}(.*?) {2,}.*(\$[\d.]+) (█+)$/.exec(row)?.slice(1) ?? []);
    expect(bars).toEqual(expect.arrayContaining(['sampled traces', '$10.25', '█'.repeat(28)]));
    expect(bars).toEqual(expect.arrayContaining(['dashboard', '$3.00', '█'.repeat(8)]));
    expect(Math.max(...picture.map((line) => line.length))).toBeLessThanOrEqual(100);
  });
});

describe('the recording beside the code', () => {
  const own = readRecording(OWN_RECORDING);

  test('names functions that there are', () => {
    expect(Object.keys(own.functions).filter((name) => !(name in environmentOf))).toEqual([]);
  });

  test('is of receipts within the budget (performance.md §5, budget 8)', () => {
    const { invocations, units, calls } = own.functions['score-receipt'] ?? used({});
    expect(invocations).toBeGreaterThan(1000);
    expect(units.tableWrites / invocations).toBeLessThan(4.3);
    expect(units.indexWrites / invocations).toBeLessThan(1.15);
    expect(units.reads / invocations).toBeLessThan(1.05);
    expect(Object.values(calls).reduce((sum, count) => sum + count, 0) / invocations).toBeLessThan(2.05);
  });
});

test('every price says where it stands', () => {
  const { region, asOf, lambdaProcessorMb, ...dollars } = prices;
  expect(Object.keys(priceSources).sort()).toEqual(Object.keys(dollars).sort());
  expect([region, lambdaProcessorMb]).toEqual(['us-east-1', 1769]);
  expect(asOf).toMatch(/^\d{4}-\d\d-\d\d$/);
});
