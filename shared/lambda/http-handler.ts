import middy, { type MiddlewareObj } from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2, Context } from 'aws-lambda';
import { nameOwnCards } from '#contracts/http/payment-cards.ts';
import type { Route } from '#contracts/http/routes.ts';
import { deadlineOptions, underDeadline } from './deadline.ts';
import { ownCards } from './environment.ts';
import type { Outcome } from './http-answer.ts';
import { httpTranslation, requestLine } from './http-stages.ts';

nameOwnCards(ownCards());

/** A handler of the HTTP API, as the platform and the local runner call it. */
export type HttpHandler = (
  event: APIGatewayProxyEventV2,
  context: Context,
) => Promise<APIGatewayProxyStructuredResultV2>;

/**
 * The one stack of every HTTP function, from the outside in: log line, what the caller adds, translation to HTTP.
 * `act` gets what the gateway sent and ends in an outcome; what it throws is translated too, and if it takes longer than
 * the function has, a second remains to say so.
 */
export function httpHandler(
  route: string,
  act: (event: APIGatewayProxyEventV2) => Outcome | Promise<Outcome>,
  stages: readonly MiddlewareObj[] = [],
): HttpHandler {
  // The stages turn an outcome into the gateway's form, which middy's types cannot say.
  return middy<APIGatewayProxyEventV2, Outcome | APIGatewayProxyStructuredResultV2>(deadlineOptions)
    .use(requestLine(route))
    .use([...stages])
    .use(httpTranslation())
    .handler(underDeadline(async (event: APIGatewayProxyEventV2) => act(event))) as unknown as HttpHandler;
}

/** `PUT /v1/receipts/{receiptId}`: as the gateway, the log and the documents name a route. */
export const nameOf = ({ method, path }: Pick<Route, 'method' | 'path'>): string => `${method} ${path}`;
