import { expect, test } from 'vitest';
import { restoreDrill } from './restore-drill.ts';

/** The short form of `npm run drill`: the first days of the real year. */
test('a table restored without its states has them again from the books, and knows what tills send again', async () => {
  const report = await restoreDrill('2017-01-05', () => undefined);
  expect(report.members).toBe(240);
  expect(report.receipts).toBeGreaterThan(100);
  expect(report.differ).toEqual([]);
  expect(report.resent).toBe(50);
  expect(report.notReplayed).toBe(0);
});
