import { benefitsOf, type HeldStatuses, noBenefits } from './benefits.ts';
import { type Closed, lastTurnOf, type StatusChange, statusChange, turnOf } from './closing.ts';
import type { Benefits, Sale } from './commands.ts';
import type { CompiledProgram, CompiledSystem, ReceiptContext } from './compiled.ts';
import { addOn, type ColumnId, forget } from './counters.ts';
import type { Decided, Refusal } from './decision.ts';
import type { RuleReason, SaleAnswer } from './entry.ts';
import { digestOf, mixDigest } from './hash.ts';
import { EARLIEST_OCCURRENCE_MS, MAX_AMOUNT_MINOR, MAX_CLOCK_AHEAD_MS, MAX_LINES } from './limits.ts';
import type { Member, StatusEntry } from './member.ts';
import { heldStatuses } from './member-life.ts';
import { dayWithin, raiseAtOnce, reviewAgain, uninterrupted } from './review.ts';
import { changeFacts } from './status-facts.ts';
import { asDay, asEpochMs, type Calendar, type Day, type EpochMs } from './time.ts';
import { inForce, type Programs, type ProgramVersion } from './timeline.ts';

/** Decides a sale for a member whose periods are closed, or for nobody: benefits, counting, statuses. */
export function decideSale<Owner extends Member | null>(
  programs: Programs,
  closed: Closed | null,
  sale: Sale,
  now: EpochMs,
  calendar: Calendar,
): Decided<SaleAnswer, Owner> | Refusal {
  const version = inForce(programs, now);
  const refusal = version === null ? NO_PROGRAM : refusalOf(sale, now);
  if (version === null || refusal !== null) return refusal ?? NO_PROGRAM;

  const when = countingDay(sale, version.program, now, calendar);
  const held =
    closed === null ? new Map<string, string | null>() : heldStatuses(closed.member, version.program);
  const { storeId, currency } = sale;
  const counters = closed?.member.counters ?? null;
  const receipt: ReceiptContext = { held, storeId, currency, day: when.day, minute: when.minute, counters };
  const { benefits, reasons } = when.tooOld
    ? { benefits: noBenefits(sale.lines), reasons: [] }
    : (keptPromise(sale, version.program, held) ?? benefitsOf(version.program, receipt, sale.lines));
  const soldMinor = sumOf(sale) - benefits.lineDiscountsMinor.reduce((sum, amount) => sum + amount, 0);
  const paidMinor = sale.paidMinor ?? soldMinor;
  const answer = (after: HeldStatuses): SaleAnswer => ({
    disposition: when.tooOld ? 'too-old' : closed === null ? 'anonymous' : 'scored',
    clockAhead: when.clockAhead,
    day: when.day,
    programVersion: version.version,
    ...benefits,
    soldMinor,
    paidMinor,
    statuses: [...held].map(([system, before]) => ({ system, before, after: after.get(system) ?? null })),
    reasons,
  });

  if (closed === null) {
    // Nobody's receipt: the owner that came in is the null that goes out.
    return { kind: 'decided', member: null as Owner, facts: [], answer: answer(held), counted: new Map() };
  }
  const counted = when.tooOld
    ? new Map<ColumnId, number>()
    : measure(version.program, sale, soldMinor, paidMinor);
  const noted = note(closed.member, sale);
  const counting = { ...noted, counters: addOn(noted.counters, when.day, counted) };
  const moved = when.tooOld
    ? { member: counting, changes: [] }
    : moveStatuses(programs, version, counting, when.day, now, calendar);
  const pruned = { ...moved.member, counters: prune(moved.member, version, now, calendar) };
  const told = changeFacts(pruned, [...closed.changes, ...moved.changes], now);
  return {
    kind: 'decided',
    member: told.member as Owner,
    facts: told.facts,
    answer: answer(heldStatuses(told.member, version.program)),
    counted,
  };
}

const NO_PROGRAM: Refusal = {
  kind: 'refused',
  code: 'no-program',
  detail: 'No program is in force yet; send the receipt again later.',
  pointer: null,
};

const sumOf = ({ lines }: Sale): number => lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);

/** What no till can mean (reliability §6). */
function refusalOf(sale: Sale, now: EpochMs): Refusal | null {
  const refuse = (code: Refusal['code'], detail: string, pointer: string): Refusal => ({
    kind: 'refused',
    code,
    detail,
    pointer,
  });
  if (sale.lines.length > MAX_LINES) {
    return refuse('too-many-lines', `A receipt has at most ${MAX_LINES} lines.`, '/lines');
  }
  const negative = sale.lines.findIndex(({ amountMinor }) => amountMinor < 0);
  if (negative >= 0) {
    return refuse('negative-sale', 'A line of a sale costs 0 or more.', `/lines/${negative}/amountMinor`);
  }
  if (sale.paidMinor !== null && sale.paidMinor < 0) {
    return refuse('negative-sale', 'The payments of a sale add up to 0 or more.', '/payments');
  }
  if (Math.max(sumOf(sale), sale.paidMinor ?? 0) > MAX_AMOUNT_MINOR) {
    return refuse('amount-too-large', `A receipt adds up to at most ${MAX_AMOUNT_MINOR}.`, '/lines');
  }
  if (sale.occurredAt < EARLIEST_OCCURRENCE_MS) {
    return refuse('occurred-implausible', 'The receipt is from before the year 2000.', '/occurredAt');
  }
  if (sale.occurredAt > now + MAX_CLOCK_AHEAD_MS) {
    return refuse(
      'occurred-in-future',
      'The receipt is more than 24 hours ahead of our clock.',
      '/occurredAt',
    );
  }
  return null;
}

interface CountingDay {
  readonly day: Day;
  /** Minutes of the local clock at that moment. */
  readonly minute: number;
  readonly clockAhead: boolean;
  readonly tooOld: boolean;
}

/** The business day of the moment it happened (D5, D17); ahead of our clock, the day it was received (D28). */
function countingDay(sale: Sale, program: CompiledProgram, now: EpochMs, calendar: Calendar): CountingDay {
  const clockAhead = sale.occurredAt > now;
  const moment = clockAhead ? now : sale.occurredAt;
  const day = calendar.dayOf(moment, program.zone);
  const tooOld = calendar.dayOf(now, program.zone) - day > program.maxReceiptAgeDays;
  return { day, minute: calendar.minuteOf(moment, program.zone), clockAhead, tooOld };
}

/** A live quote is honoured to the cent, whatever the rules would say now (reliability §2). */
function keptPromise(
  { promised }: Sale,
  program: CompiledProgram,
  held: HeldStatuses,
): { readonly benefits: Benefits; readonly reasons: readonly RuleReason[] } | null {
  if (promised === null) return null;
  const reasons = promised.discounts.map(({ rule, basisPoints }): RuleReason => {
    const systems = program.rules.find(({ name }) => name === rule)?.systems ?? [];
    const because = new Map(systems.map((system) => [system, held.get(system) ?? null]));
    return { rule, outcome: 'won', basisPoints, because };
  });
  return { benefits: promised, reasons };
}

/** What the receipt adds to each column (D20, D22); nothing is added as a zero. */
function measure(
  program: CompiledProgram,
  sale: Sale,
  soldMinor: number,
  paidMinor: number,
): ReadonlyMap<ColumnId, number> {
  const counted = new Map<ColumnId, number>();
  for (const { id, measure: what, currency } of program.columns) {
    if (currency !== null && currency !== sale.currency) continue;
    const amount = what === 'purchases' ? 1 : what === 'sold-amount' ? soldMinor : paidMinor;
    if (amount !== 0) counted.set(id, amount);
  }
  return counted;
}

/** The state knows how many entries it has seen, and which, in any order: a rebuild must find the same. */
function note(member: Member, { storeId, receiptId }: Sale): Member {
  const { count, digest } = member.entries;
  return {
    ...member,
    entries: { count: count + 1, digest: mixDigest(digest, digestOf(`${storeId}#${receiptId}`)) },
  };
}

/** A receipt may raise a status at once, or correct the last review; older periods are recorded and no more (D21). */
function moveStatuses(
  programs: Programs,
  version: ProgramVersion,
  member: Member,
  day: Day,
  now: EpochMs,
  calendar: Calendar,
): Closed {
  const changes: StatusChange[] = [];
  const statuses = new Map(member.statuses);
  for (const system of version.program.systems) {
    const entry = statuses.get(system.name);
    if (entry === undefined) continue;
    const moved = moveStatus({ programs, version, system, member, now, calendar }, entry, day);
    statuses.set(system.name, moved.entry);
    if (moved.entry.computed !== entry.computed) {
      changes.push(statusChange(system, entry, moved.entry, now, moved.settledFrom, version.version));
    }
  }
  return { member: { ...member, statuses }, changes };
}

interface Moving {
  readonly programs: Programs;
  readonly version: ProgramVersion;
  readonly system: CompiledSystem;
  readonly member: Member;
  readonly now: EpochMs;
  readonly calendar: Calendar;
}

function moveStatus(
  { programs, version, system, member, now, calendar }: Moving,
  entry: StatusEntry,
  day: Day,
): { readonly entry: StatusEntry; readonly settledFrom: EpochMs } {
  const { zone } = version.program;
  const { period: running } = turnOf(programs, system, entry, zone, calendar);
  const present = { system, programVersion: version.version, counters: member.counters };
  const seenFrom = dayWithin(running, calendar.dayOf(now, zone));
  const raised = (held: StatusEntry): StatusEntry =>
    system.review.raise === 'at-once'
      ? raiseAtOnce({ ...present, entry: held }, running, seenFrom, now)
      : held;
  if (day >= running.from) return { entry: day < running.to ? raised(entry) : entry, settledFrom: now };

  const last = lastTurnOf(programs, system, entry, zone, calendar);
  if (last.judge === null || day < last.period.from) return { entry, settledFrom: now };
  const { version: judge, system: judging } = last.judge;
  const settledFrom = asEpochMs(last.at + judge.program.closingDelayMs);
  const place = { ...present, system: judging, programVersion: judge.version, entry };
  const corrected = reviewAgain(place, last.period, now >= settledFrom, now);
  // What the running period has earned already stays earned, whatever the last one comes to.
  return { entry: uninterrupted(entry, raised(corrected)), settledFrom };
}

/** Days that no review of this version can ask for any more become part of the columns' totals. */
function prune(
  member: Member,
  { program }: ProgramVersion,
  now: EpochMs,
  calendar: Calendar,
): Member['counters'] {
  const today = calendar.dayOf(now, program.zone);
  return forget(
    member.counters,
    new Map(program.columns.map(({ id, retentionDays }) => [id, asDay(today - retentionDays)])),
  );
}
