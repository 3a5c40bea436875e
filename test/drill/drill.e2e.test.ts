import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { writeFewHouseholds } from '../replay/few-households.ts';
import { restoreDrill } from './restore-drill.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-few-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** The short form of `npm run drill`: a few households of the real year, over a turn of the month. */
test('a table restored without its states has them again from the books, and knows what tills send again', async () => {
  const { receipts } = writeFewHouseholds(folder, 12, '2017-02-05T05:00:00Z');
  const report = await restoreDrill(
    { until: '2017-02-05', data: folder, everyNth: 9, assemblyFolder: await assemblyOfRun() },
    () => undefined,
  );
  expect(report.members).toBe(13);
  expect(report.receipts).toBe(receipts);
  expect(report.receipts).toBeGreaterThan(50);
  expect(report.differ).toEqual([]);
  expect(report.resent).toBe(50);
  expect(report.notReplayed).toBe(0);
  expect(report.broken).toEqual([]);
  expect(report.torn.acts).toBeGreaterThan(8);
  expect(report.torn.notHealed).toEqual([]);
});
