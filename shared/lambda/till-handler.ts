import type { Route } from '#contracts/http/routes.ts';
import { type Till, tillOf } from './callers.ts';
import type { Outcome } from './http-answer.ts';
import { type HttpHandler, httpHandler, nameOf } from './http-handler.ts';
import { type Forms, type ParsedRequest, parseRequest } from './parsed-request.ts';

/** A route for tills: what was sent, as its schemas read it, and the key that speaks. */
export function tillHandler<F extends Forms>(
  route: Route & { readonly actor: 'till' },
  forms: F,
  act: (request: ParsedRequest<F> & { readonly till: Till }) => Promise<Outcome>,
): HttpHandler {
  return httpHandler(nameOf(route), (event) => act({ ...parseRequest(event, forms), till: tillOf(event) }));
}
