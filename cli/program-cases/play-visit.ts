import type { CaseStep } from '#contracts/program/program-case.ts';
import type { ActivityChange, VisitChange } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { parseMoney } from '#domain/values/money.ts';
import type { CaseBooks } from './case-books.ts';
import { CASE_STORE, type StepOutcome, type StepTime } from './step-outcome.ts';

/** Steps with visits, their payments and activities (D44, D46). */

/** A visit or an activity, as often as the step says. */
export function playTimes(
  books: CaseBooks,
  step: CaseStep,
  { happened, heard, index, momentOf }: StepTime,
): StepOutcome {
  const times = step.times ?? 1;
  let last: StepOutcome = { ok: false, expected: '', observed: '' };
  const facts: Fact[] = [];
  for (let time = 0; time < times; time += 1) {
    const at = {
      happened: asEpochMs(happened + time * 1000),
      heard: asEpochMs(heard + time * 1000),
      momentOf,
    };
    const id = `case-${index + 1}-${time + 1}`;
    const told =
      step.visit === undefined ? activityOf(step, id, at) : visitOf(books, step, step.visit, { id, ...at });
    const played = books.change(told, at.heard);
    if (played.kind === 'refused')
      return { ok: false, expected: `a ${told.kind} that counts`, observed: played.detail };
    facts.push(...played.facts);
    const currency = told.kind === 'visit' ? told.visit.currency : '';
    last = { ok: true, now: at.heard, answer: played.answer, facts, currency };
  }
  return last;
}

const activityOf = (
  step: CaseStep,
  activityId: string,
  { happened }: Pick<StepTime, 'happened'>,
): ActivityChange => ({
  kind: 'activity',
  storeId: step.store ?? CASE_STORE,
  activityId,
  activity: step.activity ?? '',
  occurredAt: happened,
  isTakenBack: false,
});

/** What the step leaves out of a visit stays as it was told before. */
function visitOf(
  books: CaseBooks,
  step: CaseStep,
  written: NonNullable<CaseStep['visit']>,
  { id, happened, momentOf }: Pick<StepTime, 'happened' | 'momentOf'> & { readonly id: string },
): VisitChange {
  const told = typeof written === 'string' ? { id, amount: written } : written;
  const before = books.visit(told.id);
  const known = before?.body.visit;
  const currency = (told.amount ?? told.paid)?.slice(-3) ?? known?.currency ?? books.currency;
  const minor = (amount: string): number => parseMoney(amount, currency) ?? 0;
  const starts = told.starts === undefined ? undefined : momentOf(told.starts);
  return {
    kind: 'visit',
    storeId: before?.source ?? step.store ?? CASE_STORE,
    visitId: told.id,
    visit: {
      status: told.status ?? known?.status ?? 'came',
      startsAt: starts ?? known?.startsAt ?? happened,
      changedAt: happened,
      currency,
      amountMinor: told.amount === undefined ? (known?.amountMinor ?? 0) : minor(told.amount),
      lines: [],
      paidMinor: told.paid === undefined ? (known?.paidMinor ?? null) : minor(told.paid),
    },
    payments: before?.body.payments ?? [],
  };
}

export function playVisitPayment(
  books: CaseBooks,
  step: CaseStep,
  { of, amount }: NonNullable<CaseStep['payment']>,
  { happened, heard, index }: StepTime,
): StepOutcome {
  const before = books.visit(of);
  if (before === null) throw new Error(`no step above has the visit ${of}`);
  const { visit, payments, number } = before.body;
  const { currency } = visit;
  const amountMinor = parseMoney(amount, currency) ?? 0;
  const payment = {
    id: `case-${index + 1}`,
    amountMinor,
    occurredAt: happened,
    meaning: '',
    number: number + 1,
  };
  const told = { storeId: before.source, visitId: of, visit, payments: [...payments, payment] };
  const played = books.change({ kind: 'visit', ...told, paidIn: step.store ?? before.source }, heard);
  if (played.kind === 'refused')
    return { ok: false, expected: 'a payment that counts', observed: played.detail };
  return { ok: true, now: heard, answer: played.answer, facts: played.facts, currency };
}
