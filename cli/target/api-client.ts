import { setTimeout as wait } from 'node:timers/promises';

/** The API answered no, for good: the status, and the problem's code where it gave one. */
export class RefusedByApi extends Error {
  readonly status: number;
  readonly code: string;

  constructor(request: string, status: number, code: string, detail: string) {
    super(`${request} was refused: ${status} ${code} ${detail}`);
    this.status = status;
    this.code = code;
  }
}

export interface ApiRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  readonly path: string;
  /** The whole value of the `Authorization` header. */
  readonly authorization?: string;
  readonly body?: unknown;
}

export interface ApiAnswer {
  readonly status: number;
  readonly body: unknown;
}

/** Sends a request and answers its body; sends again what a till sends again. */
export type ApiClient = (request: ApiRequest) => Promise<ApiAnswer>;

const MOST_ATTEMPTS = 10;
const SHORTEST_WAIT_MS = 50;
const LONGEST_WAIT_MS = 5_000;

/**
 * A client that follows a till's rules: network errors, 408, 425, 429 and 5xx are sent again, the same bytes, after what
 * `Retry-After` asks for or a random part of a doubling wait; no other 4xx ever is.
 * @throws RefusedByApi for a final no
 */
export function apiClient(base: string): ApiClient {
  return async (request) => {
    const url = new URL(request.path, base);
    const headers: Record<string, string> = { accept: 'application/json' };
    if (request.authorization !== undefined) headers.authorization = request.authorization;
    if (request.body !== undefined) headers['content-type'] = 'application/json';
    const init = {
      method: request.method,
      headers,
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
    };
    const name = `${request.method} ${request.path}`;
    for (let attempt = 1; ; attempt += 1) {
      const outcome = await tryOnce(url, init);
      if (outcome.kind === 'answered' && outcome.status < 400)
        return { status: outcome.status, body: parse(outcome.text) };
      if (outcome.kind === 'answered' && !mayTryAgain(outcome.status))
        throw refusalOf(name, outcome.status, outcome.text);
      if (attempt === MOST_ATTEMPTS) {
        if (outcome.kind === 'answered') throw refusalOf(name, outcome.status, outcome.text);
        throw new Error(`${name} found nobody at ${base}`, { cause: outcome.error });
      }
      const asked = outcome.kind === 'answered' ? outcome.retryAfterMs : null;
      await wait(asked ?? Math.random() * Math.min(LONGEST_WAIT_MS, SHORTEST_WAIT_MS * 2 ** attempt));
    }
  };
}

type Attempt =
  | {
      readonly kind: 'answered';
      readonly status: number;
      readonly text: string;
      readonly retryAfterMs: number | null;
    }
  | { readonly kind: 'unreachable'; readonly error: unknown };

async function tryOnce(url: URL, init: RequestInit): Promise<Attempt> {
  try {
    const response = await fetch(url, init);
    const seconds = Number(response.headers.get('retry-after') ?? Number.NaN);
    const retryAfterMs = Number.isFinite(seconds)
      ? Math.min(LONGEST_WAIT_MS, Math.max(0, seconds * 1000))
      : null;
    return { kind: 'answered', status: response.status, text: await response.text(), retryAfterMs };
  } catch (error) {
    return { kind: 'unreachable', error };
  }
}

const mayTryAgain = (status: number): boolean =>
  status === 408 || status === 425 || status === 429 || status >= 500;

function parse(text: string): unknown {
  return text === '' ? null : JSON.parse(text);
}

function refusalOf(name: string, status: number, text: string): RefusedByApi {
  let problem: { code?: unknown; detail?: unknown } = {};
  try {
    problem = JSON.parse(text) as typeof problem;
  } catch {
    problem = { detail: text.slice(0, 200) };
  }
  return new RefusedByApi(name, status, String(problem.code ?? ''), String(problem.detail ?? ''));
}
