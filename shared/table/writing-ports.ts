import { decidingPorts } from './deciding-ports.ts';
import { entryHistory } from './histories.ts';
import { ledger } from './ledger.ts';
import { memberRegister } from './member-register.ts';
import type { Table } from './send.ts';

/** What whoever writes an entry beside a sale works with: returns, payments, visits, activities. */
export const writingPorts = (table: Table, digestsOf: Parameters<typeof memberRegister>[1]) => ({
  ...decidingPorts(table),
  history: entryHistory(table),
  register: memberRegister(table, digestsOf),
  ledger: ledger(table),
});
