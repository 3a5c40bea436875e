import { countingColumns } from '#domain/counting/counting-columns.ts';
import { joined, type Line, type Lines } from '#domain/counting/ledger-lines.ts';
import type { OfReceipt } from '#domain/counting/measure-receipt.ts';
import { nothingMeasured } from '#domain/counting/measured.ts';
import { discountFacts } from '#domain/discounts/standing-discounts.ts';
import type { ChangeAnswer, Standing } from '#domain/member/changing.ts';
import { type Counted, NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { DecidedChange } from '#domain/member/decision.ts';
import { NO_CATEGORIES_MOVED, type StatusOutcome } from '#domain/member/entry.ts';
import { type ChangeRef, type EntryRef, occasionOf } from '#domain/member/entry-ref.ts';
import type { HeldCategory, Member, Profile } from '#domain/member/member.ts';
import type { CompiledRule } from '#domain/program/compiled.ts';
import type { GoodsIndex } from '#domain/program/goods.ts';
import type { ReceiptContext } from '#domain/program/situation.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { takenAway } from '#domain/returns/counted-back.ts';
import { takenFromTotals } from '#domain/returns/summed-up.ts';
import { reviewStatuses } from '#domain/reviews/review-statuses.ts';
import { categoryFacts } from '#domain/rewards/category-facts.ts';
import { takeGifts } from '#domain/rewards/gifts.ts';
import { heldCategories, type Moved, runMemberRules } from '#domain/rewards/member-rules.ts';
import { fillIn, messageValues } from '#domain/rewards/messages.ts';
import { messagesThatFit, reasonsThatFit } from '#domain/rewards/what-fits.ts';
import type { Closed } from '#domain/statuses/changes.ts';
import { heldStatuses } from '#domain/statuses/held-statuses.ts';
import type { Day } from '#domain/time/time.ts';
import { calledMoves, calledReasons } from './called-answer.ts';
import { countedOn, daysOf, settledEntry, tallyEntry, withCounted } from './count-entry.ts';

/** Entries that change after they were told (D44, D46): each change takes back what the one before counted, and counts anew. */

interface Holder {
  readonly closed: Closed;
  readonly attributes: Profile['attributes'];
}

/** A change of an entry, whatever kind it is of. */
export interface ToldChange {
  readonly ref: EntryRef & { readonly change: ChangeRef };
  /** What the change before counted; `null`: nothing. */
  readonly stands: Standing | null;
  /** The day on which it counts. */
  readonly day: Day;
  readonly clockAhead: boolean;
  /** Too old to count for the first time (D28). */
  readonly tooOld: boolean;
  /** The words of `on` for which it stands now, the first its own; none: it counts for nothing. */
  readonly standsFor: readonly string[];
  /** The one of them that wakes rules at this change; `null`: none. */
  readonly wakes: string | null;
  readonly measured: (goods: GoodsIndex) => OfReceipt;
  /** As rules see it: of a payment its own moment and store. */
  readonly seen: Pick<ReceiptContext, 'storeId' | 'currency' | 'day' | 'minute'>;
  readonly sums: Pick<ChangeAnswer, 'soldMinor' | 'paidMinor'>;
}

/**
 * Decides a change for the member who has the entry, in the order of every command (D92): what it stood for goes and what it
 * stands for now counts, as one change of the counters; gifts that it no longer deserves go (D94); reviews look again, both ways
 * where something was taken (D16); the rules that it wakes run.
 */
export function decideChange(moment: Moment, holder: Holder, told: ToldChange): DecidedChange {
  const { closed } = holder;
  const { member } = closed;
  const { ref, stands, day } = told;
  const isNew = stands === null || stands.day !== day;
  const isTooOld = told.standsFor.length > 0 && told.tooOld && isNew;
  const head = answerHead(moment, told, isTooOld);
  const held = heldStatuses(member, moment.program);
  if (stands === null && (isTooOld || told.standsFor.length === 0)) {
    // It has its place in the books, and no more.
    const answer = { ...head, statuses: outcomesOf(held, held) };
    return decidedOf(moment, {
      ...tallyEntry(moment, closed, ref),
      answer,
      line: { day, counted: NOTHING_COUNTED },
    });
  }
  const counts = isTooOld ? [] : told.standsFor;
  const fresh = counts.length === 0 ? NOTHING_COUNTED : freshly(moment, member, told);
  const away =
    stands === null
      ? null
      : { day: stands.day, counted: takenAway(moment, member.counters, stands, ref.source) };
  const lines = joined({ day, counted: fresh }, away);
  const after = changed(
    moment,
    holder,
    { ...told, standsFor: counts, wakes: isTooOld ? null : told.wakes },
    lines,
  );
  const { moved } = after;
  const values = messageValues({ moment, member: after.member, sale: receiptOf(told), ...told.sums });
  const answer: ChangeAnswer = {
    ...head,
    statuses: outcomesOf(held, heldStatuses(after.member, moment.program)),
    categories: after.categories,
    messages: messagesThatFit(
      (moved?.messages ?? []).map(({ message, value }) => fillIn(message, values(value))),
    ),
    reasons: reasonsThatFit(moved?.reasons ?? []),
  };
  return decidedOf(moment, {
    member: after.member,
    facts: after.facts,
    answer,
    line: lines.own,
    back: lines.back,
    stands:
      counts.length === 0
        ? null
        : { day, counted: fresh, at: moment.now, programVersion: moment.version.version },
  });
}

/** The answer to a change of an entry that nobody has yet: it counts for no one. */
export const answerForNobody = (
  moment: Moment,
  told: ToldChange,
  disposition: 'anonymous' | 'unmatched',
): ChangeAnswer => ({
  ...answerHead(moment, told, false),
  disposition,
});

const answerHead = (moment: Moment, told: ToldChange, isTooOld: boolean): ChangeAnswer => ({
  disposition: isTooOld ? 'too-old' : 'scored',
  clockAhead: told.clockAhead,
  day: told.day,
  programVersion: moment.version.version,
  statuses: [],
  categories: NO_CATEGORIES_MOVED,
  ...told.sums,
  messages: [],
  reasons: [],
});

function decidedOf(
  { program }: Moment,
  {
    line,
    answer,
    back = null,
    stands = null,
    ...after
  }: Pick<DecidedChange, 'member' | 'facts' | 'answer'> & {
    readonly line: Line;
    readonly back?: Line | null;
    readonly stands?: Standing | null;
  },
): DecidedChange {
  const called = { ...calledMoves(program, answer), reasons: calledReasons(program, answer.reasons) };
  return { kind: 'decided', ...after, answer: called, counted: line.counted, lineGoods: [], back, stands };
}

/** What it counts for by the version in force: late ones where the systems want them (D96). */
function freshly(moment: Moment, member: Member, { day, measured, ref }: ToldChange): Counted {
  const { kept, goods } = countingColumns(moment, member, day);
  const before = { day, storeId: ref.source };
  return countedOn(moment, member.counters, { kept, ofReceipt: measured(goods), before });
}

interface AfterChange {
  readonly member: Member;
  readonly facts: DecidedChange['facts'];
  readonly categories: ChangeAnswer['categories'];
  readonly moved: Moved | null;
}

function changed(
  moment: Moment,
  { closed, attributes }: Holder,
  told: ToldChange,
  { own, back }: Lines,
): AfterChange {
  const { ref, stands, standsFor, wakes } = told;
  const { member } = closed;
  const { program } = moment;
  const backRef: EntryRef = { ...ref, change: { ...ref.change, isBack: true } };
  const lines = [{ ref, ...own }, ...(back === null ? [] : [{ ref: backRef, ...back }])];
  const counted = lines.reduce(withCounted, member);
  const emptied = standsFor.length === 0 ? lines : lines.slice(1);
  const counting = takenFromTotals(moment, member, counted, emptied.flatMap(daysOf));
  const ungifted =
    ref.change.number === 1 ? counting : takeGifts(moment, counting, askedAgain(moment, told, standsFor));
  const days = [...new Set(lines.flatMap(daysOf))];
  const reviewed = reviewStatuses(moment, ungifted, {
    days,
    ...(stands === null ? {} : { back: member.counters }),
  });
  const [was, held] = [heldStatuses(member, program), heldStatuses(reviewed.member, program)];
  const context: ReceiptContext = {
    held,
    categories: heldCategories(ungifted, program),
    attributes,
    changed: new Set(
      [...held].filter(([system, status]) => was.get(system) !== status).map(([system]) => system),
    ),
    ...told.seen,
    counters: counting.counters,
    ofReceipt: told.measured(program.goods),
    measured: nothingMeasured(program),
  };
  const moved = wakes === null ? null : runMemberRules(moment, reviewed.member, { key: ref, wakes, context });
  const after = asBefore(member, moved?.member ?? reviewed.member);
  const categories = movedOf(member.categories, after.categories);
  const givers = new Map(member.categories.map(({ name, by = [] }) => [name, by[0]?.rule ?? '']));
  const ruleOf = (name: string): string => moved?.categoryRules.get(name) ?? givers.get(name) ?? '';
  const on = occasionOf(ref);
  const why = moved?.discountRule ?? null;
  const settled = settledEntry(moment, closed, after, {
    lines,
    reviewed: reviewed.changes,
    drafts: [
      ...categoryFacts(moment, { categories, ruleOf }, ref),
      ...discountFacts(
        moment,
        member,
        after,
        why === null ? { kind: 'taken-back', ...on } : { ...why, ...on },
      ),
    ],
  });
  return { ...settled, categories, moved };
}

/** A rule that gave for this entry is asked again by what it stands for now; one that it would not wake any more has lost. */
const askedAgain = (
  { timeline, program }: Moment,
  { ref, measured }: ToldChange,
  standsFor: readonly string[],
) => ({
  of: occasionOf(ref),
  isGoneFor: (rule: CompiledRule | null) =>
    rule === null ? standsFor.length === 0 : !rule.on.some((word) => standsFor.includes(word)),
  measuredBy: (programVersion: number) => {
    const then = timeline.versions.find(({ version }) => version === programVersion)?.program ?? program;
    return measured(then.goods);
  },
});

/** What one command lost and gave again was never interrupted. */
function asBefore(before: Member, after: Member): Member {
  const categories = after.categories.map((held): HeldCategory => {
    const was = before.categories.find(({ name }) => name === held.name);
    return was === undefined ? held : { ...held, since: was.since };
  });
  const discounts = after.discounts.map((held) => {
    const was = before.discounts.find(
      ({ basisPoints, until }) => basisPoints === held.basisPoints && until === held.until,
    );
    return was === undefined ? held : { ...held, since: was.since };
  });
  return { ...after, categories, discounts };
}

function movedOf(
  before: readonly HeldCategory[],
  after: readonly HeldCategory[],
): ChangeAnswer['categories'] {
  const [was, is] = [before, after].map((held) => new Set(held.map(({ name }) => name))) as [
    Set<string>,
    Set<string>,
  ];
  return {
    added: [...is].filter((name) => !was.has(name)),
    removed: [...was].filter((name) => !is.has(name)),
  };
}

const outcomesOf = (
  before: ReadonlyMap<string, string | null>,
  after: ReadonlyMap<string, string | null>,
): readonly StatusOutcome[] =>
  [...after].map(([system, status]) => ({ system, before: before.get(system) ?? null, after: status }));

/** The part of a receipt that messages show: where it was, and that nothing was taken off. */
const receiptOf = ({ seen, sums }: ToldChange) => ({
  storeId: seen.storeId,
  currency: seen.currency,
  lines: [{ sku: '', quantityThousandths: 0, amountMinor: sums.soldMinor }],
});
