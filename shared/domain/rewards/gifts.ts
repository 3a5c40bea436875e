import type { OfReceipt } from '#domain/counting/measure-receipt.ts';
import { measuredOn } from '#domain/counting/measured.ts';
import type { Look } from '#domain/counting/older-days.ts';
import { columnsSince } from '#domain/counting/split-columns.ts';
import { giftsOfDiscounts, withoutGifts } from '#domain/discounts/standing-discounts.ts';
import { isSameOccasion, type Occasion } from '#domain/member/entry-ref.ts';
import type {
  EarnedStatus,
  GivenStatus,
  HeldCategory,
  LabelGift,
  Member,
  StatusLayers,
  StatusRecord,
} from '#domain/member/member.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRow, CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf, statusAt } from '#domain/program/ladder.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { earnedIn, givenIn, stillHiding, stillRunning, withLayers } from '#domain/statuses/layers.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** What a rule gave on a receipt, as its trace with the member says. */
type Gift = LabelGift;

/** A receipt some of whose goods came back, or a visit that changed: asked again, a rule looks at what is left of it. */
interface GoodsLeft {
  readonly of: Occasion;
  /** So little is left that this rule would not run on it; `null`: nobody knows the rule any more. */
  readonly isGoneFor: (rule: CompiledRule | null) => boolean;
  /** What is left, measured for the columns of a version: its goods, as that version means them. */
  readonly measuredBy: (programVersion: number) => OfReceipt;
}

/** The gifts that a member holds from a receipt. */
export function giftsFrom(member: Member, of: Occasion): readonly Gift[] {
  const isFrom = (gift: Occasion) => isSameOccasion(gift, of);
  const reasons = [...member.statuses.values()].flatMap((record) =>
    [...earnedIn(record), ...givenIn(record), ...(record.begun === undefined ? [] : [record.begun])].map(
      ({ why }) => why,
    ),
  );
  return [
    ...reasons.flatMap((why): readonly Gift[] => (why.kind === 'rule' && isFrom(why) ? [why] : [])),
    ...member.categories.flatMap(({ by }) => (by ?? []).filter(isFrom)),
    ...giftsOfDiscounts(member.discounts).filter(isFrom),
  ];
}

/** What rules look at that are asked again about gifts: the days of it have to be known. */
export function looksOfGift(moment: Moment, member: Member, gift: Gift): readonly Look[] {
  const rule = ruleOf(moment, gift);
  if (rule === null) return [];
  const measures = [
    ...(rule.measure === null ? [] : [rule.measure]),
    ...rule.measured.map(({ measure }) => measure),
  ];
  return measures.flatMap((measure): readonly Look[] => {
    const now = measureNow(moment, member, gift, measure);
    return now === null ? [] : [{ measure: now, from: gift.day, until: gift.day }];
  });
}

/**
 * Takes back what rules gave on a receipt and would not give by what is left of it (D94): a status as its system's `clawback`
 * says, a category or a standing discount as the rule's own. What the member was is not asked, and no other rule joins.
 */
export function takeGifts(moment: Moment, member: Member, goods: GoodsLeft): Member {
  if (giftsFrom(member, goods.of).length === 0) return member;
  const isLost = asking(moment, member, goods);
  const statuses = new Map(member.statuses);
  for (const system of moment.program.systems) {
    const record = statuses.get(system.name);
    if (record !== undefined && system.clawback !== 'none')
      statuses.set(system.name, statusWithoutGifts(moment, system, record, isLost));
  }
  const categories = member.categories.flatMap((held): readonly HeldCategory[] => {
    if (held.by === undefined) return [held];
    const by = held.by.filter((gift) => !isLost(gift, ({ effects }) => effects.add.includes(held.name)));
    return by.length === 0 ? [] : [{ ...held, by }];
  });
  const discounts = withoutGifts(
    member.discounts,
    (gift, { basisPoints }) => isLost(gift, ({ effects }) => effects.memberDiscount === basisPoints),
    moment.now,
  );
  return { ...member, statuses, categories, discounts };
}

type IsLost = (gift: Gift, gives: (row: CompiledRow) => boolean) => boolean;

/** Whether a gift was for this receipt, and its rule would not give it any more. */
function asking(moment: Moment, member: Member, { of, isGoneFor, measuredBy }: GoodsLeft): IsLost {
  return (gift, gives) => {
    if (!isSameOccasion(gift, of)) return false;
    const rule = ruleOf(moment, gift);
    if (isGoneFor(rule)) return true;
    if (rule === null) return false;
    const ofReceipt = measuredBy(gift.programVersion);
    const measuredValue = (measure: CompiledMeasure): number | null =>
      measure.window.kind === 'receipt' ? ofReceipt(measure.column) : valueNow(moment, member, gift, measure);
    const isIn = (measure: CompiledMeasure, { min, max }: { min: number; max: number }): boolean => {
      const value = measuredValue(measure);
      // What is no longer counted cannot be asked, and takes nothing.
      return value === null || (value >= min && value <= max);
    };
    if (!rule.measured.every((condition) => isIn(condition.measure, condition))) return true;
    const { measure, rows } = rule;
    return !rows.some((row) => gives(row) && (measure === null || isIn(measure, row)));
  };
}

/** The rule as the version has it that gave; `null`: nobody can be asked. */
const ruleOf = ({ timeline }: Moment, { rule, programVersion }: Gift): CompiledRule | null =>
  timeline.versions
    .find(({ version }) => version === programVersion)
    ?.program.rules.find(({ name }) => name === rule) ?? null;

/** A measure through its window, seen from the gift's day, by the counters as they are now; `null`: they do not have it any more. */
function valueNow(moment: Moment, member: Member, gift: Gift, measure: CompiledMeasure): number | null {
  const now = measureNow(moment, member, gift, measure);
  return now === null ? null : measuredOn(now, gift.day, member.counters);
}

/** The measure of the gift's version over the column that holds it now. */
function measureNow(
  { timeline }: Moment,
  { counters }: Member,
  { programVersion }: Gift,
  measure: CompiledMeasure,
): CompiledMeasure | null {
  const from = timeline.versions.find(({ version }) => version === programVersion)?.from;
  const columns = from === undefined ? [] : columnsSince(timeline, measure.column.id, from);
  const id = columns.find((each) => counters.sums.has(each) || counters.tallies.has(each));
  return id === undefined ? null : { ...measure, column: { ...measure.column, id } };
}

function statusWithoutGifts(
  moment: Moment,
  system: CompiledSystem,
  record: StatusRecord,
  isLost: IsLost,
): StatusRecord {
  const isGone = ({ status, why }: EarnedStatus): boolean =>
    why.kind === 'rule' &&
    isLost(why, ({ effects }) =>
      effects.statuses.some(
        (each) => each.system.name === system.name && statusAt(each.system, each.rank) === status,
      ),
    );
  if (![...earnedIn(record), ...givenIn(record)].some(isGone)) return withoutBegun(moment, record, isGone);
  const { now } = moment;
  const ending =
    system.clawback === 'always'
      ? null
      : reviewCalendar(moment.timeline, system.name)?.holding(record.closedTo);
  const left = withoutGone({ moment, isGone, endsAt: ending?.endsAt ?? null }, record);
  // What another gift had raised for good was all that they could be given down from.
  const isGroundLost = rankOf(system, left.earned.status) < rankOf(system, record.earned.status);
  const layers = stillHiding(system, left, isGroundLost);
  return withLayers(system, withoutBegun(moment, record, isGone), layers, now);
}

interface Taking {
  readonly moment: Moment;
  readonly isGone: (gift: EarnedStatus) => boolean;
  /** When what is gone ends; `null`: at once, and what was held before it returns. */
  readonly endsAt: EpochMs | null;
}

/** The layers without what is gone, those beneath gifts for good as well. */
function withoutGone(taking: Taking, { earned, grace, given }: StatusLayers): StatusLayers {
  const { moment, isGone, endsAt } = taking;
  const { now } = moment;
  const left = given.flatMap((each): readonly GivenStatus[] => {
    if (!isGone(each)) return [each];
    if (endsAt === null) return [];
    const until: EpochMs = endsAt < each.until ? endsAt : each.until;
    return until <= now ? [] : [{ ...each, until }];
  });
  const { over } = earned;
  if (over === undefined) return { earned, grace, given: left };
  const beneath = withoutGone(taking, over);
  if (!isGone(earned) || endsAt !== null) return { earned: { ...earned, over: beneath }, grace, given: left };
  const returned = stillRunning(beneath, now);
  const isTop = returned.given.length + left.length === 0;
  return {
    ...returned,
    earned: isTop ? returnedFor(moment, earned, returned.earned) : returned.earned,
    given: [...returned.given, ...left],
  };
}

/** What began the running period may be a gift as well. */
function withoutBegun(
  moment: Moment,
  record: StatusRecord,
  isGone: (gift: EarnedStatus) => boolean,
): StatusRecord {
  const { begun } = record;
  if (begun === undefined || !earnedIn({ earned: begun, grace: null, given: [] }).some(isGone)) return record;
  const left = withoutGone({ moment, isGone, endsAt: null }, { earned: begun, grace: null, given: [] });
  return { ...record, begun: left.earned };
}

/** What was held before the receipt returns. Where everybody begins, it says what was taken. */
function returnedFor(
  { version }: Moment,
  { status: was, why }: EarnedStatus,
  before: EarnedStatus,
): EarnedStatus {
  if (why.kind !== 'rule' || before.why.kind !== 'initial' || before.status === was) return before;
  const { storeId, receiptId, entry, day } = why;
  const on = { storeId, receiptId, ...(entry === undefined ? {} : { entry }) };
  return { ...before, why: { kind: 'taken-back', was, ...on, day, programVersion: version.version } };
}

/** The categories that a return took. */
export const categoriesTaken = (
  before: readonly HeldCategory[],
  after: readonly HeldCategory[],
): readonly HeldCategory[] => before.filter(({ name }) => !after.some((each) => each.name === name));
