import { describe, expect, it } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { printFindings } from '../../cli/program-file/print-findings.ts';
import { plain } from '../../cli/terminal/colour.ts';
import { soundProgram } from './broken-programs.ts';

const text = soundProgram.replace('sold-amount', 'sold-amont');
const { findings } = loadProgram(text);
const head =
  'p.yaml:6:14 error unknown-word `sold-amont` is none of the words for `measure`. → Write `sold-amount`.';

describe('a printed finding', () => {
  it('is one line with file, line and column', () => {
    expect(printFindings('p.yaml', text, findings, { paint: plain, excerpts: false })).toBe(head);
  });

  it('shows the line and a caret below the place, on a terminal', () => {
    expect(printFindings('p.yaml', text, findings, { paint: plain, excerpts: true }).split('\n')).toEqual([
      head,
      '6 │     measure: sold-amont',
      '                 ^^^^^^^^^^',
    ]);
  });
});
