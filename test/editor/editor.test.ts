import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { drawEditor } from './draw-editor.ts';
import { type Editor, type LanguageServer, openInEditor, startLanguageServer } from './language-server.ts';
import { placeOf, unfinished } from './story.ts';

/** The schema in the server that editors use for YAML: what a program's author sees while writing. */
const path = fileURLToPath(new URL('../../programs/grocery/program.yaml', import.meta.url));

describe('a program in an editor', () => {
  let editor: Editor;
  beforeAll(async () => {
    editor = await openInEditor(path, unfinished);
  });
  afterAll(() => editor.close());

  test('the words of a place are offered', async () => {
    const { line, column } = placeOf('fortnight');
    const words = ['day', 'week', 'month', 'quarter', 'half-year', 'year', 'never'];
    expect(await editor.completionsAt(line, column)).toEqual(words);
  });

  test('what a rule may still say is offered', async () => {
    const { line } = placeOf('on: [sale]');
    const words = [
      'was',
      'title',
      'explanation',
      'active',
      'priority',
      'combine',
      'transition',
      'clawback',
      'when',
      'measure',
      'table',
      'then',
    ];
    expect(await editor.completionsAt(line + 1, 4)).toEqual(words);
  });

  test('a word explains itself, with its requirement', async () => {
    const { line, column } = placeOf('every:');
    expect(await editor.explanationAt(line, column)).toContain(
      'The period at whose turn the status is judged;',
    );
  });

  test('a wrong word is objected to where it stands, and nothing else is', async () => {
    const found = await editor.objections();
    expect(found).toEqual([
      {
        ...placeOf('fortnight'),
        message:
          'Value is not accepted. Valid values: "day", "week", "month", "quarter", "half-year", "year", "never".',
      },
    ]);
  });

  test('the picture in the guide shows just this', async () => {
    const drawn = await drawEditor(editor);
    expect(readFileSync(new URL('../../docs/pictures/editor.svg', import.meta.url), 'utf8')).toBe(drawn);
  });
});

describe('the example programs in an editor', () => {
  let server: LanguageServer;
  beforeAll(async () => {
    server = await startLanguageServer();
  });
  afterAll(() => server.close());

  test.each(['grocery', 'incust-categories', 'loymax-amount', 'loymax-purchases', 'yclients-discounts'])(
    '%s: no objection',
    async (name) => {
      const file = fileURLToPath(new URL(`../../programs/${name}/program.yaml`, import.meta.url));
      const editor = await server.open(file, readFileSync(file, 'utf8'));
      expect(await editor.objections()).toEqual([]);
    },
  );
});
