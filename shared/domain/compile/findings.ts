import type { Finding, ProgramPath } from '#domain/program/program.ts';

/** A place in a program that is compiled, and the recorder of what is wrong there. */
export interface Findings {
  readonly path: ProgramPath;
  /** A place so many steps below this one; what is found there joins the same list. */
  at(...steps: ProgramPath): Findings;
  /** Something that has no meaning: no release can decide with it. */
  error(code: string, message: string, advice: string): void;
  /**
   * An error of a program that is taken on, and of none that is stored: a limit, a list, a rule of good order. What was
   * valid once is decided with for ever, so whatever a release begins to refuse is refused here.
   */
  refuse(code: string, message: string, advice: string): void;
  warn(code: string, message: string, advice: string): void;
  /** How many errors there are so far, wherever they are, less those that are only refused. */
  count(): number;
}

/** The whole program as a place, and the list that its findings and those of all places in it fill. */
export function collectFindings(): Findings & { readonly list: readonly Finding[] } {
  const list: Finding[] = [];
  return { ...placeOf([], { list, refused: new Set() }), list };
}

function placeOf(
  path: ProgramPath,
  found: { readonly list: Finding[]; readonly refused: Set<Finding> },
): Findings {
  const { list, refused } = found;
  const record = (
    severity: Finding['severity'],
    [code, message, advice]: readonly [string, string, string],
  ): Finding => {
    const finding = { severity, code, path, message, advice };
    list.push(finding);
    return finding;
  };
  return {
    path,
    at: (...steps) => placeOf([...path, ...steps], found),
    count: () => list.filter((finding) => finding.severity === 'error' && !refused.has(finding)).length,
    error: (...what) => void record('error', what),
    refuse: (...what) => void refused.add(record('error', what)),
    warn: (...what) => void record('warning', what),
  };
}

/** `one of: bronze, silver`, for advice. */
export const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing: none is defined yet' : `one of: ${names.join(', ')}`;
