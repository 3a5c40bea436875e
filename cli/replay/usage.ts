import * as z from 'zod';
import type { LocalControl } from '../target/local-control.ts';

/** A function's use of the table, and the price of a million such invocations, as the local system recorded it. */
const functionUsage = z.looseObject({
  invocations: z.number(),
  calls: z.record(z.string(), z.number()),
  units: z.looseObject({ tableWrites: z.number(), indexWrites: z.number(), reads: z.number() }),
  cost: z
    .looseObject({
      lines: z.array(z.looseObject({ what: z.string(), dollarsPerMillion: z.number() })),
      dollarsPerMillion: z.number(),
    })
    .nullable(),
});

export type FunctionUsage = z.output<typeof functionUsage>;

const usage = z.looseObject({
  functions: z.record(z.string(), functionUsage),
  leftOut: z.array(z.string()).default([]),
});

export interface Usage {
  readonly own: FunctionUsage;
  /** The costs that the dollars do not hold. */
  readonly leftOut: readonly string[];
}

/** The usage of one function since the local system was started; `null`: it was not called. */
export async function readUsage(control: LocalControl, functionName: string): Promise<Usage | null> {
  const { functions, leftOut } = usage.parse(await control('GET', '/_local/usage'));
  const own = Object.entries(functions).find(([name]) => name.endsWith(functionName))?.[1];
  return own === undefined || own.invocations === 0 ? null : { own, leftOut };
}
