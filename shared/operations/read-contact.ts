import { type Acting, auditEntry, selfOf } from './audit.ts';
import type { AuditLog } from './ports/audit.ts';
import type { MemberReader } from './ports/members.ts';
import type { Contact, LoginLinks, MemberRegister } from './ports/register-and-logins.ts';
import { type Refused, refused } from './refusal.ts';

interface ContactPorts extends Acting {
  readonly members: MemberReader;
  readonly register: Pick<MemberRegister, 'readContact'>;
  readonly logins: Pick<LoginLinks, 'memberOfLogin'>;
  readonly audit: Pick<AuditLog, 'append'>;
}

/**
 * A member's name and phone in clear. It is told in the audit before it is answered: where that cannot be written, it is
 * not answered (reliability §5).
 */
export async function readContact(
  ports: ContactPorts,
  { memberId, reason }: { readonly memberId: string; readonly reason: string },
): Promise<{ readonly kind: 'found'; readonly contact: Contact } | Refused<'not-found'>> {
  if ((await ports.members.read(memberId)) === null) return refused('not-found', 'There is no such member.');
  const [contact, self] = await Promise.all([
    ports.register.readContact(memberId),
    selfOf(ports.logins, ports.actor, memberId),
  ]);
  const subject = { kind: 'member', id: memberId } as const;
  await ports.audit.append(auditEntry(ports, { action: 'contact.read', subject, reason, self }));
  return { kind: 'found', contact: contact ?? { name: null, phone: null } };
}
