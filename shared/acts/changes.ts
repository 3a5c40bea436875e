import { activityBody, activityOf, activityPath, takenActivityOf } from '#contracts/http/activity.ts';
import {
  takenVisitOf,
  takenVisitPaymentOf,
  visitBody,
  visitOf,
  visitPath,
  visitPaymentBody,
  visitPaymentOf,
  visitPaymentPath,
} from '#contracts/http/visit.ts';
import { sameId, storeOf } from '#lambda/callers.ts';
import type { ChangePorts } from '#operations/change-entry.ts';
import { changeVisit, payVisit } from '#operations/change-visit.ts';
import { tellActivity } from '#operations/tell-activity.ts';
import { actOf } from './act.ts';

/** Visits, their payments, and activities. */

export const changingVisit = actOf(
  { path: visitPath, body: visitBody },
  async (books: ChangePorts, { path, body, till }) => {
    const visitId = sameId(path.visitId, body.visitId);
    const asked = visitOf(body, { visitId, storeId: storeOf(till, body.storeId) });
    const outcome = await changeVisit(books, asked);
    return outcome.kind === 'refused' ? outcome : takenVisitOf(outcome);
  },
);

export const payingVisit = actOf(
  { path: visitPaymentPath, body: visitPaymentBody },
  async (books: ChangePorts, { path, body, till }) => {
    const paymentId = sameId(path.paymentId, body.paymentId);
    const asked = visitPaymentOf(body, { ...path, paymentId, storeId: storeOf(till, body.storeId) });
    const outcome = await payVisit(books, asked);
    return outcome.kind === 'refused' ? outcome : takenVisitPaymentOf(paymentId, outcome);
  },
);

export const tellingActivity = actOf(
  { path: activityPath, body: activityBody },
  async (books: ChangePorts, { path, body, till }) => {
    const activityId = sameId(path.activityId, body.activityId);
    const asked = activityOf(body, { activityId, storeId: storeOf(till, body.storeId) });
    const outcome = await tellActivity(books, asked);
    return outcome.kind === 'refused' ? outcome : takenActivityOf(outcome);
  },
);
