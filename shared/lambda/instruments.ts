import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { MetricName } from '#contracts/metrics.ts';

/** One of each for an instance. Names and levels come from the environment, which infra sets. */
export const logger = new Logger();
export const metrics = new Metrics();

export function count(name: MetricName, value = 1): void {
  metrics.addMetric(name, MetricUnit.Count, value);
}

/** Ends a request: what was counted leaves as one line, and where nothing was, no line does. */
export function emitMetrics(): void {
  if (metrics.hasStoredMetrics()) metrics.publishStoredMetrics();
}

const MAX_FRAMES = 8;

/**
 * What of an error may stand in a log: its kind and where it arose. Its message may hold what somebody sent
 * (`JSON.parse` repeats its input), so it stays out.
 */
export function traceOf(error: unknown): { readonly kind: string; readonly frames: readonly string[] } {
  if (!(error instanceof Error)) return { kind: typeof error, frames: [] };
  const frames = (error.stack ?? '')
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line.startsWith('at '));
  return { kind: error.name, frames: frames.slice(0, MAX_FRAMES) };
}
