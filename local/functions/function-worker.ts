import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { FunctionDescription } from '../template/system.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './messages.ts';

/** The outcome of an invocation: `payload` is the handler's answer as JSON. */
export type Invocation =
  | { readonly kind: 'answered'; readonly payload: string; readonly cpuMs: number }
  | {
      readonly kind: 'failed';
      readonly errorType: string;
      readonly errorMessage: string;
      readonly trace: string;
    }
  | { readonly kind: 'timed-out' };

export interface WorkerSurroundings {
  readonly clock: SharedArrayBuffer;
  /** `AWS_…`: region, credentials, endpoints. */
  readonly environment: Readonly<Record<string, string>>;
  /** Receives all that the function prints. */
  onPrint(text: Buffer): void;
}

/** One execution environment of a function: a worker thread that serves one invocation after the other. */
export class FunctionWorker {
  readonly #worker: Worker;
  readonly #timeoutMs: number;
  #listener: ((message: WorkerMessage) => void) | null = null;
  #dead = false;
  /** Settles when the bundle is loaded; a message other than `ready` says why it could not be. */
  readonly #loaded: Promise<WorkerMessage>;

  constructor(description: FunctionDescription, surroundings: WorkerSurroundings) {
    this.#timeoutMs = description.timeoutMs;
    this.#worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData: startOf(description, surroundings.clock),
      env: { ...description.environment, ...surroundings.environment },
      stdout: true,
      stderr: true,
      execArgv: [],
    });
    for (const output of [this.#worker.stdout, this.#worker.stderr] as Readable[]) {
      output.on('data', (text: Buffer) => surroundings.onPrint(text));
    }
    this.#loaded = this.#next();
    this.#worker.on('message', (message: WorkerMessage) => this.#listener?.(message));
    this.#worker.on('error', (error) => this.#end(error));
    this.#worker.on('exit', () => this.#end(new Error('The worker ended by itself.')));
  }

  /** A worker that timed out or crashed takes no further invocation. */
  get usable(): boolean {
    return !this.#dead;
  }

  /** Settles when the bundle is loaded, or could not be. The time that counts begins then, as Lambda's does. */
  async loaded(): Promise<void> {
    await this.#loaded;
  }

  async invoke(event: string): Promise<Invocation> {
    const loaded = await this.#loaded;
    if (loaded.kind !== 'ready') {
      this.#dead = true;
      return loaded.kind === 'failed' ? loaded : { kind: 'timed-out' };
    }
    const answer = this.#next();
    const message: InvokeMessage = { requestId: randomUUID(), event };
    this.#worker.postMessage(message);
    const deadline = Promise.withResolvers<Invocation>();
    const timer = setTimeout(() => deadline.resolve({ kind: 'timed-out' }), this.#timeoutMs);
    const outcome = await Promise.race([answer, deadline.promise]);
    clearTimeout(timer);
    if (outcome.kind === 'ready') throw new Error('A worker loads only once.');
    if (outcome.kind === 'timed-out') await this.stop();
    return outcome;
  }

  async stop(): Promise<void> {
    this.#dead = true;
    await this.#worker.terminate();
  }

  #next(): Promise<WorkerMessage> {
    const { promise, resolve } = Promise.withResolvers<WorkerMessage>();
    this.#listener = resolve;
    return promise;
  }

  #end(error: unknown): void {
    this.#dead = true;
    const { name, message, stack } = error instanceof Error ? error : new Error(String(error));
    this.#listener?.({ kind: 'failed', errorType: name, errorMessage: message, trace: stack ?? '' });
  }
}

function startOf(description: FunctionDescription, clock: SharedArrayBuffer): WorkerStart {
  const [file, exportName] = description.handler.split('.');
  if (file === undefined || exportName === undefined)
    throw new Error(`The handler ${description.handler} is not file.export.`);
  const path = ['mjs', 'js']
    .map((ending) => join(description.codeFolder, `${file}.${ending}`))
    .find(existsSync);
  if (path === undefined)
    throw new Error(`${description.name}: no ${file}.mjs in ${description.codeFolder}.`);
  return {
    clock,
    moduleUrl: pathToFileURL(path).href,
    exportName,
    functionName: description.name,
    functionArn: description.arn,
    memoryMb: description.memoryMb,
    timeoutMs: description.timeoutMs,
  };
}
