import { type Occasion, placeInWords } from '#domain/member/entry-ref.ts';
import type { StatusReason } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { systemAt } from '#domain/reviews/closing.ts';
import { effectiveStatus, effectiveWhy, overrideThatShows } from '#domain/statuses/effective.ts';
import { asEpochMs, isoOf } from '#domain/time/time.ts';
import { ahead, endOf, graceOnTop, type Seen } from './ahead.ts';

/** What people call a status. */
export const titleAt = ({ statuses }: CompiledSystem, status: string | null): string =>
  statuses.find(({ name }) => name === status)?.title ?? status ?? 'No status';

/** How a status came to be that no value gave. */
export function originOf({ system, record, moment }: Seen): string {
  const why = effectiveWhy(record);
  const status = effectiveStatus(record);
  const title = titleAt(system, status);
  if (why.kind === 'override') return overrideInWords(status === null ? null : title, why, moment);
  if (why.kind === 'dropped')
    return `${title} took the place of ${why.was} when version ${why.programVersion} of the program came into force.`;
  if (why.kind === 'taken-back') {
    const done = why.was === null ? 'it was taken off' : `${titleAt(system, why.was)} was given`;
    return `${title} is back ${lostBy(why)}, for which ${done}.`;
  }
  if (why.kind !== 'rule') return `${title} is what every new member has.`;
  const done = record.computed === null ? takenOff(system, why) : `${title} was given`;
  return `${done} by the rule ${why.rule} for ${placeInWords(why)} on ${isoOf(why.day)}.`;
}

/** How what a rule had given for it was lost (D94, D44). */
export function lostBy(on: Occasion): string {
  const what = placeInWords(on);
  if (on.entry === undefined) return `since goods of ${what} came back`;
  return on.entry === 'visit' ? `since ${what} changed` : `since ${what} counts no more`;
}

/** `Gold was taken off` (D99). */
export const takenOff = (system: CompiledSystem, why: StatusReason): string =>
  `${why.kind === 'rule' && why.was !== undefined ? titleAt(system, why.was) : 'The status'} was taken off`;

/** An operator's reason is for staff, and not told. `title`: `null` is no status. */
function overrideInWords(
  title: string | null,
  { mode, at }: Extract<StatusReason, { kind: 'override' }>,
  { timeline, program }: Moment,
): string {
  const day = isoOf(timeline.calendar.dayOf(at, program.zone));
  if (title === null)
    return mode === 'freeze'
      ? `No status was held on ${day}, when an operator has frozen that.`
      : `An operator has set on ${day} that no status is held.`;
  switch (mode) {
    case 'set':
      return `${title} was set by an operator on ${day}.`;
    case 'floor':
      return `An operator has said on ${day} that it is ${title} at least.`;
    case 'ceiling':
      return `An operator has said on ${day} that it is ${title} at most.`;
    case 'freeze':
      return `${title} is what was held on ${day}, when an operator has frozen it.`;
    default:
      return mode satisfies never;
  }
}

/** That it ends by itself, and what returns then (D9, D18). */
export function endingSentences(seen: Seen): readonly string[] {
  const { moment, record } = seen;
  const until = endOf(seen);
  if (until === null) return [];
  const { timeline, program } = moment;
  const lastDay = isoOf(timeline.calendar.dayOf(asEpochMs(until - 1), program.zone));
  const then = titleAt(systemAt(seen, until), effectiveStatus(ahead(seen, until)));
  const holds = effectiveStatus(record) === null ? 'That holds' : 'It lasts';
  return [
    graceOnTop(record) === null || overrideThatShows(record) !== null
      ? `${holds} until ${lastDay}; ${then} follows.`
      : `It was missed at a review and lasts until ${lastDay}; unless it is earned again or kept, ${then} follows.`,
  ];
}
