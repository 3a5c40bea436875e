import type { Finding, ProgramPath } from '#domain/program/program.ts';

/** A place in a program that is compiled, and the recorder of what is wrong there. */
export interface Findings {
  readonly path: ProgramPath;
  /** A place so many steps below this one; what is found there joins the same list. */
  at(...steps: ProgramPath): Findings;
  error(code: string, message: string, advice: string): void;
  warn(code: string, message: string, advice: string): void;
  /** How many errors there are so far, wherever they are. */
  count(): number;
}

/** The whole program as a place, and the list that its findings and those of all places in it fill. */
export function collectFindings(): Findings & { readonly list: readonly Finding[] } {
  const list: Finding[] = [];
  return { ...placeOf([], list), list };
}

function placeOf(path: ProgramPath, list: Finding[]): Findings {
  const record =
    (severity: Finding['severity']) =>
    (code: string, message: string, advice: string): void => {
      list.push({ severity, code, path, message, advice });
    };
  return {
    path,
    at: (...steps) => placeOf([...path, ...steps], list),
    count: () => list.filter(({ severity }) => severity === 'error').length,
    error: record('error'),
    warn: record('warning'),
  };
}

/** `one of: bronze, silver`, for advice. */
export const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing: none is defined yet' : `one of: ${names.join(', ')}`;
