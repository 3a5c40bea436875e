import { describe, expect, inject, test } from 'vitest';
import { faultNames } from './faulty-client.ts';
import { killTheServer } from './kill-the-server.ts';
import { loadUnderFaults } from './load-under-faults.ts';

/** The short form of `npm run test:faults`. */
describe('nothing is lost and nothing is double', () => {
  test('400 receipts, one in five twice, over a table where every third request meets a fault', async () => {
    const shares = Object.fromEntries(faultNames.map((name) => [name, 0.05]));
    const load = { count: 400, atOnce: 64, shares, seed: inject('seed') % 100_000 };
    const report = await loadUnderFaults(inject('dynamodbEndpoint'), 'faultymix', load);
    expect(report).toMatchObject({ lost: 0, double: 0, wrongTotals: 0 });
    expect(report.faultsMet).toBeGreaterThan(50);
    expect(report.replayed).toBeGreaterThan(0);
  });

  test('three servers killed with receipts in flight', async () => {
    const seed = inject('seed') % 100_000;
    const report = await killTheServer(inject('dynamodbEndpoint'), 'killed', { kills: 3, count: 160, seed });
    expect(report).toMatchObject({ kills: 3, lost: 0, double: 0, wrongTotals: 0 });
  });
});
