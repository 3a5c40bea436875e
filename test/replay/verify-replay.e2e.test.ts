import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { compareReplay } from './compare-replay.ts';
import { writeFewHouseholds } from './few-households.ts';

/** The short form of `npm run verify:replay`: a few households over two turns, from CSV files of their own. */

const HOUSEHOLDS = 12;
const folder = mkdtempSync(join(tmpdir(), 'laurel-few-'));
afterAll(() => rmSync(folder, { recursive: true }));

describe('a replay', () => {
  it('of real receipts through the whole system agrees with a pencil', async () => {
    const { receipts } = writeFewHouseholds(folder, HOUSEHOLDS, '2017-03-01T05:00:00Z');
    const printed: string[] = [];
    const say = (line: string) => void printed.push(line);
    const options = { data: folder, until: '2017-03-01', assemblyFolder: await assemblyOfRun() };
    const differ = await compareReplay(options, { out: say, err: say, how: 'quietly' });
    expect(printed).toContain(`${HOUSEHOLDS} members × 2 months × 3 status systems, 0 differ`);
    expect(printed).toContain(`${receipts} receipts, 0 differ`);
    expect(receipts).toBeGreaterThan(50);
    expect(differ).toBe(0);
  });
});
