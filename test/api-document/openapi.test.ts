import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openApiDocument } from '#api-document/openapi.ts';
import type { MediaType, Operation } from '#api-document/openapi-form.ts';
import { routeDocuments } from '#api-document/route-documents.ts';
import { problemBody } from '#contracts/http/problem.ts';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';

const document = openApiDocument();
const text = JSON.stringify(document);

const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
  Object.entries(methods).map(
    ([method, operation]) => [`${method.toUpperCase()} ${path}`, operation] as const,
  ),
);

const operationOf = (id: RouteId): Operation => {
  const route: Route = routes[id];
  const found = document.paths[route.path]?.[route.method.toLowerCase()];
  if (found === undefined) throw new Error(`${id} is not in the document`);
  return found;
};

const routeIds = Object.keys(routes) as RouteId[];

/** Reads a schema of the document back into one that checks values: what a client would do with it. */
function checkerOf({ schema }: MediaType): z.ZodType {
  const inlined = JSON.parse(JSON.stringify(schema).replaceAll('#/components/schemas/', '#/$defs/'));
  const $defs = JSON.parse(
    JSON.stringify(document.components.schemas).replaceAll('#/components/schemas/', '#/$defs/'),
  );
  return z.fromJSONSchema({ $defs, ...inlined });
}

describe('the OpenAPI document', () => {
  test('has every route and nothing else', () => {
    expect(operations.map(([name]) => name).sort()).toEqual(
      Object.values<Route>(routes)
        .map(({ method, path }) => `${method} ${path}`)
        .sort(),
    );
  });

  test('names each operation once', () => {
    const ids = operations.map(([, { operationId }]) => operationId);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('every reference leads to a component', () => {
    const names = [...text.matchAll(/"\$ref":"([^"]+)"/g)].map((match) => match[1] ?? '');
    expect(names.length).toBeGreaterThan(50);
    const components = new Set(
      Object.keys(document.components.schemas).map((name) => `#/components/schemas/${name}`),
    );
    expect(names.filter((name) => !components.has(name))).toEqual([]);
  });

  test('every component is used', () => {
    const unused = Object.keys(document.components.schemas).filter(
      (name) => !text.includes(`"#/components/schemas/${name}"`),
    );
    expect(unused).toEqual([]);
  });

  test.each(routeIds)('%s says who may call it, and with which scope', (id) => {
    const route: Route = routes[id];
    const schemes = { till: 'tillKey', member: 'memberToken', admin: 'adminToken', anyone: null };
    const scheme = schemes[route.actor];
    expect(operationOf(id).security).toEqual(scheme === null ? [] : [{ [scheme]: [route.scope] }]);
  });

  test.each(routeIds)('%s names every parameter of its path', (id) => {
    const inPath = [...routes[id].path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
    const named = operationOf(id).parameters.filter((parameter) => parameter.in === 'path');
    expect(named.map(({ name }) => name)).toEqual(inPath);
    expect(named.every(({ required }) => required)).toBe(true);
  });

  test('parameters are what the schemas read', () => {
    const { parameters } = operationOf('readMemberHistory');
    expect(parameters.map(({ name, in: place, required }) => [name, place, required])).toEqual([
      ['memberId', 'path', true],
      ['limit', 'query', false],
      ['cursor', 'query', false],
    ]);
  });

  test.each(routeIds)('%s: its examples are of the form that it promises', (id) => {
    const { requestBody, responses } = operationOf(id);
    const media = [requestBody, ...Object.values(responses)].flatMap((part) =>
      Object.values(part?.content ?? {}),
    );
    for (const one of media) {
      const examples = [
        ...(one.example === undefined ? [] : [one.example]),
        ...Object.values(one.examples ?? {}).map(({ value }) => value),
      ];
      for (const example of examples)
        expect(checkerOf(one).safeParse(example).error?.issues ?? []).toEqual([]);
    }
  });

  test.each(routeIds)('%s: its examples pass the very schemas that the handlers use', (id) => {
    const { body, example, answers, path } = routeDocuments[id];
    if (body !== undefined) expect(body.safeParse(example.body).error?.issues).toBeUndefined();
    if (path !== undefined) expect(path.safeParse(example.path).error?.issues).toBeUndefined();
    for (const { schema, example: answered } of answers)
      if (schema !== null) expect(schema.safeParse(answered).error?.issues).toBeUndefined();
  });

  test('problems stand under their own status, with an example each', () => {
    const { responses } = operationOf('scoreReceipt');
    const problems = responses['422']?.content?.['application/problem+json'];
    expect(Object.keys(problems?.examples ?? {})).toContain('idempotency-mismatch');
    const example = problems?.examples?.['idempotency-mismatch']?.value;
    expect(problemBody.parse(example)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
    expect(responses['503']?.headers?.['Retry-After']).toBeDefined();
  });

  test.each(routeIds)('%s tells what the gateway answers by itself, where it asks for a credential', (id) => {
    const statuses = Object.keys(operationOf(id).responses);
    const fromGateway = ['401', '403', '429'].filter((status) => statuses.includes(status));
    expect(fromGateway).toEqual(routes[id].actor === 'anyone' ? [] : ['401', '403', '429']);
  });

  test('what may be sent again says that it was', () => {
    const told = routeIds.filter(
      (id) => operationOf(id).responses['200']?.headers?.['Idempotency-Replayed'] !== undefined,
    );
    expect(told).toEqual([
      'scoreReceipt',
      'returnReceipt',
      'payReceipt',
      'changeVisit',
      'payVisit',
      'tellActivity',
    ]);
  });

  test('a write says that it refuses unknown fields', () => {
    const bodies = [
      'QuoteBody',
      'ReceiptBody',
      'ReturnBody',
      'PaymentBody',
      'EnrolBody',
      'ResolveBody',
      'LinkBody',
      'SaleLine',
      'SalePayment',
      'ReturnedLine',
    ];
    const open = bodies.filter((name) => document.components.schemas[name]?.additionalProperties !== false);
    expect(open).toEqual([]);
  });

  test.each([
    [{ all: true }, true],
    [{ lines: [{ line: 0, quantity: 1 }] }, true],
    [{ amountMinor: 1 }, true],
    [{}, false],
    [{ all: true, amountMinor: 1 }, false],
    [{ lines: [{ line: 0, quantity: 1 }], amountMinor: 1 }, false],
  ])('a return says one of three: %j → %s', (said, isOne) => {
    const media = operationOf('returnReceipt').requestBody?.content['application/json'];
    if (media === undefined) throw new Error('a return has no body');
    const body = { occurredAt: '2026-03-16T11:02:40+03:00', ...said };
    expect(checkerOf(media).safeParse(body).success).toBe(isOne);
  });

  test('every field of a request is described', () => {
    const names = ['QuoteBody', 'ReceiptBody', 'ReturnBody', 'PaymentBody', 'EnrolBody', 'ResolveBody'];
    const bare = [...names, 'LinkBody', 'SaleLine', 'ReturnedLine'].flatMap((name) =>
      Object.entries(document.components.schemas[name]?.properties ?? {})
        .filter(([, field]) => field.description === undefined && field.$ref === undefined)
        .map(([field]) => `${name}.${field}`),
    );
    expect(bare).toEqual([]);
  });
});
