import findMyWay from 'find-my-way';
import type { RouteDescription } from '../template/system.ts';

export interface RouteMatch {
  readonly route: RouteDescription;
  readonly pathParameters: Readonly<Record<string, string>>;
}

/** Finds the route of a request as API Gateway does: method and path, else `$default`, else none. */
export class RouteTable {
  readonly #router = findMyWay({ caseSensitive: true, maxParamLength: 2000 });
  readonly #default: RouteDescription | null;

  constructor(routes: readonly RouteDescription[]) {
    this.#default = routes.find((route) => route.routeKey === '$default') ?? null;
    for (const route of routes) {
      if (route.routeKey === '$default') continue;
      const [method, path] = route.routeKey.split(' ');
      if (method === undefined || path === undefined) throw new Error(`${route.routeKey} is no route key.`);
      // The router's pattern for a literal colon is two of them.
      const pattern = path.replaceAll(':', '::').replaceAll(/\{(\w+)\}/g, ':$1');
      this.#router.on(method as findMyWay.HTTPMethod, pattern, () => {}, route);
    }
  }

  /** `path` as it came, still percent-encoded; the parameters come decoded. */
  find(method: string, path: string): RouteMatch | null {
    const found = this.#router.find(method as findMyWay.HTTPMethod, path);
    if (found !== null) {
      const pathParameters = found.params as Record<string, string>;
      return { route: found.store as RouteDescription, pathParameters };
    }
    return this.#default === null ? null : { route: this.#default, pathParameters: {} };
  }
}
