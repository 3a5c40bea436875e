import { type BatchItem, batchItem, batchRequestOf } from '#contracts/http/batch.ts';
import type { Outcome } from './http-answer.ts';
import { logger, traceOf } from './instruments.ts';
import { type Forms, type ParsedRequest, parseParts } from './parsed-request.ts';
import { type Problem, problemBodyOf, problemOfError, problemOfRefusal } from './problem-answer.ts';
import type { FromTill } from './till-handler.ts';

/** What becomes of one item, as its own route would have answered it. */
interface ItemAnswer {
  readonly status: number;
  readonly body: object;
}

/** A kind of item: how its path and body are read, and what is done with them. */
export interface ItemRoute {
  readonly answer: (item: BatchItem, from: FromTill) => Promise<Outcome>;
}

/** A route for items, by the forms of the route for one. */
export const itemRoute = <F extends Forms>(
  forms: F,
  act: (request: ParsedRequest<F> & FromTill) => Promise<Outcome>,
): ItemRoute => ({
  answer: (item, from) => {
    const request = parseParts(forms, { ...batchRequestOf(item), query: {}, headers: {} });
    return act({ ...request, ...from });
  },
});

/** So long items are begun; what is left has eight seconds for the one that is under way, and to be answered. */
const BATCH_MS = 20_000;

const TRY_AGAIN: Problem = { code: 'try-again' };

/**
 * Works items off one after the other, so that each meets what came before it (D102). A bad one harms no other: it is answered
 * by itself, and what does not fit in the time of the batch is to be sent again.
 */
export async function workedOff(
  items: readonly unknown[],
  routeOf: (item: BatchItem) => ItemRoute,
  from: FromTill,
): Promise<readonly ItemAnswer[]> {
  const { requestId } = from;
  const begun = performance.now();
  const problem = (found: Problem): ItemAnswer => {
    const body = problemBodyOf(found, requestId);
    return { status: body.status, body };
  };
  const answers: ItemAnswer[] = [];
  for (const item of items) {
    if (performance.now() - begun > BATCH_MS) {
      answers.push(problem(TRY_AGAIN));
      continue;
    }
    try {
      const read = itemOf(item);
      const outcome = await routeOf(read).answer(read, from);
      answers.push(
        outcome.kind === 'refused'
          ? problem(problemOfRefusal(outcome))
          : { status: outcome.status, body: outcome.body as object },
      );
    } catch (error) {
      const found = problemOfError(error);
      if (found.code === 'internal' || found.code === 'try-again')
        logger.error('fault', { ...traceOf(error), requestId, item: answers.length });
      answers.push(problem(found));
    }
  }
  return answers;
}

const itemOf = (item: unknown): BatchItem =>
  parseParts({ body: batchItem }, { path: {}, query: {}, headers: {}, body: item }).body;
