import * as z from 'zod';
import { problemBody } from '#contracts/http/problem.ts';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';
import { type ProblemCode, problems } from '#contracts/problems.ts';
import type { JsonSchema, OpenApiDocument, Operation, Parameter, Response } from './openapi-form.ts';
import type { DocumentedAnswer, RouteDocument } from './route-document.ts';
import { routeDocuments } from './route-documents.ts';

const tagOf = { till: 'Tills', member: 'Members', admin: 'Administrators', anyone: 'Everybody' } as const;

const schemeOf = { till: 'tillKey', member: 'memberToken', admin: 'adminToken' } as const;

const securitySchemes = {
  tillKey: {
    type: 'apiKey',
    in: 'header',
    name: 'Authorization',
    description: 'The key of a till or of an integrator, as it was handed out: `pos_<id>_<secret>`.',
  },
  memberToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: "A token of the members' issuer.",
  },
  adminToken: {
    type: 'http',
    scheme: 'bearer',
    bearerFormat: 'JWT',
    description: "A token of the administrators' issuer.",
  },
};

const JSON_MEDIA = 'application/json';
const PROBLEM_MEDIA = 'application/problem+json';

/** The gateway's own answer, before any of our code runs; its form cannot be changed. */
const gatewayAnswer: JsonSchema = {
  type: 'object',
  description: "The gateway's own answer.",
  properties: { message: { type: 'string', examples: ['Unauthorized'] } },
  required: ['message'],
};

/** Collects the named schemas of everything that it is asked to refer to. */
function componentsOf(): { schemas: Record<string, JsonSchema>; refer: (schema: z.ZodType) => JsonSchema } {
  const schemas: Record<string, JsonSchema> = { GatewayAnswer: gatewayAnswer };
  return {
    schemas,
    refer(schema) {
      // A schema of its own would be written out; as a field it is referred to by its id.
      const written = JSON.stringify(
        z.toJSONSchema(z.object({ field: schema }), { io: 'input', target: 'draft-2020-12' }),
      ).replaceAll('"#/$defs/', '"#/components/schemas/');
      const { properties, $defs } = JSON.parse(written) as {
        properties: { field: JsonSchema };
        $defs?: Record<string, JsonSchema>;
      };
      Object.assign(schemas, $defs);
      return properties.field;
    },
  };
}

type Refer = ReturnType<typeof componentsOf>['refer'];

function parametersOf(
  place: 'path' | 'query' | 'header',
  form: z.ZodObject | undefined,
  refer: Refer,
): readonly Parameter[] {
  if (form === undefined) return [];
  const { properties = {}, required = [] } = refer(form);
  return Object.entries(properties).map(([name, { description = '', ...schema }]) => ({
    name,
    in: place,
    required: place === 'path' || required.includes(name),
    description,
    schema,
  }));
}

function problemResponses(codes: readonly ProblemCode[], refer: Refer): Record<string, Response> {
  const byStatus = Object.groupBy(codes, (code) => String(problems[code].status));
  return Object.fromEntries(
    Object.entries(byStatus).map(([status, group = []]) => [
      status,
      {
        description: group.map((code) => `\`${code}\`: ${problems[code].title}`).join(' '),
        ...(status === '503'
          ? { headers: { 'Retry-After': { description: 'Seconds to wait.', schema: { type: 'integer' } } } }
          : {}),
        content: {
          [PROBLEM_MEDIA]: {
            schema: refer(problemBody),
            examples: Object.fromEntries(group.map((code) => [code, { value: problemExample(code) }])),
          },
        },
      },
    ]),
  );
}

const problemExample = (code: ProblemCode): z.infer<typeof problemBody> => ({
  type: `/docs#problem-${code}`,
  title: problems[code].title,
  status: problems[code].status,
  instance: 'JKJaXmPLvHcESHA=',
  code,
});

function gatewayResponses(responses: Record<string, Response>, route: Route): Record<string, Response> {
  if (route.actor === 'anyone') return {};
  const content = { [JSON_MEDIA]: { schema: { $ref: '#/components/schemas/GatewayAnswer' } } };
  const answered = (status: string, description: string): Response => ({
    description: [responses[status]?.description, description].filter(Boolean).join(' '),
    content: { ...responses[status]?.content, ...content },
  });
  return {
    401: answered('401', 'No credential, or one that is not valid (from the gateway).'),
    403: answered(
      '403',
      `The credential lacks the scope \`${route.scope}\`, or was revoked (from the gateway).`,
    ),
    429: answered('429', 'Too many requests at once (from the gateway): wait, and send the same again.'),
  };
}

function answerOf({ description, schema, example }: DocumentedAnswer, refer: Refer, html: boolean): Response {
  if (html) return { description, content: { 'text/html': { schema: { type: 'string' } } } };
  return {
    description,
    content: { [JSON_MEDIA]: { schema: schema === null ? { type: 'object' } : refer(schema), example } },
  };
}

const replayHeader = {
  'Idempotency-Replayed': {
    description: '`true`: this was sent before.',
    schema: { type: 'string', enum: ['true'] },
  },
};

const replayed: ReadonlySet<RouteId> = new Set([
  'scoreReceipt',
  'returnReceipt',
  'payReceipt',
  'changeVisit',
  'payVisit',
  'tellActivity',
]);

function operationOf(id: RouteId, route: Route, document: RouteDocument, refer: Refer): Operation {
  const { description, path, query, headers, body, example, answers, problems: codes } = document;
  const answered = Object.fromEntries(
    answers.map((answer) => [
      String(answer.status),
      {
        ...answerOf(answer, refer, id === 'readDocs'),
        ...(replayed.has(id) && answer.status === 200 ? { headers: replayHeader } : {}),
      },
    ]),
  );
  const refused = problemResponses(codes, refer);
  return {
    operationId: id,
    tags: [tagOf[route.actor]],
    summary: route.summary,
    description,
    security: route.actor === 'anyone' ? [] : [{ [schemeOf[route.actor]]: [route.scope ?? ''] }],
    parameters: [
      ...parametersOf('path', path, refer),
      ...parametersOf('query', query, refer),
      ...parametersOf('header', headers, refer),
    ],
    ...(body === undefined
      ? {}
      : {
          requestBody: {
            required: true,
            content: { [JSON_MEDIA]: { schema: refer(body), example: example.body } },
          },
        }),
    responses: { ...answered, ...refused, ...gatewayResponses(refused, route) },
  };
}

/** The API as an OpenAPI 3.1 document, from the route table and the schemas that the handlers read with. */
export function openApiDocument(): OpenApiDocument {
  const { schemas, refer } = componentsOf();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const id of Object.keys(routes) as RouteId[]) {
    const route: Route = routes[id];
    paths[route.path] = {
      ...paths[route.path],
      [route.method.toLowerCase()]: operationOf(id, route, routeDocuments[id], refer),
    };
  }
  return {
    openapi: '3.1.1',
    info: {
      title: 'Laurel',
      version: '1',
      description:
        'Tills send receipts; Laurel counts, gives and takes statuses and discounts by the rules of a program, and says why. Amounts are integer minor units with an ISO 4217 code, times RFC 3339 with offset, problems RFC 9457 with a stable code.',
    },
    servers: [{ url: '/' }],
    tags: [
      { name: 'Tills', description: 'Point of sale and integrators, by a key.' },
      { name: 'Members', description: "A member's app, by a token of the members' issuer." },
      { name: 'Administrators', description: "Support, by a token of the administrators' issuer." },
      { name: 'Everybody', description: 'Without a credential.' },
    ],
    paths,
    components: { schemas, securitySchemes },
  };
}
