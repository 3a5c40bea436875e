import { type NaiveGift, topGift, topOf } from './naive-gifts.ts';
import { type NaiveLayers, shownOf } from './naive-review.ts';
import type { NaiveJudge, NaivePeriod, NaiveTimeline } from './naive-timeline.ts';
import { rankOf, type SimVersion } from './sim-program.ts';
import { type NaiveOverride, under } from './under.ts';

/** A member's place in one system. */
export interface Standing {
  /** The name by which members keep the system. */
  readonly kept: string;
  readonly layers: NaiveLayers;
  /** What rules gave, on top of the layers. */
  readonly gifts: readonly NaiveGift[];
  /** What an operator has put over it. */
  readonly override: NaiveOverride | null;
  /** How often operators have written. */
  readonly writings: number;
  /** The layers with which the running period began, and the last. */
  readonly began: NaiveLayers;
  readonly beganBefore: NaiveLayers;
  /** Goods came back for which it was earned: the next turn judges from here; `null`: from the layers. */
  readonly mark: NaiveLayers | null;
  /** As it was just before the last turn: a review that is done again begins there. */
  readonly before: NaiveLayers;
  readonly shownSince: number;
  /** When the member met the system. */
  readonly metAt: number;
  /** With which status. */
  readonly metWith: string | null;
  /** The first day that is not closed. */
  readonly closedTo: number;
  /** When the last version came into force that took statuses out here. */
  readonly droppedTo: number;
}

/** A member's place in a system, its last period and the running one. */
export interface Place {
  readonly standing: Standing;
  readonly present: NaiveJudge;
  readonly ended: NaivePeriod | null;
  readonly running: NaivePeriod;
}

export function placeOf(present: Place['present'], standing: Standing, known: NaiveTimeline): Place {
  const { kept, closedTo } = standing;
  return { standing, present, ended: known.endedOn(kept, closedTo), running: known.from(kept, closedTo) };
}

/** The status that rules and reviews come to: a gift, a grace, or what is earned. */
export const computedIn = ({ layers, gifts }: Pick<Standing, 'layers' | 'gifts'>): string | null =>
  topOf(shownOf(layers), gifts);

/** The status that shows: what is computed, or what an operator has put over it. */
export const shownIn = (standing: Standing): string | null => under(standing.override, computedIn(standing));

/** A shown status stays since when it was, as long as it is the same. */
export function moved(
  standing: Standing,
  change: Partial<Pick<Standing, 'layers' | 'gifts' | 'override'>>,
  at: number,
): Standing {
  const after = { ...standing, ...change };
  return { ...after, shownSince: shownIn(after) === shownIn(standing) ? standing.shownSince : at };
}

/** The running period becomes the last. */
export const turned = ({ began }: Standing, layers: NaiveLayers) => ({
  began: layers,
  beganBefore: began,
});

/** When what shows will be seen to end, with nothing over it; `null`: it does not. */
export function endShown({ layers, gifts }: Standing, isSafe: boolean): number | null {
  const gift = topGift(shownOf(layers), gifts);
  // What it hides may be another gift.
  const isOver =
    gift?.hides === true &&
    gifts.some(({ status, until }) => until > gift.until && rankOf(status) > rankOf(gift.status));
  if (gift !== null) return gift.status === layers.earned && !isOver ? null : gift.until;
  return layers.grace === null || isSafe ? null : layers.grace.until;
}

/** A grace could be made good by an entry of the last period until that is final: so long nobody is told of its end. */
export const finalAfter = (ended: NaivePeriod | null, until: number): number =>
  ended === null || ended.judge === null ? until : Math.max(until, ended.turn + delayOf(ended.judge.version));

export const delayOf = ({ program }: SimVersion): number => program.delayHours * 3_600_000;
