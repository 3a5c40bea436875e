import type { CaseExpectation } from '#contracts/program/program-case.ts';
import type { ChangeAnswer } from '#domain/member/changing.ts';
import type { PaymentAnswer, ReturnAnswer, SaleAnswer } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { formatMoney, formatPercent, parseMoney } from '#domain/values/money.ts';

/** One thing that was expected: where the file says so, and what was seen. */
export interface Check {
  readonly path: ProgramPath;
  readonly what: string;
  readonly expected: string;
  readonly observed: string;
  readonly ok: boolean;
}

/** The answer to a step's receipt, return, payment, visit or activity. */
export type StepAnswer = SaleAnswer | ReturnAnswer | PaymentAnswer | ChangeAnswer;

/** A step's outcome. */
interface Seen {
  /** `null`: the step had none. */
  readonly answer: StepAnswer | null;
  readonly facts: readonly Fact[];
  readonly statuses: readonly StatusView[];
  /** Names, in the order in which they were added. */
  readonly categories: readonly string[];
  readonly discount: DiscountView | null;
  /** Of the step's receipt; empty where it had none. */
  readonly currency: string;
}

/** Compares what a step expects with what was seen; one check an expectation, in the order of the file. */
export function checksOf(
  expectation: CaseExpectation,
  seen: Seen,
  path: ProgramPath,
  instantOf: (moment: string) => EpochMs | null,
): Check[] {
  return Object.entries(expectation).flatMap(([word, wanted]) => {
    const place = [...path, word];
    if (isByStatusSystem(word)) {
      return Object.entries((wanted ?? {}) as Record<string, string | number | null>).map(
        ([system, expected]) => {
          const shown = seen.statuses.find((status) => status.system === system);
          return word === 'since' || word === 'until'
            ? momentCheck(word, [...place, system], expected, shown, instantOf)
            : check(
                [...place, system],
                expected,
                shown === undefined ? `no status system \`${system}\`` : bySystem[word](shown),
              );
        },
      );
    }
    return [check(place, wanted as Wanted, receiptValue(word as ReceiptWord, seen))];
  });
}

type Wanted = string | number | null | readonly string[];
type ReceiptWord = Exclude<keyof CaseExpectation, SystemWord>;
type SystemWord = keyof typeof bySystem;

/** Money, a count, or a quantity in pieces, as the program writes it; a system without a review has none. */
function amountOf({ review }: StatusView, value: number | undefined): string | number | null {
  if (review === null || value === undefined) return null;
  if (review.unit === 'money') return formatMoney(value, review.currency);
  return review.unit === 'count' ? value : value / 1000;
}

const bySystem = {
  status: (status: StatusView) => status.status,
  since: (status: StatusView) => new Date(status.since).toISOString(),
  until: (status: StatusView) => (status.until === null ? null : new Date(status.until).toISOString()),
  progress: (status: StatusView) => amountOf(status, status.review?.value),
  missing: (status: StatusView) => amountOf(status, status.next?.missing),
  keep: (status: StatusView) => amountOf(status, status.keep?.missing),
  forNextPeriod: (status: StatusView) => status.forNextPeriod,
} satisfies Record<string, (status: StatusView) => Wanted>;

const isByStatusSystem = (word: string): word is SystemWord => Object.hasOwn(bySystem, word);

function receiptValue(word: ReceiptWord, { answer, facts, categories, discount, currency }: Seen): Wanted {
  if (word === 'categories') return categories;
  if (word === 'memberDiscount') return discount === null ? null : percentOr(discount.basisPoints);
  if (word === 'facts') return facts.flatMap(changeInWords);
  if (answer === null) return 'no receipt in this step';
  const none = 'nothing of it in this step';
  const money = (amountMinor: number): string => formatMoney(amountMinor, currency);
  switch (word) {
    case 'discount':
      return 'discounts' in answer
        ? money(answer.discounts.reduce((sum, { amountMinor }) => sum + amountMinor, 0))
        : none;
    case 'sold':
      return 'discounts' in answer || 'reasons' in answer ? money(answer.soldMinor) : none;
    case 'paid':
      return 'paidMinor' in answer ? money(answer.paidMinor) : none;
    case 'takenBack':
      return 'refundedMinor' in answer ? money(answer.soldMinor) : none;
    case 'refunded':
      return 'refundedMinor' in answer ? money(answer.refundedMinor) : none;
    case 'lineDiscounts':
      return 'discounts' in answer ? answer.lineDiscountsMinor.map(money) : none;
    case 'messages':
      return 'messages' in answer ? answer.messages : none;
    case 'disposition':
      return answer.disposition;
    default:
      return word satisfies never;
  }
}

const percentOr = (basisPoints: number | null): string =>
  basisPoints === null ? 'none' : `${formatPercent(basisPoints)}%`;

function changeInWords(fact: Fact): string[] {
  switch (fact.kind) {
    case 'status-changed':
      return [`${fact.system}: ${fact.from ?? 'none'} → ${fact.to ?? 'none'}`];
    case 'category-changed':
      return [`${fact.change === 'added' ? '+' : '-'}${fact.category}`];
    case 'discount-changed':
      return [`memberDiscount: ${percentOr(fact.from)} → ${percentOr(fact.to)}`];
    case 'enrolled':
    case 'friend-came':
    case 'friend-left':
    case 'code-printed':
      return [];
    default:
      return fact satisfies never;
  }
}

function momentCheck(
  word: 'since' | 'until',
  path: ProgramPath,
  expected: string | number | null,
  shown: StatusView | undefined,
  instantOf: (moment: string) => EpochMs | null,
): Check {
  const wanted = expected === null ? null : instantOf(String(expected));
  const instant = wanted === null ? expected : new Date(wanted).toISOString();
  return check(path, instant, shown === undefined ? 'no such status system' : bySystem[word](shown));
}

/** `10780 RUB` and `10780.00 RUB` are the same money. */
function canonical(value: Wanted): string {
  if (value === null) return '(none)';
  if (typeof value === 'number') return String(value);
  if (typeof value !== 'string') return value.length === 0 ? 'nothing' : value.map(canonical).join(', ');
  const minor = parseMoney(value, value.slice(-3));
  return minor === null ? value : formatMoney(minor, value.slice(-3));
}

function check(path: ProgramPath, expected: Wanted, observed: Wanted): Check {
  const [wanted, found] = [canonical(expected), canonical(observed)];
  const what = path.slice(path.indexOf('expect') + 1).join(' of ');
  return { path, what, expected: wanted, observed: found, ok: wanted === found };
}
