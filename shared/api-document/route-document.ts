import type * as z from 'zod';
import type { ProblemCode } from '#contracts/problems.ts';

/** One answer of a route that is no problem. */
export interface DocumentedAnswer {
  readonly status: 200 | 201 | 202;
  readonly description: string;
  /** `null`: no JSON of a fixed form. */
  readonly schema: z.ZodType | null;
  readonly example: unknown;
}

/** A route's prose and examples for the reader of the API, beyond the route table. */
export interface RouteDocument {
  readonly description: string;
  readonly path?: z.ZodObject;
  readonly query?: z.ZodObject;
  readonly headers?: z.ZodObject;
  readonly body?: z.ZodType;
  /** A request that works: its parameters and its body. */
  readonly example: {
    readonly path?: Record<string, string>;
    readonly query?: string;
    readonly headers?: Record<string, string>;
    readonly body?: unknown;
  };
  readonly answers: readonly DocumentedAnswer[];
  readonly problems: readonly ProblemCode[];
}

export const everywhere: readonly ProblemCode[] = ['not-acceptable', 'internal', 'try-again'];

export const withBody: readonly ProblemCode[] = [
  'malformed-json',
  'duplicate-key',
  'too-deep',
  'invalid-encoding',
  'schema',
  'pan-detected',
  'too-large',
  'unsupported-media-type',
  'unsupported-encoding',
];

/** A till's key may have been revoked since the gateway let it in. */
export const ofATill: readonly ProblemCode[] = ['key-revoked'];

export const ofAStore: readonly ProblemCode[] = ['store-required', 'store-mismatch'];

export const ofASale: readonly ProblemCode[] = [
  'too-many-lines',
  'negative-sale',
  'given-impossible',
  'change-exceeds-payments',
  'lines-total-mismatch',
  'amount-too-large',
  'receipt-too-large',
  'occurred-in-future',
  'occurred-implausible',
  'member-ambiguous',
  'no-program',
];
