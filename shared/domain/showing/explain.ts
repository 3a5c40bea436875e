import type { Entry } from '#domain/member/entry.ts';
import type { Member, StatusEntry, StatusReason } from '#domain/member/member.ts';
import { formatValue } from '#domain/program/compile-range.ts';
import type { CompiledMeasure, CompiledProgram, CompiledSystem, Unit } from '#domain/program/compiled.ts';
import { inForce, type Programs } from '#domain/program/timeline.ts';
import { closePeriods } from '#domain/reviews/closing.ts';
import { rangeOf, statusAt } from '#domain/reviews/judge.ts';
import { asDay, type Calendar, type Day, type DayRange, type EpochMs, isoOf } from '#domain/time/time.ts';
import { windowAt } from '#domain/time/window.ts';

/** A receipt behind a status, and what it counted for. */
export interface Contribution {
  readonly storeId: string;
  readonly receiptId: string;
  readonly occurredAt: EpochMs;
  readonly day: Day;
  /** Minor units, or a count. */
  readonly amount: number;
}

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
    /** What the review saw. */
    readonly value: number;
    /** The row of the table that it fell into: `over 10000 RUB`; `null`: none. */
    readonly row: string | null;
    readonly contributions: readonly Contribution[];
    /** What the receipts add up to now; differs from `value` when one arrived too late to count (D17). */
    readonly total: number;
  } | null;
  /** The same for people, one sentence each. */
  readonly sentences: readonly string[];
}

/** Where the entries behind a status lie: what the shell reads before it asks `explain`. `null`: there are none. */
export function evidenceWindow(
  programs: Programs,
  member: Member,
  about: string,
  now: EpochMs,
  calendar: Calendar,
): DayRange | null {
  const found = find(programs, member, about, now, calendar);
  return found === null ? null : (evidenceOf(programs, found)?.window ?? null);
}

/**
 * Explains the status that a member has in a system (peers: nobody does).
 * @param entries the member's entries of the days of {@link evidenceWindow}
 * @returns `null` if the program in force has no such system
 */
export function explain(
  programs: Programs,
  member: Member,
  entries: readonly Entry[],
  about: string,
  now: EpochMs,
  calendar: Calendar,
): Explanation | null {
  const found = find(programs, member, about, now, calendar);
  if (found === null) return null;
  const { system, entry } = found;
  const evidence = evidenceOf(programs, found);
  const head = {
    system: system.name,
    title: system.title,
    status: entry.computed,
    since: entry.since,
    why: entry.why,
  };
  const ending = endingOf(found);
  if (evidence === null) {
    return { ...head, evidence: null, sentences: [originOf(system, entry), ...ending] };
  }
  const contributions = entries.flatMap((counted) => contributionOf(counted, evidence));
  const { measure, ...shown } = evidence;
  return {
    ...head,
    evidence: {
      ...shown,
      counter: measure.label,
      unit: measure.column.unit,
      contributions,
      total: totalOf(measure, contributions),
    },
    sentences: [...sentencesOf(system, entry, evidence, contributions.length), ...ending],
  };
}

interface Found {
  readonly system: CompiledSystem;
  readonly entry: StatusEntry;
  readonly program: CompiledProgram;
  readonly calendar: Calendar;
}

function find(
  programs: Programs,
  member: Member,
  about: string,
  now: EpochMs,
  calendar: Calendar,
): Found | null {
  const program = inForce(programs, now)?.program;
  const system = program?.systems.find(({ name }) => name === about);
  const entry = closePeriods(programs, member, now, calendar).member.statuses.get(about);
  if (program === undefined || system === undefined || entry === undefined) return null;
  return { system, entry, program, calendar };
}

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
  readonly receipt: { readonly storeId: string; readonly receiptId: string } | null;
}

/** By the version that gave the status, which need not be the one in force now (D27). */
function evidenceOf(programs: Programs, { system, entry, program }: Found): Evidence | null {
  const { why } = entry;
  if (why.kind === 'initial') return null;
  const judge = programs.find(({ version }) => version === why.programVersion)?.program ?? program;
  if (why.kind === 'rule') {
    const measure = judge.rules.find(({ name }) => name === why.rule)?.measure ?? null;
    if (measure === null || why.measured === null) return null;
    const { storeId, receiptId, measured } = why;
    return {
      measure,
      currency: measure.column.currency ?? judge.currency,
      window: windowAt(measure.window, why.day),
      value: measured.value,
      row: measured.words,
      isEarned: true,
      receipt: measure.window.kind === 'receipt' ? { storeId, receiptId } : null,
    };
  }
  const review = judge.systems.find(({ name }) => name === system.name)?.review ?? system.review;
  if (review === null) return null;
  const range = rangeOf(review, why.value);
  return {
    measure: review.measure,
    currency: review.measure.column.currency ?? judge.currency,
    window: windowAt(review.measure.window, asDay(why.period.to - 1)),
    value: why.value,
    row: range?.words ?? null,
    isEarned: range !== null && statusAt(system, range.place) === entry.computed,
    receipt: null,
  };
}

/** What a receipt counted for a column, on the days that were looked at. A visit to a store counts as one. */
function contributionOf(
  entry: Entry,
  { measure, window, value, receipt }: Evidence,
): readonly Contribution[] {
  const { id } = measure.column;
  const { day } = entry.answer;
  const { storeId, receiptId, occurredAt } = entry.sale;
  const isOther = receipt !== null && (receipt.storeId !== storeId || receipt.receiptId !== receiptId);
  const counted = entry.counted.sums.get(id) ?? (entry.counted.tallies.has(id) ? 1 : 0);
  // What only its own receipt asks for is not kept.
  const amount = receipt === null ? counted : value;
  if (amount === 0 || isOther || day < window.from || day >= window.to) return [];
  return [{ storeId, receiptId, occurredAt, day, amount }];
}

/** Put together as the counter is: added, or different days, or different stores (D35). */
function totalOf({ column }: CompiledMeasure, contributions: readonly Contribution[]): number {
  switch (column.aggregate) {
    case 'sum':
      return contributions.reduce((sum, { amount }) => sum + amount, 0);
    case 'days':
      return new Set(contributions.map(({ day }) => day)).size;
    case 'distinct':
      return new Set(contributions.map(({ storeId }) => storeId)).size;
    default:
      return column.aggregate satisfies never;
  }
}

const titleAt = ({ statuses }: CompiledSystem, status: string | null): string =>
  statuses.find(({ name }) => name === status)?.title ?? 'No status';

function originOf(system: CompiledSystem, { computed, why }: StatusEntry): string {
  const title = titleAt(system, computed);
  return why.kind === 'rule'
    ? `${title} was given by the rule ${why.rule} for receipt ${why.receiptId} in store ${why.storeId} on ${isoOf(why.day)}.`
    : `${title} is what every new member has.`;
}

/** That it ends by itself, and what returns then (D9, D18). */
function endingOf({ system, entry, program, calendar }: Found): readonly string[] {
  const { given, until } = entry;
  if (given === null || until === null) return [];
  const lastDay = isoOf(asDay(calendar.dayOf(until, program.zone) - 1));
  const then = titleAt(system, entry.earned.status);
  return [
    given.kind === 'grace'
      ? `It was missed at the last review and lasts until ${lastDay}; unless it is earned again, ${then} follows.`
      : `It lasts until ${lastDay}; ${then} follows.`,
  ];
}

function sentencesOf(
  system: CompiledSystem,
  entry: StatusEntry,
  { measure, window, value, currency, row, isEarned, receipt }: Evidence,
  receipts: number,
): readonly string[] {
  const shown = formatValue(value, measure.column.unit, currency);
  const last = isoOf(asDay(window.to - 1));
  const span =
    receipt !== null
      ? `of receipt ${receipt.receiptId}`
      : measure.window.kind === 'all-time'
        ? `until ${last}`
        : `from ${isoOf(window.from)} to ${last}`;
  const title = titleAt(system, entry.computed);
  return [
    `${measure.label} ${span} came to ${shown}, in ${receipts} ${receipts === 1 ? 'receipt' : 'receipts'}.`,
    isEarned && row !== null ? `${title} asks for ${row}.` : `${title} was earned before, and is kept.`,
  ];
}
