import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import openapiTS, { astToString } from 'openapi-typescript';
import { openApiDocument } from '../../shared/api-document/openapi.ts';

/**
 * `npm run openapi` writes the API's document from the contracts, and the typed client's types from the document.
 * With `--check` it writes nothing: it names the files that are not current, and ends with 1 where there are any.
 */
const { values } = parseArgs({ options: { check: { type: 'boolean', default: false } } });

const document = JSON.stringify(openApiDocument(), null, 2);
const types = astToString(await openapiTS(document));

const written = {
  'docs/openapi.json': `${document}\n`,
  'client/api-types.ts': `// Written by \`npm run openapi\` from docs/openapi.json: change the contracts instead.\n\n${types}`,
};

for (const [path, text] of Object.entries(written)) {
  const file = fileURLToPath(new URL(`../../${path}`, import.meta.url));
  if (!values.check) writeFileSync(file, text);
  else if (readFileSync(file, 'utf8') !== text) {
    console.error(`${path} is not current: npm run openapi`);
    process.exitCode = 1;
  }
}
