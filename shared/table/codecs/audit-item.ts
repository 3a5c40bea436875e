import type { AuditActor, AuditEntry, ToldAuditEntry } from '#operations/ports/audit.ts';
import { auditIndexKeys, auditKey, auditPlaceIn } from '../audit-keys.ts';
import {
  type Attributes,
  ifAny,
  ifSome,
  keyAttributes,
  list,
  openItem,
  presentOf,
  record,
  type StoredFields,
  text,
  textOrNull,
} from './attributes.ts';

const SELVES = ['own', 'other', 'not-checkable'] as const;

/** An administrative act as it is stored, with its places in the indexes: among all, and among those on its member. */
export const auditItem = (entry: AuditEntry): Attributes => ({
  ...keyAttributes(auditKey(entry)),
  ...presentOf({
    by: record(actorAttributes(entry.actor)),
    ac: text(entry.action),
    su: list([text(entry.subject.kind), text(entry.subject.id)]),
    rn: ifAny(entry.reason, text),
    sf: ifAny(entry.self, text),
    ch: ifSome(entry.changes, (changes) =>
      list(
        changes.map(({ what, before, after }) => list([text(what), textOrNull(before), textOrNull(after)])),
      ),
    ),
  }),
  ...Object.fromEntries(Object.entries(auditIndexKeys(entry)).map(([name, place]) => [name, text(place)])),
});

function actorAttributes(actor: AuditActor): Attributes {
  if (actor.kind === 'operator') return { o: text(actor.identity) };
  return presentOf({ i: text(actor.issuer), s: text(actor.subject), n: ifAny(actor.name, text) });
}

export function auditEntryOfItem(item: Attributes): ToldAuditEntry {
  const { key, fields } = openItem(item);
  const subject = fields.get('su');
  return {
    ...auditPlaceIn(key),
    actor: actorOf(fields.get('by').fields()),
    action: fields.get('ac').text(),
    subject: { kind: subject.part(0).text(), id: subject.part(1).text() },
    reason: fields.find('rn')?.text() ?? null,
    self: fields.find('sf')?.oneOf(SELVES) ?? null,
    changes: (fields.find('ch')?.list() ?? []).map((change) => ({
      what: change.part(0).text(),
      before: change.part(1).textOrNull(),
      after: change.part(2).textOrNull(),
    })),
  };
}

function actorOf(fields: StoredFields): AuditActor {
  const operator = fields.find('o');
  if (operator !== null) return { kind: 'operator', identity: operator.text() };
  return {
    kind: 'administrator',
    issuer: fields.get('i').text(),
    subject: fields.get('s').text(),
    name: fields.find('n')?.text() ?? null,
  };
}
