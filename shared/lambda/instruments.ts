import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricName } from '#contracts/metrics.ts';

/** Lines of what is looked for: no sampling rate, which nobody sets. */
class ShortLines extends LogFormatter {
  override formatAttributes(of: UnformattedAttributes, more: LogAttributes): LogItem {
    const attributes = {
      level: of.logLevel,
      message: of.message,
      timestamp: this.formatTimestamp(of.timestamp),
      service: of.serviceName,
      xray_trace_id: of.xRayTraceId,
    };
    return new LogItem({ attributes }).addAttributes(more);
  }
}

/** One of each for an instance. Names and levels come from the environment, which infra sets. */
export const logger = new Logger({ logFormatter: new ShortLines() });
const metrics = new Metrics();

export function count(name: MetricName, value = 1): void {
  metrics.addMetric(name, MetricUnit.Count, value);
}

/** Ends a request: what was counted leaves as one line, and where nothing was, no line does. */
export function emitMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}

const MAX_FRAMES = 8;
const MAX_FRAME_LENGTH = 200;
const MAX_KIND_LENGTH = 60;
/** `at score (index.mjs:12:34)`, `at async Promise.all (index 0)`, `at new Promise (<anonymous>)`. */
const FRAME = /^at \S.*(?::\d+:\d+\)?|\((?:<anonymous>|index \d+)\))$/;

/**
 * The part of an error that may stand in a log: its kind and where it arose. Its message may hold what somebody sent
 * (`JSON.parse` repeats its input), so it stays out.
 */
export function traceOf(error: unknown): { readonly kind: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  // The stack begins with the message, and a line of a message may look like a frame.
  const frames = (error.stack ?? '')
    .replace(error.message, () => '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => FRAME.test(line) && line.length <= MAX_FRAME_LENGTH);
  return { kind: error.name.slice(0, MAX_KIND_LENGTH), frames: frames.slice(0, MAX_FRAMES) };
}
