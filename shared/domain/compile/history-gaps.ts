import type { CompiledColumn } from '#domain/program/columns.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Finding } from '#domain/program/program.ts';

/**
 * The past that the next program asks for and the running one has not kept: its counters begin with the activation, or
 * reach no further back than was kept (performance.md: the activation says so).
 */
export function historyGaps(running: CompiledProgram, next: CompiledProgram): readonly Finding[] {
  return next.columns.flatMap((column): Finding[] => {
    if (!column.isKept) return [];
    const { id, retentionDays, askedAt: path } = column;
    const name = nameOf(column, next);
    const kept = running.columns.find((candidate) => candidate.id === id && candidate.isKept);
    if (kept === undefined) {
      return [
        {
          severity: 'warning',
          code: 'counted-from-now',
          path,
          message: `The running program does not count what \`${name}\` counts.`,
          advice: 'It begins at 0 when this program comes into force; let a first review come late enough.',
        },
      ];
    }
    if (kept.retentionDays >= retentionDays) return [];
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
