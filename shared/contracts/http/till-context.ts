import * as z from 'zod';

/** The till authorizer's word to the handlers: the gateway carries flat text only. */
export const tillContext = z.object({
  keyId: z.string().min(1),
  /** Comma between them. */
  stores: z.string().min(1),
  /** Space between them. */
  scopes: z.string(),
  /** What the gateway remembers from before there were kinds is live. */
  kind: z.enum(['live', 'training']).default('live'),
});

export type TillContext = z.output<typeof tillContext>;
