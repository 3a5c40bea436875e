import { decide } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Entry, SaleAnswer } from '#domain/member/entry.ts';
import type { Member } from '#domain/member/member.ts';
import { compile } from '#domain/program/compile.ts';
import type { Program } from '#domain/program/program.ts';
import { type Timeline, timelineOf } from '#domain/program/timeline.ts';
import { enrol } from '#domain/reviews/member-life.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { zoneCalendar } from '../../shared/operations/zone-calendar.ts';
import type { Bought } from './generated-programs.ts';

export const calendar = zoneCalendar();
/** Friday, 1 March 2024, in the morning. */
export const BEGINNING = Date.UTC(2024, 2, 1, 8, 30);

/** The programs that generated words make; one that does not compile is a defect of the generator. */
export function programsOf(source: Program): Timeline {
  const compiled = compile(source);
  if (!compiled.ok) {
    const errors = compiled.findings.filter(({ severity }) => severity === 'error');
    throw new Error(`a generated program does not compile: ${JSON.stringify(errors)}`);
  }
  return timelineOf([{ version: 1, from: asEpochMs(0), program: compiled.program }], calendar);
}

export function enrolled(programs: Timeline): Member {
  const moment = programs.at(asEpochMs(BEGINNING));
  if (moment === null) throw new Error('no program');
  return enrol('m', moment).member;
}

/** Two programs, the second in force from an instant on. */
export const secondFrom = (first: Program, second: Program, from: EpochMs): Timeline =>
  timelineOf(
    [
      ...programsOf(first).versions,
      ...programsOf(second).versions.map((version) => ({ ...version, version: 2, from })),
    ],
    calendar,
  );

export interface Told {
  readonly sale: Sale;
  readonly answer: SaleAnswer;
  readonly after: Member;
  readonly counted: Entry['counted'];
  readonly lineGoods: Entry['lineGoods'];
}

/** Lets a member live through a story; each receipt arrives when it happens. */
export function live(
  programs: Timeline,
  story: readonly Bought[],
  attributes: ReadonlyMap<string, string | number | boolean>,
): readonly Told[] {
  let member = enrolled(programs);
  let at = BEGINNING;
  return story.map(({ minutesLater, ...bought }, index) => {
    at += minutesLater * 60_000;
    const sale: Sale = {
      kind: 'sale',
      receiptId: `r${index}`,
      occurredAt: asEpochMs(at),
      promised: null,
      ...bought,
    };
    const decided = decide(programs.at(asEpochMs(at)), member, sale, attributes);
    if (decided.kind === 'refused') throw new Error(decided.detail);
    ({ member } = decided);
    return {
      sale,
      answer: decided.answer,
      after: member,
      counted: decided.counted,
      lineGoods: decided.lineGoods,
    };
  });
}

/** What both the product and the interpreter say of a receipt, in one form. */
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
  told.map(({ sale, answer, after, counted, lineGoods }) => ({
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
    receivedAt: sale.occurredAt,
    meaning: 'AAAAAAAAAAAAAAAAAAAAAA',
    quote: 'none',
    answer,
    counted,
    lineGoods: lineGoods.map((ids) => [...ids].sort()),
  }));
