import * as z from 'zod';
import { environmentOf, type FunctionName } from '#contracts/environment.ts';
import { returnAnswer } from '#contracts/http/return.ts';
import { routes } from '#contracts/http/routes.ts';
import { metricNames } from '#contracts/metrics.ts';
import { type ProblemCode, problems } from '#contracts/problems.ts';
import { nameOf } from '#lambda/http-handler.ts';

/** Every form that a line of a function's log may have. What is in none of them is not logged. */

const functionName = z.enum(Object.keys(environmentOf) as [FunctionName, ...FunctionName[]]);
const head = {
  level: z.enum(['INFO', 'ERROR']),
  timestamp: z.iso.datetime(),
  service: functionName,
  xray_trace_id: z.string().regex(/^1-[0-9a-f]{8}-[0-9a-f]{24}$/),
};
const ms = z.int().min(0);
const requestId = z.string().regex(/^[0-9a-f-]{36}$/);

const requestLine = z.strictObject({
  ...head,
  message: z.literal('request'),
  route: z.enum([...Object.values(routes).map(nameOf), '$default', 'serve-docs']).optional(),
  status: z.int().min(200).max(599),
  ms,
  disposition: returnAnswer.shape.disposition.optional(),
  code: z.enum(Object.keys(problems) as [ProblemCode, ...ProblemCode[]]).optional(),
  requestId: requestId.optional(),
});
const runLine = z.strictObject({
  ...head,
  message: z.literal('run'),
  name: functionName,
  ms,
  outcome: z.enum(['done', 'failed']),
});
const faultLine = z.strictObject({
  ...head,
  message: z.literal('fault'),
  kind: z.string().regex(/^\w{1,60}$/),
  frames: z.array(z.string().regex(/^at .{1,197}$/)).max(8),
  requestId: requestId.optional(),
  name: functionName.optional(),
});
const notSweptLine = z.strictObject({
  ...head,
  message: z.literal('not swept'),
  shard: z.int().min(0).max(63).optional(),
  memberId: z
    .string()
    .regex(/^[0-9a-z-]{1,64}$/)
    .optional(),
  kind: faultLine.shape.kind,
  frames: faultLine.shape.frames,
});
/** Where an entry of the audit lay that somebody changed: keys without anybody's name. */
const auditLine = z.strictObject({
  ...head,
  level: z.literal('ERROR'),
  message: z.literal('audit changed'),
  what: z.enum(['MODIFY', 'REMOVE']),
  pk: z.string().regex(/^AUDIT#\d{4}-\d\d-\d\d$/),
  sk: z.string().regex(/^\d{15}#[a-z0-9]{1,32}$/),
});
/** A value counted several times in one run stands as a list. */
const counted = z.union([z.int(), z.array(z.int()).max(100)]);
const metricLine = z.strictObject({
  _aws: z.strictObject({
    Timestamp: z.int(),
    CloudWatchMetrics: z.array(
      z.strictObject({
        Namespace: z.literal('Laurel'),
        Dimensions: z.tuple([z.tuple([z.literal('service')])]),
        Metrics: z.array(z.strictObject({ Name: z.enum(metricNames), Unit: z.literal('Count') })),
      }),
    ),
  }),
  service: functionName,
  ...Object.fromEntries(Object.values(metricNames).map((name) => [name, counted.optional()])),
});
/** The platform's own line of a run that threw. */
const platformLine = z.strictObject({
  level: z.literal('ERROR'),
  function: functionName,
  kind: z.literal('failed'),
  errorType: z.string().regex(/^\w{1,60}$/),
  errorMessage: z.literal('The run failed; its line in the log says where.'),
  trace: z.string().regex(/^\w{1,60}: The run failed; its line in the log says where\.$/),
});

const forms = [requestLine, runLine, faultLine, notSweptLine, auditLine, metricLine, platformLine];
const MAX_LENGTH = 400;
const MAX_FAULT_LENGTH = 2_000;

/** The faults of a log: lines of no known form or too long, and lines that hold what they must not. */
export function complaintsAbout(log: string, canaries: readonly string[]): readonly string[] {
  return log
    .split('\n')
    .filter((line) => line !== '')
    .flatMap((line) => [
      ...(isOfKnownForm(line) ? [] : [`of no known form: ${line.slice(0, 300)}`]),
      ...traces(canaries)
        .filter((trace) => line.toLowerCase().includes(trace))
        .map((trace) => `holds ${trace}: ${line.slice(0, 300)}`),
    ]);
}

function isOfKnownForm(line: string): boolean {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    return false;
  }
  const hasFrames = [faultLine, notSweptLine].some((form) => form.safeParse(value).success);
  const limit = hasFrames ? MAX_FAULT_LENGTH : MAX_LENGTH;
  return line.length <= limit && forms.some((form) => form.safeParse(value).success);
}

/** A value in the forms in which it could slip through: as it is, in a URL, in base64; all in small letters. */
export function traces(canaries: readonly string[]): readonly string[] {
  return canaries.flatMap((canary) =>
    [
      canary,
      encodeURIComponent(canary),
      JSON.stringify(canary).slice(1, -1),
      Buffer.from(canary).toString('base64').replace(/=+$/, '').slice(0, -1),
      Buffer.from(canary).toString('base64url').slice(0, -1),
    ].map((form) => form.toLowerCase()),
  );
}
