import type { OfReceipt } from '#domain/counting/measure-receipt.ts';
import { measuredOn } from '#domain/counting/measured.ts';
import type { Look } from '#domain/counting/older-days.ts';
import { columnsSince } from '#domain/counting/split-columns.ts';
import type { SaleEntry } from '#domain/member/entry.ts';
import type {
  EarnedStatus,
  GivenStatus,
  HeldCategory,
  LabelGift,
  Member,
  StatusReason,
  StatusRecord,
} from '#domain/member/member.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRow, CompiledRule, CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import { reviewCalendar } from '#domain/program/review-calendar.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { withLayers } from '#domain/statuses/layers.ts';
import type { EpochMs } from '#domain/time/time.ts';

/** What a rule gave on a receipt, as its trace with the member says. */
type Gift = Pick<LabelGift, 'rule' | 'storeId' | 'receiptId' | 'day' | 'programVersion'>;

/** A receipt some of whose goods came back: asked again, a rule looks at what is left of it. */
interface GoodsLeft {
  readonly sold: SaleEntry;
  /** Nothing is left: no rule would run on it. */
  readonly isAllBack: boolean;
  /** What is left, measured for the columns of a version: its goods, as that version means them. */
  readonly measuredBy: (programVersion: number) => OfReceipt;
}

/** The gifts that a member holds from a receipt. */
export function giftsFrom(member: Member, { source, id }: Pick<SaleEntry, 'source' | 'id'>): readonly Gift[] {
  const isFrom = (gift: { readonly storeId: string; readonly receiptId: string }) =>
    gift.storeId === source && gift.receiptId === id;
  const reasons = [...member.statuses.values()].flatMap(({ earned, given }) =>
    [earned, ...given].map(({ why }) => why),
  );
  return [
    ...reasons.flatMap((why): readonly Gift[] => (why.kind === 'rule' && isFrom(why) ? [why] : [])),
    ...member.categories.flatMap(({ by }) => (by !== undefined && isFrom(by) ? [by] : [])),
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
 * says, a category as the rule's own. What the member was is not asked, and no other rule joins.
 */
export function takeGifts(moment: Moment, member: Member, goods: GoodsLeft): Member {
  if (giftsFrom(member, goods.sold).length === 0) return member;
  const isLost = asking(moment, member, goods);
  const statuses = new Map(member.statuses);
  for (const system of moment.program.systems) {
    const record = statuses.get(system.name);
    if (record !== undefined && system.clawback !== 'none')
      statuses.set(system.name, withoutGifts(moment, system, record, isLost));
  }
  const categories = member.categories.filter(
    ({ name, by }) => by === undefined || !isLost(by, ({ effects }) => effects.add.includes(name)),
  );
  return { ...member, statuses, categories };
}

type IsLost = (gift: Gift, gives: (row: CompiledRow) => boolean) => boolean;

/** Whether a gift was for this receipt, and its rule would not give it any more. */
function asking(moment: Moment, member: Member, { sold, isAllBack, measuredBy }: GoodsLeft): IsLost {
  return (gift, gives) => {
    if (gift.storeId !== sold.source || gift.receiptId !== sold.id) return false;
    if (isAllBack) return true;
    const rule = ruleOf(moment, gift);
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

function withoutGifts(
  moment: Moment,
  system: CompiledSystem,
  record: StatusRecord,
  isLost: IsLost,
): StatusRecord {
  const isGone = ({ status, why }: EarnedStatus): boolean =>
    why.kind === 'rule' &&
    isLost(why, ({ effects }) =>
      effects.statuses.some(
        (each) => each.system.name === system.name && each.system.statuses[each.rank]?.name === status,
      ),
    );
  const given = record.given.flatMap((each): readonly GivenStatus[] => {
    if (!isGone(each)) return [each];
    return system.clawback === 'always' ? [] : endingWithTurn(moment, system, record, each);
  });
  const { now } = moment;
  const isForGood = system.clawback === 'always' && isGone(record.earned);
  const earned = isForGood ? beforeGift(moment, record.earned) : record.earned;
  const isSame =
    earned === record.earned &&
    given.length === record.given.length &&
    given.every((each, at) => each === record.given[at]);
  if (isSame) return record;
  const settled = given.map((each) => ({
    ...each,
    hides: each.hides && rankOf(system, each.status) < rankOf(system, earned.status),
  }));
  return withLayers(system, record, { earned, grace: record.grace, given: settled }, now);
}

/** It ends with the period that runs. */
function endingWithTurn(
  { timeline, now }: Moment,
  { name }: CompiledSystem,
  { closedTo }: StatusRecord,
  given: GivenStatus,
): readonly GivenStatus[] {
  const turn = reviewCalendar(timeline, name)?.holding(closedTo).endsAt ?? given.until;
  const until: EpochMs = turn < given.until ? turn : given.until;
  return until <= now ? [] : [{ ...given, until }];
}

/** What was held before the receipt returns. */
function beforeGift({ now, version }: Moment, { status, why }: EarnedStatus): EarnedStatus {
  if (why.kind !== 'rule' || why.over === undefined) return { status, since: now, why };
  const { storeId, receiptId, day } = why;
  const taken: StatusReason = {
    kind: 'taken-back',
    was: status,
    storeId,
    receiptId,
    day,
    programVersion: version.version,
  };
  return { status: why.over.status, since: now, why: taken };
}

/** The categories that a return took. */
export const categoriesTaken = (
  before: readonly HeldCategory[],
  after: readonly HeldCategory[],
): readonly HeldCategory[] => before.filter(({ name }) => !after.some((each) => each.name === name));
