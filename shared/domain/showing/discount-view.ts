import { endDiscounts, shownDiscount } from '#domain/discounts/standing-discounts.ts';
import type { Member } from '#domain/member/member.ts';
import type { Moment } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** The standing discount as till, app and console show it (D45). Basis points. */
export interface DiscountView {
  readonly basisPoints: number;
  readonly rule: string;
  readonly since: EpochMs;
  readonly until: EpochMs | null;
  /** What shows when it has ended; `null`: nothing, or it does not end. */
  readonly then: number | null;
}

/** What shows of a member's standing discounts, with all that time has ended ended; `null`: nothing. */
export function discountView(moment: Moment | null, member: Member): DiscountView | null {
  if (moment === null) return null;
  const { discounts } = endDiscounts(moment, member);
  const shown = shownDiscount(discounts);
  if (shown === null) return null;
  const { basisPoints, rule, since, until } = shown;
  const later = discounts.filter((each) => each.until === null || (until !== null && each.until > until));
  const then = until === null ? null : (shownDiscount(later)?.basisPoints ?? null);
  return { basisPoints, rule, since, until, then };
}
