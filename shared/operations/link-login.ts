import { MS_PER_DAY } from '#domain/time/time.ts';
import type { Clock } from './ports/clock-and-random.ts';
import type {
  LinkCodeBook,
  LinkCodes,
  Login,
  LoginLinks,
  MemberRegister,
} from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';

export interface LinkPorts {
  readonly logins: LoginLinks;
  readonly register: Pick<MemberRegister, 'memberOfPhone'>;
  readonly codes: Pick<LinkCodeBook, 'readCard' | 'spendTryOfLogin' | 'spendTryOfCard' | 'linkByCode'>;
  readonly linkCodes: LinkCodes;
  readonly clock: Clock;
}

interface CodedCard {
  readonly cardNumber: string;
  readonly code: string;
}

interface LinkRequest {
  readonly login: Login;
  /** As the token says and its issuer has verified; `null`: none. */
  readonly verifiedPhone: string | null;
  readonly card: CodedCard | null;
}

type Linked = { readonly kind: 'linked'; readonly memberId: string };
type LinkRefusal = Refused<'already-linked' | 'link-refused' | 'login-taken' | 'too-many-tries'>;

/**
 * Links a login to a member, by a card with its one-time code or by the token's verified phone (reliability §5). A login that
 * is linked stays so, and is told where it shows another's card. Tries are counted for the login, and loosely for the card:
 * logins are free, and nobody may close a card by guessing. A wrong code says nothing about the card.
 */
export async function linkLogin(
  ports: LinkPorts,
  { login, verifiedPhone, card }: LinkRequest,
): Promise<Linked | LinkRefusal> {
  const known = await ports.logins.memberOfLogin(login);
  if (known !== null) return await linkedAlready(ports, known, card);
  return card === null ? await byPhone(ports, login, verifiedPhone) : await byCard(ports, login, card);
}

async function linkedAlready(
  { codes }: LinkPorts,
  memberId: string,
  card: CodedCard | null,
): Promise<Linked | LinkRefusal> {
  const isOwn = card === null || (await codes.readCard(card.cardNumber))?.memberId === memberId;
  return isOwn
    ? { kind: 'linked', memberId }
    : refused('already-linked', 'This login has its member already, and the card is not theirs.');
}

async function byPhone(ports: LinkPorts, login: Login, phone: string | null): Promise<Linked | LinkRefusal> {
  const memberId = phone === null ? null : await ports.register.memberOfPhone(phone);
  if (memberId === null)
    return refused(
      'link-refused',
      'No member has the verified phone of this login; send a card number and its code.',
    );
  const outcome = await ports.logins.link(login, memberId);
  return outcome.kind === 'taken' ? takenBy(outcome.memberId, memberId) : { kind: 'linked', memberId };
}

async function byCard(
  ports: LinkPorts,
  login: Login,
  { cardNumber, code }: CodedCard,
): Promise<Linked | LinkRefusal> {
  const { codes } = ports;
  const day = Math.floor(ports.clock.now() / MS_PER_DAY);
  // Tries are spent before the code is looked at: parallel guesses get no more than there are.
  if (!(await codes.spendTryOfLogin(login, day)))
    return refused('too-many-tries', 'This login has tried five codes today; try again tomorrow.');
  const card = await codes.spendTryOfCard(cardNumber, day);
  const isOpened = card !== null && !card.isSpent && ports.linkCodes.opens(card, code);
  const outcome = isOpened ? await codes.linkByCode(login, card) : null;
  if (card === null || outcome === null || outcome.kind === 'spent')
    return refused('link-refused', 'The card and the code do not open a member.');
  return outcome.kind === 'taken'
    ? takenBy(outcome.memberId, card.memberId)
    : { kind: 'linked', memberId: card.memberId };
}

/** The same request once more, or another one of this login, was faster. */
const takenBy = (holder: string, memberId: string): Linked | LinkRefusal =>
  holder === memberId
    ? { kind: 'linked', memberId }
    : refused('login-taken', 'This login was linked to another member just now.');
