import type { Profile } from '#domain/member/member.ts';
import type { Contact } from '#operations/ports/register-and-logins.ts';
import { contactKey, profileKey } from '../keys.ts';
import {
  type Attributes,
  decimal,
  flag,
  ifAny,
  ifSome,
  integer,
  keyAttributes,
  mapOf,
  openItem,
  presentOf,
  text,
} from './attributes.ts';

/** The attributes that rules may ask of a person. */
export const profileItem = (memberId: string, { version, attributes, invitedBy }: Profile): Attributes => ({
  ...keyAttributes(profileKey(memberId)),
  ...presentOf({
    v: integer(version),
    at: ifSome(attributes, (values) => mapOf(values, attributeValue)),
    iv: ifAny(invitedBy ?? null, text),
  }),
});

export function profileOfItem(item: Attributes): Profile {
  const { fields } = openItem(item);
  const invitedBy = fields.find('iv');
  return {
    version: fields.get('v').integer(),
    attributes: fields.find('at')?.mapOf((value) => value.scalar()) ?? new Map(),
    ...(invitedBy === null ? {} : { invitedBy: invitedBy.text() }),
  };
}

function attributeValue(value: string | number | boolean) {
  if (typeof value === 'string') return text(value);
  return typeof value === 'boolean' ? flag(value) : decimal(value);
}

/** Personal data, in the one item that holds any (reliability §7, 13), with the card, which leads here but is not led to. */
export const contactItem = (memberId: string, { name, phone }: Contact, cardNumber: string): Attributes => ({
  ...keyAttributes(contactKey(memberId)),
  ...presentOf({ na: ifAny(name, text), ph: ifAny(phone, text), cd: text(cardNumber) }),
});

/** The card of an enrolment, from its contact; `null`: stored before that was noted. */
export const cardOfContact = (item: Attributes): string | null =>
  openItem(item).fields.find('cd')?.text() ?? null;

export function contactOfItem(item: Attributes): Contact {
  const { fields } = openItem(item);
  return { name: fields.find('na')?.text() ?? null, phone: fields.find('ph')?.text() ?? null };
}
