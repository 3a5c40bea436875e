import type { Draw } from './draw.ts';
import { drawProgram } from './draw-program.ts';
import {
  LABELS,
  nameOf,
  RULES,
  rankOf,
  type SimCounter,
  type SimProgram,
  type SimReview,
  type SimRule,
  type SimSystem,
} from './sim-program.ts';

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
/** Windows of rules where a version may follow: whatever days it keeps, a total is the same. */
const LASTING = ['all-time'];
/** Those of rules where none follows. */
const WINDOWS = ['all-time', 'today', 'this-week', 'this-month', 'last-month', 'this-quarter', 'P5D', 'P30D'];

/** A shop's way with rules, the same all its life. */
export interface Manner {
  /**
   * Rules give statuses. LEFT OUT beside them: a grace, of which no decision says when a status given for a time makes one
   * needless; and versions that take statuses out.
   */
  readonly givesStatuses: boolean;
  /**
   * One version, ever, whose rules look through all kinds of windows. LEFT OUT where versions follow: there a window may
   * reach days that no version kept, and what a rule sees of them nobody promises (a gap that activation tells).
   */
  readonly isSteady: boolean;
}

export const drawManner = (draw: Draw): Manner => ({
  givesStatuses: draw.chance(0.4),
  isSteady: draw.chance(0.4),
});

/** Draws a version with what its systems take back, and with rules that give labels and statuses. */
export function drawWithGifts(draw: Draw, earlier: readonly SimProgram[], manner: Manner): SimProgram {
  const last = earlier.at(-1);
  for (;;) {
    const program = drawProgram(draw, earlier);
    if (manner.givesStatuses && program.systems.some(({ drops }) => drops !== undefined)) continue;
    const systems = program.systems.map((system) => withClawback(draw, system, last, manner));
    const keeps = last?.rules !== undefined && draw.chance(0.4) && hasSame(last, systems);
    return { ...program, systems, rules: keeps ? last.rules : drawRules(draw, systems, manner) };
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
  // LEFT OUT, and reported: what a rule gives until the next turn ends where that was when it was given, though a version
  // that comes later moves it; rebuilt, it ends with the turn. And a mark that a later version looks at again.
  const isMovable = !isSteady && drawn === 'until-rollover';
  const clawback = isMovable || !rises(system) ? undefined : drawn;
  const own = givesStatuses ? { ...system.review, grace: null } : system.review;
  const review = clawback === undefined ? own : plain(draw, own, clawback, isSteady);
  return { ...system, review, ...(clawback === undefined ? {} : { clawback }) };
}

/** LEFT OUT: a table in which more brings less. There a return may raise, and what was raised once is no more the highest. */
const rises = ({ review: { rows } }: SimSystem): boolean =>
  rows.every(({ status }, index) => rankOf(status) >= rankOf(rows[index - 1]?.status ?? null));

/**
 * LEFT OUT, and reported. At-once raisings through a window that moves on inside a period: what a look had raised can then
 * not be told from the days that are counted, and the product looks from these. And a minimum stay beside `until-rollover`:
 * the status from which a turn then judges should have its own, and has none; and a grace beside it: whether one that had
 * been made good runs on when the goods come back, nothing says.
 */
function plain(
  draw: Draw,
  review: SimReview,
  clawback: 'until-rollover' | 'always',
  isSteady: boolean,
): SimReview {
  const { every, window, raise, minimumStay } = review;
  // Another version's periods may be longer than the window. And of all time there is no last day (D85): REPORTED, for the
  // product then takes what the running period has raised for what it began with, once a part of it came back.
  const growing = [
    ...(clawback === 'always' ? [] : ['all-time']),
    ...(isSteady ? [every === 'day' ? 'today' : `this-${every}`] : []),
  ];
  const kept = clawback === 'always' ? { minimumStay } : { minimumStay: null, grace: null };
  if (raise === 'at-turn' || growing.includes(window)) return { ...review, ...kept };
  return growing.length === 0 || draw.chance(0.3)
    ? { ...review, ...kept, raise: 'at-turn' }
    : { ...review, ...kept, window: draw.one(growing) };
}

/** Rules that look at the level's counter, and give its statuses, live as long as these. */
const hasSame = (last: SimProgram, systems: readonly SimSystem[]): boolean =>
  last.systems[0]?.review.counter === systems[0]?.review.counter &&
  (last.systems[0]?.statuses ?? []).every(({ name }) =>
    systems[0]?.statuses.some((each) => each.name === name),
  );

function drawRules(draw: Draw, [level]: readonly SimSystem[], manner: Manner): readonly SimRule[] {
  if (level === undefined) return [];
  const rules = RULES.slice(0, draw.below(RULES.length + 1)).map((name) =>
    drawRule(draw, name, level, manner),
  );
  const giving = rules.filter(({ gives }) => gives.kind === 'status');
  // LEFT OUT, and reported: where a later rule of one receipt gives again what an earlier one took from sight, the product
  // counts `since` anew. So one that gives downwards stands alone.
  return rules.map((rule): SimRule => {
    const { gives } = rule;
    if (gives.kind !== 'status' || giving.length < 2) return rule;
    return { ...rule, gives: { ...gives, transition: 'up' } };
  });
}

function drawRule(draw: Draw, name: string, level: SimSystem, manner: Manner): SimRule {
  const { counter } = level.review;
  // Days of a lifetime are kept in a way of their own.
  const isOfReceipt = draw.chance(0.6) || counter.measure === 'purchase-days';
  const isMoney = isOfReceipt || counter.measure.endsWith('amount');
  const gives = drawGives(draw, level, manner);
  return {
    name,
    on: draw.one([['sale'], ['sale'], ['payment'], ['sale', 'payment']] as const),
    look: isOfReceipt
      ? // Under one name a rule measures one thing.
        { counter: null, of: RULES.indexOf(name) % 2 === 0 ? 'sold-amount' : 'paid-amount' }
      : lookAt(draw, counter, isMoney, manner),
    over: isMoney ? draw.below(isOfReceipt ? 9_000 : 30_000) : draw.below(8),
    gives,
  };
}

const lookAt = (draw: Draw, counter: SimCounter, isMoney: boolean, { isSteady }: Manner) => ({
  counter: nameOf('level', counter),
  isMoney,
  window: draw.one(isSteady ? WINDOWS : LASTING),
});

function drawGives(
  draw: Draw,
  { statuses }: SimSystem,
  { givesStatuses, isSteady }: Manner,
): SimRule['gives'] {
  if (givesStatuses && draw.chance(0.6)) {
    return {
      kind: 'status',
      system: 'level',
      status: draw.one(statuses).name,
      until: draw.one(isSteady ? UNTILS : UNTILS.filter((until) => until !== null)),
      transition: draw.chance(0.6) ? 'up' : 'any',
    };
  }
  const label = draw.one(LABELS);
  if (draw.chance(0.3)) return { kind: 'no label', label };
  return { kind: 'label', label, clawback: draw.chance(0.75) ? 'always' : 'none' };
}
