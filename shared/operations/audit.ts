import type { AuditActor, AuditEntry, AuditSelf } from './ports/audit.ts';
import type { Clock, Ids } from './ports/clock-and-random.ts';
import type { LoginLinks } from './ports/register-and-logins.ts';

/** What an entry needs beside who acts, and what is told. */
interface AuditPorts {
  readonly clock: Clock;
  readonly ids: Pick<Ids, 'newAuditId'>;
}

/** The hand that acts, and what tells of it. */
export interface Acting extends AuditPorts {
  readonly actor: AuditActor;
}

/** Letters of a text in an entry, and how many changes it tells: an entry is a line to read, and an item has its bound. */
const MOST_LETTERS = 200;
const MOST_CHANGES = 8;

/** An act as it is about to be written, beside what it changes. Texts that are too long for a line end with `…`. */
export function auditEntry(
  { clock, ids, actor }: Acting,
  told: Pick<AuditEntry, 'action' | 'subject'> & Partial<Pick<AuditEntry, 'reason' | 'self' | 'changes'>>,
): AuditEntry {
  const { action, subject, reason = null, self = null, changes = [] } = told;
  return {
    id: ids.newAuditId(),
    at: clock.now(),
    actor: boundedActor(actor),
    action,
    subject,
    reason: shortOrNull(reason),
    self,
    changes: changes.slice(0, MOST_CHANGES).map(({ what, before, after }) => ({
      what: short(what),
      before: shortOrNull(before),
      after: shortOrNull(after),
    })),
  };
}

/** Whether an actor is the member whom they act on, as far as the links of logins can tell. An operator has no login. */
export async function selfOf(
  logins: Pick<LoginLinks, 'memberOfLogin'>,
  actor: AuditActor,
  memberId: string,
): Promise<AuditSelf> {
  if (actor.kind === 'operator') return 'not-checkable';
  const own = await logins.memberOfLogin({ issuer: actor.issuer, subject: actor.subject });
  if (own === null) return 'not-checkable';
  return own === memberId ? 'own' : 'other';
}

/** Longer than a change's: cut, two identities could look like one. An ARN takes up to 2,048 letters, and hardly ever 200. */
const MOST_OF_AN_IDENTITY = 2_048;

function boundedActor(actor: AuditActor): AuditActor {
  if (actor.kind === 'operator') return { ...actor, identity: short(actor.identity, MOST_OF_AN_IDENTITY) };
  return {
    ...actor,
    issuer: short(actor.issuer, MOST_OF_AN_IDENTITY),
    subject: short(actor.subject, MOST_OF_AN_IDENTITY),
    name: shortOrNull(actor.name),
  };
}

const shortOrNull = (text: string | null): string | null => (text === null ? null : short(text));

/** Whole letters, so that no half of a surrogate pair is left. */
function short(text: string, most = MOST_LETTERS): string {
  const letters = Array.from(text.toWellFormed());
  return letters.length <= most ? letters.join('') : `${letters.slice(0, most - 1).join('')}…`;
}
