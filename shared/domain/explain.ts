import { closePeriods } from './closing.ts';
import type { CompiledReview, CompiledSystem } from './compiled.ts';
import type { ColumnId } from './counters.ts';
import type { Entry } from './entry.ts';
import { rangeOf, statusAt } from './judge.ts';
import type { DayRange, Member, StatusEntry, StatusReason } from './member.ts';
import { formatMoney } from './money.ts';
import { asDay, type Calendar, type Day, type EpochMs, isoOf } from './time.ts';
import { inForce, type Programs } from './timeline.ts';
import { windowAt } from './window.ts';

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
    readonly unit: 'money' | 'count';
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
  if (evidence === null) {
    return {
      ...head,
      evidence: null,
      sentences: [`${titleOf(system, entry)} is what every new member has.`],
    };
  }
  const contributions = entries.flatMap((counted) =>
    contributionOf(counted, evidence.column, evidence.window),
  );
  const total = contributions.reduce((sum, { amount }) => sum + amount, 0);
  const { column: _, review, ...shown } = evidence;
  const row = rangeOf(review, evidence.value)?.words ?? null;
  return {
    ...head,
    evidence: { ...shown, row, contributions, total },
    sentences: sentencesOf(system, entry, evidence, row, contributions.length),
  };
}

interface Found {
  readonly system: CompiledSystem;
  readonly entry: StatusEntry;
  readonly currency: string;
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
  return { system, entry, currency: program.currency };
}

interface Evidence {
  readonly review: CompiledReview;
  readonly column: ColumnId;
  readonly counter: string;
  readonly unit: 'money' | 'count';
  readonly currency: string;
  readonly window: DayRange;
  readonly value: number;
}

/** By the version that gave the status, which need not be the one in force now (D27). */
function evidenceOf(programs: Programs, { system, entry, currency }: Found): Evidence | null {
  const { why } = entry;
  if (why.kind === 'initial') return null;
  const judge = programs.find(({ version }) => version === why.programVersion)?.program;
  const review = judge?.systems.find(({ name }) => name === system.name)?.review ?? system.review;
  return {
    review,
    column: review.column,
    counter: review.counter,
    unit: review.unit,
    currency: judge?.currency ?? currency,
    window: windowAt(review.window, asDay(why.period.to - 1)),
    value: why.value,
  };
}

function contributionOf(entry: Entry, column: ColumnId, window: DayRange): readonly Contribution[] {
  const amount = entry.counted.get(column) ?? 0;
  const { day } = entry.answer;
  if (amount === 0 || day < window.from || day >= window.to) return [];
  const { storeId, receiptId, occurredAt } = entry.sale;
  return [{ storeId, receiptId, occurredAt, day, amount }];
}

const titleOf = (system: CompiledSystem, { computed }: StatusEntry): string =>
  system.statuses.find(({ name }) => name === computed)?.title ?? 'No status';

function sentencesOf(
  system: CompiledSystem,
  entry: StatusEntry,
  { review, window, value, unit, currency }: Evidence,
  row: string | null,
  receipts: number,
): readonly string[] {
  const shown = unit === 'money' ? formatMoney(value, currency) : String(value);
  const last = isoOf(asDay(window.to - 1));
  const span = review.window.kind === 'all-time' ? `until ${last}` : `from ${isoOf(window.from)} to ${last}`;
  const earned = statusAt(system, rangeOf(review, value)?.weight ?? -1);
  const title = titleOf(system, entry);
  return [
    `${review.counter} ${span} came to ${shown}, in ${receipts} ${receipts === 1 ? 'receipt' : 'receipts'}.`,
    earned === entry.computed && row !== null
      ? `${title} asks for ${row}.`
      : `${title} was earned before, and is kept.`,
  ];
}
