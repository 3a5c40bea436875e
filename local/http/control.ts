import type { IncomingMessage, ServerResponse } from 'node:http';
import type { LocalSystem } from '../local-system.ts';
import { readBody } from './gateway.ts';
import { isAudience, type TokenWish } from './issuer.ts';

/** The runner's own answers beside the API, under `/_local/`. */
type Control = (system: LocalSystem, request: ControlRequest) => unknown;

interface ControlRequest {
  readonly query: URLSearchParams;
  readonly body: Readonly<Record<string, unknown>>;
}

/** The request is wrong: 400 with these words. */
class WrongRequest extends Error {
  override readonly name = 'WrongRequest';
}

const BODY_LIMIT_BYTES = 64 * 1024;

const controls: Readonly<Record<string, Control>> = {
  'GET /_local/clock': (system) => nowOf(system),
  'PUT /_local/clock': (system, { body }) => {
    system.setClock(instant(body, 'now'));
    return nowOf(system);
  },
  'POST /_local/clock/wind': async (system, { body }) => {
    await system.windTo(instant(body, 'until'));
    return nowOf(system);
  },
  'POST /_local/tick': async (system) => {
    await system.tick();
    return nowOf(system);
  },
  'GET /_local/events': (system, { query }) => system.buses.after(Number(query.get('after') ?? 0)),
  'GET /_local/usage': (system) => system.usage(),
  'POST /_local/usage/reset': (system) => {
    system.book.reset();
    return {};
  },
  'PUT /_local/throttle': (system, { body }) => {
    const limits = { ratePerSecond: positive(body, 'ratePerSecond'), burst: positive(body, 'burst') };
    system.throttle.set(limits);
    return limits;
  },
  'POST /_local/tokens': async (system, { body }) => ({ token: await system.issuer.sign(tokenWish(body)) }),
};

/** Serves a request to `/_local/…`. */
export async function serveControl(
  system: LocalSystem,
  incoming: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = new URL(incoming.url ?? '/', 'http://localhost');
  const respond = (status: number, content: unknown) => {
    response.writeHead(status, { 'content-type': 'application/json' }).end(`${JSON.stringify(content)}\n`);
  };
  const issued = system.issuer.documentAt(url.pathname);
  if (issued !== null) return respond(200, issued);
  const control = controls[`${incoming.method} ${url.pathname}`];
  if (control === undefined) return respond(404, { message: 'Not Found', known: Object.keys(controls) });
  try {
    const body = await readJson(incoming);
    return respond(200, await control(system, { query: url.searchParams, body }));
  } catch (error) {
    if (error instanceof WrongRequest) return respond(400, { message: error.message });
    throw error;
  }
}

function nowOf(system: LocalSystem): { readonly now: string } {
  return { now: new Date(system.clock.now()).toISOString() };
}

async function readJson(incoming: IncomingMessage): Promise<Readonly<Record<string, unknown>>> {
  const body = await readBody(incoming, BODY_LIMIT_BYTES);
  if (body === null) throw new WrongRequest('The body is too large.');
  if (body.length === 0) return {};
  try {
    const value: unknown = JSON.parse(body.toString('utf8'));
    if (value !== null && typeof value === 'object') return value as Record<string, unknown>;
  } catch {
    // Said below.
  }
  throw new WrongRequest('The body is not a JSON object.');
}

function instant(body: Readonly<Record<string, unknown>>, field: string): number {
  const text = body[field];
  const epochMs =
    typeof text === 'string' && /(Z|[+-]\d\d:\d\d)$/i.test(text) ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(epochMs)) throw new WrongRequest(`"${field}" should be an RFC 3339 time with its offset.`);
  return epochMs;
}

function positive(body: Readonly<Record<string, unknown>>, field: string): number {
  const value = body[field];
  if (typeof value !== 'number' || !(value > 0))
    throw new WrongRequest(`"${field}" should be a number above 0.`);
  return value;
}

function tokenWish(body: Readonly<Record<string, unknown>>): TokenWish {
  const { audience, subject, scope, claims } = body;
  if (!isAudience(audience)) throw new WrongRequest('"audience" should be "member" or "admin".');
  if (typeof subject !== 'string' || typeof scope !== 'string') {
    throw new WrongRequest('"subject" and "scope" should be texts.');
  }
  if (claims !== undefined && (claims === null || typeof claims !== 'object')) {
    throw new WrongRequest('"claims" should be an object.');
  }
  return {
    audience,
    subject,
    scope,
    ...(claims === undefined ? {} : { claims: claims as Record<string, unknown> }),
  };
}
