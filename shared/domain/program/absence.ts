import { type EpochMs, MS_PER_DAY } from '#domain/time/time.ts';
import type { ProgramOutline } from './outline.ts';
import type { Moment } from './timeline.ts';

/** So long what a version has dropped is carried on, in case another brings it back (D80). */
export const CARRIED_DAYS = 30;

/**
 * Whether no version had something for more than thirty days at a stretch, between the last that was heard of it and now:
 * it then begins anew. The answer depends on the versions alone, not on how often somebody looked.
 */
export function wasGone(
  { timeline, now }: Moment,
  since: EpochMs,
  isIn: (outline: ProgramOutline) => boolean,
): boolean {
  let until: number = now;
  for (const { from, outline } of timeline.versions.toReversed()) {
    if (from > now) continue;
    if (from < since) return false;
    if (isIn(outline)) until = from;
    else if (until - from > CARRIED_DAYS * MS_PER_DAY) return true;
  }
  return false;
}
