import { type BatchKind, batchOfItems } from '#contracts/http/batch.ts';
import { type ItemRoute, itemRoute, workedOff } from '#lambda/batch-items.ts';
import { answer } from '#lambda/http-answer.ts';
import type { Forms } from '#lambda/parsed-request.ts';
import type { BatchPorts } from '#operations/rehearsal.ts';
import { type Act, actOf } from './act.ts';
import { changingVisit, payingVisit, tellingActivity } from './changes.ts';
import { payingReceipt, returningReceipt, scoringReceipt } from './receipts.ts';

/** Up to a hundred of all kinds, each as its own route would take it (D102). */
export const takingBatch = actOf(
  { body: batchOfItems },
  async (books: BatchPorts, { body, till, requestId }) => {
    const routes = routesOf(books);
    const items = await workedOff(body.items, ({ kind }) => routes[kind], { till, requestId });
    return answer(200, { items });
  },
);

const routesOf = ({ scoring, following, changing }: BatchPorts): Readonly<Record<BatchKind, ItemRoute>> => ({
  receipt: served(scoringReceipt, scoring),
  return: served(returningReceipt, following),
  payment: served(payingReceipt, following),
  visit: served(changingVisit, changing),
  'visit-payment': served(payingVisit, changing),
  activity: served(tellingActivity, changing),
});

const served = <Ports, F extends Forms>({ forms, act }: Act<Ports, F>, ports: Ports): ItemRoute =>
  itemRoute(forms, (request) => act(ports, request));
