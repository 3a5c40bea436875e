import type { SaleLine } from '#domain/member/commands.ts';
import type { SaleRequest } from '#operations/sale-request.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';

/** Pieces, weighed goods, and what has no quantity. */
const QUANTITIES = [1_000, 1_000, 2_000, 3_000, 6_000, 1_250, 0];

/** Lines, mostly one; with a deposit that came back, and with what the till gave by itself, now and then. */
export function drawGoods(draw: Draw, coverage: Coverage): Pick<SaleRequest, 'lines' | 'given'> {
  const amountMinor = draw.below(12_000);
  const line = { sku: 'goods', quantityThousandths: 1_000, amountMinor };
  const lines: SaleLine[] = [line];
  if (draw.chance(0.25)) {
    lines[0] = { ...line, quantityThousandths: draw.one(QUANTITIES) };
    for (let more = draw.below(4); more > 0; more -= 1)
      lines.push({
        sku: `more-${more}`,
        quantityThousandths: draw.one(QUANTITIES),
        amountMinor: draw.below(3_000),
      });
    note(coverage, `receipt: lines, ${lines.length}`);
  }
  if (draw.chance(0.1)) {
    lines.push({ ...line, sku: 'empties', amountMinor: -draw.below(amountMinor + 1) });
    note(coverage, 'receipt: a line below zero');
  }
  if (!draw.chance(0.1)) return { lines };
  const sum = lines.reduce((total, each) => total + each.amountMinor, 0);
  const given = [{ line: 0, amountMinor: draw.below(Math.min(sum, amountMinor) + 1), why: 'offline' }];
  note(coverage, 'receipt: given by the till');
  return { lines, given: draw.chance(0.3) ? [] : given };
}
