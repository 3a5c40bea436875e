import type { AuditLog } from '#operations/ports/audit.ts';
import { assert } from './assertions.ts';
import { openItem } from './codecs/attributes.ts';
import { auditEntryOfItem } from './codecs/audit-item.ts';
import { TableBusyError } from './errors.ts';
import { auditAction, auditPageRequest } from './requests/audit-requests.ts';
import type { Table } from './send.ts';
import { itemsOf, pageOfQuery } from './stored-items.ts';

/**
 * What was done by hand: appended, and never written again. Its list is read by an index, for days without an act are
 * many: it follows the table by a moment.
 */
export function auditLog(table: Table): AuditLog {
  return {
    async append(entry) {
      const outcome = await table.transact({ TransactItems: [auditAction(table.name, entry)] });
      if (outcome.kind === 'contended')
        throw new TableBusyError('the audit is being written by another call');
      assert(outcome.kind === 'done', 'there is an entry of the audit under this id already');
    },

    async page(wish, { after, limit }) {
      const { items, last } = await pageOfQuery(limit, (more) =>
        table.query(auditPageRequest(table.name, wish, { after, limit: more })),
      );
      const entries = await itemsOf(
        table,
        items.map((position) => openItem(position).key),
      );
      return { entries: entries.map(auditEntryOfItem), isLast: last === null };
    },
  };
}
