import { countingColumns } from '#domain/counting/counting-columns.ts';
import { countedOf, measureReceipt, sumOf } from '#domain/counting/measure-receipt.ts';
import { nothingSeen } from '#domain/counting/measured.ts';
import { prune } from '#domain/counting/prune.ts';
import type { Sale } from '#domain/member/commands.ts';
import { addOn, NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Decided, Refusal } from '#domain/member/decision.ts';
import { NO_CATEGORIES_MOVED, type RuleReason, type SaleAnswer } from '#domain/member/entry.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { reviewStatuses } from '#domain/reviews/review-statuses.ts';
import { benefitsOf, type DecidedBenefits, type HeldStatuses, noBenefits } from '#domain/rewards/benefits.ts';
import { categoryFacts } from '#domain/rewards/category-facts.ts';
import { heldCategories, type Moved, runMemberRules } from '#domain/rewards/member-rules.ts';
import { fillIn, messageValues } from '#domain/rewards/messages.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { changeFacts, netChanges } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import { withDueAt } from '#domain/timers/due.ts';
import { digestOf, mixDigest } from '#domain/values/hash.ts';
import { type CountingDay, countingDay } from './counting-day.ts';
import { refusalOf } from './sale-refusals.ts';

/** A member whose periods are closed, and what the rules may ask of the person; `null` for nobody. */
interface Buyer {
  readonly closed: Closed | null;
  readonly attributes: Profile['attributes'];
}

/** Decides a sale for a member whose periods are closed, or for nobody: benefits, counting, statuses. */
export function decideSale<Owner extends Member | null>(
  moment: Moment,
  buyer: Buyer,
  sale: Sale,
): Decided<SaleAnswer, Owner> | Refusal {
  const refusal = refusalOf(sale, moment.now);
  if (refusal !== null) return refusal;

  const { version, program } = moment;
  const { closed } = buyer;
  const when = countingDay(sale, moment);
  const columns = countingColumns(moment, closed?.member ?? null, when.day);
  const lineGoods = sale.lines.map((line) => (when.tooOld ? [] : columns.goods(line)));
  const before = contextOf(moment, buyer, sale, { ...when, lineGoods });
  const { benefits, reasons, winner } = when.tooOld
    ? { benefits: noBenefits(sale.lines), reasons: [], winner: null }
    : (keptPromise(sale, program, before.held) ?? benefitsOf(program, before, sale.lines));
  const soldMinor = sumOf(sale) - benefits.lineDiscountsMinor.reduce((sum, amount) => sum + amount, 0);
  const paidMinor = sale.paidMinor ?? soldMinor;
  const answer: SaleAnswer = {
    disposition: when.tooOld ? 'too-old' : closed === null ? 'anonymous' : 'scored',
    clockAhead: when.clockAhead,
    day: when.day,
    programVersion: version.version,
    ...benefits,
    soldMinor,
    paidMinor,
    statuses: [...before.held].map(([system, status]) => ({ system, before: status, after: status })),
    categories: NO_CATEGORIES_MOVED,
    messages: [],
    reasons,
  };
  if (closed === null || when.tooOld) {
    // Nobody's receipt: the owner that came in is the null that goes out. What is too old is noted, and no more.
    const kept = closed === null ? null : settle(moment, { ...closed, member: note(closed.member, sale) });
    const member = kept?.member ?? null;
    const facts = kept?.facts ?? [];
    return { kind: 'decided', member: member as Owner, facts, answer, counted: NOTHING_COUNTED, lineGoods };
  }

  const ofReceipt = measureReceipt({ ...sale, lineGoods, ...benefits, paidMinor });
  const counted = countedOf(columns.kept, ofReceipt, sale.storeId);
  const noted = note(closed.member, sale);
  const counting = { ...noted, counters: addOn(noted.counters, when.day, counted) };
  const reviewed = reviewStatuses(moment, counting, when.day);
  const held = heldStatuses(reviewed.member, program);
  const after: ReceiptContext = {
    ...before,
    held,
    changed: new Set(
      [...held].filter(([system, status]) => before.held.get(system) !== status).map(([system]) => system),
    ),
    counters: counting.counters,
    ofReceipt,
    seen: nothingSeen(program),
  };
  const moved = runMemberRules(moment, reviewed.member, { sale, context: after });
  const pruned = { ...moved.member, counters: prune(moment, moved.member) };
  const changes = [...closed.changes, ...netChanges(closed.member, pruned, reviewed.changes, moment)];
  const told = settle(moment, { member: pruned, changes }, { moved, sale });
  const values = messageValues({ moment, member: told.member, sale, soldMinor, paidMinor });
  const won = winner?.row.effects.message ?? null;
  const messages = [
    ...(winner === null || won === null ? [] : [{ message: won, value: winner }]),
    ...moved.messages,
  ];
  return {
    kind: 'decided',
    member: told.member as Owner,
    facts: told.facts,
    answer: {
      ...answer,
      statuses: [...heldStatuses(told.member, program)].map(([system, status]) => ({
        system,
        before: before.held.get(system) ?? null,
        after: status,
      })),
      categories: moved.categories,
      messages: messages.map(({ message, value }) => fillIn(message, values(value))),
      reasons: [...reasons, ...moved.reasons],
    },
    counted,
    lineGoods,
  };
}

/** What conditions see before the receipt; amounts of it are those before benefits (D22). */
function contextOf(
  { program }: Moment,
  { closed, attributes }: Buyer,
  sale: Sale,
  { day, minute, lineGoods }: CountingDay & Pick<Decided<SaleAnswer, null>, 'lineGoods'>,
): ReceiptContext {
  const { storeId, currency, lines } = sale;
  const member = closed?.member ?? null;
  const paidMinor = sale.paidMinor ?? sumOf(sale);
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
    seen: nothingSeen(program),
  };
}

/** A live quote is honoured to the cent, whatever the rules would say now (reliability §2). */
function keptPromise(
  { promised }: Sale,
  program: CompiledProgram,
  held: HeldStatuses,
): DecidedBenefits | null {
  if (promised === null) return null;
  const reasons = promised.discounts.map(({ rule, basisPoints }): RuleReason => {
    const systems = program.rules.find(({ name }) => name === rule)?.systems ?? [];
    const because = new Map(systems.map((system) => [system, held.get(system) ?? null]));
    return { rule, outcome: 'won', basisPoints, because };
  });
  return { benefits: promised, reasons, winner: null };
}

/** The state knows how many entries it has seen, and which, in any order: a rebuild must find the same. */
function note(member: Member, { storeId, receiptId }: Sale): Member {
  const { count, digest } = member.entries;
  return {
    ...member,
    entries: { count: count + 1, digest: mixDigest(digest, digestOf(`${storeId}#${receiptId}`)) },
  };
}

/** Numbers the facts, and looks up when a timer must come next. */
function settle(
  moment: Moment,
  { member, changes }: Closed,
  by?: { readonly moved: Moved; readonly sale: Sale },
): { readonly member: Member; readonly facts: Decided<SaleAnswer, Member>['facts'] } {
  const changed = changeFacts(member, changes, moment.now);
  const facts = by === undefined ? [] : categoryFacts(moment, changed.member, by.moved, by.sale);
  const numbered = { ...changed.member, seq: changed.member.seq + facts.length };
  return { member: withDueAt(moment, numbered), facts: [...changed.facts, ...facts] };
}
