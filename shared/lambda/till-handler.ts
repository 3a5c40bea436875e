import type { Route } from '#contracts/http/routes.ts';
import { type Till, tillOf } from './callers.ts';
import type { Outcome } from './http-answer.ts';
import { type HttpHandler, httpHandler, nameOf } from './http-handler.ts';
import { type Forms, type ParsedRequest, parseRequest } from './parsed-request.ts';
import { RefusedRequest } from './refused-request.ts';

/** Who speaks, and the id of the request by which support finds its log line. */
export interface FromTill {
  readonly till: Till;
  readonly requestId: string;
}

interface Gate<Ports> {
  /** Whether the key that speaks was revoked since the gateway let it in, which it remembers for an hour. */
  readonly revoked: { isRevoked(keyId: string): Promise<boolean> };
  readonly ports: () => Ports | Promise<Ports>;
  /** The ports of a key of training: with what they write taken out (D103). */
  readonly rehearsed: (ports: Ports) => Ports;
}

/**
 * A route for tills: what was sent, as its schemas read it, and the key that speaks. A key that was revoked is refused first
 * (D103); where nobody can say, the till is asked to come again. No route can forget that a key may be one of training.
 */
export function tillHandler<F extends Forms, Ports>(
  route: Route & { readonly actor: 'till' },
  { revoked, ports, rehearsed }: Gate<Ports>,
  forms: F,
  act: (
    ports: Ports,
    request: ParsedRequest<F> & { readonly till: Till; readonly requestId: string },
  ) => Promise<Outcome>,
): HttpHandler {
  return httpHandler(nameOf(route), async (event) => {
    const till = tillOf(event);
    if (await revoked.isRevoked(till.keyId)) throw new RefusedRequest('key-revoked');
    const request = parseRequest(event, forms);
    const live = await ports();
    const { requestId } = event.requestContext;
    return await act(till.kind === 'training' ? rehearsed(live) : live, { ...request, till, requestId });
  });
}
