/** One guard taken out: the test that names it must fail. */
export interface Sabotage {
  readonly name: string;
  readonly file: string;
  /** Stands in the file exactly once. */
  readonly find: string;
  readonly replace: string;
  /** A file or folder under `test/`. */
  readonly test: string;
}

export const row = (name: string, file: string, find: string, replace: string, test: string): Sabotage => ({
  name,
  file,
  find,
  replace,
  test,
});

/** Tests and sources that several rows name. */
export const ACTIVATE = 'test/operations/activate.connected.test.ts';
export const LEDGER = 'test/table/ledger.connected.test.ts';
export const REGISTER = 'test/table/register.connected.test.ts';
export const conditions = 'shared/table/requests/conditions.ts';
export const ledgerRequests = 'shared/table/requests/ledger-requests.ts';
