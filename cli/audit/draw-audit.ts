import { isoInstant } from '#domain/time/time.ts';
import type { AuditPlace, ToldAuditEntry } from '#operations/ports/audit.ts';
import type { Paint } from '../terminal/colour.ts';

/** So long is the moment before each entry; what belongs to it stands under the act. */
const INDENT = ' '.repeat(21);

const selfWords = {
  own: 'their own account',
  other: null,
  'not-checkable': 'whose account, not checkable',
} as const;

/** Entries in a terminal: a line an act, and under it why it was done and what is another than it was. */
export function drawAudit(entries: readonly ToldAuditEntry[], paint: Paint): string {
  const blocks = entries.map((entry) => {
    const { at, action, subject, reason, self, changes } = entry;
    const more = [
      ...(reason === null ? [] : [`“${reason}”`]),
      ...(self === null || selfWords[self] === null
        ? []
        : [paint(self === 'own' ? 'red' : 'dim', selfWords[self])]),
      ...changes.map(({ what, before, after }) =>
        before === null ? `${what}: ${after ?? 'none'}` : `${what}: ${before} → ${after ?? 'none'}`,
      ),
    ];
    return [
      `${paint('dim', isoInstant(at).slice(0, 19).replace('T', ' '))}  ${paint('bold', action)}  ${subject.kind} ${subject.id}  ${paint('dim', 'by')} ${whoActed(entry)}`,
      ...more.map((line) => `${INDENT}${line}`),
    ].join('\n');
  });
  return [paint('dim', 'when, in UTC         what was done, to what, by whom'), ...blocks].join('\n');
}

/** A name is what the token said; who it is the subject says. */
const whoActed = ({ actor }: ToldAuditEntry): string => {
  if (actor.kind === 'operator') return actor.identity;
  return actor.name === null ? actor.subject : `${actor.name} (${actor.subject})`;
};

/** An entry for other programs: as the API says it. */
export const lineOfAudit = (entry: ToldAuditEntry): string =>
  JSON.stringify({ ...entry, at: isoInstant(entry.at) });

/** `1795858800000.abc123abc123`: where a page ended. */
export const placeInWords = ({ at, id }: AuditPlace): string => `${at}.${id}`;
