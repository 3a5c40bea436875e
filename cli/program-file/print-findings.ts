import type { Paint } from '../terminal/colour.ts';
import type { LocatedFinding } from './located-finding.ts';

/**
 * One line a finding, as editors and terminals make links of: `file:line:column severity code message → advice`. With
 * `excerpts` the line of the file follows, with a caret below the place.
 */
export function printFindings(
  file: string,
  text: string,
  findings: readonly LocatedFinding[],
  { paint, excerpts }: { readonly paint: Paint; readonly excerpts: boolean },
): string {
  const lines = text.split('\n');
  return findings
    .map(({ severity, code, place, message, advice }) => {
      const where = paint('bold', `${file}:${place.line}:${place.column}`);
      const kind = paint(severity === 'error' ? 'red' : 'yellow', severity);
      const head = `${where} ${kind} ${paint('dim', code)} ${message} → ${advice}`;
      const excerpt = (lines[place.line - 1] ?? '').trimEnd();
      if (!excerpts || excerpt === '') return head;
      const gutter = `${place.line} │ `;
      const length = Math.max(1, Math.min(place.length, excerpt.length - place.column + 1));
      const caret = ' '.repeat(gutter.length + place.column - 1) + '^'.repeat(length);
      return `${head}\n${paint('dim', gutter)}${excerpt}\n${paint(severity === 'error' ? 'red' : 'yellow', caret)}`;
    })
    .join(excerpts ? '\n\n' : '\n');
}
