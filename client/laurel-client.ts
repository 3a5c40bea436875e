import createClient, { type Client } from 'openapi-fetch';
import type { paths } from './api-types.ts';

/** The API with the types of its document: `client.PUT('/v1/receipts/{receiptId}', { params, headers, body })`. */
export type LaurelClient = Client<paths>;

/** Sends one request; `fetch` itself, or one with more patience. */
export type Send = (request: Request) => Promise<Response>;

/** A client of a Laurel. The credential goes into the header `authorization` of each call. */
export function laurelClient(baseUrl: string, send: Send = fetch): LaurelClient {
  return createClient<paths>({ baseUrl, fetch: send });
}
