import type { MemberReader, MemberSnapshot } from './ports/members.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';

/** Whose receipt it is: a member's, nobody's, or somebody's whom we do not know (yet). */
export type ReceiptOwner =
  | { readonly kind: 'member'; readonly snapshot: MemberSnapshot }
  | { readonly kind: 'nobody' }
  | { readonly kind: 'unknown'; readonly cardNumber: string | null };

interface OwnerPorts {
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'memberOfCard'>;
}

interface Identified {
  readonly memberId: string | null;
  readonly cardNumber: string | null;
}

/**
 * Finds the receipt's owner: one read by member id, one more where a card is told. An id that we never gave out says
 * nothing beside a card: the receipt is the card's.
 */
export async function ownerOf(
  ports: OwnerPorts,
  { memberId, cardNumber }: Identified,
): Promise<ReceiptOwner | Refused<'member-ambiguous'>> {
  const ofCard = cardNumber === null ? null : await ports.register.memberOfCard(cardNumber);
  const told = memberId === null ? null : await ports.members.read(memberId);
  if (told !== null && ofCard !== null && ofCard !== memberId) {
    return refused('member-ambiguous', 'The member and the card belong to two people.', '/cardNumber');
  }
  if (told !== null) return { kind: 'member', snapshot: told };
  // A card is kept for enrolment to claim; an id that we never gave out leads to nobody.
  if (ofCard === null)
    return memberId === null && cardNumber === null ? { kind: 'nobody' } : { kind: 'unknown', cardNumber };
  const snapshot = ofCard === memberId ? null : await ports.members.read(ofCard);
  return snapshot === null ? { kind: 'unknown', cardNumber: null } : { kind: 'member', snapshot };
}
