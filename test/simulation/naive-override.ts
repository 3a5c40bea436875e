import { stillGiven, stillHiding } from './naive-gifts.ts';
import type { Note } from './naive-review.ts';
import { computedIn, moved, type Standing, shownIn } from './naive-standing.ts';
import type { SimDrop, SimSystem } from './sim-program.ts';
import type { NaiveOverride } from './under.ts';

/** What an operator says; of a `freeze` no status. */
export type NaiveTold = Pick<NaiveOverride, 'mode' | 'status' | 'until'> | null;

/** A standing after an operator has put something over it, or has taken it off (D59). */
export function put(
  standing: Standing,
  system: SimSystem,
  told: NaiveTold,
  now: number,
  note: Note,
): Standing {
  const written = { ...standing, writings: standing.writings + 1 };
  if (told === null) {
    note('override: taken off');
    return moved(written, { override: null }, now);
  }
  const { mode, until } = told;
  note(`override: ${mode}`);
  note(`override: with${until === null ? 'out' : ''} an end`);
  if (standing.override !== null) note('override: over another');
  const status = mode === 'freeze' ? shownIn(standing) : told.status;
  const over = moved(written, { override: { mode, status, until, at: now } }, now);
  if (shownIn(over) !== computedIn(over)) note('override: hides what is computed');
  // Nothing comes for which it could wait.
  return system.review.every === 'never' ? setEarned(over, now, note) : over;
}

/**
 * What an operator set without an end takes the place of what is earned, as of the moment at which it was set: what rules gave
 * since lies on top, all that was held before is over (D33). It rests on no goods.
 */
export function setEarned(standing: Standing, at: number, note: Note): Standing {
  const { override, layers, gifts } = standing;
  if (override === null || override.mode !== 'set' || override.until !== null) return standing;
  note('override: becomes what is earned');
  const { status: earned } = override;
  const since = layers.earned === earned ? layers.since : override.at;
  const set = { earned, since, grace: null, isSet: true };
  const later = stillHiding(
    earned,
    gifts.filter((gift) => gift.since >= override.at),
  );
  const after = moved(standing, { override: null, layers: set, gifts: later }, at);
  return { ...after, mark: null, began: set, beganBefore: set };
}

/** The end of one that holds until a moment. */
export const isOver = ({ override }: Standing, at: number): boolean =>
  override !== null && override.until !== null && override.until <= at;

/** What shows after a moment as before it was never interrupted, whatever led to it. */
export const heldOn = (before: Standing, after: Standing): Standing =>
  shownIn(after) === shownIn(before) ? { ...after, shownSince: before.shownSince } : after;

/** A version has taken out what it names. */
export function droppedOver(override: NaiveOverride | null, drops: readonly SimDrop[]): NaiveOverride | null {
  const drop = drops.find(({ status }) => status === override?.status);
  return override === null || drop === undefined ? override : { ...override, status: drop.to };
}

/** What time makes of a standing by a moment. */
type Later = (standing: Standing, at: number) => Standing;

/** How a standing ends without its override; when the period turns; and whether a version takes out by then what shows. */
interface Ending {
  readonly own: number | null;
  readonly turn: number;
  readonly isOut: (by: number) => boolean;
}

/**
 * When what shows under an override is seen to end: with the first end, of the override or beneath it, that changes what shows;
 * `null`: none does. An override that changes nothing is as none, and what a review does has no end.
 */
export function endUnder(standing: Standing, { own, turn, isOut }: Ending, later: Later): number | null {
  const { override, layers, gifts } = standing;
  if (override === null) return own;
  const waits = override.mode === 'set' && override.until === null;
  const lifted = waits ? turn : override.until;
  const ends = [layers.grace?.until ?? null, lifted, ...gifts.map(({ until }) => until)]
    .filter((end) => end !== null)
    .sort((one, other) => one - other);
  const shows = shownIn(standing);
  const before = (end: number) => shownIn(later(standing, end - 1));
  const after = (end: number) => shownIn(later(standing, end));
  /** What the end makes of it by itself. */
  const alone = (end: number): string | null => {
    const then = later(standing, end - 1);
    const { grace } = then.layers;
    const left = {
      ...then,
      layers: grace !== null && grace.until <= end ? { ...then.layers, grace: null } : then.layers,
      gifts: stillGiven(then.gifts, end),
    };
    return end === lifted ? computedIn(left) : shownIn(left);
  };
  const isIts = (end: number) => (waits && end === lifted) || alone(end) !== before(end);
  const bare = { ...standing, override: null };
  const isIdle =
    shows === computedIn(standing) &&
    !ends.some((end) => end === own && !isIts(end)) &&
    ends.every((end) =>
      [end - 1, end].every((at) => shownIn(later(bare, at)) === shownIn(later(standing, at))),
    );
  if (isIdle) return own;
  const isOn = (end: number) => later(standing, end - 1).shownSince === standing.shownSince || isOut(end);
  const first = ends.find((end) => !isOn(end) || (after(end) !== before(end) && isIts(end)));
  return first === undefined || !isOn(first) ? null : first;
}

/** The status after the coming turn. */
export const comingIn = (after: Standing): string | null =>
  after.override === null ? after.layers.earned : shownIn(after);
