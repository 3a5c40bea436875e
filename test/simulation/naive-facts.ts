import type { NaiveFact, NaiveLabelFact } from './happenings.ts';
import type { NaiveLabel } from './naive-gifts.ts';
import type { Note } from './naive-review.ts';
import { type NaivePeriod, type NaiveTimeline, systemOf } from './naive-timeline.ts';
import { rankOf } from './sim-program.ts';

/** Tells of a status that is shown and was not. A raising is told at once, a lowering when it is final. */
export function tellOf(
  system: string,
  from: string | null,
  to: string | null,
  at: number,
  finalAt: number,
  now: number,
  tell: (fact: NaiveFact) => void,
): void {
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

/** What one step of a command has changed of what a system shows, and when that is final. */
export interface NaiveMove {
  readonly system: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly finalAt: number;
}

/** What all steps of one command came to: one change a system (D93). */
export function netMoves(moves: readonly NaiveMove[], now: number): readonly NaiveFact[] {
  const facts: NaiveFact[] = [];
  for (const name of new Set(moves.map(({ system }) => system))) {
    const steps = moves.filter(({ system }) => system === name);
    const [first, last] = [steps[0], steps.at(-1)];
    if (first === undefined || last === undefined) continue;
    // A lowering is told when all that lowered is settled.
    const settled = steps.map(({ from, to, finalAt }) => (rankOf(to) < rankOf(from) ? finalAt : now));
    tellOf(name, first.from, last.to, now, Math.max(...settled), now, (fact) => facts.push(fact));
  }
  return facts;
}

/** The same of labels; `rules` says which rule moved each. */
export function netLabels(
  before: readonly NaiveLabel[],
  after: readonly NaiveLabel[],
  rules: ReadonlyMap<string, string>,
  now: number,
): readonly NaiveLabelFact[] {
  const lacks = (list: readonly NaiveLabel[], name: string) => list.every((each) => each.name !== name);
  const fact = (label: string, change: 'added' | 'removed') => ({
    label,
    change,
    rule: rules.get(label) ?? '',
    at: now,
  });
  return [
    ...after.filter(({ name }) => lacks(before, name)).map(({ name }) => fact(name, 'added')),
    ...before.filter(({ name }) => lacks(after, name)).map(({ name }) => fact(name, 'removed')),
  ];
}
