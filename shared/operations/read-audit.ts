import type { AuditLog, AuditPlace, AuditWish, ToldAuditEntry } from './ports/audit.ts';

/** Entries that are looked through at a time where an action is asked for, and how often: a page may be short. */
const LOOKED_AT = 100;
const MOST_LOOKS = 10;

/** `action`: entries of it alone; `after`: where the page before ended. `null`: all, from the newest on. */
interface AuditRequest extends AuditWish {
  readonly action: string | null;
  readonly after: AuditPlace | null;
  readonly limit: number;
}

interface AuditPage {
  readonly entries: readonly ToldAuditEntry[];
  /** Where to go on; `null`: that was all. A page may be short, or empty, and not the last. */
  readonly next: AuditPlace | null;
}

/** A page of what was done by hand, newest first. */
export async function readAudit(
  { audit }: { readonly audit: Pick<AuditLog, 'page'> },
  { memberId, since, action, after, limit }: AuditRequest,
): Promise<AuditPage> {
  const found: ToldAuditEntry[] = [];
  let place = after;
  for (let looks = 0; looks < MOST_LOOKS; looks += 1) {
    const page = { after: place, limit: action === null ? limit : LOOKED_AT };
    const { entries, isLast } = await audit.page({ memberId, since }, page);
    for (const [index, entry] of entries.entries()) {
      place = { at: entry.at, id: entry.id };
      if (action === null || entry.action === action) found.push(entry);
      const isAll = isLast && index === entries.length - 1;
      if (found.length === limit) return { entries: found, next: isAll ? null : place };
    }
    if (isLast) return { entries: found, next: null };
  }
  return { entries: found, next: place };
}
