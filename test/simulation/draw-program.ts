import type { Draw } from './draw.ts';
import {
  MEASURES,
  NAMES_OF,
  type SimCounter,
  type SimProgram,
  type SimReview,
  type SimRow,
  type SimSystem,
  STATUSES,
  STORES,
  SYSTEMS,
} from './sim-program.ts';

export const EVERY = ['day', 'week', 'month', 'quarter', 'half-year', 'year'] as const;
export const WINDOWS = [
  'today',
  ...['week', 'month', 'quarter', 'half-year', 'year'].flatMap((unit) => [`this-${unit}`, `last-${unit}`]),
  'P5D',
  'P30D',
  'P45D',
  'P2W',
  'P1M',
  'P3M',
  'P1Y',
  'all-time',
];
export const RAISES = ['at-turn', 'at-once'] as const;
export const LOWERS = ['to-earned', 'one-step', 'never'] as const;
export const GRACES = [null, 'P3D', 'P14D', 'P1M', 'P2M'] as const;
export const STAYS = [null, 'P10D', 'P1M', 'P3M'] as const;
/** Half hours, a lost and a repeated midnight, a summer of 30 minutes, and both ends of the day. */
export const ZONES = [
  'Europe/Moscow',
  'America/St_Johns',
  'Africa/Cairo',
  'Pacific/Kiritimati',
  'Pacific/Pago_Pago',
  'America/Santiago',
  'Australia/Lord_Howe',
] as const;
export const LATES = [undefined, undefined, 'record-only', 'current-period'] as const;
export const DELAYS = [0, 6, 48, 240] as const;
export const AGES = [20, 60, 400, 800] as const;

/**
 * Draws the next version of a program, or the first. Half of what the last one says stays, each thing for itself: where
 * all changed at once, nothing that was counted would ever be asked for again. The club comes and goes; what it was when
 * it went, the oldest first, is in `earlier`.
 */
export function drawProgram(draw: Draw, earlier: readonly SimProgram[]): SimProgram {
  const [level, club] = SYSTEMS;
  const last = earlier.at(-1);
  const hasClub = draw.chance(
    last === undefined ? 0.2 : last.systems.some(({ name }) => name === club) ? 0.85 : 0.2,
  );
  const names = hasClub ? [level, club] : [level];
  const systems = names.map((name) =>
    drawSystem(
      draw,
      name,
      earlier.flatMap(({ systems }) => systems).findLast((one) => one.name === name),
    ),
  );
  const discounted = systems[0]?.statuses.slice(1) ?? [];
  return {
    zone: keepOr(draw, last?.zone, 0.7, () => draw.one(ZONES)),
    weekStartsOn: keepOr(draw, last?.weekStartsOn, 0.6, () => draw.one(['monday', 'sunday'])),
    delayHours: keepOr(draw, last?.delayHours, 0.6, () => draw.one(DELAYS)),
    maxAgeDays: keepOr(draw, last?.maxAgeDays, 0.6, () => draw.one(AGES)),
    systems,
    spare: keepOr(draw, last?.spare, 0.6, () =>
      draw.chance(0.4) ? drawCounter(draw, last?.spare ?? undefined) : null,
    ),
    percents: Object.fromEntries(discounted.map(({ name }) => [name, draw.below(20)])),
  };
}

/** Draws a reviewed system. A later version may call a status otherwise, or take one out. */
export function drawSystem(draw: Draw, name: string, last?: SimSystem): SimSystem {
  const held = new Set(last?.statuses.map((status) => status.name) ?? []);
  const isGrowing = last === undefined || (last.isClosed === undefined && draw.chance(0.25));
  const wanted = isGrowing ? Math.max(held.size, 2 + draw.below(4)) : held.size;
  while (held.size < wanted) held.add(draw.one(STATUSES));
  const mayShrink = last !== undefined && last.statuses.length === held.size && held.size > 2;
  const gone = mayShrink && draw.chance(0.15) ? draw.one(last.statuses) : null;
  if (gone !== null) held.delete(gone.name);
  const names = STATUSES.filter((status) => held.has(status));
  const marks = last === undefined || draw.chance(0.3);
  const statuses = names.map((status) => ({
    name: status,
    lifetime: marks ? draw.chance(0.15) : last.statuses.some((one) => one.name === status && one.lifetime),
    // In the first version as everybody does; later each has a name that may change.
    ...(last === undefined
      ? {}
      : {
          called: keepOr(draw, last.statuses.find((one) => one.name === status)?.called ?? status, 0.85, () =>
            draw.one(NAMES_OF(status)),
          ),
        }),
  }));
  const review = drawReview(draw, names, gone === null ? last?.review : withoutRowsOf(last?.review));
  const closed = last?.isClosed === undefined ? {} : { isClosed: last.isClosed };
  if (gone === null || last === undefined) return { name, statuses, review, ...closed };
  const isTold = draw.chance(0.5);
  const below = last.statuses.slice(0, last.statuses.indexOf(gone)).findLast((one) => held.has(one.name));
  // Where a new status stands beside one that is gone nobody can say.
  const shared = names.filter((status) => last.statuses.some((one) => one.name === status));
  const to = isTold ? draw.one(shared) : (below?.name ?? null);
  return {
    name,
    statuses,
    review,
    isClosed: true,
    drops: [{ status: gone.name, called: gone.called ?? gone.name, to, isTold }],
  };
}

/** A table that names a status which is gone is drawn anew. */
const withoutRowsOf = (review: SimReview | undefined): SimReview | undefined =>
  review === undefined ? undefined : { ...review, rows: [] };

function drawReview(draw: Draw, names: readonly string[], last?: SimReview): SimReview {
  const counter = keepOr(draw, last?.counter, 0.6, () => drawCounter(draw, last?.counter));
  const isSame = last !== undefined && last.counter === counter && draw.chance(0.4);
  return {
    every: keepOr(draw, last?.every, 0.5, () => draw.one(EVERY)),
    window: keepOr(draw, last?.window, 0.5, () => draw.one(WINDOWS)),
    counter,
    rows: isSame && last.rows.length > 0 ? last.rows : drawRows(draw, names, counter),
    raise: keepOr(draw, last?.raise, 0.6, () => draw.one(RAISES)),
    lower: keepOr(draw, last?.lower, 0.6, () => draw.one(LOWERS)),
    grace: keepOr(draw, last?.grace, 0.6, () => draw.one(GRACES)),
    minimumStay: keepOr(draw, last?.minimumStay, 0.6, () => draw.one(STAYS)),
    ...drawLate(draw, last),
  };
}

function drawLate(draw: Draw, last: SimReview | undefined): Pick<SimReview, 'late'> {
  const late = keepOr(draw, last?.late, 0.6, () => draw.one(LATES));
  return late === undefined ? {} : { late };
}

/** Often the same measure of other stores: under its name it goes on, or begins anew. */
const drawCounter = (draw: Draw, last?: SimCounter): SimCounter => ({
  measure: keepOr(draw, last?.measure, 0.6, () => draw.one(MEASURES)),
  stores: draw.chance(0.7) ? null : draw.one([STORES.slice(0, 1), STORES.slice(0, 2), STORES.slice(1)]),
  ...(draw.chance(0.2) ? { reset: true } : {}),
});

/** Rows that follow each other: mostly a ladder, at times without its lowest step, without a middle one, or with too much. */
function drawRows(draw: Draw, names: readonly string[], { measure }: SimCounter): readonly SimRow[] {
  const [first = 1, further = 1] = measure.endsWith('amount')
    ? draw.one([
        [3_000, 4_000],
        [10_000, 15_000],
      ])
    : measure === 'stores'
      ? [1, 1]
      : [2, 3];
  const strict = draw.chance(0.5);
  const skipped = names.length > 2 && draw.chance(0.15) ? 1 + draw.below(names.length - 1) : -1;
  const order = names.filter((_, place) => place !== skipped);
  if (draw.chance(0.25)) order.push(draw.one(names));
  const cuts: number[] = [];
  for (const _ of order) cuts.push((cuts.at(-1) ?? 0) + 1 + draw.below(cuts.length === 0 ? first : further));
  const isFree = draw.chance(0.8);
  // Where the lowest status is free, its row begins below every value.
  const lows = isFree ? [null, ...cuts.slice(0, -1)] : cuts;
  const hasKeeps = draw.chance(0.5);
  return order.map((status, index) => {
    const low = lows[index] ?? null;
    return {
      strict,
      low,
      high: lows[index + 1] ?? null,
      status,
      keep: hasKeeps && low !== null && draw.chance(0.6) ? draw.below(low + 1) : null,
    };
  });
}

/** The last version's value in so large a share of draws, or a new one. */
function keepOr<Value>(draw: Draw, last: Value | undefined, share: number, anew: () => Value): Value {
  return last !== undefined && draw.chance(share) ? last : anew();
}
