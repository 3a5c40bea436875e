import type { CompiledEffects, CompiledMessage, CompiledSystem } from '#domain/program/compiled.ts';
import type { EffectsDefinition, ProgramPath } from '#domain/program/program.ts';
import type { PeriodCalendar } from '#domain/time/period.ts';
import { type CompiledUntil, compileUntil, untilAdvice } from '#domain/time/until.ts';
import { parsePercent } from '#domain/values/money.ts';
import { checkCategory, type KnownNames, unknownSystem } from './compile-conditions.ts';
import { compileMessage } from './compile-message.ts';
import { type Findings, oneOf } from './findings.ts';

interface EffectNames extends KnownNames {
  readonly weekStartsOn: PeriodCalendar['weekStartsOn'];
  /** The rule measures something, so its message may show it. */
  readonly hasValue: boolean;
}

/** Compiles what a rule, or a row of its table, does (L20, L22, I21, Y10, Y14). */
export function compileEffects(
  effects: EffectsDefinition,
  names: EffectNames,
  path: ProgramPath,
  findings: Findings,
): CompiledEffects {
  const statuses = Object.entries(effects.status ?? {}).flatMap(([name, status]) =>
    readStatus(name, status, names.systems, [...path, 'status', name], findings),
  );
  const compiled: CompiledEffects = {
    basisPoints: readDiscount(effects.discount, [...path, 'discount'], findings),
    statuses,
    until: readUntil(effects, statuses, names, path, findings),
    add: readCategories(effects.addCategories, names, [...path, 'addCategories'], findings),
    remove: readCategories(effects.removeCategories, names, [...path, 'removeCategories'], findings),
    message: readMessage(effects.message, names, [...path, 'message'], findings),
  };
  const both = compiled.add.find((name) => compiled.remove.includes(name));
  if (both !== undefined) {
    findings.error(
      'added-and-removed',
      [...path, 'removeCategories'],
      `\`${both}\` is added and removed at once.`,
      'Keep one of the two: removals come last, so it would never be had.',
    );
  }
  return compiled;
}

function readStatus(
  name: string,
  status: string,
  systems: readonly CompiledSystem[],
  path: ProgramPath,
  findings: Findings,
): readonly { readonly system: CompiledSystem; readonly place: number }[] {
  const system = systems.find((candidate) => candidate.name === name);
  if (system === undefined) {
    unknownSystem(name, systems, path, findings);
    return [];
  }
  const place = system.statuses.findIndex((candidate) => candidate.name === status);
  if (place >= 0) return [{ system, place }];
  findings.error(
    'unknown-status',
    path,
    `There is no status \`${status}\` in \`${name}\`.`,
    `Write ${oneOf(system.statuses.map((candidate) => candidate.name))}.`,
  );
  return [];
}

function readUntil(
  { until, status }: EffectsDefinition,
  statuses: CompiledEffects['statuses'],
  { weekStartsOn }: EffectNames,
  path: ProgramPath,
  findings: Findings,
): CompiledUntil | null {
  if (until === undefined) return null;
  const compiled = compileUntil(until, weekStartsOn);
  const place = [...path, 'until'];
  if (compiled === null) {
    findings.error('unknown-until', place, `\`${until}\` is no end of a status.`, untilAdvice);
  }
  if (status === undefined) {
    findings.error(
      'until-without-status',
      place,
      'Nothing is given here that could end.',
      'Write `until` beside `status`.',
    );
  }
  const withoutReview = statuses.find(({ system }) => system.review === null);
  if (compiled?.kind === 'review' && withoutReview !== undefined) {
    findings.error(
      'until-without-review',
      place,
      `\`${withoutReview.system.name}\` has no review, so it has no periods.`,
      untilAdvice,
    );
  }
  return compiled;
}

function readCategories(
  listed: readonly string[] | undefined,
  { categories }: EffectNames,
  path: ProgramPath,
  findings: Findings,
): readonly string[] {
  for (const [index, name] of (listed ?? []).entries()) {
    checkCategory(name, categories, [...path, index], findings);
  }
  return listed ?? [];
}

const readMessage = (
  text: string | undefined,
  { systems, hasValue }: EffectNames,
  path: ProgramPath,
  findings: Findings,
): CompiledMessage | null =>
  text === undefined ? null : compileMessage(text, systems, hasValue, path, findings);

function readDiscount(literal: string | undefined, path: ProgramPath, findings: Findings): number | null {
  if (literal === undefined) return null;
  const basisPoints = parsePercent(literal);
  if (basisPoints === null) {
    findings.error(
      'discount-not-a-percentage',
      path,
      `\`${literal}\` is no percentage from 0 to 100.`,
      'Write it with its sign and at most two decimals: `5%` or `2.5%`.',
    );
  }
  return basisPoints;
}
