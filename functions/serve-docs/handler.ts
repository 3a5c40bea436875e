import { docsPage } from '#api-document/docs-page.ts';
import { openApiDocument } from '#api-document/openapi.ts';
import { routes } from '#contracts/http/routes.ts';
import { answer, type Outcome } from '#lambda/http-answer.ts';
import { httpHandler, nameOf } from '#lambda/http-handler.ts';

const document = openApiDocument();
const cached = { 'cache-control': 'public, max-age=300', 'x-content-type-options': 'nosniff' };
const pageHeaders = {
  ...cached,
  'content-type': 'text/html; charset=utf-8',
  'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'",
};

/** All that this function ever says, made when its instance starts. */
const answers = new Map<string, Outcome>([
  [nameOf(routes.readOpenApi), answer(200, JSON.stringify(document), { headers: cached })],
  [nameOf(routes.readDocs), answer(200, docsPage(document), { headers: pageHeaders })],
  [nameOf(routes.readHealth), answer(200, { status: 'up' })],
]);

export const handler = httpHandler(
  'serve-docs',
  ({ routeKey }) => answers.get(routeKey) ?? { kind: 'refused', code: 'not-found' },
);
