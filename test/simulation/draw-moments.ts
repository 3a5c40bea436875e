import { type Coverage, note } from './coverage.ts';
import type { Draw } from './draw.ts';

const HOUR = 3_600_000;
const DAY = 24 * HOUR;

/** How long ago a receipt happened: mostly just now; late by up to years, ahead, far ahead. */
export function drawLateness(draw: Draw, coverage: Coverage): number {
  const act = draw.below(100);
  const [kind, back] =
    act < 45
      ? (['just now', draw.below(60_000)] as const)
      : act < 57
        ? (['late by minutes', draw.below(HOUR)] as const)
        : act < 72
          ? (['late within days', HOUR + draw.below(10 * DAY)] as const)
          : act < 84
            ? (['late by weeks', 10 * DAY + draw.below(50 * DAY)] as const)
            : act < 90
              ? (['late by months', 60 * DAY + draw.below(240 * DAY)] as const)
              : act < 93
                ? (['late by years', 300 * DAY + draw.below(600 * DAY)] as const)
                : act < 98
                  ? (['ahead', -draw.below(20 * HOUR)] as const)
                  : (['too far ahead', -(25 * HOUR + draw.below(DAY))] as const);
  note(coverage, `receipt: ${kind}`);
  return back;
}

/** How far the clock jumps: hours, days, months. */
export function drawJump(draw: Draw, coverage: Coverage): number {
  const act = draw.below(100);
  const [kind, jump] =
    act < 40
      ? (['hours', HOUR + draw.below(DAY)] as const)
      : act < 85
        ? (['days', draw.below(40 * DAY)] as const)
        : (['months', 40 * DAY + draw.below(360 * DAY)] as const);
  note(coverage, `clock: a jump of ${kind}`);
  return jump;
}

/** How long after the earliest moment a version comes into force: hours, days, or weeks ahead. */
export function drawNotice(draw: Draw, coverage: Coverage): number {
  const notice = draw.one([draw.below(2 * HOUR), draw.below(12 * DAY), draw.below(45 * DAY)]);
  if (notice > 7 * DAY) note(coverage, 'change: announced more than a week ahead');
  return notice;
}
