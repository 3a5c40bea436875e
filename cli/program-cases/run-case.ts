import type { CaseStep, ProgramCase } from '#contracts/program/program-case.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { ToldOverride } from '#domain/entries/override-told.ts';
import type { FollowUp, Returned, Sale, SaleLine } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import { timelineOf } from '#domain/program/timeline.ts';
import { discountView } from '#domain/showing/discount-view.ts';
import { view } from '#domain/showing/view.ts';
import { asEpochMs, type Calendar, type EpochMs } from '#domain/time/time.ts';
import { parseMoney } from '#domain/values/money.ts';
import { CaseBooks } from './case-books.ts';
import { type Check, checksOf, type StepAnswer } from './check-expectation.ts';
import { parseMoment } from './moment.ts';
import { playTimes, playVisitPayment } from './play-visit.ts';
import { CASE_STORE, type StepOutcome, type StepTime } from './step-outcome.ts';

/** The outcome of a case. Where a step does not count, its last check failed and says why. */
export interface CaseResult {
  readonly name: string;
  readonly requirement: readonly string[];
  readonly passed: boolean;
  readonly checks: readonly Check[];
}

/**
 * Plays a case with the four functions of the domain: pure, no table, no clock but the case's own. It is one that was checked
 * with its file.
 */
export function runCase(
  program: CompiledProgram,
  programCase: ProgramCase,
  path: ProgramPath,
  calendar: Calendar,
): CaseResult {
  const { name, requirement = [] } = programCase;
  const checks = play(program, programCase, path, calendar);
  return { name, requirement: [requirement].flat(), passed: checks.every(({ ok }) => ok), checks };
}

function play(
  program: CompiledProgram,
  { steps, enrolled, attributes: known }: ProgramCase,
  path: ProgramPath,
  calendar: Calendar,
): Check[] {
  const timeline = timelineOf([{ version: 1, from: asEpochMs(0), announcedAt: null, program }], calendar);
  const momentOf = (text: string): EpochMs => {
    const moment = parseMoment(text, program.zone, calendar);
    if (moment === null) throw new Error(`${text} is no moment`);
    return moment;
  };
  const start = momentOf(enrolled ?? steps[0]?.at ?? '');
  const beginning = timeline.at(start);
  if (beginning === null) throw new Error('the case begins before 1970');
  const attributes = new Map(Object.entries(known ?? {}));
  const books = new CaseBooks(timeline, enrol('case-member', beginning).member, attributes, program.currency);
  const checks: Check[] = [];
  for (const [index, step] of steps.entries()) {
    const place = [...path, 'steps', index];
    const happened = momentOf(step.at);
    const heard = momentOf(step.arrives ?? step.at);
    const outcome = playStep(books, step, { happened, heard, index, momentOf });
    if (!outcome.ok) return [...checks, uncounted([...place, wordOf(step)], outcome)];
    const { now } = outcome;
    if (step.expect === undefined) continue;
    const { member } = books;
    const statuses = view(timeline.at(now), member);
    const { answer, facts, currency } = outcome;
    const categories = member.categories.map(({ name }) => name);
    const discount = discountView(timeline.at(now), member);
    const seen = { answer, facts, statuses, categories, discount, currency };
    checks.push(
      ...checksOf(step.expect, seen, [...place, 'expect'], (text) =>
        parseMoment(text, program.zone, calendar),
      ),
    );
  }
  return checks;
}

const wordOf = (step: CaseStep): string =>
  (['return', 'payment', 'visit', 'activity', 'override'] as const).find(
    (word) => step[word] !== undefined,
  ) ?? 'receipt';

const uncounted = (
  path: ProgramPath,
  { expected, observed }: { readonly expected: string; readonly observed: string },
): Check => ({ path, what: String(path.at(-1)), expected, observed, ok: false });

function playStep(books: CaseBooks, step: CaseStep, time: StepTime): StepOutcome {
  if (step.receipt !== undefined) return playReceipt(books, step, step.receipt, time);
  if (step.visit !== undefined || step.activity !== undefined) return playTimes(books, step, time);
  if (step.payment !== undefined && books.visit(step.payment.of) !== null)
    return playVisitPayment(books, step, step.payment, time);
  if (step.return !== undefined || step.payment !== undefined) return playFollowUp(books, step, time);
  const { override } = step;
  const played =
    override === undefined ? books.pass(time.heard) : books.override(overrideOf(override, time), time.heard);
  if (played.kind === 'refused')
    return {
      ok: false,
      expected: override === undefined ? 'a moment that counts' : 'an override that can be',
      observed: played.detail,
    };
  return { ok: true, now: time.heard, answer: null, facts: played.facts, currency: '' };
}

function overrideOf(
  { system, mode, status = null, until }: NonNullable<CaseStep['override']>,
  { momentOf }: StepTime,
): Pick<ToldOverride, 'system' | 'override'> {
  if (mode === undefined) return { system, override: null };
  return { system, override: { mode, status, until: until === undefined ? null : momentOf(until) } };
}

function playReceipt(
  books: CaseBooks,
  step: CaseStep,
  receipt: NonNullable<CaseStep['receipt']>,
  { happened, heard, index }: StepTime,
): StepOutcome {
  const goods = goodsOf(receipt);
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
      ...goods,
    };
    const played = books.sell(sale, asEpochMs(heard + time * 1000), name);
    if (played.kind === 'refused')
      return {
        ok: false,
        expected: 'a receipt that counts',
        observed: played.detail,
      };
    ({ answer } = played);
    facts.push(...played.facts);
  }
  const now = asEpochMs(heard + (times - 1) * 1000);
  return { ok: true, now, answer, facts, currency: goods.currency };
}

/** Goods or money go back, or a bill is paid. */
function playFollowUp(books: CaseBooks, step: CaseStep, { happened, heard, index }: StepTime): StepOutcome {
  const name = step.return?.of ?? step.payment?.of ?? '';
  const sold = books.sold(name);
  if (sold === null) throw new Error(`no step above has the receipt ${name}`);
  const { currency } = sold.body.sale;
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
    return {
      ok: false,
      expected: `a ${told.kind} that counts`,
      observed: played.detail,
    };
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

interface WrittenLine {
  readonly amount: string;
  readonly sku?: string | undefined;
  readonly externalCode?: string | undefined;
  readonly quantity?: number | undefined;
  readonly categories?: readonly string[] | undefined;
}

function goodsOf(receipt: NonNullable<CaseStep['receipt']>): Pick<Sale, 'currency' | 'lines' | 'paidMinor'> {
  const written = typeof receipt === 'string' ? { lines: [{ amount: receipt }] } : receipt;
  const lines: readonly WrittenLine[] = written.lines;
  const currency = ('currency' in written ? written.currency : undefined) ?? lines[0]?.amount.slice(-3);
  if (currency === undefined) throw new Error('a receipt has no currency');
  const paid = 'paid' in written ? written.paid : undefined;
  const minor = (amount: string): number => parseMoney(amount, currency) ?? 0;
  return {
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
  };
}
