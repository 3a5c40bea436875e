import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { ProgramOutline } from '#domain/program/outline.ts';
import type { Finding, Program } from '#domain/program/program.ts';
import { collectFindings } from './findings.ts';
import { type SucceededColumns, succeedColumns } from './succeed-columns.ts';
import { succeedLate } from './succeed-late.ts';
import { keptNames } from './succeed-names.ts';
import { withKeptNames } from './with-kept-names.ts';

/** A version before, as it is stored: with the names that members keep. */
export interface EarlierVersion {
  /** Days from its end to the beginning of the next one; 0 of the one that it follows. */
  readonly daysGone: number;
  readonly program: CompiledProgram;
}

/** What a program is to follow, newest first, and what the outlines of all versions ever had. */
export interface Past {
  /** The number of the next version. */
  readonly version: number;
  readonly earlier: readonly EarlierVersion[];
  readonly outlines: readonly ProgramOutline[];
  /** Without members nothing can be lost. */
  readonly hasMembers: boolean;
}

/** A program as the version that follows others. */
export interface Succession {
  /** With the names by which members keep what it has, and the columns that its measures go on with. */
  readonly program: Program;
  readonly columns: SucceededColumns;
  /** What it would break. */
  readonly findings: readonly Finding[];
}

/**
 * Lets a program follow the versions before (D80, D81): a counter's name keeps what was counted, `was` carries a name over,
 * and nothing goes that was not meant to. Pure; the program must compile.
 */
export function succession(compiled: CompiledProgram, past: Past): Succession {
  const findings = collectFindings();
  const recent = { ...past, earlier: past.earlier.filter(({ daysGone }) => daysGone <= CARRIED_DAYS) };
  const names = keptNames(compiled.source, past, findings);
  const counted = succeedColumns(compiled, recent, findings);
  const late = succeedLate(compiled, recent, counted, names);
  const columns = { ...counted, splits: [...counted.splits, ...late.splits] };
  return {
    program: withKeptNames(compiled.source, names, { ...columns, late: late.columns }),
    columns,
    findings: findings.list,
  };
}
