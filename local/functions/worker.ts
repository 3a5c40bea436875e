import { randomBytes } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import { makeRunnerDate } from '../clock/runner-date.ts';
import type { InvokeMessage, WorkerMessage, WorkerStart } from './messages.ts';

/**
 * The inside of a worker: what the Lambda runtime does around a handler. One invocation at a time; the module is
 * loaded once, after the clock has been put in place.
 */

type Handler = (event: unknown, context: object) => unknown;

const start = workerData as WorkerStart;
globalThis.Date = makeRunnerDate(start.clock);
// Workers do not read NODE_OPTIONS: its one switch that changes what code sees is set by hand.
if (process.env.NODE_OPTIONS?.includes('--disable-proto=delete'))
  Reflect.deleteProperty(Object.prototype, '__proto__');

const say = (message: WorkerMessage) => parentPort?.postMessage(message);

function failed(error: unknown): WorkerMessage {
  const known = error instanceof Error;
  return {
    kind: 'failed',
    errorType: known ? error.name : typeof error,
    errorMessage: known ? error.message : String(error),
    trace: known ? (error.stack ?? '') : '',
  };
}

function contextOf(requestId: string): object {
  const deadline = performance.now() + start.timeoutMs;
  return {
    awsRequestId: requestId,
    callbackWaitsForEmptyEventLoop: true,
    functionName: start.functionName,
    functionVersion: '$LATEST',
    invokedFunctionArn: start.functionArn,
    memoryLimitInMB: String(start.memoryMb),
    logGroupName: `/aws/lambda/${start.functionName}`,
    logStreamName: 'local',
    getRemainingTimeInMillis: () => Math.max(0, Math.round(deadline - performance.now())),
  };
}

/** A trace that is not sampled, in the form that X-Ray's library reads. */
function traceHeader(): string {
  const hex = (digits: number) => randomBytes(digits / 2).toString('hex');
  const seconds = Math.floor(Date.now() / 1000)
    .toString(16)
    .padStart(8, '0');
  return `Root=1-${seconds}-${hex(24)};Parent=${hex(16)};Sampled=0`;
}

async function load(): Promise<Handler> {
  const loaded = (await import(start.moduleUrl)) as Record<string, unknown>;
  const handler = loaded[start.exportName];
  if (typeof handler !== 'function') throw new Error(`The bundle exports no function ${start.exportName}.`);
  return handler as Handler;
}

async function invoke(handler: Handler, { requestId, event }: InvokeMessage): Promise<WorkerMessage> {
  try {
    process.env._X_AMZN_TRACE_ID = traceHeader();
    const begun = process.threadCpuUsage();
    const answer = await handler(JSON.parse(event), contextOf(requestId));
    const payload = JSON.stringify(answer ?? null);
    const { user, system } = process.threadCpuUsage(begun);
    return { kind: 'answered', payload, cpuMs: (user + system) / 1000 };
  } catch (error) {
    return failed(error);
  }
}

try {
  const handler = await load();
  parentPort?.on('message', async (message: InvokeMessage) => say(await invoke(handler, message)));
  say({ kind: 'ready' });
} catch (error) {
  say(failed(error));
}
