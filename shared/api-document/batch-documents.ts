import { batchAnswer, batchBody } from '#contracts/http/batch.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { receiptAnswerExample, receiptExample } from './examples.ts';
import { everywhere, ofATill, type RouteDocument, withBody } from './route-document.ts';

/** The route that takes many at once. */
export const batchDocuments: Pick<Record<RouteId, RouteDocument>, 'takeBatch'> = {
  takeBatch: {
    description:
      'For whoever was offline, or sends the day in the evening. Items are worked off in their order, so a receipt stands before what follows it. Each is answered as its own route would answer it, and a bad one harms no other: look at every `status`. What does not fit in the time of the batch is answered 503 `try-again`, each by itself; send those again, under the same ids. At most 100 items in 256 KB.',
    body: batchBody,
    example: {
      body: { items: [{ kind: 'receipt', id: '292-0417-000871', body: receiptExample }] },
    },
    answers: [
      {
        status: 200,
        description: 'What became of each; some may have been refused.',
        schema: batchAnswer,
        example: { items: [{ status: 201, body: receiptAnswerExample }] },
      },
    ],
    problems: [...withBody, ...ofATill, ...everywhere],
  },
};
