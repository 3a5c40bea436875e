import type { OverridePorts } from '#operations/override-status.ts';
import { randomIds } from '#operations/random.ts';
import { decidingPorts } from './deciding-ports.ts';
import { ledger } from './ledger.ts';
import { loginLinks } from './login-links.ts';
import type { Table } from './send.ts';

/** The needs of whoever puts something over a status, over one table. */
export const overridePorts = (table: Table): OverridePorts => ({
  ...decidingPorts(table),
  ledger: ledger(table),
  logins: loginLinks(table),
  ids: randomIds,
});
