import type { CompiledEffects, CompiledSystem } from '#domain/program/compiled.ts';
import { NO_STATUS } from '#domain/program/ladder.ts';
import type { EffectsDefinition } from '#domain/program/program.ts';
import type { PeriodCalendar } from '#domain/time/period.ts';
import { type CompiledUntil, compileUntil, untilAdvice } from '#domain/time/until.ts';
import { parsePercent } from '#domain/values/money.ts';
import { checkCategory, type KnownNames, unknownSystem } from './compile-conditions.ts';
import { compileMessage, type MessageNames } from './compile-message.ts';
import { type Findings, oneOf } from './findings.ts';

interface EffectNames extends KnownNames, MessageNames {
  readonly weekStartsOn: PeriodCalendar['weekStartsOn'];
  /** Of the rule, where a row says none of its own. */
  readonly transition: EffectsDefinition['transition'];
}

/** Compiles what a rule, or a row of its table, does (L20, L22, I21, Y10, Y14). */
export function compileEffects(
  effects: EffectsDefinition,
  names: EffectNames,
  findings: Findings,
): CompiledEffects {
  const statuses = Object.entries(effects.status ?? {}).flatMap(([name, status]) =>
    readStatus(name, status, names.systems, findings.at('status', name)),
  );
  checkTakenOff(effects, names, findings.at('status'));
  const compiled: CompiledEffects = {
    basisPoints: readDiscount(effects.discount, findings.at('discount')),
    statuses,
    memberDiscount: readMemberDiscount(effects.memberDiscount, findings.at('memberDiscount')),
    until: readUntil(effects, statuses, names, findings.at('until')),
    transition: readTransition(effects, findings.at('transition')),
    add: readCategories(effects.addCategories, names, findings.at('addCategories')),
    remove: readCategories(effects.removeCategories, names, findings.at('removeCategories')),
    message:
      effects.message === undefined ? null : compileMessage(effects.message, names, findings.at('message')),
  };
  const both = compiled.add.find((name) => compiled.remove.includes(name));
  if (both !== undefined) {
    findings
      .at('removeCategories')
      .error(
        'added-and-removed',
        `\`${both}\` is added and removed at once.`,
        'Keep one of the two: removals come last, so it would never be had.',
      );
  }
  return compiled;
}

function readStatus(
  name: string,
  status: string | null,
  systems: readonly CompiledSystem[],
  findings: Findings,
): readonly { readonly system: CompiledSystem; readonly rank: number }[] {
  const system = systems.find((candidate) => candidate.name === name);
  if (system === undefined) {
    unknownSystem(name, systems, findings);
    return [];
  }
  if (status === null) return [{ system, rank: NO_STATUS }];
  const rank = system.statuses.findIndex((candidate) => candidate.name === status);
  if (rank >= 0) return [{ system, rank }];
  findings.error(
    'unknown-status',
    `There is no status \`${status}\` in \`${name}\`.`,
    `Write ${oneOf(system.statuses.map((candidate) => candidate.name))}.`,
  );
  return [];
}

/** No status is below every ladder: whoever takes one off moves downwards (D99). */
function checkTakenOff(
  { status = {}, transition }: EffectsDefinition,
  names: EffectNames,
  findings: Findings,
): void {
  if ((transition ?? names.transition) !== 'up') return;
  for (const [name, given] of Object.entries(status))
    if (given === null)
      findings
        .at(name)
        .error(
          'taken-off-upwards',
          'A status is taken off downwards, and this may move upwards only, so it never will be.',
          'Write `transition: down`, or leave `transition` out.',
        );
}

function readTransition(
  { transition, status }: EffectsDefinition,
  findings: Findings,
): CompiledEffects['transition'] {
  if (transition !== undefined && status === undefined)
    findings.error(
      'transition-without-status',
      'Nothing is given here that could move.',
      'Write `transition` beside `status`.',
    );
  return transition ?? null;
}

function readUntil(
  { until, status, memberDiscount }: EffectsDefinition,
  statuses: CompiledEffects['statuses'],
  { weekStartsOn }: EffectNames,
  findings: Findings,
): CompiledUntil | null {
  if (until === undefined) return null;
  const compiled = compileUntil(until, weekStartsOn);
  if (compiled === null) {
    findings.error('unknown-until', `\`${until}\` is no end of a status or a discount.`, untilAdvice);
  }
  const isDiscount = memberDiscount !== undefined && memberDiscount !== NO_DISCOUNT;
  if (status === undefined && !isDiscount) {
    findings.error(
      'until-without-status',
      'Nothing is given here that could end.',
      'Write `until` beside `status` or `memberDiscount`.',
    );
  }
  if (compiled?.kind === 'review' && isDiscount)
    findings.error(
      'until-without-review',
      "A member's discount belongs to no status system, so it has no periods.",
      untilAdvice,
    );
  const withoutReview = statuses.find(({ system }) => (system.review?.every ?? null) === null);
  if (compiled?.kind === 'review' && withoutReview !== undefined) {
    const { name, review } = withoutReview.system;
    findings.error(
      'until-without-review',
      review === null
        ? `\`${name}\` has no review, so it has no periods.`
        : `\`${name}\` is reviewed \`every: never\`, so it has no periods that could end.`,
      untilAdvice,
    );
  }
  return compiled;
}

function readCategories(
  listed: readonly string[] | undefined,
  { categories }: EffectNames,
  findings: Findings,
): readonly string[] {
  for (const [index, name] of (listed ?? []).entries()) {
    checkCategory(name, categories, findings.at(index));
  }
  return listed ?? [];
}

/** Takes all standing discounts off. */
const NO_DISCOUNT = 'none';

/** In basis points; 0: none from now on (D45). */
function readMemberDiscount(literal: string | undefined, findings: Findings): number | null {
  if (literal === undefined) return null;
  if (literal === NO_DISCOUNT) return 0;
  const basisPoints = readDiscount(literal, findings);
  if (basisPoints === 0)
    findings.error(
      'discount-of-nothing',
      'A discount of 0% would stay with the member and give nothing.',
      'Write `memberDiscount: none`: it takes off what the member has.',
    );
  return basisPoints;
}

function readDiscount(literal: string | undefined, findings: Findings): number | null {
  if (literal === undefined) return null;
  const basisPoints = parsePercent(literal);
  if (basisPoints === null) {
    findings.error(
      'discount-not-a-percentage',
      `\`${literal}\` is no percentage from 0 to 100.`,
      'Write it with its sign and at most two decimals: `5%` or `2.5%`.',
    );
  }
  return basisPoints;
}
