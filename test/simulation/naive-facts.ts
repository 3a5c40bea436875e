import type { NaiveFact } from './happenings.ts';
import { type NaiveLayers, type Note, shownOf } from './naive-review.ts';
import { type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import { rankOf } from './sim-program.ts';

/** Tells of a status that is shown and was not. A raising is told at once, a lowering when it is final. */
export function tellOf(
  system: string,
  before: NaiveLayers,
  after: NaiveLayers,
  at: number,
  finalAt: number,
  now: number,
  tell: (fact: NaiveFact) => void,
): void {
  const [from, to] = [shownOf(before), shownOf(after)];
  if (from === to) return;
  const raised = rankOf(to) > rankOf(from);
  tell({
    system,
    from,
    to,
    direction: raised ? 'raised' : 'lowered',
    at,
    notifyFrom: raised || finalAt < now ? now : finalAt,
  });
}

/** Which kinds of turns there were. */
export function noteTurn({ from, to, judge, turn }: NaivePeriod, known: NaiveTimeline, note: Note): void {
  note('turn: judged');
  if (judge === null) return;
  const begun = known.inForce(known.begins(from));
  if (begun === judge.version) return;
  note('turn: judged by another version than it began with');
  if (begun.program.zone !== judge.version.program.zone) note('turn: in another zone than it began in');
  const first = systemOf(begun, judge.system.name);
  if (first !== undefined && first.review.every !== judge.system.review.every)
    note('turn: of a length that is no more');
  if (known.inForce(turn) !== judge.version) note('turn: with a version that begins with it');
  if (to - from < 2) note('turn: of a period of one day');
}
