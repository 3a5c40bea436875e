import type { Editor } from './language-server.ts';
import { placeOf, unfinished } from './story.ts';

const LINE = 19;
const LEFT = 52;
const TOP = 40;
/** Of the monospaced type at 13 pixels, stated with each text so that every machine draws it alike. */
const CHARACTER = 7.8;
const WIDTH = 860;

const escaped = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;');

const written = (x: number, y: number, text: string, kind: string): string =>
  `<text x="${x}" y="${y}" class="${kind}" textLength="${(text.length * CHARACTER).toFixed(1)}" xml:space="preserve">${escaped(text)}</text>`;

/** As many words a line as stand beside the program. */
const wrapped = (text: string): readonly string[] => text.match(/\S.{0,58}(?=\s|$)/g) ?? [];

/** The unfinished program, with what the server offers, explains and objects to, as an SVG. */
export async function drawEditor(editor: Editor): Promise<string> {
  const lines = unfinished.trimEnd().split('\n');
  const rule = placeOf('on: [sale]');
  const offered = await editor.completionsAt(rule.line + 1, 4);
  const [objection] = await editor.objections();
  const every = placeOf('every:');
  const explained = (await editor.explanationAt(every.line, every.column))
    .split('\n')
    .find((text) => text !== '' && !text.startsWith('#'));
  const yOf = (line: number): number => TOP + line * LINE;
  const height = yOf(rule.line + 2 + offered.length) + 16;
  const wrong = placeOf('fortnight');
  const from = LEFT + wrong.column * CHARACTER;
  const popup = { x: LEFT + 4 * CHARACTER, y: yOf(rule.line) + 8 };
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${WIDTH} ${height}" role="img" aria-label="A program in an editor: words are offered, explained and checked">`,
    '<style>text{font:13px ui-monospace,Menlo,Consolas,monospace;fill:#1f2a24}.n{fill:#a0aaa5}.c{fill:#7d8a84}.e{fill:#b03a48}.o{fill:#0b5}.box{fill:#fff;stroke:#b9c3be}.page{fill:#fbfcfb;stroke:#d8dfdb}.wave{fill:none;stroke:#d33;stroke-width:1.4}@media (prefers-color-scheme:dark){text{fill:#e2e8e4}.page{fill:#161b18;stroke:#333b37}.box{fill:#202622;stroke:#4a544f}.n,.c{fill:#7d8a84}.e{fill:#ff8c98}}</style>',
    `<rect x="1" y="1" width="${WIDTH - 2}" height="${height - 2}" rx="8" class="page"/>`,
    ...lines.map((text, line) =>
      [
        written(18, yOf(line), String(line + 1).padStart(2), 'n'),
        written(LEFT, yOf(line), text, text.startsWith('#') ? 'c' : ''),
      ].join(''),
    ),
    `<path class="wave" d="M${from} ${yOf(wrong.line) + 4}${'q2 -3 4 0t4 0'.repeat(Math.round(('fortnight'.length * CHARACTER) / 8))}"/>`,
    ...[
      ...wrapped(objection?.message ?? '').map((text) => ({ text, kind: 'e' })),
      ...wrapped(`every: ${explained}`).map((text) => ({ text, kind: 'c' })),
    ].map(({ text, kind }, index) => written(LEFT + 30 * CHARACTER, yOf(wrong.line + index), text, kind)),
    `<rect class="box" x="${popup.x}" y="${popup.y}" width="${16 * CHARACTER}" height="${offered.length * LINE + 8}" rx="4"/>`,
    ...offered.map((word, index) => written(popup.x + 10, popup.y + (index + 1) * LINE - 1, word, '')),
    '</svg>',
  ].join('\n')}\n`;
}
