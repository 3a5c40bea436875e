import type { CategoryOutcome, RuleReason } from '#domain/member/entry.ts';
import { type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { HeldCategory, Member, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type {
  CompiledEffects,
  CompiledMessage,
  CompiledProgram,
  CompiledRule,
  CompiledSystem,
} from '#domain/program/compiled.ts';
import { hasTurns, reviewCalendar } from '#domain/program/review-calendar.ts';
import { rulesOn, walkRules } from '#domain/program/rule-set.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { giveStatus } from '#domain/statuses/give-status.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { type CompiledUntil, endOfUntil } from '#domain/time/until.ts';
import { MAX_GIVERS_OF_LABEL } from '#domain/values/limits.ts';
import { discountsAfter, giftOf } from './own-discounts.ts';
import { type RunningRule, reasonsFor, runningOf } from './running.ts';

/** A member after the rules at a receipt. */
export interface Moved {
  readonly member: Member;
  readonly categories: CategoryOutcome;
  /** Category → the rule that added or removed it. */
  readonly categoryRules: ReadonlyMap<string, string>;
  readonly reasons: readonly RuleReason[];
  /** The rule that moved the standing discount; `null`: none did. */
  readonly discountRule: { readonly rule: string; readonly kind: 'given' | 'removed' } | null;
  /** Messages of the rules that ran, with what they measured. */
  readonly messages: readonly { readonly message: CompiledMessage; readonly value: RunningRule }[];
}

/** An entry that has counted, and what conditions see of it by then. */
interface JustCounted {
  readonly key: EntryRef;
  /** The word of `on` that wakes rules at it. */
  readonly wakes: string;
  readonly context: ReceiptContext;
}

/** The working state of the chain of rules; it begins as the member and is handed from rule to rule (D23). */
interface Chain {
  readonly moment: Moment;
  readonly receipt: JustCounted;
  readonly statuses: Map<string, StatusRecord>;
  readonly held: Map<string, string | null>;
  readonly changed: Set<string>;
  readonly categories: Set<string>;
  readonly removals: { readonly category: string; readonly rule: string }[];
  readonly categoryRules: Map<string, string>;
  /** Category → the rules that give it on this entry, whether or not it is held already (D94). */
  readonly givers: Map<string, readonly CompiledRule[]>;
  /** The rules that speak of the standing discount, in the order in which they ran (D45). */
  readonly discounting: RunningRule[];
}

/**
 * Runs the rules that give statuses, categories and messages in order of priority, each on the member as the earlier ones
 * left it, until one does not combine (I32–I34, D23, D24). Removals of categories come last (D14).
 */
export function runMemberRules(moment: Moment, member: Member, counted: JustCounted): Moved {
  const { context: before } = counted;
  const chain: Chain = {
    moment,
    receipt: counted,
    statuses: new Map(member.statuses),
    held: new Map(before.held),
    changed: new Set(before.changed),
    categories: new Set(before.categories),
    removals: [],
    categoryRules: new Map(),
    givers: new Map(),
    discounting: [],
  };
  const { held, changed, categories: labels } = chain;
  const receipt: ReceiptContext = { ...before, held, changed, categories: labels };
  const reasons: RuleReason[] = [];
  const messages: Moved['messages'][number][] = [];
  const walk = walkRules(rulesOn(moment.program, counted.wakes).moves, receipt);
  for (let rule = walk.next(); rule !== null; rule = walk.next()) {
    const running = runningOf(rule, receipt);
    if (running === null) continue;
    const found = new Map(chain.held);
    const outcome = carryOut(running, chain);
    if (outcome !== null) reasons.push(reasonsFor(found)(running, outcome));
    const { message } = running.row.effects;
    if (message !== null) messages.push({ message, value: running });
    if (!rule.combine) {
      const isOpen = running.row.effects.memberDiscount !== null;
      if (outcome === null && !isOpen) reasons.push(reasonsFor(found)(running, 'stopped'));
      break;
    }
    if (outcome === 'gave') walk.refresh(receipt);
  }
  for (const { category, rule } of chain.removals) {
    if (chain.categories.delete(category)) chain.categoryRules.set(category, rule);
  }
  const categories = netOf(before.categories, chain.categories);
  const discounted = discountsAfter(member.discounts, chain);
  reasons.push(...discounted.reasons);
  return {
    member: {
      ...member,
      statuses: chain.statuses,
      categories: heldCategoriesOf(member, categories, chain),
      discounts: discounted.discounts,
    },
    categories,
    discountRule: discounted.rule,
    categoryRules: chain.categoryRules,
    reasons,
    messages,
  };
}

/** What became of a rule that moves statuses; `null`: nothing changed. */
type StatusMove = 'gave' | 'overridden' | 'not-allowed' | null;

/** Does what a running rule says. @returns what became of it; `null`: nothing changed */
function carryOut(running: RunningRule, chain: Chain): StatusMove {
  const { effects } = running.row;
  if (effects.memberDiscount !== null) chain.discounting.push(running);
  const outcomes = effects.statuses.map((status) => give(status, effects, running, chain));
  let hasMoved = outcomes.includes('gave');
  for (const category of effects.add) {
    chain.givers.set(category, [...(chain.givers.get(category) ?? []), running.rule]);
    if (chain.categories.has(category)) continue;
    chain.categories.add(category);
    chain.categoryRules.set(category, running.rule.name);
    hasMoved = true;
  }
  for (const category of effects.remove) {
    chain.removals.push({ category, rule: running.rule.name });
    hasMoved ||= chain.categories.has(category);
  }
  if (hasMoved) return 'gave';
  return (
    outcomes.find((outcome) => outcome === 'overridden') ??
    outcomes.find((outcome) => outcome !== null) ??
    null
  );
}

function give(
  { system: named, rank }: CompiledEffects['statuses'][number],
  { until, transition }: CompiledEffects,
  { rule, measured }: RunningRule,
  chain: Chain,
): StatusMove {
  const { moment, receipt, statuses } = chain;
  const record = statuses.get(named.name);
  // As the timeline has it, with what other versions' statuses weigh.
  const system = moment.program.systems.find(({ name }) => name === named.name) ?? named;
  if (record === undefined) return null;
  const end = endOf(until, system, record, chain);
  const why: StatusReason = {
    kind: 'rule',
    rule: rule.name,
    measured,
    ...occasionOf(receipt.key),
    day: receipt.context.day,
    programVersion: moment.version.version,
  };
  const award = { system, rank, until: end, why, transition: transition ?? rule.transition, at: moment.now };
  const giving = giveStatus(record, award);
  if (giving.kind !== 'given') return giving.kind === 'not-allowed' ? 'not-allowed' : null;
  chain.statuses.set(system.name, giving.record);
  const shown = effectiveStatus(giving.record);
  chain.held.set(system.name, shown);
  if (shown === effectiveStatus(record))
    return giving.record.computed === record.computed ? null : 'overridden';
  chain.changed.add(system.name);
  return 'gave';
}

/** Where a system has reviews, a status without an end holds until the next one (D33). */
function endOf(
  until: CompiledUntil | null,
  system: CompiledSystem,
  record: StatusRecord,
  { moment: { timeline, program }, receipt }: Chain,
): EpochMs | null {
  const { calendar } = timeline;
  const end =
    until === null ? null : endOfUntil(until, receipt.context.day, { calendar, zone: program.zone });
  if (end !== null) return end;
  if (!hasTurns(system)) return null;
  return reviewCalendar(timeline, system.name)?.holding(record.closedTo).endsAt ?? null;
}

/** A category that is added and removed again on one receipt was never had (D14). */
const netOf = (before: ReadonlySet<string>, after: ReadonlySet<string>): CategoryOutcome => ({
  added: [...after].filter((name) => !before.has(name)),
  removed: [...before].filter((name) => !after.has(name)),
});

function heldCategoriesOf(
  { categories }: Member,
  { added, removed }: CategoryOutcome,
  chain: Chain,
): readonly HeldCategory[] {
  const { now } = chain.moment;
  const kept = categories.filter(({ name }) => !removed.includes(name));
  const fresh = added.map((name) => ({ name, since: now, until: null, by: [] }));
  return [...kept, ...fresh].map((held) => withGivers(held, chain));
}

/** Each that gives a category is noted; one whose rule takes nothing back makes it stay, whoever else gave it (D94). */
function withGivers(held: HeldCategory, chain: Chain): HeldCategory {
  const rules = chain.givers.get(held.name) ?? [];
  const { by, ...forGood } = held;
  if (by === undefined || rules.length === 0) return held;
  if (rules.some(({ clawback }) => clawback !== 'always')) return forGood;
  const gifts = rules.map((rule) => giftOf(rule, chain));
  return { ...held, by: [...by, ...gifts].slice(0, MAX_GIVERS_OF_LABEL) };
}

/** The categories that a member has and the program knows. */
export const heldCategories = ({ categories }: Member, program: CompiledProgram): ReadonlySet<string> =>
  new Set(categories.map(({ name }) => name).filter((name) => program.categories.has(name)));
