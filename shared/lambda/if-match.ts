import type { IfMatch } from '#contracts/http/if-match.ts';
import { RefusedRequest } from './refused-request.ts';

/**
 * How often a thing had been written when the caller read it.
 * @throws {RefusedRequest} `precondition-required`: whoever writes over something says what they have seen
 */
export function revisionSeen({ 'if-match': seen }: IfMatch): number {
  if (seen === undefined) throw new RefusedRequest('precondition-required');
  return Number(seen.replaceAll('"', ''));
}
