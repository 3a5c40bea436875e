import type { Route } from '#contracts/http/routes.ts';
import { type Till, tillOf } from './callers.ts';
import type { Outcome } from './http-answer.ts';
import { type HttpHandler, httpHandler, nameOf } from './http-handler.ts';
import { type Forms, type ParsedRequest, parseRequest } from './parsed-request.ts';
import { RefusedRequest } from './refused-request.ts';

/** Whether the key that speaks was revoked since the gateway let it in, which it remembers for an hour. */
interface Gate {
  readonly revoked: { isRevoked(keyId: string): Promise<boolean> };
}

/**
 * A route for tills: what was sent, as its schemas read it, and the key that speaks. A key that was revoked is refused first
 * (D103); where nobody can say, the till is asked to come again.
 */
export function tillHandler<F extends Forms>(
  route: Route & { readonly actor: 'till' },
  { revoked }: Gate,
  forms: F,
  act: (request: ParsedRequest<F> & { readonly till: Till }) => Promise<Outcome>,
): HttpHandler {
  return httpHandler(nameOf(route), async (event) => {
    const till = tillOf(event);
    if (await revoked.isRevoked(till.keyId)) throw new RefusedRequest('key-revoked');
    return await act({ ...parseRequest(event, forms), till });
  });
}
