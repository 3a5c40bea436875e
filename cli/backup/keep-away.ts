import { tillKeys } from '#table/till-keys.ts';
import type { Target } from '../target/table-target.ts';

/** After a restore, before the first request: what was taken back since that moment is taken back again (D105). */
export async function keepAway({ table, lasting, name }: Target, out: (line: string) => void): Promise<void> {
  const keys = tillKeys(table);
  let again = 0;
  for await (const { id, at } of lasting.all('revoked-keys')) {
    const key = await keys.read(id);
    if (key === null || key.revokedAt !== null) continue;
    await keys.revoke(id, at);
    again += 1;
  }
  if (again > 0) out(`${again} till keys that were revoked since are revoked in ${name} again`);
}
