import { type Route, routes } from '#contracts/http/routes.ts';
import type { TillContext } from '#contracts/http/till-context.ts';
import { nameOf } from './http-handler.ts';

const tillRoutes = Object.values<Route>(routes).filter(({ actor }) => actor === 'till');

/** Every scope that a till's key may carry; so far each key carries all of them. */
const TILL_SCOPES: readonly string[] = [...new Set(tillRoutes.flatMap(({ scope }) => scope ?? []))];

/** The authorizer's simple answer (payload format 2.0). */
export interface TillAccess {
  readonly isAuthorized: boolean;
  readonly context?: TillContext;
}

export const noAccess: TillAccess = { isAuthorized: false };

/** Lets a valid key on a route for tills whose scope it carries; the context is what {@link TillContext} says. */
export function accessOf(
  routeKey: string,
  {
    keyId,
    stores,
    kind,
  }: { readonly keyId: string; readonly stores: readonly string[]; readonly kind: TillContext['kind'] },
): TillAccess {
  const route = tillRoutes.find((candidate) => nameOf(candidate) === routeKey);
  if (route?.scope == null || !TILL_SCOPES.includes(route.scope)) return noAccess;
  return {
    isAuthorized: true,
    context: { keyId, stores: stores.join(','), scopes: TILL_SCOPES.join(' '), kind },
  };
}
