import { writeFileSync } from 'node:fs';
import { programJsonSchema } from '#contracts/program/program-file.ts';

/** `npm run schema` writes programs/program.schema.json, which editors read. */
const file = new URL('../../programs/program.schema.json', import.meta.url);
writeFileSync(file, `${JSON.stringify(programJsonSchema(), null, 2)}\n`);
