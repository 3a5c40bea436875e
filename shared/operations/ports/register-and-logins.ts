import type { Fact } from '#domain/member/facts.ts';
import type { Member, Profile } from '#domain/member/member.ts';

export interface Enrolment {
  readonly member: Member;
  readonly profile: Profile;
  readonly contact: Contact;
  readonly cardNumber: string;
  /** Hash of what the till said: the same enrolment again is known by it, whatever the profile has become since. */
  readonly meaning: string;
  readonly facts: readonly Fact[];
}

/** Personal data: read by nothing that scores. */
export interface Contact {
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
}

export interface MemberRegister {
  /** One transaction: state, profile, contact, card, phone and facts. A card or phone that is taken changes nothing. */
  enrol(enrolment: Enrolment): Promise<
    | { readonly kind: 'enrolled' }
    /** `meaning`: of the enrolment that took it; `null`: it was stored before that was noted. */
    | { readonly kind: 'card-taken'; readonly memberId: string; readonly meaning: string | null }
    | { readonly kind: 'phone-taken'; readonly memberId: string }
  >;
  memberOfCard(cardNumber: string): Promise<string | null>;
  memberOfPhone(phone: string): Promise<string | null>;
  readContact(memberId: string): Promise<Contact | null>;
  /** Takes one of the card's five tries to link a login; `null`: none left, or no such card. */
  spendLinkTry(cardNumber: string): Promise<string | null>;
  /** The code was used: no try is left. */
  closeLinkCode(cardNumber: string): Promise<void>;
}

/** Logins: issuer and subject of a token → member. */
export interface LoginLinks {
  memberOfLogin(login: Login): Promise<string | null>;
  /** Conditional: a login that has a member keeps it. */
  link(
    login: Login,
    memberId: string,
  ): Promise<{ readonly kind: 'linked' } | { readonly kind: 'taken'; readonly memberId: string }>;
}

export interface Login {
  readonly issuer: string;
  readonly subject: string;
}

/** One-time codes with which a member links a login: derived, so that enrolment answers the same one again. */
export interface LinkCodes {
  /** Eight digits. */
  codeOf(memberId: string, cardNumber: string): string;
}
