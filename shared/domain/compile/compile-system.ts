import type { CompiledReview, CompiledStatus, CompiledSystem } from '#domain/program/compiled.ts';
import type { ReviewDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
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
  const statuses = Object.entries(definition.statuses).map(
    (
      [status, { alias = status, title, description, preferences, weight, lifetime }],
      rank,
    ): CompiledStatus => ({
      name: status,
      alias,
      title: title ?? alias,
      description: description ?? null,
      preferences: preferences ?? [],
      weight: weight ?? rank,
      lifetime: lifetime ?? false,
    }),
  );
  if (statuses.length === 0 || statuses.length > MAX_STATUSES) {
    const finding = [
      'status-count',
      `A status system has 1 to ${MAX_STATUSES} statuses, this one has ${statuses.length}.`,
      'List them lowest first.',
    ] as const;
    if (statuses.length === 0) {
      findings.at('statuses').error(...finding);
      return null;
    }
    findings.at('statuses').refuse(...finding);
  }
  checkWeights(statuses, findings.at('statuses'));
  const initial = readInitial(definition, statuses, findings.at('initial'));
  const { alias = name, title = alias } = definition;
  const clawback = definition.clawback ?? 'none';
  checkClawback(definition, findings.at('clawback'));
  const system = { name, alias, title, statuses, initial, clawback, former: new Map() };
  if (definition.review === undefined) return { ...system, review: null };
  const review = compileReview(name, definition.review, { ...around, statuses }, findings.at('review'));
  return review === null ? null : { ...system, review };
}

/** What waits for a turn needs that there is one (D87, D94). */
function checkClawback({ clawback, review }: StatusSystemDefinition, findings: Findings): void {
  const hasTurns = review !== undefined && review.every !== 'never';
  if (clawback !== 'until-rollover' || hasTurns) return;
  findings.error(
    'clawback-without-turn',
    '`until-rollover` waits for the turn of a period, and this system has none.',
    'Write `clawback: always` or `clawback: none`, or give the system a review with a period.',
  );
}

/** The place in the file is the ladder; weights may be equal, never fall (I11, D7). */
function checkWeights(statuses: readonly CompiledStatus[], findings: Findings): void {
  for (const [rank, status] of statuses.entries()) {
    const below = statuses[rank - 1];
    if (below !== undefined && status.weight < below.weight) {
      findings
        .at(status.name, 'weight')
        .error(
          'weight-falls',
          `\`${status.name}\` has the weight ${status.weight}, and \`${below.name}\` below it ${below.weight}.`,
          'List the statuses lowest first.',
        );
    }
  }
}

function readInitial(
  { initial, review }: StatusSystemDefinition,
  statuses: readonly CompiledStatus[],
  findings: Findings,
): string | null {
  if (initial === undefined) return null;
  if (review !== undefined) {
    findings.error(
      'initial-with-review',
      'A new member has what the review gives for nothing.',
      'Take `initial` out, or give the value 0 a row of its own in the table.',
    );
  }
  if (!statuses.some(({ name }) => name === initial)) {
    findings.error(
      'unknown-status',
      `There is no status \`${initial}\` in this system.`,
      `Write ${oneOf(statuses.map(({ name }) => name))}.`,
    );
  }
  return initial;
}

function compileReview(
  name: string,
  review: ReviewDefinition,
  {
    register,
    currency,
    weekStartsOn,
    statuses,
  }: SystemSurroundings & { readonly statuses: readonly CompiledStatus[] },
  findings: Findings,
): CompiledReview | null {
  const counter = counterNamed(review.counter, register, findings.at('counter'));
  if (counter === null) return null;
  const every = review.every === 'never' ? null : { unit: review.every, weekStartsOn };
  checkTurns(review, findings);
  if (compileWindow(review.window, weekStartsOn)?.kind === 'receipt') {
    findings
      .at('window')
      .error(
        'window-not-here',
        'At the turn of a period there is no receipt.',
        'Write a window of days, such as `this-month`.',
      );
    return null;
  }
  const measure = register.asked({
    label: review.counter,
    definition: counter.definition,
    window: review.window,
    // The last closed period is reviewed again until the running one ends, each on a window that ends in it.
    reviewDays: every === null ? 0 : longestDays(every.unit),
    ...(review.late === 'current-period' ? { late: { system: name, column: review.column } } : {}),
    at: { measure: counter.declaredAt, window: findings.at('window') },
  });
  if (measure === null) return null;
  const { unit } = measure.column;
  const tableUnit = { unit, currency: measure.column.currency ?? currency };
  const reviewDays = every === null ? 0 : longestDays(every.unit);
  const { ranges, keepFrom } = compileReviewTable(
    review,
    { statuses, unit: tableUnit, register, currency, reviewDays },
    findings.at('table'),
  );
  return {
    every,
    measure,
    ranges,
    keepFrom,
    raise: review.raise ?? (every === null ? 'at-once' : 'at-turn'),
    lower: review.lower ?? (every === null ? 'never' : 'to-earned'),
    grace: readDuration(review.grace, findings.at('grace')),
    minimumStay: readDuration(review.minimumStay, findings.at('minimumStay')),
    late: review.late ?? 'upgrade-only',
  };
}

/** Words that need a turn, and those that need that there is none (D87). */
function checkTurns(
  { every, raise, lower, grace, minimumStay, late, window }: ReviewDefinition,
  findings: Findings,
): void {
  if (every !== 'never') {
    if (lower === 'at-once')
      findings
        .at('lower')
        .error(
          'lowered-at-turn',
          'A review with periods lowers at their turn.',
          'Write `every: never` for a ladder that follows its value, or another `lower`.',
        );
    return;
  }
  const noTurn = (word: string, advice: string): void =>
    findings.at(word).error('no-turn', `\`${word}\` asks for a turn, and there is none.`, advice);
  if (raise === 'at-turn') noTurn('raise', 'Write `raise: at-once`, or leave it out.');
  if (lower === 'to-earned' || lower === 'one-step')
    noTurn('lower', 'Write `lower: never` or `lower: at-once`.');
  if (grace !== undefined) noTurn('grace', 'Take it out, or give the review a period.');
  if (late !== undefined) noTurn('late', 'Take it out: every entry counts at once.');
  if (minimumStay !== undefined) noTurn('minimumStay', 'Take it out, or give the review a period.');
  if (lower === 'at-once' && window !== 'all-time')
    findings
      .at('window')
      .warn(
        'window-runs-out',
        'Time alone lowers nobody here: what has left the window is missed at the next entry only.',
        'Give the review a period, or let the window be `all-time`.',
      );
}

function readDuration(text: string | undefined, findings: Findings): Duration | null {
  if (text === undefined) return null;
  const duration = parseDuration(text);
  if (duration === null) {
    findings.error('unknown-duration', `\`${text}\` is no length of time.`, durationAdvice);
  }
  return duration;
}
