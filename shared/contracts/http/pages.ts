import * as z from 'zod';

const MAX_PAGE = 100;

/** How a list is asked for page by page; `usual`: items a page where the caller does not say. */
export const pageQuery = (usual: number) => ({
  limit: z
    .string()
    .regex(/^(?:[1-9]\d?|100)$/)
    .optional()
    .meta({ description: `Items a page, 1 to ${MAX_PAGE}; ${usual} if left out.`, examples: ['20'] }),
  cursor: z
    .string()
    .regex(/^[A-Za-z0-9_.-]{1,512}$/)
    .optional()
    .meta({ description: 'The `next` of the page before, as it came.' }),
});

export const limitOf = (limit: string | undefined, usual: number): number =>
  limit === undefined ? usual : Number(limit);

export const nextPage = z
  .string()
  .nullable()
  .meta({ description: 'The cursor of the next page; null: this was the last.', examples: [null] });
