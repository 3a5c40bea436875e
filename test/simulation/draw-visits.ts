import type { Visit, VisitStatus } from '#domain/member/commands.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { VisitRequest } from '#operations/change-visit.ts';
import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';
import { drawGoods } from './draw-goods.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

type Told = Pick<
  VisitRequest,
  'status' | 'startsAt' | 'changedAt' | 'currency' | 'amountMinor' | 'lines' | 'paidMinor'
>;

/** Draws a visit that nobody has told yet. */
export function drawVisit(draw: Draw, coverage: Coverage, now: number): Told {
  const status = drawStatus(draw);
  return {
    status,
    startsAt: asEpochMs(drawStart(draw, coverage, status, now)),
    changedAt: drawChangedAt(draw, now, now),
    ...drawSums(draw, coverage),
  };
}

/** Draws what has become of a visit, each thing for itself. */
export function drawChange(draw: Draw, coverage: Coverage, before: Visit, now: number): Told {
  const status = draw.chance(0.25) ? before.status : drawStatus(draw);
  // Who has come is not moved into the future, but by mistake.
  const isSettled = status === 'came' || status === 'no-show';
  const isAhead = isSettled && before.startsAt > now + DAY && draw.chance(0.95);
  const isMoved = isAhead || draw.chance(0.4);
  if (isMoved) note(coverage, 'visit: moved');
  const near = before.startsAt + draw.one([-1, 1]) * draw.below(draw.chance(0.6) ? 2 * DAY : 45 * DAY);
  const isNear = !isAhead && draw.chance(0.5) && near <= now;
  const startsAt = !isMoved ? before.startsAt : isNear ? near : drawStart(draw, coverage, status, now);
  const { currency, amountMinor, lines, paidMinor } = before;
  return {
    status,
    startsAt: asEpochMs(startsAt),
    changedAt: drawChangedAt(draw, now, before.changedAt),
    ...(draw.chance(0.6) ? { currency, amountMinor, lines, paidMinor } : drawSums(draw, coverage)),
  };
}

function drawStatus(draw: Draw): VisitStatus {
  const act = draw.below(100);
  return act < 25 ? 'booked' : act < 68 ? 'came' : act < 84 ? 'no-show' : 'cancelled';
}

function drawStart(draw: Draw, coverage: Coverage, status: VisitStatus, now: number): number {
  const isSettled = status === 'came' || status === 'no-show';
  const act = draw.below(100);
  if (!isSettled && act < 70) {
    if (act >= 3) return now + draw.below(40 * DAY);
    note(coverage, 'visit: booked too far ahead');
    return now + 733 * DAY;
  }
  const [kind, back] =
    act < 55
      ? (['just now', draw.below(3 * HOUR)] as const)
      : act < 75
        ? (['late within days', draw.below(10 * DAY)] as const)
        : act < 86
          ? (['late by weeks', 10 * DAY + draw.below(50 * DAY)] as const)
          : act < 92
            ? (['late by months', 60 * DAY + draw.below(240 * DAY)] as const)
            : act < 94
              ? (['late by years', 300 * DAY + draw.below(600 * DAY)] as const)
              : act < 98
                ? (['ahead', -draw.below(18 * HOUR)] as const)
                : (['too far ahead', -(25 * HOUR + draw.below(DAY))] as const);
  note(coverage, `visit: ${kind}`);
  return now - back;
}

/** Mostly when it arrives; at times before or after what is stored. */
function drawChangedAt(draw: Draw, now: number, stored: number): Told['changedAt'] {
  const act = draw.below(100);
  if (act < 65) return null;
  if (act < 80) return asEpochMs(now - draw.below(HOUR));
  if (act < 88) return asEpochMs(stored - draw.below(DAY));
  if (act < 93) return asEpochMs(stored);
  return asEpochMs(act < 98 ? now + draw.below(10 * HOUR) : now + 25 * HOUR);
}

function drawSums(
  draw: Draw,
  coverage: Coverage,
): Pick<Told, 'currency' | 'amountMinor' | 'lines' | 'paidMinor'> {
  const isForeign = draw.chance(0.06);
  if (isForeign) note(coverage, 'visit: in another currency');
  const hasLines = draw.chance(0.25);
  const lines = hasLines ? drawGoods(draw, new Map()).lines : [];
  if (hasLines) note(coverage, 'visit: with lines');
  const amountMinor = hasLines ? lines.reduce((sum, line) => sum + line.amountMinor, 0) : draw.below(12_000);
  const paidMinor = draw.chance(0.3) ? (draw.chance(0.4) ? 0 : draw.below(12_000)) : null;
  return { currency: isForeign ? 'EUR' : 'RUB', amountMinor, lines, paidMinor };
}
