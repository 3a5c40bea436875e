import { httpHandler } from '#lambda/http-handler.ts';
import { RefusedRequest } from '#lambda/refused-request.ts';
import { methodsOf } from '#lambda/unknown-route.ts';

export const handler = httpHandler('$default', ({ rawPath }) => {
  const methods = methodsOf(rawPath);
  if (methods.length === 0) return { kind: 'refused', code: 'not-found', detail: 'No route has this path.' };
  throw new RefusedRequest('method-not-allowed', [], { allow: methods.join(', ') });
});
