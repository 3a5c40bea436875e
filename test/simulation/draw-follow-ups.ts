import type { FollowUp, Returned } from '#domain/member/commands.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';
import { goodsOf, isAllGone, paidOf, type SoldState, soldOf } from './naive-sold.ts';
import { STORES } from './sim-program.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

interface Asked {
  readonly id: string;
  readonly now: number;
  /** When the sale was. */
  readonly occurredAt: number;
  /** What is left of it. */
  readonly state: SoldState;
  /** It was not paid as it was sold. */
  readonly isBill: boolean;
}

/** Draws what follows a sale of which so much is left: mostly a return, at times a payment of its bill. */
export function drawFollowUp(
  draw: Draw,
  coverage: Coverage,
  { id, now, occurredAt, state, isBill }: Asked,
): FollowUp {
  const storeId = draw.one(STORES);
  const isPayment = draw.chance(isBill ? 0.6 : 0.08);
  const isLate = draw.chance(0.3);
  const back = isLate ? draw.below(40 * DAY) : draw.chance(0.05) ? -draw.below(20 * HOUR) : draw.below(HOUR);
  // A bill may be paid before it is written; goods come back later, unless a clock is wrong.
  const earliest = isPayment || draw.chance(0.1) ? 0 : Math.min(now, occurredAt);
  const head = { id, storeId, occurredAt: asEpochMs(Math.max(earliest, now - back)) };
  if (isPayment) return { kind: 'payment', ...head, amountMinor: 1 + draw.below(6_000) };
  const paid = paidOf(state);
  const refund = draw.below(100);
  // Now and then more than was paid.
  const refundedMinor = refund < 75 ? null : refund < 97 ? draw.below(paid + 1) : paid + 1 + draw.below(100);
  if (refundedMinor !== null) note(coverage, 'return: the refund is told');
  return { kind: 'return', ...head, returned: drawReturned(draw, coverage, state), refundedMinor };
}

function drawReturned(draw: Draw, coverage: Coverage, state: SoldState): Returned {
  const rest = soldOf(state);
  const isGreedy = draw.chance(0.04);
  const act = draw.below(100);
  if (act < 25 || (isAllGone(state) && !isGreedy)) {
    note(coverage, 'return: all');
    return { kind: 'all' };
  }
  if (act < 60 || rest <= 0) {
    note(coverage, 'return: by lines');
    return { kind: 'lines', lines: drawLines(draw, state, isGreedy) };
  }
  note(coverage, 'return: by amount');
  if (isGreedy) return { kind: 'amount', amountMinor: rest + 1 + draw.below(500) };
  return { kind: 'amount', amountMinor: draw.chance(0.15) ? rest : 1 + draw.below(rest) };
}

/** One line, or several; all of what is left of it, or a part. */
function drawLines(draw: Draw, { parts }: SoldState, isGreedy: boolean) {
  const places = [...parts.keys()];
  const left = places.filter((place) => {
    const part = parts[place];
    return part !== undefined && (part.of === 0 ? !part.isBack : goodsOf(part) > 0);
  });
  const from = left.length === 0 || isGreedy ? places : left;
  const chosen = new Set([draw.one(from)]);
  while (draw.chance(0.3)) chosen.add(draw.one(from));
  return [...chosen].map((line) => {
    const part = parts[line];
    const rest = part === undefined ? 0 : goodsOf(part);
    if (isGreedy) return { line, quantityThousandths: rest + 1_000 };
    const isPart = rest > 1 && draw.chance(0.5);
    const some = rest > 1_000 && draw.chance(0.7) ? 1_000 : 1 + draw.below(Math.max(1, rest));
    return { line, quantityThousandths: isPart ? some : rest };
  });
}

/** The same id with another content. */
export function otherThan(told: FollowUp): FollowUp {
  if (told.kind === 'payment') return { ...told, amountMinor: told.amountMinor + 1 };
  return { ...told, refundedMinor: (told.refundedMinor ?? 0) + 1 };
}
