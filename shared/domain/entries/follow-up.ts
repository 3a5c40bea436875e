import { nothingMeasured } from '#domain/counting/measured.ts';
import { discountFacts } from '#domain/discounts/standing-discounts.ts';
import { type Counted, NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { DecidedFollowUp, FollowUpForNobody, Refusal } from '#domain/member/decision.ts';
import {
  NO_CATEGORIES_MOVED,
  type PaymentAnswer,
  type ReturnAnswer,
  type SaleEntry,
  type SaleLeft,
  type StatusOutcome,
} from '#domain/member/entry.ts';
import { type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { FollowingCommand, PaymentOfSale, ReturnOfSale } from '#domain/member/following.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { afterReturn } from '#domain/referrals/invitation.ts';
import { countedBack, wasTooOld } from '#domain/returns/counted-back.ts';
import { isAllBack, leftOf, paidLeft, soldLeft } from '#domain/returns/left.ts';
import { isStillBought, measureLeft } from '#domain/returns/measure-left.ts';
import { takenFromTotals } from '#domain/returns/summed-up.ts';
import { type TakenBack, takeBack, withPayment } from '#domain/returns/take-back.ts';
import { reviewStatuses } from '#domain/reviews/review-statuses.ts';
import { categoryFacts } from '#domain/rewards/category-facts.ts';
import { categoriesTaken, takeGifts } from '#domain/rewards/gifts.ts';
import { heldCategories } from '#domain/rewards/member-rules.ts';
import { fillIn, messageValues } from '#domain/rewards/messages.ts';
import { messagesThatFit, reasonsThatFit } from '#domain/rewards/what-fits.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import { calledMoves, calledReasons } from './called-answer.ts';
import { countEntry, daysOf, settledEntry, tallyEntry, withCounted } from './count-entry.ts';
import { countingDay } from './counting-day.ts';
import { followUpRefusal } from './follow-up-refusals.ts';

/** A member whose periods are closed, and what the rules may ask of the person. */
interface Holder {
  readonly closed: Closed;
  readonly attributes: Profile['attributes'];
}

export const refOfFollowUp = ({ sold, kind, id }: FollowingCommand): EntryRef => ({
  source: sold.source,
  id: sold.id,
  followUp: { kind, id },
});

/**
 * Decides a return for the member who has the sale (D16, D29, D39–D42): what comes back goes from the days on which the sale
 * counts; statuses and categories that rest on it go as their `clawback` says (D94). It wakes no rule (D43).
 */
export function decideReturn(
  moment: Moment,
  { closed }: Holder,
  told: ReturnOfSale,
): DecidedFollowUp<ReturnAnswer> | Refusal {
  const taken = takenBy(moment, told);
  if (taken.kind === 'refused') return taken;
  const { sold } = told;
  const ref = refOfFollowUp(told);
  const head = answerHead(moment, told);
  if (head.disposition === 'too-old') {
    const answer = returnAnswer(moment, { ...head, statuses: heldOutcome(closed.member, moment) }, taken);
    return uncounted(moment, closed, ref, { answer, left: taken.left });
  }
  const { member } = closed;
  const counted = countedBack(moment, member.counters, { sold, before: leftOf(sold), after: taken.left });
  const days = daysOf({ day: sold.day, counted });
  const line = { ref, day: sold.day, counted };
  const counting = takenFromTotals(moment, member, withCounted(member, line), days);
  // What rules gave goes first: what lies beneath is looked at as it then is (D87).
  const ungifted = takeGifts(moment, counting, {
    of: occasionOf(sold),
    isGoneFor: () => isAllBack(taken.left),
    measuredBy: (programVersion) => measuredBy(moment, sold, taken.left, programVersion),
  });
  const reviewed = reviewStatuses(moment, ungifted, { days, back: member.counters });
  const isGone = isStillBought(sold.body.sale, leftOf(sold)) && !isStillBought(sold.body.sale, taken.left);
  const friend = isGone
    ? afterReturn(moment, reviewed.member, sold)
    : { member: reviewed.member, drafts: [] };
  const after = friend.member;
  const gone = categoriesTaken(member.categories, after.categories);
  const categories = { added: [], removed: gone.map(({ name }) => name) };
  const ruleOf = (category: string): string =>
    gone.find(({ name }) => name === category)?.by?.[0]?.rule ?? '';
  const settled = settledEntry(moment, closed, after, {
    lines: [{ ref, day: sold.day }],
    reviewed: reviewed.changes,
    drafts: [
      ...categoryFacts(moment, { categories, ruleOf }, ref),
      ...friend.drafts,
      ...discountFacts(moment, member, after, { kind: 'taken-back', ...occasionOf(sold) }),
    ],
  });
  const statuses = outcomesOf(moment, heldStatuses(member, moment.program), settled.member);
  return {
    kind: 'decided',
    ...settled,
    answer: returnAnswer(moment, { ...head, statuses, categories }, taken),
    counted,
    lineGoods: [],
    left: taken.left,
  };
}

/** Decides a payment of a member's bill: it counts on the bill's day, and wakes rules that look from its own (D15, D43). */
export function decidePayment(
  moment: Moment,
  { closed, attributes }: Holder,
  told: PaymentOfSale,
): DecidedFollowUp<PaymentAnswer> | Refusal {
  const { sold, amountMinor } = told;
  const before = leftOf(sold);
  const refusal = followUpRefusal(told, sold, before, moment.now);
  if (refusal !== null) return refusal;
  const after = withPayment(before, amountMinor);
  const ref = refOfFollowUp(told);
  const head = { ...answerHead(moment, told), ...sumsOf(after), messages: [], reasons: [] };
  if (head.disposition === 'too-old') {
    const answer = paymentAnswer(moment, { ...head, statuses: heldOutcome(closed.member, moment) });
    return uncounted(moment, closed, ref, { answer, left: after });
  }
  const { member } = closed;
  const held = heldStatuses(member, moment.program);
  const ofReceipt = measuredBy(moment, sold, after, moment.version.version);
  const entry = countEntry(moment, closed, {
    ref,
    wakes: 'payment',
    day: sold.day,
    counted: countedBack(moment, member.counters, { sold, before, after }),
    ofReceipt,
    before: contextOf(moment, { closed, attributes }, told, ofReceipt),
  });
  const { moved } = entry;
  const shown = { soldMinor: sold.body.answer.soldMinor, paidMinor: head.paidMinor };
  const values = messageValues({ moment, member: entry.member, sale: sold.body.sale, ...shown });
  const answer = {
    ...head,
    statuses: outcomesOf(moment, held, entry.member),
    categories: moved.categories,
    messages: messagesThatFit(moved.messages.map(({ message, value }) => fillIn(message, values(value)))),
    reasons: reasonsThatFit(moved.reasons),
  };
  return {
    kind: 'decided',
    member: entry.member,
    facts: entry.facts,
    answer: paymentAnswer(moment, answer),
    counted: entry.counted,
    lineGoods: [],
    left: after,
  };
}

/** Decides what follows a sale of nobody's: it is booked, and counts for no one. */
export function decideFollowUpOfNobody(
  moment: Moment,
  told: FollowingCommand,
): FollowUpForNobody<ReturnAnswer | PaymentAnswer> | Refusal {
  const { sold } = told;
  const head = answerHead(moment, told);
  if (told.kind === 'return') {
    const taken = takenBy(moment, told);
    if (taken.kind === 'refused') return taken;
    const answer = returnAnswer(moment, head, taken);
    return { kind: 'decided', answer, counted: NOTHING_COUNTED, left: taken.left };
  }
  const before = leftOf(sold);
  const refusal = followUpRefusal(told, sold, before, moment.now);
  if (refusal !== null) return refusal;
  const left = withPayment(before, told.amountMinor);
  const answer = { ...head, ...sumsOf(left), messages: [], reasons: [] };
  return { kind: 'decided', answer, counted: NOTHING_COUNTED, left };
}

function takenBy({ now }: Moment, told: ReturnOfSale): TakenBack | Refusal {
  const { sold } = told;
  const before = leftOf(sold);
  const { sale, answer } = sold.body;
  const whole = { soldMinor: answer.soldMinor, currency: sale.currency };
  return followUpRefusal(told, sold, before, now) ?? takeBack(before, whole, told);
}

function answerHead(moment: Moment, told: FollowingCommand) {
  const { sold, occurredAt } = told;
  // A receipt that was claimed counts for its member now, whatever its till was told.
  const counted = wasTooOld(moment, sold) ? ('too-old' as const) : ('scored' as const);
  return {
    disposition: sold.owner.kind === 'member' ? counted : sold.body.answer.disposition,
    clockAhead: occurredAt > moment.now,
    day: sold.day,
    programVersion: moment.version.version,
    statuses: [] as readonly StatusOutcome[],
    categories: NO_CATEGORIES_MOVED,
  };
}

const returnAnswer = (
  { program }: Moment,
  head: Omit<ReturnAnswer, 'lines' | 'soldMinor' | 'refundedMinor'>,
  { lines, soldMinor, refundedMinor }: TakenBack,
): ReturnAnswer => ({ ...calledMoves(program, head), lines, soldMinor, refundedMinor });

const sumsOf = (left: SaleLeft) => ({ paidMinor: paidLeft(left), soldMinor: soldLeft(left) });

const paymentAnswer = ({ program }: Moment, answer: PaymentAnswer): PaymentAnswer => ({
  ...calledMoves(program, answer),
  reasons: calledReasons(program, answer.reasons),
});

/** What follows a receipt that was too old to count has its place in the books, and no more (D28). */
function uncounted<Answer>(
  moment: Moment,
  closed: Closed,
  ref: EntryRef,
  { answer, left }: { readonly answer: Answer; readonly left: SaleLeft },
): DecidedFollowUp<Answer> {
  const counted: Counted = NOTHING_COUNTED;
  return { kind: 'decided', ...tallyEntry(moment, closed, ref), answer, counted, lineGoods: [], left };
}

/** What is left of a sale, measured by a version: its goods are what that version's program means by them. */
function measuredBy({ timeline, version }: Moment, sold: SaleEntry, left: SaleLeft, programVersion: number) {
  const { program } = timeline.versions.find((each) => each.version === programVersion) ?? version;
  return measureLeft(
    sold,
    left,
    sold.body.sale.lines.map((line) => program.goods(line)),
  );
}

const heldOutcome = (member: Member, { program }: Moment): readonly StatusOutcome[] =>
  [...heldStatuses(member, program)].map(([system, status]) => ({ system, before: status, after: status }));

const outcomesOf = (
  { program }: Moment,
  before: ReadonlyMap<string, string | null>,
  after: Member,
): readonly StatusOutcome[] =>
  [...heldStatuses(after, program)].map(([system, status]) => ({
    system,
    before: before.get(system) ?? null,
    after: status,
  }));

/** What rules see that a payment wakes: its own moment and store, and the bill as it is paid now. */
function contextOf(
  moment: Moment,
  { closed: { member }, attributes }: Holder,
  told: PaymentOfSale,
  ofReceipt: ReceiptContext['ofReceipt'],
): ReceiptContext {
  const { program } = moment;
  const { day, minute } = countingDay({ occurredAt: told.occurredAt }, moment);
  return {
    held: heldStatuses(member, program),
    categories: heldCategories(member, program),
    attributes,
    changed: new Set(),
    storeId: told.storeId,
    currency: told.sold.body.sale.currency,
    day,
    minute,
    counters: member.counters,
    ofReceipt,
    measured: nothingMeasured(program),
  };
}
