import * as z from 'zod';

/** The state that a caller has read of what is written over: an entity tag that is a number in quotes. */
export const ifMatch = z.object({
  'if-match': z
    .string()
    .regex(/^"(?:0|[1-9]\d{0,8})"$/)
    .optional()
    .meta({
      description:
        'How often it had been written when you read it, in quotes; `"0"`: never yet. It has to be sent.',
      examples: ['"0"'],
    }),
});

export type IfMatch = z.infer<typeof ifMatch>;

export const entityTag = (revision: number): string => `"${revision}"`;
