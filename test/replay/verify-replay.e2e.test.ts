import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readGrocery } from '../../cli/replay/read-grocery.ts';

/** The short form of `npm run verify:replay`: a few households over two turns, from CSV files of their own. */

const HOUSEHOLDS = 12;
const folder = mkdtempSync(join(tmpdir(), 'laurel-few-'));
afterAll(() => rmSync(folder, { recursive: true }));

function writeFewHouseholds(): { readonly receipts: number } {
  const receipts = readGrocery(null);
  const chosen = new Set([...new Set(receipts.map(({ household }) => household))].slice(0, HOUSEHOLDS));
  const few = receipts.filter(({ household, at }) => chosen.has(household) && at < '2017-03-01T05:00:00Z');
  const rows = few.flatMap(({ at, store, household, receipt, lines, couponCents }) =>
    lines.map(({ product, quantity, salesCents }, index) =>
      [
        at,
        store,
        household,
        receipt,
        product,
        quantity,
        salesCents,
        0,
        index === 0 ? couponCents : 0,
        0,
      ].join(','),
    ),
  );
  const head =
    'at,store,household,receipt,product,quantity,sales_cents,shop_discount_cents,coupon_cents,coupon_match_cents';
  writeFileSync(join(folder, 'receipt-lines.csv'), `${[head, ...rows].join('\n')}\n`);
  return { receipts: few.length };
}

async function verify(
  ...args: readonly string[]
): Promise<{ readonly code: number | null; readonly printed: string }> {
  const script = new URL('verify-replay.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, [script, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
  let printed = '';
  for await (const part of child.stdout) printed += String(part);
  const code = child.exitCode ?? (await new Promise<number | null>((resolve) => child.once('exit', resolve)));
  return { code, printed };
}

describe('a replay', () => {
  it('of real receipts through the whole system agrees with a pencil', async () => {
    const { receipts } = writeFewHouseholds();
    const { code, printed } = await verify('--data', folder, '--until', '2017-03-01');
    expect(printed).toContain(`${HOUSEHOLDS} members × 2 months × 3 status systems, 0 differ`);
    expect(printed).toContain(`${receipts} receipts, 0 differ`);
    expect(receipts).toBeGreaterThan(50);
    expect(code).toBe(0);
  });
});
