import type { Route } from '#contracts/http/routes.ts';
import { type AdminCaller, adminCallerOf, type MemberCaller, memberCallerOf } from './callers.ts';
import type { Outcome } from './http-answer.ts';
import { type HttpHandler, httpHandler, nameOf } from './http-handler.ts';
import { type Forms, type ParsedRequest, parseRequest } from './parsed-request.ts';
import { tracedRun } from './tracing.ts';

/** A route for members: who logged in, by the verified token. Which member that is, the operation finds out. */
export function memberHandler<F extends Forms>(
  route: Route & { readonly actor: 'member' },
  forms: F,
  act: (request: ParsedRequest<F> & { readonly caller: MemberCaller }) => Promise<Outcome>,
): HttpHandler {
  return httpHandler(
    nameOf(route),
    (event) => act({ ...parseRequest(event, forms), caller: memberCallerOf(event) }),
    [tracedRun()],
  );
}

/** A route for administrators: who logged in, by the verified token; the gateway has checked issuer and scope. */
export function adminHandler<F extends Forms>(
  route: Route & { readonly actor: 'admin' },
  forms: F,
  act: (request: ParsedRequest<F> & { readonly caller: AdminCaller }) => Promise<Outcome>,
): HttpHandler {
  return httpHandler(
    nameOf(route),
    (event) => act({ ...parseRequest(event, forms), caller: adminCallerOf(event) }),
    [tracedRun()],
  );
}
