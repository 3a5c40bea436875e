import type { Finding } from '#domain/program/program.ts';

/** Findings as people read them, a line each: what is written down word by word beside the tests. */
export const sentencesOf = (findings: readonly Finding[]): string =>
  findings
    .map(({ severity, code, path, message, advice }) =>
      `${severity} ${code} ${path.join('.')}: ${message} → ${advice}`.trim(),
    )
    .join('\n');
