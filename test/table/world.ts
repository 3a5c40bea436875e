import type { AuditLog } from '#operations/ports/audit.ts';
import type { EntryHistory, FactHistory } from '#operations/ports/histories.ts';
import type { Ledger } from '#operations/ports/ledger.ts';
import type { MemberReader } from '#operations/ports/members.ts';
import type { ProgramArchive } from '#operations/ports/programs.ts';
import type { LinkCodeBook, LoginLinks, MemberRegister } from '#operations/ports/register-and-logins.ts';
import type { SweepBoard } from '#operations/ports/sweep.ts';
import type { TillKeys } from '#operations/ports/till-keys.ts';
import { auditLog } from '#table/audit-log.ts';
import { codeBook } from '#table/code-book.ts';
import { entryHistory, factHistory } from '#table/histories.ts';
import { ledger } from '#table/ledger.ts';
import { loginLinks } from '#table/login-links.ts';
import { memberReader } from '#table/member-reader.ts';
import { memberRegister } from '#table/member-register.ts';
import { programArchive } from '#table/program-archive.ts';
import type { Table } from '#table/send.ts';
import { sweepBoard } from '#table/sweep-board.ts';
import { tillKeys } from '#table/till-keys.ts';

/** The ports over one empty store: what a contract suite needs. */
export interface World {
  readonly audit: AuditLog;
  readonly members: MemberReader;
  readonly ledger: Ledger;
  readonly entries: EntryHistory;
  readonly facts: FactHistory;
  readonly register: MemberRegister;
  readonly logins: LoginLinks;
  readonly codes: LinkCodeBook;
  readonly archive: ProgramArchive;
  readonly keys: TillKeys;
  readonly board: SweepBoard;
}

export type MakeWorld = () => Promise<World>;

export const worldOf = (table: Table): World => ({
  audit: auditLog(table),
  members: memberReader(table),
  ledger: ledger(table),
  entries: entryHistory(table),
  facts: factHistory(table),
  register: memberRegister(table, (phone) => [`digest-of-${phone.length}-${phone.slice(-4)}`]),
  logins: loginLinks(table),
  codes: codeBook(table),
  archive: programArchive(table),
  keys: tillKeys(table),
  board: sweepBoard(table),
});
