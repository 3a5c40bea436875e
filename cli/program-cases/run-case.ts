import type { CaseStep, ProgramCase } from '#contracts/program/program-case.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { FollowUp, Returned, Sale, SaleLine } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import { timelineOf } from '#domain/program/timeline.ts';
import { view } from '#domain/showing/view.ts';
import { asEpochMs, type Calendar, type EpochMs } from '#domain/time/time.ts';
import { parseMoney } from '#domain/values/money.ts';
import { CaseBooks } from './case-books.ts';
import { type Check, checksOf, type StepAnswer } from './check-expectation.ts';
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
  const attributes = new Map(Object.entries(known ?? {}));
  const books = new CaseBooks(timeline, enrol('case-member', beginning).member, attributes);
  let now = start;
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
    const outcome = playStep(books, step, { happened, heard, index });
    if (!outcome.ok)
      return [...checks, unplayable([...place, wordOf(step)], outcome.expected, outcome.observed)];
    now = outcome.now;
    if (step.expect === undefined) continue;
    const { member } = books;
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

const wordOf = (step: CaseStep): string =>
  step.return === undefined ? (step.payment === undefined ? 'receipt' : 'payment') : 'return';

const unplayable = (path: ProgramPath, expected: string, observed: string): Check => ({
  path,
  what: String(path.at(-1)),
  expected,
  observed,
  ok: false,
});

/** When a step happens and when it is heard of, and its place among the steps. */
interface StepTime {
  readonly happened: EpochMs;
  readonly heard: EpochMs;
  readonly index: number;
}

type StepOutcome =
  | {
      readonly ok: true;
      readonly now: EpochMs;
      readonly answer: StepAnswer | null;
      readonly facts: readonly Fact[];
      readonly currency: string;
    }
  | { readonly ok: false; readonly expected: string; readonly observed: string };

function playStep(books: CaseBooks, step: CaseStep, time: StepTime): StepOutcome {
  if (step.receipt !== undefined) return playReceipt(books, step, step.receipt, time);
  if (step.return !== undefined || step.payment !== undefined) return playFollowUp(books, step, time);
  const played = books.pass(time.heard);
  if (played.kind === 'refused')
    return { ok: false, expected: 'a moment that counts', observed: played.detail };
  return { ok: true, now: time.heard, answer: null, facts: played.facts, currency: '' };
}

function playReceipt(
  books: CaseBooks,
  step: CaseStep,
  receipt: NonNullable<CaseStep['receipt']>,
  { happened, heard, index }: StepTime,
): StepOutcome {
  const goods = goodsOf(receipt);
  if (!goods.ok) return goods;
  const name = typeof receipt === 'string' ? null : (receipt.id ?? null);
  let answer: StepAnswer | null = null;
  const facts: Fact[] = [];
  const times = step.times ?? 1;
  for (let time = 0; time < times; time += 1) {
    const sale: Sale = {
      kind: 'sale',
      storeId: step.store ?? CASE_STORE,
      receiptId: `case-receipt-${index + 1}-${time + 1}`,
      occurredAt: asEpochMs(happened + time * 1000),
      promised: null,
      ...goods.sale,
    };
    const played = books.sell(sale, asEpochMs(heard + time * 1000), name);
    if (played.kind === 'refused')
      return { ok: false, expected: 'a receipt that counts', observed: played.detail };
    ({ answer } = played);
    facts.push(...played.facts);
  }
  const now = asEpochMs(heard + (times - 1) * 1000);
  return { ok: true, now, answer, facts, currency: goods.sale.currency };
}

const CASE_STORE = 'case-store';

/** Goods or money go back, or a bill is paid. */
function playFollowUp(books: CaseBooks, step: CaseStep, { happened, heard, index }: StepTime): StepOutcome {
  const name = step.return?.of ?? step.payment?.of ?? '';
  const sold = books.sold(name);
  if (sold === null) return { ok: false, expected: 'the `id` of a receipt above', observed: name };
  const { currency } = sold.body.sale;
  const amounts = [step.return?.amount, step.return?.refunded, step.payment?.amount];
  const wrong = amounts.find((amount) => amount !== undefined && parseMoney(amount, currency) === null);
  if (wrong !== undefined)
    return { ok: false, expected: `an amount in ${currency}, no finer than its minor unit`, observed: wrong };
  const minor = (amount: string | undefined): number => parseMoney(amount ?? '', currency) ?? 0;
  const head = { id: `case-${index + 1}`, storeId: step.store ?? sold.source, occurredAt: happened };
  const told: FollowUp =
    step.return === undefined
      ? { kind: 'payment', ...head, amountMinor: minor(step.payment?.amount) }
      : {
          kind: 'return',
          ...head,
          returned: returnedOf(step.return, minor),
          refundedMinor: step.return.refunded === undefined ? null : minor(step.return.refunded),
        };
  const played = books.follow(name, told, heard);
  if (played.kind === 'refused')
    return { ok: false, expected: `a ${told.kind} that counts`, observed: played.detail };
  return { ok: true, now: heard, answer: played.answer, facts: played.facts, currency };
}

function returnedOf(
  { all, lines = [], amount }: NonNullable<CaseStep['return']>,
  minor: (amount: string) => number,
): Returned {
  if (all === true) return { kind: 'all' };
  if (amount !== undefined) return { kind: 'amount', amountMinor: minor(amount) };
  return {
    kind: 'lines',
    lines: lines.map(({ line, quantity }) => ({ line, quantityThousandths: Math.round(quantity * 1000) })),
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
