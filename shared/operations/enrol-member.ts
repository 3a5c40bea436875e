import { enrol } from '#domain/entries/enrol.ts';
import type { Member } from '#domain/member/member.ts';
import { view } from '#domain/showing/view.ts';
import { type EpochMs, MS_PER_DAY } from '#domain/time/time.ts';
import { type ClaimPorts, claimReceipts } from './claim-receipts.ts';
import { digest } from './digest.ts';
import type { Clock, Ids, Retries } from './ports/clock-and-random.ts';
import type { EntryHistory } from './ports/histories.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { Contact, LinkCodeBook, LinkCodes, MemberRegister } from './ports/register-and-logins.ts';
import type { Claim, SweepBoard } from './ports/sweep.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment } from './with-programs.ts';

export interface EnrolPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly register: MemberRegister;
  readonly history: Pick<EntryHistory, 'unmatchedOf' | 'entriesOf'>;
  readonly ledger: ClaimPorts['ledger'];
  readonly board: Pick<SweepBoard, 'noteClaim' | 'noteClaimed'>;
  readonly codes: Pick<LinkCodeBook, 'readCard'>;
  readonly linkCodes: LinkCodes;
  readonly ids: Ids;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

interface EnrolRequest {
  readonly cardNumber: string;
  readonly name: string | null;
  readonly phone: string | null;
  /** The part of the person that rules may ask for. */
  readonly attributes: ReadonlyMap<string, string | number | boolean>;
  /** The card of who invited them; left out: nobody did. */
  readonly invitedBy?: string | null;
}

interface Enrolled {
  readonly kind: 'enrolled';
  /** The card had this member before: the same enrolment, sent again. */
  readonly replayed: boolean;
  readonly memberId: string;
  readonly enrolledAt: EpochMs;
  /** `null`: it was used, or printed anew, or the enrolment is a day old: a till has to ask for a new one. */
  readonly linkCode: string | null;
  /** System → status held now. */
  readonly statuses: ReadonlyMap<string, string | null>;
  /** Earlier receipts of this card that count from now on. */
  readonly claimed: number;
  /** There are more of them: the sweep goes on with them by itself. */
  readonly claimsPending: boolean;
  /** Another member had invited them, whose card was told (D46). */
  readonly invited: boolean;
}

/** Earlier receipts that are counted while the till waits: a second's work. */
const CLAIMED_AT_ONCE = 25;

type EnrolRefusal = Refused<
  'no-program' | 'card-taken' | 'phone-taken' | 'idempotency-mismatch' | 'try-again'
>;

/**
 * Makes a member with a card, and claims what the card bought before (D38). The card is the guard: sent again, the
 * same enrolment answers the same member; another one under its card is refused.
 */
export async function enrolMember(
  ports: EnrolPorts,
  request: EnrolRequest,
): Promise<Enrolled | EnrolRefusal> {
  const memberId = ports.ids.newMemberId();
  const invitedBy = await inviterOf(ports, request);
  const beginning = await atMoment(ports.programs, ports.clock.now(), (moment) =>
    moment === null ? null : enrol(memberId, moment, invitedBy),
  );
  if (beginning === null) return refused('no-program', 'No program is in force yet; enrol again later.');
  const { member, facts } = beginning;
  const { cardNumber, name, phone } = request;
  const hasWaiting = await isWaitedFor(ports, cardNumber);
  const invited = invitedBy === null ? {} : { invitedBy };
  const profile = { version: 1, attributes: request.attributes, ...invited };
  const outcome = await ports.register.enrol({
    member,
    profile,
    contact: { name, phone },
    cardNumber,
    meaning: meaningOf(request),
    facts,
    hasWaiting,
  });
  switch (outcome.kind) {
    case 'enrolled':
      return answer(ports, { memberId, cardNumber }, hasWaiting, false);
    case 'phone-taken':
      if (await isCompleted(ports, await holderOf(ports, outcome.memberId), request))
        return answeredAgain(ports, outcome.memberId, cardNumber);
      return refused('phone-taken', 'This phone belongs to another member.', '/phone');
    case 'card-taken': {
      const holder = await holderOf(ports, outcome.memberId);
      const refusal = refusalOf(holder, outcome.meaning, request);
      if (refusal !== null) return refusal;
      await isCompleted(ports, holder, request);
      return answeredAgain(ports, outcome.memberId, cardNumber);
    }
    case 'claims-full':
      return CLAIMS_FULL;
    default:
      return outcome satisfies never;
  }
}

/** The member whose card was told; a card of nobody brings nobody, as one's own does, which nobody has yet (D46). */
async function inviterOf(
  { register }: EnrolPorts,
  { invitedBy = null }: EnrolRequest,
): Promise<string | null> {
  return invitedBy === null ? null : await register.memberOfCard(invitedBy);
}

/** Who has the card or the phone already. */
interface Holder {
  readonly memberId: string;
  readonly contact: Contact | null;
}

const holderOf = async ({ register }: EnrolPorts, memberId: string): Promise<Holder> => ({
  memberId,
  contact: await register.readContact(memberId),
});

/** Sent again, an enrolment is known by its meaning; what says something else is refused, and changes nothing (D89). */
function refusalOf({ contact }: Holder, meaning: string | null, request: EnrolRequest): EnrolRefusal | null {
  if (meaning === meaningOf(request)) return null;
  // A restore had to put the card back, and nothing is left to compare with: the card alone says whose it is.
  if (contact === null && meaning === null) return null;
  if (contact?.name !== request.name || contact?.phone !== request.phone)
    return refused('card-taken', 'This card belongs to a member with another name or phone.', '/cardNumber');
  if (meaning === null) return null;
  return refused(
    'idempotency-mismatch',
    'This card was enrolled with other attributes; nothing was changed.',
    '/attributes',
  );
}

/** A restore may have lost a contact: who enrols again tells it again. Nobody else is without one. */
async function isCompleted(
  ports: EnrolPorts,
  { memberId, contact }: Holder,
  request: EnrolRequest,
): Promise<boolean> {
  if (contact !== null) return false;
  const { cardNumber, name, phone, attributes } = request;
  const lost = { memberId, contact: { name, phone }, cardNumber, meaning: meaningOf(request), attributes };
  return (await ports.register.complete(lost)) === 'completed';
}

const meaningOf = ({ cardNumber, name, phone, attributes }: EnrolRequest): string =>
  digest([
    'enrolment',
    cardNumber,
    name,
    phone,
    [...attributes].sort(([one], [other]) => (one < other ? -1 : 1)),
  ]);

const CLAIMS_FULL = refused('try-again', 'Many members are being enrolled; send the same again.');

/** Whether the card has bought before; a note whose receipt has found its member may be looked at in vain. */
async function isWaitedFor({ history }: EnrolPorts, cardNumber: string): Promise<boolean> {
  const { entries, next } = await history.unmatchedOf(cardNumber, { after: null, limit: 1 });
  return entries.length > 0 || next !== null;
}

/** What waits is noted before it is claimed: whatever happens to this call, the sweep knows of it. */
async function answeredAgain(
  ports: EnrolPorts,
  memberId: string,
  cardNumber: string,
): Promise<Enrolled | EnrolRefusal> {
  const claim = { memberId, cardNumber };
  const hasWaiting = await isWaitedFor(ports, cardNumber);
  if (hasWaiting && (await ports.board.noteClaim(claim)) === 'full') return CLAIMS_FULL;
  return answer(ports, claim, hasWaiting, true);
}

async function answer(
  ports: EnrolPorts,
  claim: Claim,
  isNoted: boolean,
  replayed: boolean,
): Promise<Enrolled | EnrolRefusal> {
  const { memberId, cardNumber } = claim;
  // A receipt that fails is the sweep's, which says so: it spoils nobody's enrolment.
  const { claimed, areAll } = await claimReceipts(ports, claim, (tried) => tried < CLAIMED_AT_ONCE);
  if (areAll && isNoted) await ports.board.noteClaimed(claim);
  // What came between the look and the enrolment is not noted yet.
  if (!areAll && !isNoted && (await ports.board.noteClaim(claim)) === 'full') return CLAIMS_FULL;
  const snapshot = await ports.members.read(memberId);
  if (snapshot === null) throw new Error('a member who was just enrolled is not there');
  const { member, profile } = snapshot;
  const statuses = await atMoment(ports.programs, ports.clock.now(), (moment) => view(moment, member));
  return {
    kind: 'enrolled',
    replayed,
    memberId,
    enrolledAt: member.enrolledAt,
    linkCode: await linkCodeOf(ports, member, cardNumber),
    statuses: new Map(statuses.map(({ system, status }) => [system, status])),
    claimed,
    claimsPending: !areAll,
    invited: profile.invitedBy !== undefined,
  };
}

/** So long a till may send an enrolment again and print its code; later it is somebody's code without a trace. */
const PRINTED_AGAIN_MS = MS_PER_DAY;

async function linkCodeOf(ports: EnrolPorts, member: Member, cardNumber: string): Promise<string | null> {
  const card = await ports.codes.readCard(cardNumber);
  const isFresh = ports.clock.now() - member.enrolledAt < PRINTED_AGAIN_MS;
  const isFirst = card !== null && card.printing === 1 && !card.isSpent;
  return isFresh && isFirst ? ports.linkCodes.codeOf(card) : null;
}
