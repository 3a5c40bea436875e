import type { CategoryOutcome, EntryHead, RuleReason } from '#domain/member/entry.ts';
import type { HeldCategory, Member, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type {
  CompiledEffects,
  CompiledMessage,
  CompiledProgram,
  CompiledRule,
  CompiledSystem,
} from '#domain/program/compiled.ts';
import { isReviewed, reviewCalendar } from '#domain/program/review-calendar.ts';
import { rulesOn, walkRules } from '#domain/program/rule-set.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { giveStatus } from '#domain/statuses/give-status.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { type CompiledUntil, endOfUntil } from '#domain/time/until.ts';
import { type RunningRule, reasonsFor, runningOf } from './running.ts';

/** A member after the rules at a receipt. */
export interface Moved {
  readonly member: Member;
  readonly categories: CategoryOutcome;
  /** Category → the rule that added or removed it. */
  readonly categoryRules: ReadonlyMap<string, string>;
  readonly reasons: readonly RuleReason[];
  /** Messages of the rules that ran, with what they measured. */
  readonly messages: readonly { readonly message: CompiledMessage; readonly value: RunningRule }[];
}

/** An entry that has counted, and what conditions see of it by then. */
interface JustCounted {
  readonly key: Pick<EntryHead, 'source' | 'id'>;
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
  /** Category → the rule that added it, where that takes it back (D94). */
  readonly labelGifts: Map<string, CompiledRule>;
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
    labelGifts: new Map(),
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
      if (outcome === null) reasons.push(reasonsFor(found)(running, 'stopped'));
      break;
    }
    if (outcome === 'gave') walk.refresh(receipt);
  }
  for (const { category, rule } of chain.removals) {
    if (chain.categories.delete(category)) chain.categoryRules.set(category, rule);
  }
  const categories = netOf(before.categories, chain.categories);
  return {
    member: {
      ...member,
      statuses: chain.statuses,
      categories: heldCategoriesOf(member, categories, chain),
    },
    categories,
    categoryRules: chain.categoryRules,
    reasons,
    messages,
  };
}

/** Does what a running rule says. @returns what became of it; `null`: nothing changed */
function carryOut(running: RunningRule, chain: Chain): 'gave' | 'not-allowed' | null {
  const { effects } = running.row;
  const outcomes = effects.statuses.map((status) => give(status, effects, running, chain));
  let hasMoved = outcomes.includes('gave');
  for (const category of effects.add) {
    if (chain.categories.has(category)) continue;
    chain.categories.add(category);
    chain.categoryRules.set(category, running.rule.name);
    if (running.rule.clawback === 'always') chain.labelGifts.set(category, running.rule);
    else chain.labelGifts.delete(category);
    hasMoved = true;
  }
  for (const category of effects.remove) {
    chain.removals.push({ category, rule: running.rule.name });
    hasMoved ||= chain.categories.has(category);
  }
  if (hasMoved) return 'gave';
  return outcomes.includes('not-allowed') ? 'not-allowed' : null;
}

function give(
  { system: named, rank }: CompiledEffects['statuses'][number],
  { until, transition }: CompiledEffects,
  { rule, measured }: RunningRule,
  chain: Chain,
): 'gave' | 'not-allowed' | null {
  const { moment, receipt, statuses } = chain;
  const record = statuses.get(named.name);
  // As the timeline has it, with what other versions' statuses weigh.
  const system = moment.program.systems.find(({ name }) => name === named.name) ?? named;
  if (record === undefined) return null;
  const { source: storeId, id: receiptId } = receipt.key;
  const end = endOf(until, system, record, chain);
  const why: StatusReason = {
    kind: 'rule',
    rule: rule.name,
    measured,
    storeId,
    receiptId,
    day: receipt.context.day,
    programVersion: moment.version.version,
  };
  const award = { system, rank, until: end, why, transition: transition ?? rule.transition, at: moment.now };
  const giving = giveStatus(record, award);
  if (giving.kind !== 'given') return giving.kind === 'not-allowed' ? 'not-allowed' : null;
  chain.statuses.set(system.name, giving.record);
  chain.held.set(system.name, giving.record.computed);
  if (giving.record.computed === record.computed) return null;
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
  if (!isReviewed(system) || system.review.every === null) return null;
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
  { moment: { now, version }, labelGifts, receipt }: Chain,
): readonly HeldCategory[] {
  if (added.length + removed.length === 0) return categories;
  const kept = categories.filter(({ name }) => !removed.includes(name));
  const { source: storeId, id: receiptId } = receipt.key;
  const { day } = receipt.context;
  const giftOf = (name: string): Pick<HeldCategory, 'by'> => {
    const rule = labelGifts.get(name)?.name;
    if (rule === undefined) return {};
    return { by: { rule, storeId, receiptId, day, programVersion: version.version } };
  };
  return [...kept, ...added.map((name) => ({ name, since: now, until: null, ...giftOf(name) }))];
}

/** The categories that a member has and the program knows. */
export const heldCategories = ({ categories }: Member, program: CompiledProgram): ReadonlySet<string> =>
  new Set(categories.map(({ name }) => name).filter((name) => program.categories.has(name)));
