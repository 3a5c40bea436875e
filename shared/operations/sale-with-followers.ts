import { decideFollowUpForNobody } from '#domain/decide.ts';
import { netFacts } from '#domain/entries/net-facts.ts';
import type { FollowUp } from '#domain/member/commands.ts';
import type { Counted } from '#domain/member/counters.ts';
import type { FollowUpForNobody } from '#domain/member/decision.ts';
import type {
  Entry,
  EntryOwner,
  PaymentAnswer,
  PaymentBody,
  RefusedFollowUp,
  ReturnAnswer,
  ReturnBody,
  SaleEntry,
} from '#domain/member/entry.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { FollowingCommand } from '#domain/member/following.ts';
import type { Member } from '#domain/member/member.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { type DecidingPorts, decideFollowUpFor } from './decide-sale.ts';
import type { Awaited, Waiting } from './ports/ledger.ts';
import type { MemberSnapshot } from './ports/members.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';
import { atMoment } from './with-programs.ts';

type AnyAnswer = ReturnAnswer | PaymentAnswer;

interface SoldPorts extends DecidingPorts {
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
}

/** A sale that is to be committed together with what waited for it. */
interface WithWaiting {
  readonly sold: SaleEntry;
  readonly followed: readonly Entry[];
}

interface CountedWithWaiting extends WithWaiting {
  readonly kind: 'decided';
  readonly member: Member;
  readonly facts: readonly Fact[];
}

/**
 * Counts what waited for a sale right after it, in the order in which it happened, each as if it had come then (D41). One that
 * turns out to be impossible is noted on the sale and takes nothing. What all of it came to is told as one change.
 * @param state the member after the sale, with its facts; `before` as it was read
 */
export async function withWaiting(
  ports: SoldPorts,
  snapshot: MemberSnapshot,
  { member, facts, sold: first }: { member: Member; facts: readonly Fact[]; sold: SaleEntry },
  awaited: Awaited,
  now: EpochMs,
): Promise<CountedWithWaiting | Refused<'try-again'>> {
  let state = member;
  let sold = first;
  const all = [...facts];
  const followed: Entry[] = [];
  const refusals: RefusedFollowUp[] = [];
  for (const waiting of inOrder(awaited)) {
    const command: FollowingCommand = { ...waiting.told, sold };
    const decision =
      (await mismatch(ports, waiting, sold)) ??
      (await decideFollowUpFor(ports, { ...snapshot, member: state }, command, now, [sold, ...followed]));
    if (decision.kind === 'refused') {
      if (decision.code === 'try-again') return decision;
      refusals.push(refusedOf(waiting, decision));
      continue;
    }
    state = decision.member;
    all.push(...decision.facts);
    const owner = {
      kind: 'member',
      memberId: state.id,
      number: state.entries.count,
      claimedAt: now,
    } as const;
    followed.push(followUpEntry(sold, waiting, owner, decision));
    sold = withLeft(sold, decision);
  }
  const net = await atMoment(ports.programs, now, (moment) =>
    moment === null
      ? { member: state, facts: all }
      : netFacts(moment, snapshot.member, { member: state, facts: all }),
  );
  return { kind: 'decided', ...net, sold: withRefusals(sold, refusals), followed };
}

/** The same for a sale of nobody, or of a card that nobody has enrolled yet. */
export async function withWaitingOfNobody(
  ports: SoldPorts,
  first: SaleEntry,
  awaited: Awaited,
  now: EpochMs,
): Promise<WithWaiting> {
  let sold = first;
  const followed: Entry[] = [];
  const refusals: RefusedFollowUp[] = [];
  for (const waiting of inOrder(awaited)) {
    const command: FollowingCommand = { ...waiting.told, sold };
    const decision =
      (await mismatch(ports, waiting, sold)) ??
      (await atMoment(ports.programs, now, (moment) => decideFollowUpForNobody(moment, command)));
    if (decision.kind === 'refused') {
      refusals.push(refusedOf(waiting, decision));
      continue;
    }
    followed.push(followUpEntry(sold, waiting, sold.owner, decision));
    sold = withLeft(sold, decision);
  }
  return { sold: withRefusals(sold, refusals), followed };
}

/** In the order in which they happened; at one moment, in which they came. */
const inOrder = (awaited: Awaited): Awaited =>
  awaited.toSorted((one, other) => one.told.occurredAt - other.told.occurredAt);

const refusedOf = (
  { told: { kind, id }, meaning }: Waiting,
  { code, detail }: { readonly code: string; readonly detail: string },
): RefusedFollowUp => ({ kind, id, meaning, code, detail });

function withRefusals(sold: SaleEntry, refusals: readonly RefusedFollowUp[]): SaleEntry {
  return refusals.length === 0 ? sold : { ...sold, body: { ...sold.body, refused: refusals } };
}

export const withLeft = (
  sold: SaleEntry,
  { left }: Pick<FollowUpForNobody<AnyAnswer>, 'left'>,
): SaleEntry => ({
  ...sold,
  body: { ...sold.body, left },
});

/** What follows a sale, as it is stored. */
export function followUpEntry(
  sold: SaleEntry,
  told: { readonly told: FollowUp; readonly meaning: string; readonly receivedAt: EpochMs },
  owner: EntryOwner,
  decision: {
    readonly answer: AnyAnswer;
    readonly counted: Counted;
    readonly left: { readonly revision: number };
  },
): Entry<ReturnBody | PaymentBody> {
  const { told: followUp, meaning, receivedAt } = told;
  const { answer, counted, left } = decision;
  const head = {
    source: sold.source,
    id: sold.id,
    owner,
    occurredAt: followUp.occurredAt,
    receivedAt,
    day: sold.day,
    meaning,
    counted,
  };
  return { ...head, body: bodyOf(followUp, left.revision, answer) };
}

function bodyOf(followUp: FollowUp, revision: number, answer: AnyAnswer): ReturnBody | PaymentBody {
  if (followUp.kind === 'return' && 'lines' in answer) return { kind: 'return', followUp, revision, answer };
  if (followUp.kind === 'payment' && 'reasons' in answer)
    return { kind: 'payment', followUp, revision, answer };
  throw new Error('a return is answered as a payment, or a payment as a return');
}

/** What cannot belong to this sale: a card that is not its member's, or another currency (D42); `null`: it may. */
export async function mismatch(
  { register }: Pick<SoldPorts, 'register'>,
  { cardNumber, currency }: Pick<Waiting, 'cardNumber' | 'currency'>,
  { owner, body }: SaleEntry,
): Promise<Refused<'return-member-mismatch' | 'return-currency-mismatch'> | null> {
  if (currency !== null && currency !== body.sale.currency)
    return refused('return-currency-mismatch', `The receipt is in ${body.sale.currency}.`, '/currency');
  if (cardNumber === null || (await isCardOf(register, owner, cardNumber))) return null;
  const whose = owner.kind === 'nobody' ? 'nobody: no card was shown with it' : 'another card or member';
  return refused('return-member-mismatch', `The receipt is of ${whose}.`, '/cardNumber');
}

async function isCardOf(
  register: SoldPorts['register'],
  owner: EntryOwner,
  cardNumber: string,
): Promise<boolean> {
  switch (owner.kind) {
    case 'member':
      return (await register.memberOfCard(cardNumber)) === owner.memberId;
    case 'card':
      return owner.cardNumber === cardNumber;
    case 'nobody':
      return false;
    default:
      return owner satisfies never;
  }
}
