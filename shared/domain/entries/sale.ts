import { countingColumns } from '#domain/counting/counting-columns.ts';
import { measureReceipt, sumOf } from '#domain/counting/measure-receipt.ts';
import { nothingMeasured } from '#domain/counting/measured.ts';
import { shownDiscount } from '#domain/discounts/standing-discounts.ts';
import type { Sale } from '#domain/member/commands.ts';
import { NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided, DecidedForNobody, Refusal } from '#domain/member/decision.ts';
import { NO_CATEGORIES_MOVED, type RuleReason, type SaleAnswer } from '#domain/member/entry.ts';
import type { Profile } from '#domain/member/member.ts';
import type { ColumnShape } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { benefitsOf, type DecidedBenefits, type HeldStatuses, noBenefits } from '#domain/rewards/benefits.ts';
import { heldCategories } from '#domain/rewards/member-rules.ts';
import { fillIn, messageValues } from '#domain/rewards/messages.ts';
import type { RunningRule } from '#domain/rewards/running.ts';
import { messagesThatFit, reasonsThatFit } from '#domain/rewards/what-fits.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import { calledAnswer } from './called-answer.ts';
import { type CountedEntry, countSale, tallyEntry } from './count-entry.ts';
import { type CountingDay, countingDay } from './counting-day.ts';
import { refusalOf } from './sale-refusals.ts';
import { mayUseQuote, withUsedQuote } from './used-quotes.ts';

/** A member whose periods are closed, and what the rules may ask of the person; `null` for nobody. */
interface Buyer {
  readonly closed: Closed | null;
  readonly attributes: Profile['attributes'];
}

/** Decides a sale for a member whose periods are closed: benefits, counting, statuses. */
export function decideSale(
  moment: Moment,
  buyer: Buyer & { readonly closed: Closed },
  sale: Sale,
): Decided<SaleAnswer> | Refusal {
  const refusal = refusalOf(sale, moment.now);
  if (refusal !== null) return refusal;
  const closed = remembering(buyer.closed, sale, moment.now);
  const priced = price(moment, { ...buyer, closed }, sale);
  const { answer, lineGoods, before, kept } = priced;
  if (answer.disposition === 'too-old') {
    // What is too old is tallied, and no more (D28).
    return {
      kind: 'decided',
      ...tallyEntry(moment, closed, keyOf(sale)),
      answer: calledAnswer(moment.program, answer),
      counted: NOTHING_COUNTED,
      lineGoods,
    };
  }
  const { lineDiscountsMinor, paidMinor } = answer;
  const ofReceipt = measureReceipt({ ...sale, lineGoods, lineDiscountsMinor, paidMinor });
  const entry = countSale(moment, closed, {
    ref: keyOf(sale),
    wakes: 'sale',
    kept,
    ofReceipt,
    before,
    isBought: true,
  });
  const { member, facts, counted } = entry;
  return {
    kind: 'decided',
    member,
    facts,
    answer: calledAnswer(moment.program, answered(moment, priced, sale, entry)),
    counted,
    lineGoods: keptGoods(lineGoods, kept),
  };
}

/** A return takes back what a member keeps (D29); what only the receipt itself was asked for is not stored. */
function keptGoods(
  lineGoods: Priced['lineGoods'],
  kept: readonly ColumnShape[],
): Decided<SaleAnswer>['lineGoods'] {
  const ids = new Set(kept.map(({ id }) => id));
  return lineGoods.map((meant) => meant.filter((id) => ids.has(id)));
}

/** A quote's token that is used is used once; a sale that is too old to count had none. */
function remembering(closed: Closed, { promised }: Sale, now: EpochMs): Closed {
  const token = promised?.token;
  if (token === undefined) return closed;
  assert(mayUseQuote(closed.member, token, now), () => `${closed.member.id}: ${token.id} is used already`);
  return { ...closed, member: withUsedQuote(closed.member, token, now) };
}

/** Decides a sale for nobody: its benefits, and that it counts for no one. */
export function decideSaleOfNobody(moment: Moment, sale: Sale): DecidedForNobody | Refusal {
  const refusal = refusalOf(sale, moment.now);
  if (refusal !== null) return refusal;
  const { answer, lineGoods, kept } = price(moment, { closed: null, attributes: new Map() }, sale);
  return {
    kind: 'decided',
    answer: calledAnswer(moment.program, answer),
    counted: NOTHING_COUNTED,
    lineGoods: keptGoods(lineGoods, kept),
  };
}

const keyOf = ({ storeId, receiptId }: Sale) => ({ source: storeId, id: receiptId });

/** A sale with its benefits, before it counts. */
interface Priced {
  readonly answer: SaleAnswer;
  readonly lineGoods: Decided<SaleAnswer>['lineGoods'];
  readonly kept: readonly ColumnShape[];
  readonly before: ReceiptContext;
  /** The rule whose discount won; `null`: none. */
  readonly winner: RunningRule | null;
}

/** Benefits are decided on the member as before the sale (D23, D92). */
function price(moment: Moment, buyer: Buyer, sale: Sale): Priced {
  const { version, program } = moment;
  const when = countingDay(sale, moment);
  const { kept, goods } = countingColumns(moment, buyer.closed?.member ?? null, when.day);
  const lineGoods = sale.lines.map((line) => (when.tooOld ? [] : goods(line)));
  const before = contextOf(moment, buyer, sale, { ...when, lineGoods });
  const { benefits, reasons, winner } =
    givenAtTill(sale) ??
    (when.tooOld
      ? { benefits: noBenefits(sale.lines), reasons: [], winner: null }
      : (keptPromise(sale, program, before.held) ??
        benefitsOf(program, before, sale.lines, ownDiscount(buyer))));
  assertTakenOff(sale, benefits.lineDiscountsMinor);
  const soldMinor = sumOf(sale) - benefits.lineDiscountsMinor.reduce((sum, amount) => sum + amount, 0);
  const answer: SaleAnswer = {
    disposition: when.tooOld ? 'too-old' : buyer.closed === null ? 'anonymous' : 'scored',
    clockAhead: when.clockAhead,
    day: when.day,
    programVersion: version.version,
    ...benefits,
    soldMinor,
    paidMinor: keptOf(sale) ?? soldMinor,
    statuses: [...before.held].map(([system, status]) => ({ system, before: status, after: status })),
    categories: NO_CATEGORIES_MOVED,
    messages: [],
    reasons: reasonsThatFit(reasons),
    ...(isOfOtherCurrency(program, sale) ? { otherCurrency: true as const } : {}),
  };
  return { answer, lineGoods, kept, before, winner };
}

/** The discount that stays with the buyer competes on whatever is received (D45). */
const ownDiscount = ({ closed }: Buyer) => shownDiscount(closed?.member.discounts ?? []);

/** No line is given away for more than it costs: a promise above its line once made a sale of less than nothing. */
function assertTakenOff({ storeId, receiptId, lines }: Sale, lineDiscountsMinor: readonly number[]): void {
  const fits = (amount: number, line: number): boolean => {
    const cost = Math.max(0, lines[line]?.amountMinor ?? 0);
    return Number.isSafeInteger(amount) && amount >= 0 && amount <= cost;
  };
  assert(lineDiscountsMinor.length === lines.length && lineDiscountsMinor.every(fits), () => {
    const costs = lines.map(({ amountMinor }) => amountMinor);
    return `${storeId} ${receiptId}: ${lineDiscountsMinor.join(' ')} off lines of ${costs.join(' ')}`;
  });
}

/** The answer after the sale has counted: what it moved, what is printed, and why. */
function answered(
  moment: Moment,
  { answer, before, winner }: Priced,
  sale: Sale,
  { member, moved }: CountedEntry,
): SaleAnswer {
  const { soldMinor, paidMinor } = answer;
  const values = messageValues({ moment, member, sale, soldMinor, paidMinor });
  const won = winner?.row.effects.message ?? null;
  const messages = [
    ...(winner === null || won === null ? [] : [{ message: won, value: winner }]),
    ...moved.messages,
  ];
  return {
    ...answer,
    statuses: [...heldStatuses(member, moment.program)].map(([system, status]) => ({
      system,
      before: before.held.get(system) ?? null,
      after: status,
    })),
    categories: moved.categories,
    messages: messagesThatFit(messages.map(({ message, value }) => fillIn(message, values(value)))),
    reasons: reasonsThatFit([...answer.reasons, ...moved.reasons]),
  };
}

/** The context of conditions before the receipt; its amounts are those before benefits (D22). */
function contextOf(
  { program }: Moment,
  { closed, attributes }: Buyer,
  sale: Sale,
  { day, minute, lineGoods }: CountingDay & Pick<Decided<SaleAnswer>, 'lineGoods'>,
): ReceiptContext {
  const { storeId, currency, lines } = sale;
  const member = closed?.member ?? null;
  const paidMinor = keptOf(sale) ?? sumOf(sale);
  return {
    held: member === null ? new Map() : heldStatuses(member, program),
    categories: member === null ? new Set() : heldCategories(member, program),
    attributes,
    changed: new Set(),
    storeId,
    currency,
    day,
    minute,
    counters: member?.counters ?? null,
    ofReceipt: measureReceipt({
      storeId,
      currency,
      lines,
      lineGoods,
      lineDiscountsMinor: [],
      paidMinor,
    }),
    measured: nothingMeasured(program),
  };
}

/** No amount of the program is in the receipt's currency: it counts as a purchase, and its money for nothing. */
const isOfOtherCurrency = ({ source, columns }: CompiledProgram, { currency }: Sale): boolean =>
  source.currency !== currency && columns.every((column) => column.currency !== currency);

/** What the shop keeps of the payments; `null`: none were told (D22, D43). */
const keptOf = ({ paidMinor, changeMinor = 0 }: Sale): number | null =>
  paidMinor === null ? null : paidMinor - changeMinor;

/** A till that says what it gave has decided, and Laurel decides no discount (D77). */
function givenAtTill({ given, lines }: Sale): DecidedBenefits | null {
  if (given === undefined) return null;
  const lineDiscountsMinor = lines.map(() => 0);
  for (const { line, amountMinor } of given)
    lineDiscountsMinor[line] = (lineDiscountsMinor[line] ?? 0) + amountMinor;
  return { benefits: { discounts: [], lineDiscountsMinor }, reasons: [], winner: null };
}

/** A live quote is honoured to the cent, whatever the rules would say now (reliability §2). */
function keptPromise(
  { promised }: Sale,
  program: CompiledProgram,
  held: HeldStatuses,
): DecidedBenefits | null {
  if (promised === null) return null;
  const reasons = promised.discounts.map(({ rule, basisPoints, isStanding }): RuleReason => {
    if (isStanding === true) return { rule, outcome: 'won', basisPoints, isStanding, because: new Map() };
    const systems = program.rules.find(({ name }) => name === rule)?.systems ?? [];
    const because = new Map(systems.map((system) => [system, held.get(system) ?? null]));
    return { rule, outcome: 'won', basisPoints, because };
  });
  return { benefits: promised, reasons, winner: null };
}
