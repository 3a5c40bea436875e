import type { CardCode } from '#operations/ports/register-and-logins.ts';
import { cardNumberIn, type Key } from '../keys.ts';
import { type Attributes, integer, keyAttributes, openItem, text } from './attributes.ts';

/** A phone or a login that leads to a member. */
export const linkItem = (key: Key, memberId: string): Attributes => ({
  ...keyAttributes(key),
  m: text(memberId),
});

/** A login that was linked by a printed code, with the card and the number of the printing. */
export const codeLinkItem = (
  key: Key,
  memberId: string,
  { cardNumber, printing }: { readonly cardNumber: string; readonly printing: number },
): Attributes => ({ ...linkItem(key, memberId), c: text(cardNumber), pr: integer(printing) });

/** The printing by which a login was linked; `null`: by a phone, or before that was noted. */
export function printingOfLogin(
  item: Attributes,
): { readonly cardNumber: string; readonly printing: number } | null {
  const { fields } = openItem(item);
  const [card, printing] = [fields.find('c'), fields.find('pr')];
  return card === null || printing === null
    ? null
    : { cardNumber: card.text(), printing: printing.integer() };
}

/** A card's item with a printing that was used, or with another last printing. */
export const withUse = (card: Attributes, printing: number): Attributes => ({
  ...card,
  us: integer(printing),
});
export function withPrinting(card: Attributes, printing: number): Attributes {
  const { td: _day, tc: _count, ...rest } = card;
  return { ...rest, pr: integer(printing) };
}

/** A card that leads to a member; the first printing of its code needs no words. */
export const cardItem = (key: Key, memberId: string, meaning: string): Attributes => ({
  ...linkItem(key, memberId),
  h: text(meaning),
});

/** How often a card's code may be tried in a day, by whomever; then the printing is spent. */
export const TRIES_OF_A_CARD = 50;

/** Whether tries of a card's code were counted on a day, or on one after it by another clock. */
export const isTriedOn = (card: Attributes | null, day: number): boolean =>
  card !== null && (openItem(card).fields.find('td')?.integer() ?? Number.NEGATIVE_INFINITY) >= day;

/** A card as its code is concerned. The first form counted five tries down, and none when the code was used. */
export function cardCodeOf(item: Attributes): CardCode {
  const { key, fields } = openItem(item);
  const printing = fields.find('pr')?.integer() ?? 1;
  const isUsed = fields.find('us')?.integer() === printing;
  const isClosed = printing === 1 && fields.find('tr')?.integer() === 0;
  const isTriedOut = (fields.find('tc')?.integer() ?? 0) > TRIES_OF_A_CARD;
  return {
    cardNumber: cardNumberIn(key),
    memberId: memberOfLink(item),
    printing,
    isSpent: isUsed || isClosed || isTriedOut,
  };
}

/** The meaning of the enrolment that took a card; `null`: stored before that was noted. */
export const meaningOfCard = (item: Attributes): string | null =>
  openItem(item).fields.find('h')?.text() ?? null;

/** The member to whom a card, phone or login leads. */
export const memberOfLink = (item: Attributes): string => openItem(item).fields.get('m').text();
