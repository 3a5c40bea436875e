import { problems } from '#contracts/problems.ts';
import { type FieldRow, fieldRows, kindOf } from './docs-fields.ts';
import { docsStyle } from './docs-style.ts';
import type { MediaType, OpenApiDocument, Operation, Parameter, Response } from './openapi-form.ts';

type Schemas = OpenApiDocument['components']['schemas'];

interface Place {
  readonly method: string;
  readonly path: string;
  readonly operation: Operation;
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

const escaped = (text: string): string => text.replace(/[&<>"']/g, (sign) => ENTITIES[sign] ?? sign);

/** Escaped prose with its `code` marked. */
const prose = (text: string): string => escaped(text).replace(/`([^`]+)`/g, '<code>$1</code>');

const code = (text: string): string => `<code>${escaped(text)}</code>`;

const block = (text: string): string => `<pre tabindex="0"><code>${escaped(text)}</code></pre>`;

const json = (value: unknown): string => block(JSON.stringify(value, null, 2));

const methodBadge = (method: string): string =>
  `<span class="method">${escaped(method.toUpperCase())}</span>`;

const jsonOf = (content: Response['content']): MediaType | undefined => content?.['application/json'];

function table(rows: readonly FieldRow[]): string {
  if (rows.length === 0) return '';
  const cells = rows.map(
    ({ name, kind, required, description }) =>
      `<tr><td>${code(name)}${required ? ' <span class="need">needed</span>' : ''}</td><td>${escaped(kind)}</td><td>${prose(description)}</td></tr>`,
  );
  return `<div class="scroll"><table><thead><tr><th>Field</th><th>Kind</th><th>What it is</th></tr></thead><tbody>${cells.join('')}</tbody></table></div>`;
}

const parameterRow =
  (schemas: Schemas) =>
  ({ name, in: place, required, description, schema }: Parameter): FieldRow => ({
    name,
    kind: `${kindOf(schema, schemas)}, in the ${place}`,
    required,
    description: [description, schema.pattern === undefined ? '' : `Form: \`${schema.pattern}\``]
      .filter(Boolean)
      .join(' '),
  });

const credentialOf: Readonly<Record<string, string>> = {
  tillKey: 'Authorization: $TILL_KEY',
  memberToken: 'Authorization: Bearer $TOKEN',
  adminToken: 'Authorization: Bearer $TOKEN',
};

function exampleOf(parameter: Parameter): string {
  const [example] = parameter.schema.examples ?? [];
  return encodeURIComponent(String(example ?? parameter.name));
}

/** A call that works as it stands, once `$LAUREL` and the credential are set. */
function curl({ method, path, operation }: Place): string {
  const { parameters, security, requestBody } = operation;
  const filled = parameters
    .filter((parameter) => parameter.in === 'path')
    .reduce((url, parameter) => url.replace(`{${parameter.name}}`, exampleOf(parameter)), path);
  const query = parameters
    .filter((parameter) => parameter.in === 'query' && parameter.required)
    .map((parameter) => `${parameter.name}=${exampleOf(parameter)}`)
    .join('&');
  const credential = credentialOf[Object.keys(security[0] ?? {})[0] ?? ''];
  const body = jsonOf(requestBody?.content)?.example;
  return [
    `curl -X ${method.toUpperCase()} "$LAUREL${filled}${query === '' ? '' : `?${query}`}"`,
    ...(credential === undefined ? [] : [`  -H "${credential}"`]),
    ...(body === undefined
      ? []
      : ["  -H 'Content-Type: application/json'", `  -d '${JSON.stringify(body, null, 2)}'`]),
  ].join(' \\\n');
}

function whoOf({ tags, security }: Operation): string {
  const scope = Object.values(security[0] ?? {}).flat()[0];
  return `<p class="who">${escaped(tags[0])}${scope === undefined ? '' : ` · scope ${code(scope)}`}</p>`;
}

function answers(operation: Operation, schemas: Schemas): string {
  return Object.entries(operation.responses)
    .filter(([status]) => status.startsWith('2'))
    .map(([status, response]) => {
      const media = jsonOf(response.content);
      const rows = media === undefined ? [] : fieldRows(media.schema, schemas);
      const example = media?.example === undefined ? '' : json(media.example);
      return `<details><summary>${escaped(status)} <span>${prose(response.description)}</span></summary>${table(rows)}${example}</details>`;
    })
    .join('');
}

function problemLinks(operation: Operation): string {
  const codes = Object.values(operation.responses).flatMap((response) =>
    Object.keys(response.content?.['application/problem+json']?.examples ?? {}),
  );
  if (codes.length === 0) return '';
  const links = codes.map((name) => `<li><a href="#problem-${name}">${escaped(name)}</a></li>`);
  return `<h4>Problems</h4><ul class="codes">${links.join('')}</ul>`;
}

function article(place: Place, schemas: Schemas): string {
  const { method, path, operation } = place;
  const body = jsonOf(operation.requestBody?.content);
  const parameters = operation.parameters.map(parameterRow(schemas));
  return `<article id="${operation.operationId}">
<h3>${methodBadge(method)}${code(path)}</h3>
${whoOf(operation)}
<p><strong>${prose(operation.summary)}</strong></p>
<p>${prose(operation.description)}</p>
${parameters.length === 0 ? '' : `<h4>Parameters</h4>${table(parameters)}`}
${body === undefined ? '' : `<h4>Body</h4>${table(fieldRows(body.schema, schemas))}`}
<h4>Example</h4>
${block(curl(place))}
<h4>Answers</h4>
${answers(operation, schemas)}
${problemLinks(operation)}
</article>`;
}

function problemList(): string {
  const items = Object.entries(problems).map(
    ([name, { status, title }]) =>
      `<dt id="problem-${name}">${code(name)} ${status}</dt><dd>${escaped(title)}</dd>`,
  );
  return `<h2 id="problems">Problems</h2>
<p>Every problem of ours is ${code('application/problem+json')} with one of these codes. Send the same again on a network error, 408, 425, 429 and 5xx; never on another 4xx.</p>
<dl>${items.join('')}</dl>`;
}

function contents(document: OpenApiDocument, places: readonly Place[]): string {
  const sections = document.tags.map(({ name }) => {
    const links = places
      .filter(({ operation }) => operation.tags[0] === name)
      .map(
        ({ method, path, operation }) =>
          `<li><a href="#${operation.operationId}">${methodBadge(method)}<span>${escaped(path)}</span></a></li>`,
      );
    return `<h2>${escaped(name)}</h2><ul>${links.join('')}</ul>`;
  });
  return `<nav aria-label="Contents">${sections.join('')}<h2>More</h2><ul><li><a href="#problems">Problems</a></li><li><a href="/openapi.json">openapi.json</a></li></ul></nav>`;
}

/** The document as a page for people: plain HTML and CSS, from nowhere else, without a script. */
export function docsPage(document: OpenApiDocument): string {
  const { info, tags, paths, components } = document;
  const places = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).map(([method, operation]) => ({ method, path, operation })),
  );
  const sections = tags.map(({ name, description }) => {
    const articles = places
      .filter(({ operation }) => operation.tags[0] === name)
      .map((place) => article(place, components.schemas));
    return `<section><h2>${escaped(name)}</h2><p>${prose(description)}</p>${articles.join('\n')}</section>`;
  });
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escaped(info.title)} API</title>
<style>${docsStyle}</style>
</head>
<body>
<div class="page">
${contents(document, places)}
<main>
<h1>${escaped(info.title)} API</h1>
<p class="lead">${prose(info.description)}</p>
${sections.join('\n')}
<section>${problemList()}</section>
</main>
</div>
</body>
</html>
`;
}
