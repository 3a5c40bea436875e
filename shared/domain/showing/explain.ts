import { columnThen } from '#domain/counting/split-columns.ts';
import { countedAt, type Entry, isActivity, isSale, isVisit, refOf } from '#domain/member/entry.ts';
import { isSameOccasion, type Occasion, occasionInWords, occasionOf } from '#domain/member/entry-ref.ts';
import type { Member, StatusReason, StatusRecord } from '#domain/member/member.ts';
import { calledReason, statusAlias } from '#domain/program/aliases.ts';
import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { CompiledRange, CompiledReview, CompiledSystem } from '#domain/program/compiled.ts';
import { statusAt } from '#domain/program/ladder.ts';
import { rangeOf } from '#domain/program/review-table.ts';
import type { Moment, Timeline } from '#domain/program/timeline.ts';
import type { Unit } from '#domain/program/units.ts';
import { formatValue } from '#domain/program/units.ts';
import { closePeriods } from '#domain/reviews/closing.ts';
import { effectiveSince, effectiveStatus, effectiveWhy } from '#domain/statuses/effective.ts';
import { asDay, type DayRange, type EpochMs, isoOf } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';
import type { Seen } from './ahead.ts';
import { type Contribution, entriesInWords, totalOf } from './contributions.ts';
import { endingSentences, originOf, takenOff, titleAt } from './origin-in-words.ts';
import { seenOf } from './view.ts';

/** Why a member has a status: the review that gave it, what it saw, and the receipts that made it up. */
export interface Explanation {
  readonly system: string;
  readonly title: string;
  readonly status: string | null;
  readonly since: EpochMs;
  readonly why: StatusReason;
  /** `null` for the status that nobody has to earn. */
  readonly evidence: {
    readonly counter: string;
    readonly unit: Unit;
    readonly currency: string;
    readonly window: DayRange;
    /** The value that the review saw. */
    readonly value: number;
    /** The row of the table that it fell into: `over 10000 RUB`; `null`: none. */
    readonly row: string | null;
    readonly contributions: readonly Contribution[];
    /** The sum of the receipts up to now; differs from `value` when one arrived too late to count (D17). `null`: these are not all. */
    readonly total: number | null;
  } | null;
  /** The same for people, one sentence each. */
  readonly sentences: readonly string[];
}

/** The ground of a status: a measure through a window, and the row that its value fell into. */
interface Evidence {
  readonly measure: CompiledMeasure;
  readonly currency: string;
  readonly window: DayRange;
  readonly value: number;
  /** The row of the table, in the program's words; `null`: none. */
  readonly row: string | null;
  /** The row gives the very status that is held. */
  readonly isEarned: boolean;
  /** The one receipt that was looked at, where the window is that receipt. */
  readonly receipt: (Occasion & { readonly rule: string }) | null;
}

/** A status of a member, and where the receipts behind it are to be found. */
interface StatusQuestion {
  readonly seen: Seen;
  readonly evidence: Evidence | null;
  /** The days of the entries to read before {@link explain} is asked; `null`: none are needed. */
  readonly window: DayRange | null;
}

/** Finds what a status rests on. `null`: the program in force has no such system. */
export function askAbout(moment: Moment | null, member: Member, about: string): StatusQuestion | null {
  const system = moment?.program.systems.find(({ alias }) => alias === about);
  if (moment === null || system === undefined) return null;
  const seen = seenOf(moment, closePeriods(moment, member).member, system);
  if (seen === null) return null;
  const evidence = evidenceOf(seen);
  return { seen, evidence, window: evidence?.window ?? null };
}

/**
 * Explains a status (peers: nobody does).
 * @param entries the member's entries of the days of the question's window, or a page of them
 * @param areAll whether they are all of them
 */
export function explain(
  { seen, evidence }: StatusQuestion,
  entries: readonly Entry[],
  areAll = true,
): Explanation {
  const { system, record } = seen;
  const head = {
    system: system.alias,
    title: system.title,
    status: statusAlias(system, effectiveStatus(record)),
    since: effectiveSince(record),
    why: calledReason(system, effectiveWhy(record)),
  };
  const ending = endingSentences(seen);
  if (evidence === null) {
    return { ...head, evidence: null, sentences: [originOf(seen), ...ending] };
  }
  const { timeline } = seen.moment;
  const contributions = entries.flatMap((counted) => contributionOf(counted, evidence, timeline));
  const { measure, isEarned: _, receipt: __, ...shown } = evidence;
  const seenAll = totalOf(measure, contributions);
  // Of what counts on the day it arrived the receipts lie on other days (D96).
  const lacksLate = measure.column.lateFor !== null && seenAll !== evidence.value;
  const total = areAll && !lacksLate ? seenAll : null;
  // Where one came late, or was forgotten, the value was not made up by those that are there now.
  const made = total === evidence.value ? contributions : null;
  return {
    ...head,
    evidence: {
      ...shown,
      counter: measure.label,
      unit: measure.column.unit,
      contributions,
      total,
    },
    sentences: [
      ...sentencesOf(
        system,
        record,
        { ...evidence, window: spokenOf(seen, evidence, areAll ? contributions : null) },
        made,
      ),
      ...ending,
    ],
  };
}

/** By the version that gave the status, which need not be the one in force now (D27). */
function evidenceOf({ moment, system, record }: Seen): Evidence | null {
  const why = effectiveWhy(record);
  const { timeline, program } = moment;
  if (why.kind === 'initial' || why.kind === 'dropped' || why.kind === 'taken-back') return null;
  if (why.kind === 'override') return null;
  const judge = timeline.versions.find(({ version }) => version === why.programVersion)?.program ?? program;
  if (why.kind === 'rule') {
    const measure = judge.rules.find(({ name }) => name === why.rule)?.measure ?? null;
    if (measure === null || why.measured === null) return null;
    const { storeId, receiptId, entry, measured } = why;
    const on = { rule: why.rule, storeId, receiptId, ...(entry === undefined ? {} : { entry }) };
    return {
      measure,
      currency: measure.column.currency ?? judge.currency,
      window: windowAt(measure.window, why.day),
      value: measured.value,
      row: measured.words,
      isEarned: true,
      receipt: measure.window.kind === 'receipt' ? on : null,
    };
  }
  const ladder = judge.systems.find(({ name }) => name === system.name) ?? system;
  const { review } = ladder;
  if (review === null) return null;
  const seenFrom = (why.kind === 'raised-at-once' ? why.seenFrom : null) ?? asDay(why.period.to - 1);
  const range = rowBehind(ladder, review, why.value, record.computed);
  return {
    measure: review.measure,
    currency: review.measure.column.currency ?? judge.currency,
    window: windowAt(review.measure.window, seenFrom),
    value: why.value,
    row: range?.words ?? null,
    isEarned: range !== null && statusAt(ladder, range.rank) === record.computed,
    receipt: null,
  };
}

/** The row that gave a status: which of its further measures agreed then, it says itself by being held. */
function rowBehind(
  ladder: CompiledSystem,
  review: CompiledReview,
  value: number,
  status: string | null,
): CompiledRange | null {
  const held = review.ranges.filter(({ min, rank }) => value >= min && statusAt(ladder, rank) === status);
  return held.at(-1) ?? rangeOf(review, { value, meets: () => true });
}

/** A receipt's share in a column, on the days that were looked at. A visit to a store counts as one. */
function contributionOf(
  entry: Entry,
  { measure, window, value, receipt }: Evidence,
  timeline: Timeline,
): readonly Contribution[] {
  const { occurredAt } = entry;
  const ref = refOf(entry);
  const on = occasionOf(ref);
  const isOther = receipt !== null && !isSameOccasion(receipt, on);
  const column = columnThen(timeline, measure.column.id, countedAt(entry));
  const { late } = entry.counted;
  // What came too late counts on the day it arrived, where the system says so (D96).
  const isLate =
    late !== undefined &&
    (late.sums.has(column) || late.tallies.has(column) || late.untallied?.has(column) === true);
  const { sums, tallies, untallied } = isLate ? late : entry.counted;
  const day = isLate ? late.day : entry.day;
  const tallied = Number(tallies.has(column)) - Number(untallied?.has(column) ?? false);
  const counted = sums.get(column) ?? tallied;
  // What only its own receipt asks for is not kept; what followed it has left its mark on the value.
  const amount = receipt === null ? counted : hasGiven(entry, receipt.rule) ? value : 0;
  if (amount === 0 || isOther || day < window.from || day >= window.to) return [];
  const { followUp } = ref;
  return [{ ...on, occurredAt, day, amount, ...(followUp === undefined ? {} : { followUp }) }];
}

/** Whether it is the entry itself on which a rule gave: of one that changes the change on which it ran. */
const hasGiven = (entry: Entry, rule: string): boolean =>
  isSale(entry) ||
  ((isVisit(entry) || isActivity(entry)) &&
    entry.body.answer.reasons.some((each) => each.rule === rule && each.outcome === 'gave'));

/** A window as people are told it: from enrolment on, where nothing of before is in it. `null`: not all of it is known. */
function spokenOf(
  { moment: { timeline, program }, member }: Seen,
  { window }: Evidence,
  contributions: readonly Contribution[] | null,
): DayRange {
  const joined = timeline.calendar.dayOf(member.enrolledAt, program.zone);
  const isWithin = joined > window.from && joined < window.to;
  const isSince = isWithin && contributions?.every(({ day }) => day >= joined) === true;
  return isSince ? { from: joined, to: window.to } : window;
}

function sentencesOf(
  system: CompiledSystem,
  record: StatusRecord,
  { measure, window, value, currency, row, isEarned, receipt }: Evidence,
  made: readonly Contribution[] | null,
): readonly string[] {
  const shown = formatValue(value, measure.column.unit, currency);
  const last = isoOf(asDay(window.to - 1));
  const span =
    receipt !== null
      ? `of ${occasionInWords(receipt)}`
      : measure.window.kind === 'all-time'
        ? `until ${last}`
        : `from ${isoOf(window.from)} to ${last}`;
  const inReceipts = made === null ? '' : `, in ${entriesInWords(made)}`;
  return [
    `${measure.label} ${span} came to ${shown}${inReceipts}.`,
    outcomeOf(system, record, isEarned ? row : null),
  ];
}

/** What the value led to; `row`: the one that gives what is held. */
function outcomeOf(system: CompiledSystem, { computed, why }: StatusRecord, row: string | null): string {
  if (why.kind === 'rule' && computed === null)
    return `${takenOff(system, why)} by the rule ${why.rule}, which asks for ${row}.`;
  const title = titleAt(system, computed);
  if (row !== null) return `${title} asks for ${row}.`;
  return computed === null ? 'No status is given for that.' : `${title} was earned before, and is kept.`;
}
