import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { drawEditor } from './draw-editor.ts';
import { openInEditor } from './language-server.ts';
import { unfinished } from './story.ts';

/** `npm run picture:editor`: draws what an editor shows of a program, from what the server for YAML answers. */
const picture = new URL('../../docs/pictures/editor.svg', import.meta.url);
mkdirSync(new URL('.', picture), { recursive: true });
const path = fileURLToPath(new URL('../../programs/grocery/program.yaml', import.meta.url));
const editor = await openInEditor(path, unfinished);
writeFileSync(picture, await drawEditor(editor));
await editor.close();
