import { patientFetch } from '../../client/patient-fetch.ts';
import { contentOf } from '../../client/refused-by-api.ts';

/** Asks a local system what only a local system answers: its control routes, which no document describes. */
export type LocalControl = (
  method: 'GET' | 'POST' | 'PUT',
  path: `/_local/${string}`,
  body?: object,
) => Promise<unknown>;

/** The control routes of the local system at an address; a no is a `RefusedByApi`. */
export function localControl(base: string): LocalControl {
  return async (method, path, body) => {
    const init = { method, headers: { 'content-type': 'application/json' } };
    const response = await patientFetch(
      new Request(new URL(path, base), body === undefined ? init : { ...init, body: JSON.stringify(body) }),
    );
    if (!response.ok) return contentOf({ error: { detail: await response.text() }, response });
    return await response.json();
  };
}
