import type { DiscountView } from '#domain/showing/discount-view.ts';
import type { StatusView } from '#domain/showing/view.ts';
import type { MemberRegister } from './ports/register-and-logins.ts';
import { readMember, type ViewPorts } from './read-member.ts';

interface ResolvedCard {
  readonly kind: 'resolved';
  /** `null`: we do not know the card. */
  readonly memberId: string | null;
  readonly statuses: readonly StatusView[];
  readonly discount: DiscountView | null;
}

/** A card's member and statuses for the till: never a name; the same shape for an unknown card (reliability §5). */
export async function resolveCard(
  ports: ViewPorts & { readonly register: Pick<MemberRegister, 'memberOfCard'> },
  cardNumber: string,
): Promise<ResolvedCard> {
  const memberId = await ports.register.memberOfCard(cardNumber);
  const found = memberId === null ? null : await readMember(ports, memberId);
  if (found?.kind !== 'found') return { kind: 'resolved', memberId: null, statuses: [], discount: null };
  const { member, statuses, discount } = found;
  return { kind: 'resolved', memberId: member.id, statuses, discount };
}
