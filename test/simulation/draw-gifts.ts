import type { Draw } from './draw.ts';
import { drawProgram, drawSystem } from './draw-program.ts';
import {
  calledLabel,
  calledSystem,
  LABELS,
  NAMES_OF,
  nameOf,
  RULES,
  rankOf,
  type SimCounter,
  type SimProgram,
  type SimReview,
  type SimRule,
  type SimSystem,
  type SimWord,
} from './sim-program.ts';

export const PATH_LOWERS = ['never', 'at-once'] as const;
export const CLAWBACKS = [undefined, 'until-rollover', 'always'] as const;
/** Where one version stays, more of what only it may say. */
const STEADY = ['until-rollover', 'until-rollover', 'always'] as const;
export const UNTILS = [
  null,
  'end-of-week',
  'end-of-month',
  'end-of-next-month',
  'end-of-quarter',
  'P10D',
  'P45D',
] as const;
/** What wakes a rule. */
const WORDS: readonly (readonly SimWord[])[] = [
  ['sale'],
  ['sale'],
  ['payment'],
  ['sale', 'payment'],
  ['visit-came'],
  ['visit-came'],
  ['visit-no-show'],
  ['activity'],
  ['visit-came', 'sale'],
  ['visit-came', 'payment'],
  ['visit-no-show', 'payment', 'activity'],
];
const SALON_WORDS: readonly (readonly SimWord[])[] = [
  ['visit-came'],
  ['visit-came'],
  ['visit-came'],
  ['visit-no-show'],
  ['activity'],
  ['visit-came', 'sale'],
  ['visit-came', 'payment'],
  ['visit-came', 'visit-no-show'],
];
/** Windows of rules where a version may follow: whatever days it keeps, a total is the same. */
const LASTING = ['all-time'];
/** Those of rules where none follows. */
const WINDOWS = ['all-time', 'today', 'this-week', 'this-month', 'last-month', 'this-quarter', 'P5D', 'P30D'];

/** A shop's way with rules, the same all its life. */
export interface Manner {
  /**
   * Rules give statuses. LEFT OUT beside them: a grace, of which no decision says when a status given for a time makes one
   * needless; versions that take statuses out; and those of another zone, REPORTED: what a rule gives until the next turn ends
   * where that was when it was given, though a version that comes later moves it.
   */
  readonly givesStatuses: boolean;
  /**
   * One version, ever, whose rules look through all kinds of windows. LEFT OUT where versions follow: there a window may
   * reach days that no version kept, and what a rule sees of them nobody promises (a gap that activation tells).
   */
  readonly isSteady: boolean;
  /** It lives by its calendar: more is told of visits and activities than is bought, and rules look at these. */
  readonly isSalon: boolean;
  /** A system without periods stands beside those that have them, in all versions. */
  readonly hasPath: boolean;
}

export const drawManner = (draw: Draw): Manner => ({
  givesStatuses: draw.chance(0.4),
  isSteady: draw.chance(0.4),
  isSalon: draw.chance(0.35),
  hasPath: draw.chance(0.4),
});

/** Draws a version with what its systems take back, and with rules that give labels and statuses. */
export function drawWithGifts(draw: Draw, earlier: readonly SimProgram[], manner: Manner): SimProgram {
  const last = earlier.at(-1);
  for (;;) {
    const drawn = drawProgram(draw, earlier);
    const program = manner.givesStatuses && last !== undefined ? { ...drawn, zone: last.zone } : drawn;
    const own = manner.hasPath ? [...program.systems, drawPath(draw, last)] : program.systems;
    if (manner.givesStatuses && program.systems.some(({ drops }) => drops !== undefined)) continue;
    const systems = own.map((system) => ({
      ...(system.review.every === 'never' ? system : withClawback(draw, system, last, manner)),
      ...(last === undefined
        ? {}
        : { called: drawName(draw, system.name, nameBefore(earlier, system.name)) }),
    }));
    const keeps = last?.rules !== undefined && draw.chance(0.4) && hasSame(last, systems);
    const labelNames = last === undefined ? {} : { labelNames: drawLabelNames(draw, last) };
    return {
      ...program,
      systems,
      ...labelNames,
      rules: keeps ? last.rules : drawRules(draw, systems, manner),
    };
  }
}

/**
 * A system without periods (D87). LEFT OUT: `always` beside `lower: at-once`, where nothing says what keeps a status that
 * follows its value; and a table that does not rise, for a day that is summed up has one value.
 */
function drawPath(draw: Draw, before: SimProgram | undefined): SimSystem {
  const last = before?.systems.find(({ name }) => name === 'path');
  for (;;) {
    const { clawback: _, ...drawn } = drawSystem(draw, 'path', last);
    const { rows, counter, window } = drawn.review;
    if (rows.some(({ status }, place) => rankOf(status) < rankOf(rows[place - 1]?.status ?? null))) continue;
    const lower = last !== undefined && draw.chance(0.6) ? last.review.lower : draw.one(PATH_LOWERS);
    const review: SimReview = {
      every: 'never',
      window,
      counter,
      rows,
      raise: 'at-once',
      lower,
      grace: null,
      minimumStay: null,
    };
    const clawback = lower === 'never' && draw.chance(0.6) ? { clawback: 'always' as const } : {};
    return { ...drawn, review, ...clawback };
  }
}

function withClawback(
  draw: Draw,
  system: SimSystem,
  last: SimProgram | undefined,
  { givesStatuses, isSteady }: Manner,
): SimSystem {
  const before = last?.systems.find(({ name }) => name === system.name);
  const drawn =
    before !== undefined && draw.chance(0.7) ? before.clawback : draw.one(isSteady ? STEADY : CLAWBACKS);
  const review = givesStatuses ? { ...system.review, grace: null } : system.review;
  return { ...system, review, ...(drawn === undefined ? {} : { clawback: drawn }) };
}

/** What a system was called last; where it was away, when it went. */
function nameBefore(earlier: readonly SimProgram[], system: string): string {
  const last = earlier.findLast(({ systems }) => systems.some(({ name }) => name === system));
  return last === undefined ? system : calledSystem(last, system);
}

/** A name that may change from one version to the next. */
const drawName = (draw: Draw, first: string, last: string): string =>
  draw.chance(0.85) ? last : draw.one(NAMES_OF(first));

const drawLabelNames = (draw: Draw, last: SimProgram): Readonly<Record<string, string>> =>
  Object.fromEntries(LABELS.map((label) => [label, drawName(draw, label, calledLabel(last, label))]));

/** Rules that look at the level's counter, and give its statuses, live as long as these. */
const hasSame = (last: SimProgram, systems: readonly SimSystem[]): boolean =>
  last.systems[0]?.review.counter === systems[0]?.review.counter &&
  (last.systems[0]?.statuses ?? []).every(({ name }) =>
    systems[0]?.statuses.some((each) => each.name === name),
  );

function drawRules(draw: Draw, [level]: readonly SimSystem[], manner: Manner): readonly SimRule[] {
  if (level === undefined) return [];
  const least = manner.isSalon ? 2 : 0;
  return RULES.slice(0, least + draw.below(RULES.length + 1 - least)).map((name) =>
    drawRule(draw, name, level, manner),
  );
}

function drawRule(draw: Draw, name: string, level: SimSystem, manner: Manner): SimRule {
  const { counter } = level.review;
  // Days of a lifetime are kept in a way of their own.
  const isOfReceipt = draw.chance(0.6) || counter.measure === 'purchase-days';
  const isMoney = isOfReceipt || counter.measure.endsWith('amount');
  const on = draw.one(manner.isSalon ? SALON_WORDS : WORDS);
  // What has no amount has nothing of its own to be looked at.
  const isBare = isOfReceipt && on.every((word) => word === 'visit-no-show' || word === 'activity');
  const gives = drawGives(draw, level, manner);
  return {
    name,
    on,
    look: isBare
      ? { counter: null, of: 'nothing' }
      : isOfReceipt
        ? // Under one name a rule measures one thing.
          { counter: null, of: RULES.indexOf(name) % 2 === 0 ? 'sold-amount' : 'paid-amount' }
        : lookAt(draw, counter, isMoney, manner),
    over: isMoney ? draw.below(isOfReceipt ? 9_000 : 30_000) : draw.below(8),
    ...drawAlso(draw, counter, manner),
    gives,
  };
}

/** A counter that has to agree, now and then. */
function drawAlso(draw: Draw, counter: SimCounter, manner: Manner): Pick<SimRule, 'also'> {
  if (counter.measure === 'purchase-days' || draw.chance(0.75)) return {};
  const isMoney = counter.measure.endsWith('amount');
  return {
    also: { ...lookAt(draw, counter, isMoney, manner), over: isMoney ? draw.below(20_000) : draw.below(5) },
  };
}

const lookAt = (draw: Draw, counter: SimCounter, isMoney: boolean, { isSteady }: Manner) => ({
  counter: nameOf('level', counter),
  isMoney,
  window: draw.one(isSteady ? WINDOWS : LASTING),
});

function drawGives(draw: Draw, { statuses }: SimSystem, { givesStatuses }: Manner): SimRule['gives'] {
  if (givesStatuses && draw.chance(0.6)) {
    const status = draw.chance(0.2) ? null : draw.one(statuses).name;
    return {
      kind: 'status',
      system: 'level',
      status,
      until: draw.one(UNTILS),
      transition: status !== null && draw.chance(0.6) ? 'up' : 'any',
    };
  }
  if (draw.chance(0.35)) {
    if (draw.chance(0.12)) return { kind: 'discount', percent: 0, until: null, clawback: 'none' };
    return {
      kind: 'discount',
      percent: 1 + draw.below(25),
      until: draw.one(UNTILS),
      clawback: draw.chance(0.6) ? 'always' : 'none',
    };
  }
  const label = draw.one(LABELS);
  if (draw.chance(0.3)) return { kind: 'no label', label };
  return { kind: 'label', label, clawback: draw.chance(0.75) ? 'always' : 'none' };
}
