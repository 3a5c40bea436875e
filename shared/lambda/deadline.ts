import { AsyncLocalStorage } from 'node:async_hooks';
import type { Context } from 'aws-lambda';

/**
 * One deadline a request: what the function has left, less a second in which to say so. Then the request is answered,
 * and every call that it has still open is aborted, with the client's own repetitions.
 */
export const deadlineOptions = { timeoutEarlyInMillis: 1_000 };

/** The signal of the request that runs; calls outside of a request, as at the start of an instance, have none. */
const running = new AsyncLocalStorage<AbortSignal>();

/** Runs a handler under the deadline that middy keeps. */
export const underDeadline =
  <Event, Result>(act: (event: Event, context: Context) => Result | Promise<Result>) =>
  async (event: Event, context: Context, { signal }: { readonly signal: AbortSignal }): Promise<Result> =>
    await running.run(signal, async () => act(event, context));

/** The part of an SDK client that sends; each has many forms of it, and one that all others come to. */
interface Sends {
  send(command: never, options?: { readonly abortSignal?: AbortSignal }): Promise<unknown>;
}

/** A client whose calls end with the request for which they are made. */
export function heedingDeadline<Client extends Sends>(client: Client): Client {
  const send = client.send.bind(client);
  const heeding: Sends['send'] = async (command, options) => {
    const abortSignal = running.getStore();
    return await send(command, abortSignal === undefined ? options : { ...options, abortSignal });
  };
  return Object.assign(client, { send: heeding });
}
