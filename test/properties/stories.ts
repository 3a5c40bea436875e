import fc from 'fast-check';
import { compile, makeReady } from '#domain/compile/compile.ts';
import { succession } from '#domain/compile/succession.ts';
import { decide } from '#domain/decide.ts';
import { enrol } from '#domain/entries/enrol.ts';
import { olderEntries, withOlderEntries } from '#domain/entries/late-entries.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Decided } from '#domain/member/decision.ts';
import type { Entry, SaleAnswer, SaleBody } from '#domain/member/entry.ts';
import type { Command } from '#domain/member/following.ts';
import type { Member } from '#domain/member/member.ts';
import { outlineOf } from '#domain/program/outline.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { type Timeline, timelineOf as timelineOfVersions } from '#domain/program/timeline.ts';
import { rebuild } from '#domain/rebuild.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { type StatusView, view } from '#domain/showing/view.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { zoneCalendar } from '../../shared/operations/zone-calendar.ts';
import { saleEntry } from '../fixtures/entries.ts';
import type { Bought } from './generated-programs.ts';

const calendar = zoneCalendar();
/** Friday, 1 March 2024, in the morning. */
export const BEGINNING = Date.UTC(2024, 2, 1, 8, 30);

/** One version of generated words, in force for ever. */
export const programsOf = (source: Program): Timeline => timelineOf([{ from: 0, source }]);

/**
 * Versions of generated words, each following those before as activation lets it (D80); one that does not compile is a
 * defect of the generator, but for too large ones, which nobody can live under.
 */
export function timelineOf(
  sources: readonly { readonly from: number; readonly source: Program }[],
): Timeline {
  const versions: Parameters<typeof timelineOfVersions>[0][number][] = [];
  for (const [index, { from, source }] of sources.entries()) {
    const compiled = compile(source);
    if (!compiled.ok) {
      const errors = compiled.findings.filter(({ severity }) => severity === 'error');
      leaveOutTooLarge(errors);
      throw new Error(`a generated program does not compile: ${JSON.stringify(errors)}`);
    }
    const earlier = versions.map(({ program }, place) => ({
      daysGone: (from - (versions[place + 1]?.from ?? from)) / 86_400_000,
      program,
    }));
    const follows = succession(compiled.program, {
      version: index + 1,
      earlier: earlier.reverse(),
      outlines: versions.map(({ program }) => outlineOf(program.source)),
      hasMembers: false,
    });
    const ready = makeReady(follows.program);
    if (!ready.ok) leaveOutTooLarge(ready.findings);
    if (!ready.ok) throw new Error(`a version does not follow: ${JSON.stringify(ready.findings)}`);
    versions.push({ version: index + 1, from: asEpochMs(from), announcedAt: null, program: ready.program });
  }
  return timelineOfVersions(versions, calendar);
}

/** Many counters over long windows are refused by their size alone, which no generator can see from a single one. */
function leaveOutTooLarge(findings: readonly Finding[]): void {
  fc.pre(!findings.some(({ code }) => code === 'state-too-large'));
}

type Attributes = ReadonlyMap<string, string | number | boolean>;

/** A member as enrolment makes one. */
export function enrolled(programs: Timeline, at = BEGINNING): Member {
  const moment = programs.at(asEpochMs(at));
  if (moment === null) throw new Error('no program');
  return enrol('m', moment).member;
}

/** A command's outcome; a story holds nothing that is refused. */
export function decided<Said extends Command>(
  programs: Timeline,
  member: Member,
  command: Said,
  now: number,
  attributes?: Attributes,
): Said extends Sale ? Decided<SaleAnswer> : Decided<SaleAnswer | null> {
  const decision = decide(programs.at(asEpochMs(now)), member, command, attributes);
  if (decision.kind === 'refused') throw new Error(decision.detail);
  return decision as ReturnType<typeof decided<Said>>;
}

/** A member as it is shown. */
export const seen = (programs: Timeline, member: Member, now: number): readonly StatusView[] =>
  view(programs.at(asEpochMs(now)), member);

/** The explanation of one system. */
export function explained(programs: Timeline, member: Member, system: string, now: number) {
  const question = askAbout(programs.at(asEpochMs(now)), member, system);
  return question === null ? null : explain(question, []);
}

/** A state made anew. */
export const remade = (
  programs: Timeline,
  who: Parameters<typeof rebuild>[1],
  entries: readonly Entry[],
  now: number,
): Member | null => rebuild(programs, who, entries, asEpochMs(now));

export interface Told {
  readonly sale: Sale;
  /** When it arrived. */
  readonly now: EpochMs;
  readonly answer: SaleAnswer;
  readonly after: Member;
  readonly counted: Entry['counted'];
  readonly lineGoods: SaleBody['lineGoods'];
}

/** The receipts of a story, and when each arrives. */
export function salesOf(story: readonly Bought[]): readonly { readonly sale: Sale; readonly now: EpochMs }[] {
  let at = BEGINNING;
  return story.map(({ minutesLater, minutesLate = 0, ...bought }, index) => {
    at += minutesLater * 60_000;
    const occurredAt = asEpochMs(at - minutesLate * 60_000);
    const sale: Sale = { kind: 'sale', receiptId: `r${index}`, occurredAt, promised: null, ...bought };
    return { sale, now: asEpochMs(at) };
  });
}

/** Lets a member live through a story. */
export function live(programs: Timeline, story: readonly Bought[], attributes: Attributes): readonly Told[] {
  let member = enrolled(programs);
  const told: Told[] = [];
  for (const { sale, now } of salesOf(story))
    member = tell(programs, member, { sale, now, told, attributes }).member;
  return told;
}

interface Telling {
  readonly sale: Sale;
  readonly now: number;
  /** What was told before: a late receipt may have to see it. It grows by this one. */
  readonly told: Told[];
  readonly attributes?: Attributes;
}

/** A receipt that is told, as the operation decides it. */
export function tell(
  programs: Timeline,
  member: Member,
  { sale, now, told, attributes }: Telling,
): Decided<SaleAnswer> {
  const decision = decided(programs, withOlder(programs, member, { sale, now, told }), sale, now, attributes);
  const { answer, counted, lineGoods, member: after } = decision;
  told.push({ sale, now: asEpochMs(now), answer, after, counted, lineGoods });
  return decision;
}

/** A member with the days of long ago that a late receipt has to see, as the operation reads them. */
function withOlder(
  programs: Timeline,
  member: Member,
  { sale, now, told }: { readonly sale: Sale; readonly now: number; readonly told: readonly Told[] },
): Member {
  const moment = programs.at(asEpochMs(now));
  const older = moment === null ? null : olderEntries(moment, member, sale);
  return moment === null || older === null
    ? member
    : withOlderEntries(moment, member, older, entriesOf(told));
}

/** Versions that keep every day for ever: what a late receipt would see if nothing were summed up. */
export const keepingAll = (programs: Timeline): Timeline =>
  timelineOfVersions(
    programs.versions.map(({ version, from, announcedAt, program }) => ({
      version,
      from,
      announcedAt,
      program: {
        ...program,
        columns: program.columns.map((column) => ({ ...column, retentionDays: 10_000 })),
      },
    })),
    calendar,
  );

/** A receipt's answer in the form that the product and the interpreter share. */
export function shownBy({ answer, after }: Told) {
  return {
    discountPercent: (answer.discounts[0]?.basisPoints ?? 0) / 100,
    lineDiscounts: [...answer.lineDiscountsMinor],
    status: answer.statuses[0]?.after ?? null,
    categories: after.categories.map(({ name }) => name).sort(),
    messages: answer.messages.length,
  };
}

export function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const each of value.values()) freeze(each);
    // A frozen map could still be written to; this one throws.
    const refuse = (): never => {
      throw new Error('an argument was changed');
    };
    for (const name of ['set', 'delete', 'clear']) Object.defineProperty(value, name, { value: refuse });
  }
  Object.freeze(value);
  for (const each of Object.values(value)) freeze(each);
  return value;
}

/** The entries of a story, as they are stored. */
export const entriesOf = (told: readonly Told[]): readonly Entry[] =>
  told.map(({ sale, now, answer, after, counted, lineGoods }) =>
    saleEntry({
      // Categories and columns are sets, and come back in an order of their own.
      sale: {
        ...sale,
        lines: sale.lines.map(({ categories, ...line }) =>
          categories === undefined ? line : { ...line, categories: [...categories].sort() },
        ),
      },
      memberId: 'm',
      number: after.entries.count,
      cardNumber: null,
      receivedAt: now,
      meaning: 'AAAAAAAAAAAAAAAAAAAAAA',
      quote: 'none',
      answer,
      counted,
      lineGoods: lineGoods.map((ids) => [...ids].sort()),
    }),
  );
