import { toldActivity } from '#domain/entries/activity.ts';
import { enrol } from '#domain/entries/enrol.ts';
import {
  type OlderEntries,
  olderEntries,
  olderEntriesOf,
  olderEntriesOfChange,
  withOlderEntries,
} from '#domain/entries/late-entries.ts';
import { toldVisit } from '#domain/entries/visit.ts';
import type { Standing } from '#domain/member/changing.ts';
import type { Overriding, Sale } from '#domain/member/commands.ts';
import type { Counted } from '#domain/member/counters.ts';
import {
  type ChangedEntry,
  type Entry,
  type EntryHead,
  isActivity,
  isFollowUp,
  isSale,
  isVisit,
  type PaymentBody,
  type ReturnBody,
  type SaleBody,
  type SaleEntry,
  type SaleLeft,
} from '#domain/member/entry.ts';
import { nameOfEntry } from '#domain/member/entry-ref.ts';
import type { ChangingCommand, FollowingCommand } from '#domain/member/following.ts';
import type { Member, Profile, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { Moment, Timeline } from '#domain/program/timeline.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { decide } from './decide.ts';

/** Whatever has a number among a member's entries. */
type Counting = Sale | FollowingCommand | ChangingCommand | Overriding;

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
  let member: Member = {
    ...enrol(id, begun, profile.invitedBy ?? null).member,
    profileVersion: profile.version,
  };
  const before: Entry[] = [];
  const sales = new Map<string, SaleEntry>();
  const standings = new Map<string, Standing | null>();
  for (const { entry, at } of inOrder(entries, enrolledAt)) {
    const moment = timeline.at(at);
    const command = commandOf(entry, sales, standings);
    // What a change took back is counted with it.
    if (entry.body.kind === 'taken-back') before.push(entry);
    // A restore may have lost the sale that it follows: it counts for nothing, as nothing is there to follow.
    if (command === null) continue;
    const older = moment === null ? null : olderOf(moment, member, command);
    const seeing = moment === null || older === null ? member : seeingOlder(moment, member, older, before);
    const decision = decide(moment, seeing, command, profile.attributes);
    if (decision.kind === 'refused')
      throw new Error(`what was stored is refused when it is counted again: ${decision.code}`);
    member = decision.member;
    before.push(entry);
    if ('stands' in decision) standings.set(nameOfChanging(entry), decision.stands);
    const sold = soldAfter(entry, decision, sales);
    if (sold !== null) sales.set(saleNameOf(entry), sold);
  }
  return stateOf(decide(timeline.at(now), member, { kind: 'time-passing' }));
}

/** The days of long ago that a command has to see one by one; `null`: none. */
function olderOf(moment: Moment, member: Member, command: Counting): OlderEntries | null {
  if (command.kind === 'override') return null;
  if (command.kind === 'visit') return olderEntriesOfChange(moment, member, toldVisit(moment, command));
  if (command.kind === 'activity') return olderEntriesOfChange(moment, member, toldActivity(moment, command));
  return command.kind === 'sale'
    ? olderEntries(moment, member, command)
    : olderEntriesOf(moment, member, command);
}

/** What was decided of an entry then, to be counted again; `null`: the sale that it follows is not among the entries. */
function commandOf(
  entry: Entry,
  sales: ReadonlyMap<string, SaleEntry>,
  standings: ReadonlyMap<string, Standing | null>,
): Counting | null {
  if (isSale(entry)) return saleAgain(entry);
  if (isVisit(entry) || isActivity(entry))
    return changeAgain(entry, standings.get(nameOfChanging(entry)) ?? null);
  if (entry.body.kind === 'override') return entry.body.told;
  const sold = sales.get(saleNameOf(entry));
  return sold === undefined || !isFollowUp(entry) ? null : followUpAgain(entry, entry.body, sold);
}

/** A change of a visit or an activity as it was taken, on the day that it had. */
export function changeAgain(
  { source: storeId, id, day, body }: ChangedEntry,
  stands: Standing | null,
): ChangingCommand {
  const { number } = body;
  if (body.kind === 'visit') {
    const { visit, payments, paidIn } = body;
    const paid = paidIn === undefined ? {} : { paidIn };
    return { kind: 'visit', storeId, visitId: id, visit, payments, ...paid, day, stands, number };
  }
  const { activity, isTakenBack, occurredAt } = body;
  return {
    kind: 'activity',
    storeId,
    activityId: id,
    activity,
    occurredAt,
    isTakenBack,
    day,
    stands,
    number,
  };
}

/** One text for all changes of one visit, or one activity. */
const nameOfChanging = (entry: Entry): string => `${entry.body.kind} ${saleNameOf(entry)}`;

/** A return or a payment as it was taken; of a clock that was ahead at the moment it came (D28). */
export function followUpAgain(
  { receivedAt }: EntryHead,
  { followUp, answer }: ReturnBody | PaymentBody,
  sold: SaleEntry,
): FollowingCommand {
  const occurredAt = answer.clockAhead ? receivedAt : followUp.occurredAt;
  return { ...followUp, occurredAt, sold };
}

/** The sale of an entry as it stands after that was counted again. */
function soldAfter(
  entry: Entry,
  decision: {
    readonly left?: SaleLeft;
    readonly lineGoods: SaleBody['lineGoods'];
    readonly counted: Counted;
  },
  sales: ReadonlyMap<string, SaleEntry>,
): SaleEntry | null {
  const { left, counted, lineGoods } = decision;
  if (isSale(entry)) {
    const { left: _, ...body } = entry.body;
    return { ...entry, counted, body: { ...body, lineGoods } };
  }
  const sold = sales.get(saleNameOf(entry));
  return sold === undefined || left === undefined ? null : { ...sold, body: { ...sold.body, left } };
}

const saleNameOf = ({ source, id }: EntryHead): string => nameOfEntry({ source, id });

/** With the days of long ago that the entry has to see one by one (D88), as whoever counted it first. */
function seeingOlder(moment: Moment, member: Member, older: OlderEntries, before: readonly Entry[]): Member {
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
        (numberOf(one) ?? 0) - (numberOf(other) ?? 0) ||
        at - later ||
        revisionIn(one, other) - revisionIn(other, one) ||
        one.receivedAt - other.receivedAt,
    );
}

/** Of two of one receipt the sale comes first, then what follows it in its order; of others nothing is said. */
function revisionIn({ source, id, body }: Entry, other: Entry): number {
  if (source !== other.source || id !== other.id) return 0;
  return body.kind === 'return' || body.kind === 'payment' ? body.revision : 0;
}

const countedAt = ({ owner, receivedAt }: Entry, enrolledAt: EpochMs): EpochMs =>
  (owner.kind === 'member' ? owner.claimedAt : undefined) ?? asEpochMs(Math.max(receivedAt, enrolledAt));

const numberOf = ({ owner }: Entry): number | null => (owner.kind === 'member' ? owner.number : null);

/** The sale of an entry with what was decided of it then; of a clock that was ahead on the day of receipt (D28). */
export function saleAgain({ body: { sale, answer }, receivedAt, day }: SaleEntry): Sale {
  const { discounts, lineDiscountsMinor } = answer;
  const occurredAt = answer.clockAhead ? receivedAt : sale.occurredAt;
  return { ...sale, occurredAt, day, promised: { discounts, lineDiscountsMinor } };
}

function stateOf(decision: ReturnType<typeof decide>): Member {
  if (decision.kind === 'refused') throw new Error(`time could not pass: ${decision.code}`);
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
    'discounts',
    'points',
    'offerUse',
    'invitation',
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
