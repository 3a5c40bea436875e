import { decide } from '#domain/decide.ts';
import type { Refusal } from '#domain/member/decision.ts';
import type { Clock, Retries } from './ports/clock-and-random.ts';
import type { MemberReader } from './ports/members.ts';
import type { ProgramTimeline } from './ports/programs.ts';
import type { LinkCodeBook, LinkCodes } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';
import { type Again, retried } from './retried.ts';
import { atMoment } from './with-programs.ts';

export interface PrintPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly codes: Pick<LinkCodeBook, 'readCard' | 'print'>;
  readonly linkCodes: LinkCodes;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

interface PrintRequest {
  readonly cardNumber: string;
  readonly storeId: string;
}

interface Printed {
  readonly kind: 'printed';
  readonly cardNumber: string;
  readonly linkCode: string;
}

type PrintRefusal = Refusal | Refused<'not-found' | 'try-again'>;

/**
 * Prints a card's one-time code anew: for who has lost theirs, or the login that it linked. The code before opens nothing
 * any more, and the member's history says when and where this was done.
 */
export async function printCode(ports: PrintPorts, request: PrintRequest): Promise<Printed | PrintRefusal> {
  const outcome = await retried(ports.retries(), () => attempt(ports, request));
  return outcome ?? refused('try-again', 'The member is being written by others; send the same again.');
}

async function attempt(
  { programs, members, codes, linkCodes, clock }: PrintPorts,
  { cardNumber, storeId }: PrintRequest,
): Promise<Printed | PrintRefusal | Again<never>> {
  const card = await codes.readCard(cardNumber);
  if (card === null) return refused('not-found', 'Nobody has this card.', '/cardNumber');
  const snapshot = await members.read(card.memberId);
  if (snapshot === null) throw new Error('a card leads to a member who is not there');
  const { member } = snapshot;
  const decision = await atMoment(programs, clock.now(), (moment) =>
    decide(moment, member, { kind: 'code-printing', storeId }),
  );
  if (decision.kind === 'refused') return decision;
  const { member: after, facts } = decision;
  const outcome = await codes.print({ before: member, after, entry: null, facts }, card);
  if (outcome.kind !== 'committed') return { kind: 'again', fresh: null };
  const linkCode = linkCodes.codeOf({ ...card, printing: card.printing + 1 });
  return { kind: 'printed', cardNumber, linkCode };
}
