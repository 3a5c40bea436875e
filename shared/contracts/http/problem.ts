import * as z from 'zod';

/** RFC 9457. */
export const problemBody = z
  .object({
    type: z.string().meta({
      description: 'Where the problem is described.',
      examples: ['/docs#problem-schema'],
    }),
    title: z.string().meta({ examples: ['The request does not have the documented form.'] }),
    status: z.int().meta({ examples: [400] }),
    detail: z.string().optional().meta({ description: 'What is wrong here, in words; never what you sent.' }),
    instance: z
      .string()
      .meta({ description: 'Id of the request, for support.', examples: ['JKJaXmPLvHcESHA='] }),
    code: z.string().meta({ description: 'Stable; switch on it.', examples: ['schema'] }),
    errors: z
      .array(
        z.object({
          pointer: z.string().meta({
            description: 'JSON pointer into the body; `/path/…` and `/query/…` for parameters.',
            examples: ['/lines/0/amountMinor'],
          }),
          code: z.string().meta({ examples: ['integer'] }),
          detail: z.string().meta({ examples: ['A whole number is needed.'] }),
        }),
      )
      .optional(),
  })
  .meta({ id: 'Problem', description: 'RFC 9457 problem with a stable code.' });

export type ProblemBody = z.infer<typeof problemBody>;
export type ProblemError = NonNullable<ProblemBody['errors']>[number];
