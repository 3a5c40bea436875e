import { revokeTillKey } from '#operations/till-keys.ts';
import { tillKeys } from '#table/till-keys.ts';
import type { LastingNote } from '../target/lasting-notes.ts';
import type { Target } from '../target/table-target.ts';

/** What must not come back, as it is noted; read before anything is written, so that a bucket which is not there is told first. */
export async function notedIn({ lasting }: Target): Promise<readonly LastingNote[]> {
  const notes: LastingNote[] = [];
  for await (const note of lasting.all('revoked-keys')) notes.push(note);
  return notes;
}

/** After a restore, before the first request: what was taken back since that moment is taken back again (D105). */
export async function keepAway(
  { table, acting, name }: Target,
  notes: readonly LastingNote[],
  out: (line: string) => void,
): Promise<void> {
  const ports = { ...(await acting()), keys: tillKeys(table) };
  let again = 0;
  for (const { id, at } of notes) {
    const key = await ports.keys.read(id);
    if (key === null || key.revokedAt !== null) continue;
    await revokeTillKey(ports, key, at, 'revoked after the moment that was restored');
    again += 1;
  }
  if (again > 0) out(`${again} till keys that were revoked since are revoked in ${name} again`);
}
