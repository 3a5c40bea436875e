import { readFileSync } from 'node:fs';
import * as z from 'zod';

const used = z.object({
  memoryMb: z.number(),
  invocations: z.number().min(1),
  cpuMilliseconds: z.number(),
  logBytes: z.number(),
  eventsPublished: z.number(),
  calls: z.record(z.string(), z.number()),
  units: z.object({ tableWrites: z.number(), indexWrites: z.number(), reads: z.number() }),
});

const family = z.object({
  items: z.number(),
  bytes: z.number(),
  indexEntries: z.number(),
  indexBytes: z.number(),
});

/** The use of a month of real requests, by function, as the local system's book has it. */
const recording = z.object({
  recordedOn: z.iso.date(),
  how: z.string(),
  members: z.int().min(1),
  /** Function → what it used. Of the facts it is those of one month, its turn included. */
  functions: z.record(z.string(), used),
  /** One turn of the month over all members. */
  turn: used,
  /** Ticks of the sweep in which nothing was due. */
  idle: z.object({ ticks: z.int().min(1), startSweep: used, sweepShard: used }),
  /** The table in the end, by family of keys. */
  stored: z.record(z.string(), family),
  /** Resources of the template of stage `prod` that cost by the month, and the metrics that were seen in the log. */
  standing: z.object({
    secrets: z.int(),
    alarms: z.int(),
    dashboards: z.int(),
    keys: z.int(),
    metrics: z.int(),
  }),
});

export type Recording = z.output<typeof recording>;
export type RecordedUse = z.output<typeof used>;

/** The recording that is kept beside the code; `npm run cost:record` makes it anew. */
export const OWN_RECORDING = new URL('recorded.json', import.meta.url).pathname;

/** @throws ZodError where the file is no recording */
export const readRecording = (file: string): Recording =>
  recording.parse(JSON.parse(readFileSync(file, 'utf8')));
