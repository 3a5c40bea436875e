import { activityAnswer, activityBody, activityPath } from '#contracts/http/activity.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import {
  visitAnswer,
  visitBody,
  visitPath,
  visitPaymentAnswer,
  visitPaymentBody,
  visitPaymentPath,
} from '#contracts/http/visit.ts';
import type { ProblemCode } from '#contracts/problems.ts';
import {
  activityAnswerExample,
  activityExample,
  visitAnswerExample,
  visitExample,
  visitPaymentAnswerExample,
  visitPaymentExample,
} from './change-examples.ts';
import { everywhere, ofAStore, ofATill, type RouteDocument, withBody } from './route-document.ts';

/** Of whatever is told of a member and may change. */
const ofAChange: readonly ProblemCode[] = [
  'id-mismatch',
  'occurred-in-future',
  'occurred-implausible',
  'member-mismatch',
  'no-program',
];

const AGAIN = 'Nothing changed: what is stored is answered, with the header `Idempotency-Replayed: true`.';
const WAITS = 'Stored, not counted for anybody: it is too old, or waits for its card to be enrolled.';

/** The routes of visits and activities. */
export const changeDocuments: Pick<
  Record<RouteId, RouteDocument>,
  'changeVisit' | 'payVisit' | 'tellActivity'
> = {
  changeVisit: {
    description:
      'All of the visit, as it is now, each time it changes. While it is `came` it counts on the business day of `startsAt`: as a visit, and its amounts as told; it is no purchase, and no discount is decided for it. Each change takes back what the one before counted and counts anew, so a visit that was moved, cancelled and came again leaves what one visit leaves. `changedAt` orders the changes: what is older than what is stored changes nothing. `booked` may lie two years ahead.',
    path: visitPath,
    body: visitBody,
    example: { path: { visitId: 'visit-4711' }, body: visitExample },
    answers: [
      { status: 201, description: 'Taken.', schema: visitAnswer, example: visitAnswerExample },
      { status: 200, description: AGAIN, schema: visitAnswer, example: visitAnswerExample },
      {
        status: 202,
        description: WAITS,
        schema: visitAnswer,
        example: { ...visitAnswerExample, disposition: 'unmatched', memberId: null, statuses: [] },
      },
    ],
    problems: [
      ...withBody,
      'too-many-lines',
      'negative-visit',
      'amount-too-large',
      'receipt-too-large',
      'starts-in-future',
      'member-ambiguous',
      ...ofAStore,
      ...ofAChange,
      ...ofATill,
      ...everywhere,
    ],
  },
  payVisit: {
    description:
      "A payment of a visit that is told by itself: before the visit, with it or later. It counts on the visit's own day while the visit is `came`, beside what `paidMinor` of the visit says, and wakes the rules that are `on: [payment]`. Tell the visit first, if only as `booked`.",
    path: visitPaymentPath,
    body: visitPaymentBody,
    example: { path: { visitId: 'visit-4711', paymentId: 'payment-1' }, body: visitPaymentExample },
    answers: [
      { status: 201, description: 'Taken.', schema: visitPaymentAnswer, example: visitPaymentAnswerExample },
      { status: 200, description: AGAIN, schema: visitPaymentAnswer, example: visitPaymentAnswerExample },
      {
        status: 202,
        description: WAITS,
        schema: visitPaymentAnswer,
        example: { ...visitPaymentAnswerExample, disposition: 'unmatched', memberId: null, statuses: [] },
      },
    ],
    problems: [
      ...withBody,
      'not-found',
      'amount-too-large',
      'payments-too-many',
      'idempotency-mismatch',
      ...ofAStore,
      ...ofAChange,
      ...ofATill,
      ...everywhere,
    ],
  },
  tellActivity: {
    description:
      'Something that a member did beside buying, of a kind that the program declares: counted by `measure: activity`, and rules `on: [activity]` run.',
    path: activityPath,
    body: activityBody,
    example: { path: { activityId: 'review-90210' }, body: activityExample },
    answers: [
      { status: 201, description: 'Counted.', schema: activityAnswer, example: activityAnswerExample },
      { status: 200, description: AGAIN, schema: activityAnswer, example: activityAnswerExample },
      {
        status: 202,
        description: WAITS,
        schema: activityAnswer,
        example: { ...activityAnswerExample, disposition: 'unmatched', memberId: null, statuses: [] },
      },
    ],
    problems: [
      ...withBody,
      'unknown-activity',
      'idempotency-mismatch',
      'member-ambiguous',
      ...ofAStore,
      ...ofAChange,
      ...ofATill,
      ...everywhere,
    ],
  },
};
