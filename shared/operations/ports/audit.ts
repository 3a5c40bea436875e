import type { EpochMs } from '#domain/time/time.ts';
import type { Login } from './register-and-logins.ts';

/** Who acts with more than a member's or a till's rights, as whoever vouches for them says it; nothing is made up. */
export type AuditActor =
  /** Of the API, by the verified token. `name`: as the token says it, if it does. */
  | ({ readonly kind: 'administrator'; readonly name: string | null } & Login)
  /** Of the `laurel` command: the AWS identity behind the credentials, or the account of the machine that a local system runs on. */
  | { readonly kind: 'operator'; readonly identity: string };

/** What was done, in words that last: they are stored, and asked for. */
type AuditAction =
  | 'contact.read'
  | 'member.rebuilt'
  | 'override.removed'
  | 'override.set'
  | 'program.activated'
  | 'table.healed'
  | 'table.restored'
  | 'till-key.created'
  | 'till-key.revoked';

/** What it was done to: a member or a till key by its id, a version of the program by its number, the table as a whole. */
interface AuditSubject {
  readonly kind: 'member' | 'till-key' | 'program' | 'table';
  readonly id: string;
}

/**
 * How the actor stands to the member: their own login is linked to this one, to another one, or to none, and then nobody
 * can tell whether they are the member.
 */
export type AuditSelf = 'own' | 'other' | 'not-checkable';

/** What is another than it was, in a few words; `null`: there was, or is, nothing. Never a secret, never personal data. */
interface AuditedChange {
  readonly what: string;
  readonly before: string | null;
  readonly after: string | null;
}

/** One administrative act, as it is told for good. */
export interface AuditEntry {
  readonly id: string;
  readonly at: EpochMs;
  readonly actor: AuditActor;
  readonly action: AuditAction;
  readonly subject: AuditSubject;
  /** `null`: none is asked for. */
  readonly reason: string | null;
  /** `null`: it was not done to a member. */
  readonly self: AuditSelf | null;
  readonly changes: readonly AuditedChange[];
}

/** An entry as it is read: a later release may have written words that this one does not know, and they are told all the same. */
export type ToldAuditEntry = Omit<AuditEntry, 'action' | 'subject'> & {
  readonly action: string;
  readonly subject: { readonly kind: string; readonly id: string };
};

export interface AuditLog {
  /** An act that is many transactions, or none, is told before the first of them. */
  append(entry: AuditEntry): Promise<void>;
  /** At most `limit` entries, newest first; of one that was appended a moment ago it may not know yet. */
  page(
    wish: AuditWish,
    page: { readonly after: AuditPlace | null; readonly limit: number },
  ): Promise<{ readonly entries: readonly ToldAuditEntry[]; readonly isLast: boolean }>;
}

/** `memberId`: on this member alone; `since`: not before. `null`: all. */
export interface AuditWish {
  readonly memberId: string | null;
  readonly since: EpochMs | null;
}

/** An entry as a place in the list. */
export type AuditPlace = Pick<AuditEntry, 'at' | 'id'>;
