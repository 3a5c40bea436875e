import type { Key } from '../keys.ts';
import { type Attributes, integer, keyAttributes, openItem, text } from './attributes.ts';

/** How often a card's one-time code may be tried in all. */
const LINK_TRIES = 5;

/** A phone or a login that leads to a member. */
export const linkItem = (key: Key, memberId: string): Attributes => ({
  ...keyAttributes(key),
  m: text(memberId),
});

/** A card that leads to a member, with the tries that its one-time code has left. */
export const cardItem = (key: Key, memberId: string, meaning: string): Attributes => ({
  ...linkItem(key, memberId),
  h: text(meaning),
  tr: integer(LINK_TRIES),
});

/** The meaning of the enrolment that took a card; `null`: stored before that was noted. */
export const meaningOfCard = (item: Attributes): string | null =>
  openItem(item).fields.find('h')?.text() ?? null;

/** The member to whom a card, phone or login leads. */
export const memberOfLink = (item: Attributes): string => openItem(item).fields.get('m').text();
