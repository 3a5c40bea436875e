import type { CaseStep, ProgramCase } from '#contracts/program/program-case.ts';
import { decide } from '#domain/decide.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Sale, SaleLine } from '#domain/member/commands.ts';
import type { SaleAnswer } from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import { type Timeline, timelineOf } from '#domain/program/timeline.ts';
import { view } from '#domain/showing/view.ts';
import { asEpochMs, type Calendar, type EpochMs } from '#domain/time/time.ts';
import { parseMoney } from '#domain/values/money.ts';
import { type Check, checksOf } from './check-expectation.ts';
import { parseMoment } from './moment.ts';

/** The outcome of a case. One that cannot be played has one check that failed and says why. */
export interface CaseResult {
  readonly name: string;
  readonly requirement: readonly string[];
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

/** Plays a case with the four functions of the domain: pure, no table, no clock but the case's own. */
export function runCase(
  program: CompiledProgram,
  programCase: ProgramCase,
  path: ProgramPath,
  calendar: Calendar,
): CaseResult {
  const { name, requirement } = programCase;
  const checks = play(program, programCase, path, calendar);
  return { name, requirement, passed: checks.every(({ ok }) => ok), checks };
}

function play(
  program: CompiledProgram,
  { steps, enrolled, attributes: known }: ProgramCase,
  path: ProgramPath,
  calendar: Calendar,
): Check[] {
  const timeline = timelineOf([{ version: 1, from: asEpochMs(0), announcedAt: null, program }], calendar);
  const first = steps[0]?.at ?? '';
  const start = parseMoment(enrolled ?? first, program.zone, calendar);
  if (start === null) return [unplayable([...path, 'enrolled'], 'a moment of this zone', enrolled ?? first)];
  const beginning = timeline.at(start);
  if (beginning === null)
    return [unplayable([...path, 'enrolled'], 'a moment since 1970', enrolled ?? first)];
  let { member } = enrol('case-member', beginning);
  let now = start;
  const attributes = new Map(Object.entries(known ?? {}));
  const checks: Check[] = [];
  for (const [index, step] of steps.entries()) {
    const place = [...path, 'steps', index];
    const happened = parseMoment(step.at, program.zone, calendar);
    const heard = parseMoment(step.arrives ?? step.at, program.zone, calendar);
    if (happened === null) return [...checks, unplayable([...place, 'at'], 'a moment of this zone', step.at)];
    if (heard === null || heard < now) {
      const word = step.arrives === undefined ? 'at' : 'arrives';
      return [...checks, unplayable([...place, word], 'not before the step above', step.arrives ?? step.at)];
    }
    const outcome = playStep(timeline, member, step, { happened, heard, index, attributes });
    if (!outcome.ok)
      return [...checks, unplayable([...place, 'receipt'], outcome.expected, outcome.observed)];
    ({ member } = outcome);
    now = outcome.now;
    if (step.expect === undefined) continue;
    const statuses = view(timeline.at(now), member);
    const { answer, facts, currency } = outcome;
    const categories = member.categories.map(({ name }) => name);
    const seen = { answer, facts, statuses, categories, currency };
    checks.push(
      ...checksOf(step.expect, seen, [...place, 'expect'], (text) =>
        parseMoment(text, program.zone, calendar),
      ),
    );
  }
  return checks;
}

const unplayable = (path: ProgramPath, expected: string, observed: string): Check => ({
  path,
  what: String(path.at(-1)),
  expected,
  observed,
  ok: false,
});

/** When a step happens and when it is heard of, its place among the steps, and what is known of the member. */
interface StepTime {
  readonly happened: EpochMs;
  readonly heard: EpochMs;
  readonly index: number;
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
}

type StepOutcome =
  | {
      readonly ok: true;
      readonly member: Member;
      readonly now: EpochMs;
      readonly answer: SaleAnswer | null;
      readonly facts: readonly Fact[];
      readonly currency: string;
    }
  | { readonly ok: false; readonly expected: string; readonly observed: string };

function playStep(
  timeline: Timeline,
  before: Member,
  step: CaseStep,
  { happened, heard, index, attributes }: StepTime,
): StepOutcome {
  if (step.receipt === undefined) {
    const decided = decide(timeline.at(heard), before, { kind: 'time-passing' });
    if (decided.kind === 'refused')
      return { ok: false, expected: 'a moment that counts', observed: decided.detail };
    return { ok: true, member: decided.member, now: heard, answer: null, facts: decided.facts, currency: '' };
  }
  const goods = goodsOf(step.receipt);
  if (!goods.ok) return goods;
  let member = before;
  let answer: SaleAnswer | null = null;
  const facts: Fact[] = [];
  const times = step.times ?? 1;
  for (let time = 0; time < times; time += 1) {
    const sale: Sale = {
      kind: 'sale',
      storeId: step.store ?? 'case-store',
      receiptId: `case-receipt-${index + 1}-${time + 1}`,
      occurredAt: asEpochMs(happened + time * 1000),
      promised: null,
      ...goods.sale,
    };
    const decided = decide(timeline.at(asEpochMs(heard + time * 1000)), member, sale, attributes);
    if (decided.kind === 'refused')
      return { ok: false, expected: 'a receipt that counts', observed: decided.detail };
    ({ member, answer } = decided);
    facts.push(...decided.facts);
  }
  return {
    ok: true,
    member,
    now: asEpochMs(heard + (times - 1) * 1000),
    answer,
    facts,
    currency: goods.sale.currency,
  };
}

type Goods =
  | { readonly ok: true; readonly sale: Pick<Sale, 'currency' | 'lines' | 'paidMinor'> }
  | { readonly ok: false; readonly expected: string; readonly observed: string };

interface WrittenLine {
  readonly amount: string;
  readonly sku?: string | undefined;
  readonly externalCode?: string | undefined;
  readonly quantity?: number | undefined;
  readonly categories?: readonly string[] | undefined;
}

function goodsOf(receipt: NonNullable<CaseStep['receipt']>): Goods {
  const written = typeof receipt === 'string' ? { lines: [{ amount: receipt }] } : receipt;
  const lines: readonly WrittenLine[] = written.lines;
  const currency = ('currency' in written ? written.currency : undefined) ?? lines[0]?.amount.slice(-3);
  if (currency === undefined)
    return { ok: false, expected: 'a currency', observed: 'no lines, and no `currency`' };
  const paid = 'paid' in written ? written.paid : undefined;
  const wrong = [...lines.map(({ amount }) => amount), ...(paid === undefined ? [] : [paid])].find(
    (amount) => parseMoney(amount, currency) === null,
  );
  if (wrong !== undefined)
    return { ok: false, expected: `an amount in ${currency}, no finer than its minor unit`, observed: wrong };
  const minor = (amount: string): number => parseMoney(amount, currency) ?? 0;
  return {
    ok: true,
    sale: {
      currency,
      lines: lines.map(
        ({ amount, sku, externalCode, quantity, categories }, position): SaleLine => ({
          sku: sku ?? `goods-${position + 1}`,
          quantityThousandths: Math.round((quantity ?? 1) * 1000),
          amountMinor: minor(amount),
          ...(externalCode === undefined ? {} : { externalCode }),
          ...(categories === undefined ? {} : { categories }),
        }),
      ),
      paidMinor: paid === undefined ? null : minor(paid),
    },
  };
}
