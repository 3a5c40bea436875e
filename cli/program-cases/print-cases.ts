import type { Places } from '../program-file/yaml-source.ts';
import type { Paint } from '../terminal/colour.ts';
import type { CaseResult } from './run-case.ts';

/** A line a case, ✓ or ✗; under a failed one each expectation that was not met, with its place in the file. */
export function printCases(
  file: string,
  results: readonly CaseResult[],
  places: Places,
  paint: Paint,
): string {
  const lines = results.flatMap(({ name, requirement, passed, checks }) => {
    const proves = requirement.length === 0 ? '' : ` ${paint('dim', requirement.join(' '))}`;
    if (passed) return [`${paint('green', '✓')} ${name}${proves}`];
    const failures = checks.flatMap(({ path, what, expected, observed, ok }) => {
      if (ok) return [];
      const { line, column } = places.ofValue(path);
      return [
        `    ${file}:${line}:${column} ${what}`,
        `      expected ${paint('green', expected)}`,
        `      observed ${paint('red', observed)}`,
      ];
    });
    return [`${paint('red', '✗')} ${paint('bold', name)}${proves}`, ...failures];
  });
  const failed = results.filter(({ passed }) => !passed).length;
  const checks = results.reduce((sum, result) => sum + result.checks.length, 0);
  const summary =
    failed === 0
      ? paint('green', `${counted(results.length)} ${results.length === 1 ? 'passes' : 'pass'}`)
      : paint('red', `${failed} of ${counted(results.length)} ${failed === 1 ? 'fails' : 'fail'}`);
  return [...lines, `${file}: ${summary}, ${counted(checks, 'expectation')}`].join('\n');
}

const counted = (count: number, noun = 'case'): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
