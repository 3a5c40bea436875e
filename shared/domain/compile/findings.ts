import type { Finding, ProgramPath } from '#domain/program/program.ts';

/** Gathers what is wrong with a program while it is compiled. */
export interface Findings {
  error(code: string, path: ProgramPath, message: string, advice: string): void;
  warn(code: string, path: ProgramPath, message: string, advice: string): void;
  /** How many errors there are so far. */
  count(): number;
}

/** A list and the recorder that fills it. */
export function collectFindings(): Findings & { readonly list: readonly Finding[] } {
  const list: Finding[] = [];
  return {
    list,
    count: () => list.filter(({ severity }) => severity === 'error').length,
    error: (code, path, message, advice) => list.push({ severity: 'error', code, path, message, advice }),
    warn: (code, path, message, advice) => list.push({ severity: 'warning', code, path, message, advice }),
  };
}

/** `one of: bronze, silver`, for advice. */
export const oneOf = (names: readonly string[]): string =>
  names.length === 0 ? 'nothing: none is defined yet' : `one of: ${names.join(', ')}`;
