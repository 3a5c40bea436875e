import type { Finding } from '#domain/program/program.ts';

/** Where something stands in a file; lines and columns begin with 1. */
export interface Place {
  readonly line: number;
  readonly column: number;
  /** How many characters of the line it covers; at least 1. */
  readonly length: number;
}

/** A finding with its place in the file instead of its path in the program. */
export interface LocatedFinding extends Omit<Finding, 'path'> {
  readonly place: Place;
}

/** In the order of the file, the errors of a place before its warnings. */
export function inFileOrder(findings: readonly LocatedFinding[]): LocatedFinding[] {
  return [...findings].sort(
    (a, b) =>
      a.place.line - b.place.line || a.place.column - b.place.column || a.severity.localeCompare(b.severity),
  );
}
