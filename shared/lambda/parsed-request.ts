import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import type * as z from 'zod';
import type { ProblemError } from '#contracts/http/problem.ts';
import { readJsonBody, refuseOtherAnswers } from './json-body.ts';
import { errorsOf, refusalOf } from './schema-errors.ts';

/** The parts of a request that a route reads; a part without a schema is ignored. */
export interface Forms {
  readonly path?: z.ZodType;
  readonly query?: z.ZodType;
  readonly body?: z.ZodType;
  /** Names in small letters, as the gateway hands them over. */
  readonly headers?: z.ZodType;
}

type Read<Form> = Form extends z.ZodType ? z.infer<Form> : undefined;

export interface ParsedRequest<F extends Forms> {
  readonly path: Read<F['path']>;
  readonly query: Read<F['query']>;
  readonly body: Read<F['body']>;
  readonly headers: Read<F['headers']>;
}

/**
 * A request's parts as its route's schemas read them.
 * @throws {RefusedRequest} with every error found, each with its pointer
 */
export function parseRequest<F extends Forms>(event: APIGatewayProxyEventV2, forms: F): ParsedRequest<F> {
  refuseOtherAnswers(event);
  return parseParts(forms, {
    path: event.pathParameters ?? {},
    query: event.queryStringParameters ?? {},
    body: forms.body === undefined ? undefined : readJsonBody(event),
    headers: event.headers,
  });
}

/** The same of parts that somebody has read already, as those of an item of a batch. */
export function parseParts<F extends Forms>(
  forms: F,
  given: Readonly<Record<keyof Forms, unknown>>,
): ParsedRequest<F> {
  const errors: ProblemError[] = [];
  const read = (
    part: '' | '/path' | '/query' | '/headers',
    form: z.ZodType | undefined,
    value: unknown,
  ): unknown => {
    if (form === undefined) return undefined;
    const parsed = form.safeParse(value);
    if (!parsed.success) errors.push(...errorsOf(part, value, parsed.error.issues));
    return parsed.data;
  };
  const parsed = {
    path: read('/path', forms.path, given.path),
    query: read('/query', forms.query, given.query),
    body: read('', forms.body, given.body),
    headers: read('/headers', forms.headers, given.headers),
  };
  if (errors.length > 0) throw refusalOf(errors);
  return parsed as ParsedRequest<F>;
}
