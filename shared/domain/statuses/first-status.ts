import type { Member, StatusRecord } from '#domain/member/member.ts';
import { hasNamed, thereSince } from '#domain/program/absence.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { statusAt } from '#domain/program/ladder.ts';
import { runningPeriod } from '#domain/program/review-calendar.ts';
import { earnedRank, type SeenValue } from '#domain/program/review-table.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { asEpochMs } from '#domain/time/time.ts';

/** Of a member who has bought nothing. */
const NOTHING_SEEN: SeenValue = { value: 0, meets: ({ min, max }) => min <= 0 && max >= 0 };

/** The record of a member who is new to a system: what nothing earns, from the running period on. */
export function firstRecord(system: CompiledSystem, moment: Moment): StatusRecord {
  const { review, initial } = system;
  const since = moment.now;
  const status = review === null ? initial : statusAt(system, earnedRank(review, NOTHING_SEEN));
  const why = { kind: 'initial' } as const;
  return {
    computed: status,
    since,
    until: null,
    why,
    earned: { status, since, why },
    grace: null,
    given: [],
    before: { status, since },
    closedTo: runningPeriod(moment, system.name)?.from ?? moment.today,
    override: null,
    baselines: new Map(),
  };
}

/**
 * The record of a member who was there before the system: as of the moment at which a version brought it. A system that
 * was away for no more than thirty days was never gone (D80). In one that begins anew operators may have written before: their
 * entries stay, so the numbers go on beyond all that the member has (D95).
 */
export function lateRecord(
  system: CompiledSystem,
  moment: Moment,
  { enrolledAt, entries }: Pick<Member, 'enrolledAt' | 'entries'>,
): StatusRecord {
  const { timeline, version } = moment;
  const begins = thereSince(moment, 'systems', system.name) ?? version.from;
  const since = Math.max(enrolledAt, begins);
  const met = timeline.versions.find(
    ({ outline }, index) =>
      (timeline.versions[index + 1]?.from ?? Number.POSITIVE_INFINITY) > since &&
      hasNamed(outline, 'systems', system.name),
  );
  const then = timeline.at(asEpochMs(Math.max(since, met?.from ?? version.from))) ?? moment;
  const first = firstRecord(then.program.systems.find(({ name }) => name === system.name) ?? system, then);
  const isAnew = timeline.versions.some(
    ({ from, outline }) => from < begins && hasNamed(outline, 'systems', system.name),
  );
  return isAnew && entries.count > 0 ? { ...first, overrideRevision: entries.count } : first;
}
