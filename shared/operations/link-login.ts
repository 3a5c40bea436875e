import { timingSafeEqual } from 'node:crypto';
import type { LinkCodes, Login, LoginLinks, MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';

export interface LinkPorts {
  readonly logins: LoginLinks;
  readonly register: Pick<MemberRegister, 'memberOfPhone' | 'spendLinkTry' | 'closeLinkCode'>;
  readonly linkCodes: LinkCodes;
}

interface LinkRequest {
  readonly login: Login;
  /** As the token says and its issuer has verified; `null`: none. */
  readonly verifiedPhone: string | null;
  readonly card: { readonly cardNumber: string; readonly code: string } | null;
}

type Linked = { readonly kind: 'linked'; readonly memberId: string };

/**
 * Links a login to a member, by a card with its one-time code or by the token's verified phone (reliability §5).
 * A login that is linked stays so; a wrong code says nothing about the card and takes one of its five tries.
 */
export async function linkLogin(
  ports: LinkPorts,
  { login, verifiedPhone, card }: LinkRequest,
): Promise<Linked | Refused<'link-refused' | 'login-taken'>> {
  const known = await ports.logins.memberOfLogin(login);
  if (known !== null) return { kind: 'linked', memberId: known };
  const memberId = card === null ? await byPhone(ports, verifiedPhone) : await byCard(ports, card);
  if (memberId === null) {
    return refused(
      'link-refused',
      card === null
        ? 'No member has the verified phone of this login; send a card number and its code.'
        : 'The card and the code do not open a member.',
    );
  }
  const outcome = await ports.logins.link(login, memberId);
  if (outcome.kind === 'taken' && outcome.memberId !== memberId) {
    return refused('login-taken', 'This login was linked to another member just now.');
  }
  if (card !== null) await ports.register.closeLinkCode(card.cardNumber);
  return { kind: 'linked', memberId };
}

const byPhone = async (ports: LinkPorts, phone: string | null): Promise<string | null> =>
  phone === null ? null : ports.register.memberOfPhone(phone);

async function byCard(
  ports: LinkPorts,
  { cardNumber, code }: { readonly cardNumber: string; readonly code: string },
): Promise<string | null> {
  // The try is spent before the code is looked at: parallel guesses get no more than the five.
  const memberId = await ports.register.spendLinkTry(cardNumber);
  if (memberId === null) return null;
  const expected = Buffer.from(ports.linkCodes.codeOf(memberId, cardNumber));
  const sent = Buffer.from(code);
  return expected.length === sent.length && timingSafeEqual(expected, sent) ? memberId : null;
}
