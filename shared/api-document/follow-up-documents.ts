import { paymentAnswer, paymentBody, paymentPath } from '#contracts/http/payment.ts';
import { returnAnswer, returnBody, returnPath } from '#contracts/http/return.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import type { ProblemCode } from '#contracts/problems.ts';
import {
  paymentAnswerExample,
  paymentExample,
  returnAnswerExample,
  returnExample,
} from './follow-up-examples.ts';
import { everywhere, ofAStore, ofATill, type RouteDocument, withBody } from './route-document.ts';

const waits = {
  disposition: 'parked',
  businessDay: null,
  programVersion: null,
  currency: null,
  memberId: null,
  statuses: [],
};

/** Of what follows a receipt. */
const ofAFollowUp: readonly ProblemCode[] = [
  'occurred-in-future',
  'occurred-implausible',
  'return-currency-mismatch',
  'return-member-mismatch',
  'parked-too-many',
  'idempotency-mismatch',
  'no-program',
];

const AGAIN = 'It was sent before: its answer, with the header `Idempotency-Replayed: true`.';
const WAITS =
  'Stored, not counted for anybody: its receipt is not there yet (`parked`), is too old, or waits for its card.';

/** The routes of what follows a receipt. */
export const followUpDocuments: Pick<Record<RouteId, RouteDocument>, 'returnReceipt' | 'payReceipt'> = {
  returnReceipt: {
    description:
      "All that is left (`all`), goods of lines, or money without goods: one of the three. What they counted for is taken back, on the receipt's own day; a return wakes no rule. Goods may come back at any store of the brand: name the receipt's store by `saleStoreId`. Before its receipt, or under a store that has no such receipt, it is `parked`: it does nothing until the receipt comes, and counts right after it. Send it again as you send a receipt again.",
    path: returnPath,
    body: returnBody,
    example: { path: { receiptId: '292-0417-000871', returnId: 'return-1' }, body: returnExample },
    answers: [
      { status: 201, description: 'Taken back.', schema: returnAnswer, example: returnAnswerExample },
      { status: 200, description: AGAIN, schema: returnAnswer, example: returnAnswerExample },
      {
        status: 202,
        description: WAITS,
        schema: returnAnswer,
        example: { ...returnAnswerExample, ...waits, lines: [], soldMinor: 0, refundedMinor: 0 },
      },
    ],
    problems: [
      ...withBody,
      'id-mismatch',
      ...ofAStore,
      'too-many-lines',
      'return-exceeds-original',
      'return-of-nothing',
      'negative-return',
      'refund-exceeds-paid',
      'return-before-sale',
      ...ofAFollowUp,
      ...ofATill,
      ...everywhere,
    ],
  },
  payReceipt: {
    description:
      "One more payment of a receipt that was not paid in full. It counts on the receipt's own day, and wakes the rules that are `on: [payment]`. Before its receipt, or under a store that has no such receipt, it is `parked`: it does nothing until the receipt comes, and counts right after it. Send it again as you send a receipt again.",
    path: paymentPath,
    body: paymentBody,
    example: { path: { receiptId: '292-0417-000902', paymentId: 'payment-2' }, body: paymentExample },
    answers: [
      { status: 201, description: 'Counted.', schema: paymentAnswer, example: paymentAnswerExample },
      { status: 200, description: AGAIN, schema: paymentAnswer, example: paymentAnswerExample },
      {
        status: 202,
        description: WAITS,
        schema: paymentAnswer,
        example: { ...paymentAnswerExample, ...waits, paidMinor: null, messages: [], reasons: [] },
      },
    ],
    problems: [
      ...withBody,
      'id-mismatch',
      ...ofAStore,
      'amount-too-large',
      ...ofAFollowUp,
      ...ofATill,
      ...everywhere,
    ],
  },
};
