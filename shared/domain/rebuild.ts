import { enrol } from '#domain/entries/enrol.ts';
import { olderEntries, withOlderEntries } from '#domain/entries/late-entries.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Entry } from '#domain/member/entry.ts';
import type { Member, Profile, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { Moment, Timeline } from '#domain/program/timeline.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { decide } from './decide.ts';

/** A member's data beside the state: enough, with the entries, to make the state anew. */
interface Enrolled {
  readonly id: string;
  readonly enrolledAt: EpochMs;
  readonly profile: Profile;
}

/**
 * Makes a member's state anew from enrolment and entries, as of `now`: each receipt in the order in which it was
 * counted, by the version then in force, with the benefits that it got. Periods between them close on the way. The
 * counters are exact; a rule that asks for an attribute sees the present one. Its version is 0: it was not written.
 * `null`: no program was in force at enrolment.
 */
export function rebuild(
  timeline: Timeline,
  { id, enrolledAt, profile }: Enrolled,
  entries: readonly Entry[],
  now: EpochMs,
): Member | null {
  const begun = timeline.at(enrolledAt);
  if (begun === null) return null;
  let member: Member = { ...enrol(id, begun).member, profileVersion: profile.version };
  const before: Entry[] = [];
  for (const { entry, at } of inOrder(entries, enrolledAt)) {
    const moment = timeline.at(at);
    const sale = saleAgain(entry);
    const seeing = moment === null ? member : seeingOlder(moment, member, sale, before);
    member = decided(decide(moment, seeing, sale, profile.attributes));
    before.push(entry);
  }
  return decided(decide(timeline.at(now), member, { kind: 'time-passing' }));
}

/** With the days of long ago that the entry has to see one by one (D88), as whoever counted it first. */
function seeingOlder(moment: Moment, member: Member, sale: Sale, before: readonly Entry[]): Member {
  const older = olderEntries(moment, member, sale);
  if (older === null) return member;
  const ownerless = before.map(
    (entry): Entry => ({
      ...entry,
      owner: { kind: 'member', memberId: member.id, number: null, ...claimOf(entry) },
    }),
  );
  return withOlderEntries(moment, member, older, ownerless);
}

const claimOf = ({ owner }: Entry) =>
  owner.kind === 'member' && owner.claimedAt !== undefined ? { claimedAt: owner.claimedAt } : {};

/**
 * In the order in which they were counted, which their numbers tell; those of the first version, which have none, by
 * the moment of receipt. What came before its member says when it was claimed (D38); in the first form it was at enrolment.
 */
function inOrder(
  entries: readonly Entry[],
  enrolledAt: EpochMs,
): readonly { readonly entry: Entry; readonly at: EpochMs }[] {
  return entries
    .map((entry) => ({ entry, at: countedAt(entry, enrolledAt) }))
    .sort(
      ({ entry: one, at }, { entry: other, at: later }) =>
        (numberOf(one) ?? 0) - (numberOf(other) ?? 0) || at - later || one.receivedAt - other.receivedAt,
    );
}

const countedAt = ({ owner, receivedAt }: Entry, enrolledAt: EpochMs): EpochMs =>
  (owner.kind === 'member' ? owner.claimedAt : undefined) ?? asEpochMs(Math.max(receivedAt, enrolledAt));

const numberOf = ({ owner }: Entry): number | null => (owner.kind === 'member' ? owner.number : null);

/** The sale of an entry with what was decided of it then; of a clock that was ahead on the day of receipt (D28). */
export function saleAgain({ body: { sale, answer }, receivedAt, day }: Entry): Sale {
  const { discounts, lineDiscountsMinor } = answer;
  const occurredAt = answer.clockAhead ? receivedAt : sale.occurredAt;
  return { ...sale, occurredAt, day, promised: { discounts, lineDiscountsMinor } };
}

function decided(decision: ReturnType<typeof decide>): Member {
  if (decision.kind === 'refused') throw new Error('what was stored is refused when it is counted again');
  return decision.member;
}

/**
 * Names of the parts in which two states of one member differ; versions and fact numbers are not compared, nor what one of
 * them was stored without. A system that the version in force has dropped stands where whatever came last has left it, so it
 * is not compared either.
 * @param moment `null`: every system is compared
 */
export function differencesOf(one: Member, other: Member, moment: Moment | null = null): readonly string[] {
  const isPresent = (system: string): boolean =>
    moment === null || moment.program.systems.some(({ name }) => name === system);
  const parts = [
    'profileVersion',
    'enrolledAt',
    'entries',
    'statuses',
    'categories',
    'discount',
    'points',
    'offerUse',
    'counters',
    'dueAt',
  ] as const;
  return parts.filter((part) =>
    part === 'statuses'
      ? canonical(knownOf(one, other, isPresent)) !== canonical(knownOf(other, one, isPresent))
      : canonical(one[part]) !== canonical(other[part]),
  );
}

/** A member's statuses, less what those of another are silent about because they were stored before it was noted. */
const knownOf = ({ statuses }: Member, other: Member, isPresent: (system: string) => boolean) =>
  new Map(
    [...statuses]
      .filter(([system]) => isPresent(system))
      .map(([system, record]) => {
        const beside = other.statuses.get(system);
        return [system, beside === undefined ? record : lessUnknown(record, beside)] as const;
      }),
  );

function lessUnknown(record: StatusRecord, beside: StatusRecord) {
  const { before, why, earned, grace } = record;
  return {
    ...record,
    before: beside.before.since === null ? { ...before, since: null } : before,
    why: lessDay(why, beside.why),
    earned: { ...earned, why: lessDay(earned.why, beside.earned.why) },
    grace: grace === null ? null : { ...grace, why: lessDay(grace.why, beside.grace?.why ?? grace.why) },
  };
}

const lessDay = (why: StatusReason, beside: StatusReason): StatusReason =>
  why.kind === 'raised-at-once' && beside.kind === 'raised-at-once' && beside.seenFrom === null
    ? { ...why, seenFrom: null }
    : why;

/** One text for equal values, in whatever order maps and objects were filled. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (typeof inner !== 'object' || inner === null || Array.isArray(inner)) return inner;
    const pairs = inner instanceof Map ? [...inner] : Object.entries(inner);
    return pairs.sort(([one], [other]) => (String(one) < String(other) ? -1 : 1));
  });
}
