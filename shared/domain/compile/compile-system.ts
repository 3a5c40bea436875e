import type { CompiledReview, CompiledStatus, CompiledSystem } from '#domain/program/compiled.ts';
import type { ProgramPath, ReviewDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import { type Duration, durationAdvice, parseDuration } from '#domain/time/duration.ts';
import { longestDays, type PeriodCalendar } from '#domain/time/period.ts';
import { compileWindow } from '#domain/time/window.ts';
import { MAX_STATUSES } from '#domain/values/limits.ts';
import { counterNamed, type MeasureRegister } from './compile-measure.ts';
import { compileReviewTable } from './compile-review-table.ts';
import { type Findings, oneOf } from './findings.ts';

interface SystemSurroundings {
  readonly register: MeasureRegister;
  readonly currency: string;
  readonly weekStartsOn: PeriodCalendar['weekStartsOn'];
}

/** Compiles one status system: its ladder and its review (L1–L6, L13, D18). `null` where it cannot be understood. */
export function compileSystem(
  name: string,
  definition: StatusSystemDefinition,
  around: SystemSurroundings,
  findings: Findings,
): CompiledSystem | null {
  const path = ['statusSystems', name];
  const statuses = Object.entries(definition.statuses).map(
    ([status, { title, description, preferences, weight, lifetime }], place): CompiledStatus => ({
      name: status,
      title: title ?? status,
      description: description ?? null,
      preferences: preferences ?? [],
      weight: weight ?? place,
      lifetime: lifetime ?? false,
    }),
  );
  if (statuses.length === 0 || statuses.length > MAX_STATUSES) {
    findings.error(
      'status-count',
      [...path, 'statuses'],
      `A status system has 1 to ${MAX_STATUSES} statuses, this one has ${statuses.length}.`,
      'List them lowest first.',
    );
    return null;
  }
  checkWeights(statuses, [...path, 'statuses'], findings);
  const initial = readInitial(definition, statuses, [...path, 'initial'], findings);
  const system = { name, title: definition.title ?? name, statuses, initial, former: new Map() };
  if (definition.review === undefined) return { ...system, review: null };
  const review = compileReview(definition.review, statuses, around, path, findings);
  return review === null ? null : { ...system, review };
}

/** The place in the file is the ladder; weights may be equal, never fall (I11, D7). */
function checkWeights(statuses: readonly CompiledStatus[], path: ProgramPath, findings: Findings): void {
  for (const [place, status] of statuses.entries()) {
    const below = statuses[place - 1];
    if (below !== undefined && status.weight < below.weight) {
      findings.error(
        'weight-falls',
        [...path, status.name, 'weight'],
        `\`${status.name}\` has the weight ${status.weight}, and \`${below.name}\` below it ${below.weight}.`,
        'List the statuses lowest first.',
      );
    }
  }
}

function readInitial(
  { initial, review }: StatusSystemDefinition,
  statuses: readonly CompiledStatus[],
  path: ProgramPath,
  findings: Findings,
): string | null {
  if (initial === undefined) return null;
  if (review !== undefined) {
    findings.error(
      'initial-with-review',
      path,
      'A new member has what the review gives for nothing.',
      'Take `initial` out, or give the value 0 a row of its own in the table.',
    );
  }
  if (!statuses.some(({ name }) => name === initial)) {
    findings.error(
      'unknown-status',
      path,
      `There is no status \`${initial}\` in this system.`,
      `Write ${oneOf(statuses.map(({ name }) => name))}.`,
    );
  }
  return initial;
}

function compileReview(
  review: ReviewDefinition,
  statuses: readonly CompiledStatus[],
  { register, currency, weekStartsOn }: SystemSurroundings,
  systemPath: ProgramPath,
  findings: Findings,
): CompiledReview | null {
  const path = [...systemPath, 'review'];
  const counter = counterNamed(review.counter, register, [...path, 'counter'], findings);
  if (counter === null) return null;
  const every = { unit: review.every, weekStartsOn };
  if (compileWindow(review.window, weekStartsOn)?.kind === 'receipt') {
    findings.error(
      'window-not-here',
      [...path, 'window'],
      'At the turn of a period there is no receipt.',
      'Write a window of days, such as `this-month`.',
    );
    return null;
  }
  const measure = register.asked(
    review.counter,
    counter,
    review.window,
    { measure: ['counters', review.counter], window: [...path, 'window'] },
    // The last closed period is reviewed again until the running one ends, each on a window that ends in it.
    longestDays(review.every),
  );
  if (measure === null) return null;
  const { unit } = measure.column;
  const tableUnit = { unit, currency: measure.column.currency ?? currency };
  const { ranges, keepFrom } = compileReviewTable(review, statuses, tableUnit, systemPath, findings);
  return {
    every,
    measure,
    ranges,
    keepFrom,
    raise: review.raise,
    lower: review.lower,
    grace: readDuration(review.grace, [...path, 'grace'], findings),
    minimumStay: readDuration(review.minimumStay, [...path, 'minimumStay'], findings),
  };
}

function readDuration(text: string | undefined, path: ProgramPath, findings: Findings): Duration | null {
  if (text === undefined) return null;
  const duration = parseDuration(text);
  if (duration === null) {
    findings.error('unknown-duration', path, `\`${text}\` is no length of time.`, durationAdvice);
  }
  return duration;
}
