import type { Fact } from '#domain/member/facts.ts';
import type { Member, Profile } from '#domain/member/member.ts';
import type { Change, CommitOutcome } from './ledger.ts';

export interface Enrolment {
  readonly member: Member;
  readonly profile: Profile;
  readonly contact: Contact;
  readonly cardNumber: string;
  /** Hash of what the till said: the same enrolment again is known by it, whatever the profile has become since. */
  readonly meaning: string;
  readonly facts: readonly Fact[];
  /** Receipts wait at the card: the sweep is told of them in the same transaction, whatever becomes of the caller. */
  readonly hasWaiting: boolean;
}

/** Personal data: read by nothing that scores. */
export interface Contact {
  readonly name: string | null;
  /** E.164. */
  readonly phone: string | null;
}

export interface LostEnrolment extends Pick<Enrolment, 'contact' | 'cardNumber' | 'meaning'> {
  readonly memberId: string;
  readonly attributes: Profile['attributes'];
}

export interface MemberRegister {
  /** One transaction: state, profile, contact, card, phone and facts. A card or phone that is taken changes nothing. */
  enrol(enrolment: Enrolment): Promise<
    | { readonly kind: 'enrolled' }
    /** `meaning`: of the enrolment that took it; `null`: it was stored before that was noted. */
    | { readonly kind: 'card-taken'; readonly memberId: string; readonly meaning: string | null }
    | { readonly kind: 'phone-taken'; readonly memberId: string }
    /** So many cards are noted for the sweep that no more fit. */
    | { readonly kind: 'claims-full' }
  >;
  /**
   * Contact, card, phone and attributes of a member whose contact a restore has lost, from the enrolment that is sent again,
   * in one transaction. `kept`: the contact is there, or card or phone lead to somebody else; nothing changed.
   */
  complete(lost: LostEnrolment): Promise<'completed' | 'kept'>;
  memberOfCard(cardNumber: string): Promise<string | null>;
  /** The member of a card, and the meaning of the enrolment that gave it, as `card-taken` tells them. */
  enrolmentOf(
    cardNumber: string,
  ): Promise<{ readonly memberId: string; readonly meaning: string | null } | null>;
  memberOfPhone(phone: string): Promise<string | null>;
  readContact(memberId: string): Promise<Contact | null>;
}

/** A card, and the last printing of its one-time code. */
export interface CardCode {
  readonly cardNumber: string;
  readonly memberId: string;
  /** 1 is that of the enrolment. */
  readonly printing: number;
  /** It has linked a login, or was guessed at too often: it opens nothing any more. */
  readonly isSpent: boolean;
}

/** One-time codes of cards: which printing is the last, whether it was used, and how often it was guessed at. */
export interface LinkCodeBook {
  /** `null`: nobody has the card. */
  readCard(cardNumber: string): Promise<CardCode | null>;
  /** Takes one of a login's five tries of a day; false: none is left. */
  spendTryOfLogin(login: Login, day: number): Promise<boolean>;
  /** Takes one of a card's fifty tries of a day; beyond them its printing is spent. `null`: nobody has the card, or none is left. */
  spendTryOfCard(cardNumber: string, day: number): Promise<CardCode | null>;
  /** One transaction: the login has its member, and the printing is spent. `spent`: somebody was faster. */
  linkByCode(
    login: Login,
    code: CardCode,
  ): Promise<{ readonly kind: 'linked' | 'spent' } | { readonly kind: 'taken'; readonly memberId: string }>;
  /** One transaction: the next printing, and its trace in the member's history. */
  print(change: Change, code: CardCode): Promise<CommitOutcome | { readonly kind: 'printed-meanwhile' }>;
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
  codeOf(card: Pick<CardCode, 'memberId' | 'cardNumber' | 'printing'>): string;
  /** Whether it is the card's, also where it was printed under an earlier key; in a time that says nothing about it. */
  opens(card: Pick<CardCode, 'memberId' | 'cardNumber' | 'printing'>, sent: string): boolean;
}
