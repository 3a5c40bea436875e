import fc from 'fast-check';
import type { Sale } from '#domain/commands.ts';
import { compile } from '#domain/compile.ts';
import { decide } from '#domain/decide.ts';
import type { SaleAnswer } from '#domain/entry.ts';
import { explain } from '#domain/explain.ts';
import type { Member } from '#domain/member.ts';
import { enrol } from '#domain/member-life.ts';
import type { Program } from '#domain/program.ts';
import { asEpochMs } from '#domain/time.ts';
import type { Programs } from '#domain/timeline.ts';
import { view } from '#domain/view.ts';
import { zoneCalendar } from '../../shared/operations/zone-calendar.ts';
import { anyAttributes, anyProgram, anyStory, type Bought } from './generated-programs.ts';
import { NaiveMember } from './naive-interpreter.ts';

const calendar = zoneCalendar();
/** Friday, 1 March 2024, in the morning. */
const BEGINNING = Date.UTC(2024, 2, 1, 8, 30);

/** The programs that generated words make; one that does not compile is a defect of the generator. */
export function programsOf(source: Program): Programs {
  const compiled = compile(source);
  if (!compiled.ok) {
    const errors = compiled.findings.filter(({ severity }) => severity === 'error');
    throw new Error(`a generated program does not compile: ${JSON.stringify(errors)}`);
  }
  return [{ version: 1, from: asEpochMs(0), program: compiled.program }];
}

export interface Told {
  readonly sale: Sale;
  readonly answer: SaleAnswer;
  readonly after: Member;
}

/** Lets a member live through a story; each receipt arrives when it happens. */
export function live(
  programs: Programs,
  story: readonly Bought[],
  attributes: ReadonlyMap<string, string | number | boolean>,
): readonly Told[] {
  const [version] = programs;
  if (version === undefined) throw new Error('no program');
  let { member } = enrol('m', version, asEpochMs(BEGINNING), calendar);
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
    const decided = decide(programs, member, sale, asEpochMs(at), calendar, attributes);
    if (decided.kind === 'refused') throw new Error(decided.detail);
    ({ member } = decided);
    return { sale, answer: decided.answer, after: member };
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

function freeze<Value>(value: Value): Value {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value;
  if (value instanceof Map) {
    for (const each of value.values()) freeze(each);
    // A frozen map could still be written to; this one throws.
    const refuse = (): never => {
      throw new Error('an argument was changed');
    };
    Object.assign(value, { set: refuse, delete: refuse, clear: refuse });
  }
  Object.freeze(value);
  for (const each of Object.values(value)) freeze(each);
  return value;
}

/** Properties by name; each is checked a few hundred times with the tests, and as often as wanted by the command. */
export const properties = {
  'decide does what an interpreter of the words does': fc.property(
    anyProgram,
    anyStory,
    anyAttributes,
    (program, story, attributes) => {
      const told = live(programsOf(program), story, new Map(Object.entries(attributes)));
      const naive = new NaiveMember(program, attributes);
      for (const each of told) {
        const { occurredAt, ...sale } = each.sale;
        const wanted = naive.buy({ ...sale, minutesLater: 0, at: new Date(occurredAt) });
        const shown = shownBy(each);
        // A discount of no amount is told as none.
        const expected =
          wanted.lineDiscounts.every((amount) => amount === 0) && shown.discountPercent === 0
            ? { ...wanted, discountPercent: 0 }
            : wanted;
        if (JSON.stringify(shown) !== JSON.stringify(expected)) {
          throw new Error(
            `${each.sale.receiptId}: ${JSON.stringify(shown)}, the words say ${JSON.stringify(expected)}`,
          );
        }
      }
    },
  ),
  'a program that compiles never throws, and changes none of its arguments': fc.property(
    anyProgram,
    anyStory,
    (program, story) => {
      const programs = programsOf(freeze(program));
      const [version] = programs;
      if (version === undefined) return;
      let member = freeze(enrol('m', version, asEpochMs(BEGINNING), calendar).member);
      let at = BEGINNING;
      for (const [index, { minutesLater, ...bought }] of story.entries()) {
        at += minutesLater * 60_000;
        const sale = freeze<Sale>({
          kind: 'sale',
          receiptId: `r${index}`,
          occurredAt: asEpochMs(at),
          promised: null,
          ...bought,
        });
        const decided = decide(
          programs,
          member,
          sale,
          asEpochMs(at),
          calendar,
          freeze(new Map([['car', true]])),
        );
        if (decided.kind === 'refused') throw new Error(decided.detail);
        member = freeze(decided.member);
        view(programs, member, asEpochMs(at), calendar);
        explain(programs, member, [], 'class', asEpochMs(at + 1), calendar);
      }
    },
  ),
  'D30: counters do not depend on the order of arrival': fc.property(
    anyProgram,
    anyStory,
    fc.infiniteStream(fc.nat()),
    (program, story, chance) => {
      // Without discounts: what a discount takes off depends on what came before it.
      const programs = programsOf({
        ...program,
        rules: program.rules.filter(
          (rule) =>
            rule.then?.discount === undefined &&
            rule.table?.every(({ discount }) => discount === undefined) !== false,
        ),
      });
      const told = live(programs, story, new Map());
      const last = asEpochMs(Math.max(BEGINNING, ...told.map(({ sale }) => sale.occurredAt)) + 1);
      const arriving = (sales: readonly Sale[]) => {
        const [version] = programs;
        if (version === undefined) throw new Error('no program');
        let { member } = enrol('m', version, asEpochMs(BEGINNING), calendar);
        for (const sale of sales) {
          const decided = decide(programs, member, sale, last, calendar);
          if (decided.kind === 'refused') throw new Error(decided.detail);
          ({ member } = decided);
        }
        return member.counters;
      };
      const sales = told.map(({ sale }) => sale);
      const shuffled = sales
        .map((sale) => ({ sale, key: chance.next().value ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ sale }) => sale);
      const sorted = (counters: Member['counters']) =>
        JSON.stringify([
          counters.days,
          [...counters.sums].sort(([one], [other]) => (one < other ? -1 : 1)),
          [...counters.tallies]
            .sort(([one], [other]) => (one < other ? -1 : 1))
            .map(([id, { before, values }]) => [
              id,
              [...before].sort(),
              values.map((tally) => [...tally].sort()),
            ]),
        ]);
      if (sorted(arriving(sales)) !== sorted(arriving(shuffled)))
        throw new Error('another order, other counters');
    },
  ),
};
