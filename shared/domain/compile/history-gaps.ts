import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Finding } from '#domain/program/program.ts';

/**
 * The past that the next program asks for and the running one has not kept: its counters reach no further back than was
 * kept (performance.md: the activation says so).
 */
export function historyGaps(running: CompiledProgram, next: CompiledProgram): readonly Finding[] {
  return next.columns.flatMap((column): Finding[] => {
    if (!column.isKept) return [];
    const { id, retentionDays, askedAt: path } = column;
    const name = nameOf(column, next);
    const kept = running.columns.find((candidate) => candidate.id === id && candidate.isKept);
    // That it begins at 0 is a change of the program, and said there (D80).
    if (kept === undefined || kept.retentionDays >= retentionDays) return [];
    return [
      {
        severity: 'warning',
        code: 'kept-too-short',
        path,
        message: `\`${name}\` is asked for ${retentionDays} days by day, and the running program keeps ${kept.retentionDays}.`,
        advice: 'Windows that reach further back are complete only so many days after the activation.',
      },
    ];
  });
}

/** The counter's name, or the measure of a rule's own. */
const nameOf = ({ id, measure }: CompiledColumn, { counterColumns }: CompiledProgram): string =>
  [...counterColumns].find(([, column]) => column.id === id)?.[0] ?? measure;
