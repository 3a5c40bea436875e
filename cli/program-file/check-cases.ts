import type { CaseExpectation, CaseStep, ProgramCase } from '#contracts/program/program-case.ts';
import { checkCategory, unknownSystem } from '#domain/compile/compile-conditions.ts';
import { collectFindings, type Findings, oneOf } from '#domain/compile/findings.ts';
import type { CompiledProgram, CompiledSystem } from '#domain/program/compiled.ts';
import type { Finding } from '#domain/program/program.ts';
import { asEpochMs, type Calendar, type EpochMs } from '#domain/time/time.ts';
import { currencyExponent, parseMoney } from '#domain/values/money.ts';
import { parseMoment } from '../program-cases/moment.ts';

/** A receipt of a case, as far as what follows it may name it. */
interface Written {
  readonly currency: string;
  readonly lineCount: number;
}

/** What is around a case while it is read from its first step to its last. */
interface Reading {
  readonly program: CompiledProgram;
  readonly momentAt: (text: string, findings: Findings) => EpochMs | null;
  /** Name → receipt; `null`: one that makes no sense itself. */
  readonly receipts: Map<string, Written | null>;
}

/** What keeps cases from being played, or from ever passing, whatever the program decides: told before they are. */
export function checkCases(
  program: CompiledProgram,
  cases: readonly ProgramCase[],
  calendar: Calendar,
): readonly Finding[] {
  const findings = collectFindings();
  for (const [index, { enrolled, steps }] of cases.entries()) {
    const at = findings.at('cases', index);
    const momentAt = momentsOf(program.zone, calendar);
    const reading: Reading = { program, momentAt, receipts: new Map() };
    let now = enrolled === undefined ? null : momentAt(enrolled, at.at('enrolled'));
    for (const [place, step] of steps.entries()) now = checkStep(step, now, reading, at.at('steps', place));
  }
  return findings.list;
}

function momentsOf(zone: string, calendar: Calendar): Reading['momentAt'] {
  return (text, findings) => {
    const moment = parseMoment(text, zone, calendar);
    if (moment !== null && moment >= 0) return moment;
    findings.error(
      'unknown-moment',
      moment === null ? `No clock of ${zone} shows \`${text}\`.` : `\`${text}\` lies before 1970.`,
      'Write a day that the calendar has, and a time that is not skipped when clocks are set forward.',
    );
    return null;
  };
}

/** @returns when the step is over; where its moments are none, when the one above was */
function checkStep(
  step: CaseStep,
  before: EpochMs | null,
  reading: Reading,
  findings: Findings,
): EpochMs | null {
  const heard = checkMoments(step, before, reading, findings);
  if (step.receipt !== undefined) checkReceipt(step.receipt, reading, findings.at('receipt'));
  if (step.return !== undefined) checkReturn(step.return, reading, findings.at('return'));
  if (step.payment !== undefined) {
    const { of, amount } = step.payment;
    const paid = followed(of, reading, findings.at('payment'));
    if (paid !== null) checkMoney(amount, paid.currency, findings.at('payment', 'amount'));
  }
  if (step.visit !== undefined) checkVisit(step.visit, reading, findings.at('visit'));
  if (step.activity !== undefined) checkActivity(step.activity, reading, findings.at('activity'));
  if (step.override !== undefined) checkOverride(step.override, reading, findings.at('override'));
  if (step.expect !== undefined) checkExpectation(step.expect, reading, findings.at('expect'));
  return heard;
}

function checkMoments(
  { at, arrives, receipt, visit, activity, times = 1 }: CaseStep,
  before: EpochMs | null,
  { momentAt }: Reading,
  findings: Findings,
): EpochMs | null {
  const happened = momentAt(at, findings.at('at'));
  const heard = arrives === undefined ? happened : momentAt(arrives, findings.at('arrives'));
  if (heard === null) return before;
  // Who does not say when the member joins lets that be as the first step happens.
  const earliest = before ?? happened;
  if (earliest !== null && heard < earliest) {
    findings
      .at(arrives === undefined ? 'at' : 'arrives')
      .error(
        'step-before-the-last',
        'Laurel hears of this step before the one above it, or before the member joins.',
        'Let steps stand in the order in which they are heard of; what happened earlier `arrives` later.',
      );
    return before;
  }
  const isRepeated = receipt !== undefined || visit !== undefined || activity !== undefined;
  return isRepeated ? asEpochMs(heard + (times - 1) * 1000) : heard;
}

function checkReceipt(
  receipt: NonNullable<CaseStep['receipt']>,
  { receipts }: Reading,
  findings: Findings,
): void {
  if (typeof receipt === 'string') {
    checkMoney(receipt, receipt.slice(-3), findings);
    return;
  }
  const { id, lines, paid } = receipt;
  const currency = receipt.currency ?? lines[0]?.amount.slice(-3);
  if (currency === undefined) {
    findings.error(
      'case-without-currency',
      'A receipt without lines does not say its currency.',
      'Add `currency:` to it.',
    );
  } else {
    for (const [line, { amount }] of lines.entries())
      checkMoney(amount, currency, findings.at('lines', line, 'amount'));
    if (paid !== undefined) checkMoney(paid, currency, findings.at('paid'));
  }
  const isKnown = currency !== undefined && currencyExponent(currency) !== null;
  if (id !== undefined) receipts.set(id, isKnown ? { currency, lineCount: lines.length } : null);
}

/** What the step leaves out stays as it was told before, its currency too. */
function checkVisit(
  visit: NonNullable<CaseStep['visit']>,
  { program, momentAt, receipts }: Reading,
  findings: Findings,
): void {
  if (typeof visit === 'string') {
    checkMoney(visit, visit.slice(-3), findings);
    return;
  }
  const { id, starts, amount, paid } = visit;
  const currency = (amount ?? paid)?.slice(-3) ?? receipts.get(id)?.currency ?? program.currency;
  if (starts !== undefined) momentAt(starts, findings.at('starts'));
  if (amount !== undefined) checkMoney(amount, currency, findings.at('amount'));
  if (paid !== undefined) checkMoney(paid, currency, findings.at('paid'));
  receipts.set(id, currencyExponent(currency) === null ? null : { currency, lineCount: 0 });
}

function checkActivity(name: string, { program }: Reading, findings: Findings): void {
  const known = Object.keys(program.source.activities ?? {});
  if (known.includes(name)) return;
  findings.error(
    'unknown-activity',
    `There is no activity \`${name}\`.`,
    known.length === 0 ? `Declare it: \`activities: { ${name}: {} }\`.` : `Write ${oneOf(known)}.`,
  );
}

function checkReturn(
  { of, lines = [], amount, refunded }: NonNullable<CaseStep['return']>,
  reading: Reading,
  findings: Findings,
): void {
  const sold = followed(of, reading, findings);
  if (sold === null) return;
  const { currency, lineCount } = sold;
  for (const [index, { line }] of lines.entries()) {
    if (line < lineCount) continue;
    findings
      .at('lines', index, 'line')
      .error(
        'unknown-line',
        `The receipt \`${of}\` has no line ${line}.`,
        lineCount === 0
          ? 'It has no lines at all.'
          : `Lines are counted from 0: its last one is ${lineCount - 1}.`,
      );
  }
  if (amount !== undefined) checkMoney(amount, currency, findings.at('amount'));
  if (refunded !== undefined) checkMoney(refunded, currency, findings.at('refunded'));
}

/** The receipt that is named; `null`: there is none above, or it makes no sense itself, and a finding says so. */
function followed(name: string, { receipts }: Reading, findings: Findings): Written | null {
  const found = receipts.get(name);
  if (found !== undefined) return found;
  const known = [...receipts.keys()];
  findings
    .at('of')
    .error(
      'unknown-receipt',
      `No step above has a receipt with the \`id\` \`${name}\`.`,
      known.length === 0
        ? `Give the receipt a name: \`receipt: { id: ${name}, lines: [...] }\`.`
        : `Write ${oneOf(known)}.`,
    );
  return null;
}

function checkOverride(
  { system: name, status, until }: NonNullable<CaseStep['override']>,
  { program, momentAt }: Reading,
  findings: Findings,
): void {
  const system = program.systems.find((each) => each.name === name);
  if (system === undefined) unknownSystem(name, program.systems, findings.at('system'));
  else if (status !== undefined && status !== null) checkStatus(status, system, findings.at('status'));
  if (until !== undefined) momentAt(until, findings.at('until'));
}

function checkStatus(status: string, { name, statuses }: CompiledSystem, findings: Findings): void {
  const names = statuses.map((each) => each.name);
  if (names.includes(status)) return;
  findings.error(
    'unknown-status',
    `There is no status \`${status}\` in \`${name}\`.`,
    `Write ${oneOf(names)}.`,
  );
}

function checkMoney(amount: string, currency: string, findings: Findings): void {
  if (parseMoney(amount, currency) !== null) return;
  const exponent = currencyExponent(currency);
  if (exponent === null) {
    findings.error(
      'unknown-currency',
      `\`${currency}\` is no currency in which goods are sold.`,
      'Write an ISO 4217 code in capitals, such as EUR.',
    );
  } else if (!amount.endsWith(currency)) {
    findings.error(
      'case-currency',
      `\`${amount}\` is not in ${currency}, and the receipt is.`,
      `Write it in ${currency}: one receipt has one currency.`,
    );
  } else {
    findings.error(
      'amount-too-fine',
      `\`${amount}\` is finer than the minor unit of ${currency}.`,
      exponent === 0 ? 'Write it without decimals.' : `Write at most ${exponent} decimals.`,
    );
  }
}

/** Of each word by status system whether there is such a system, and where it names statuses or moments, whether there are such. */
function checkExpectation(
  expected: CaseExpectation,
  { program, momentAt }: Reading,
  findings: Findings,
): void {
  const { status, since, until, progress, missing, keep, forNextPeriod, categories } = expected;
  const bySystem = { status, since, until, progress, missing, keep, forNextPeriod };
  for (const [word, wanted] of Object.entries(bySystem)) {
    for (const [name, value] of Object.entries(wanted ?? {})) {
      const at = findings.at(word, name);
      const system = program.systems.find((each) => each.name === name);
      if (system === undefined) unknownSystem(name, program.systems, at);
      else if (word === 'since' || word === 'until') value !== null && momentAt(String(value), at);
      else if ((word === 'status' || word === 'forNextPeriod') && value !== null) {
        checkStatus(String(value), system, at);
      }
    }
  }
  for (const [index, name] of (categories ?? []).entries())
    checkCategory(name, program.categories, findings.at('categories', index));
}
