import {
  enrolAnswer,
  enrolBody,
  printAnswer,
  printBody,
  resolveAnswer,
  resolveBody,
} from '#contracts/http/members.ts';
import { quoteAnswer, quoteBody } from '#contracts/http/quote.ts';
import { receiptAnswer, receiptBody, receiptPath, receiptQuery } from '#contracts/http/receipt.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { storedReceipt } from '#contracts/http/stored-receipt.ts';
import {
  quoteAnswerExample,
  quoteExample,
  receiptAnswerExample,
  receiptExample,
  standingDiscountExample,
} from './examples.ts';
import { storedReceiptExample } from './follow-up-examples.ts';
import { everywhere, ofASale, ofAStore, ofATill, type RouteDocument, withBody } from './route-document.ts';

const unmatched = {
  ...receiptAnswerExample,
  disposition: 'unmatched' as const,
  memberId: null,
  statuses: [],
  reasons: [],
  discounts: [],
  discountMinor: 0,
  soldMinor: 125_000,
  lines: receiptAnswerExample.lines.map((line) => ({
    ...line,
    discountMinor: 0,
    soldMinor: line.amountMinor,
  })),
};

const enrolled = {
  memberId: 'm7Qf2xKp9RtZ',
  cardNumber: 'LC-100042',
  enrolledAt: '2026-01-12T09:30:00.000Z',
  linkCode: '40718263',
  statuses: [{ system: 'level', status: 'guest' }],
  claimed: 0,
  claimsPending: false,
  invited: false,
};

/** The routes of tills. */
export const tillDocuments: Pick<
  Record<RouteId, RouteDocument>,
  'quoteReceipt' | 'scoreReceipt' | 'readReceipt' | 'enrolMember' | 'resolveCard' | 'printCode'
> = {
  quoteReceipt: {
    description:
      'Counts nothing and stores nothing. Show the customer what it answers, then send the token with the receipt: until it expires, the receipt gets exactly what was shown. Ask again when the goods change.',
    body: quoteBody,
    example: { body: quoteExample },
    answers: [
      {
        status: 200,
        description: 'What would happen.',
        schema: quoteAnswer,
        example: quoteAnswerExample,
      },
    ],
    problems: [...withBody, ...ofAStore, ...ofASale, ...ofATill, ...everywhere],
  },
  scoreReceipt: {
    description:
      "The id is the till's own. Whatever goes wrong on the way, send the same again under the same id: it counts once, and each sending gets the same answer. Send it again on a network error, 408, 425, 429 and 5xx, and never on another 4xx: keep that receipt and call for help.",
    path: receiptPath,
    body: receiptBody,
    example: { path: { receiptId: '292-0417-000871' }, body: receiptExample },
    answers: [
      {
        status: 201,
        description: 'Stored and counted.',
        schema: receiptAnswer,
        example: receiptAnswerExample,
      },
      {
        status: 200,
        description:
          'The same receipt was sent before: its answer, with the header `Idempotency-Replayed: true`.',
        schema: receiptAnswer,
        example: receiptAnswerExample,
      },
      {
        status: 202,
        description: 'Stored, not counted for anybody: the card is unknown, or the receipt too old.',
        schema: receiptAnswer,
        example: unmatched,
      },
    ],
    problems: [
      ...withBody,
      'id-mismatch',
      ...ofAStore,
      ...ofASale,
      'idempotency-mismatch',
      'quote-invalid',
      ...ofATill,
      ...everywhere,
    ],
  },
  readReceipt: {
    description:
      "Only receipts of the key's own stores are found. `left` says what returns and later payments have left of it.",
    path: receiptPath,
    query: receiptQuery,
    example: { path: { receiptId: '292-0417-000871' }, query: 'storeId=292' },
    answers: [
      {
        status: 200,
        description: 'The answer that was given, and what has become of the receipt since.',
        schema: storedReceipt,
        example: storedReceiptExample,
      },
    ],
    problems: ['schema', ...ofAStore, 'not-found', ...ofATill, ...everywhere],
  },
  enrolMember: {
    description:
      'Receipts that the card collected before are counted now, each on its own day. Print the code for the member: with the card it links a login, once.',
    body: enrolBody,
    example: { body: { cardNumber: 'LC-100042', name: 'Anna', phone: '+79161234567' } },
    answers: [
      { status: 201, description: 'A new member.', schema: enrolAnswer, example: enrolled },
      {
        status: 200,
        description: 'The card had this member before: the same enrolment, sent again.',
        schema: enrolAnswer,
        example: enrolled,
      },
    ],
    problems: [
      ...withBody,
      'card-taken',
      'phone-taken',
      'idempotency-mismatch',
      'no-program',
      ...ofATill,
      ...everywhere,
    ],
  },
  printCode: {
    description:
      "For who has lost the code, or the login that it linked. The member's history says when it was printed and in which store, and an event says it too. The code before opens nothing any more.",
    body: printBody,
    example: { body: { cardNumber: 'LC-100042' } },
    answers: [
      {
        status: 200,
        description: 'Print it for the member.',
        schema: printAnswer,
        example: { cardNumber: 'LC-100042', linkCode: '73920518' },
      },
    ],
    problems: [...withBody, ...ofAStore, 'not-found', 'no-program', 'try-again', ...ofATill, ...everywhere],
  },
  resolveCard: {
    description: 'For the till to greet and to show a status; it never answers a name or a phone.',
    body: resolveBody,
    example: { body: { cardNumber: 'LC-100042' } },
    answers: [
      {
        status: 200,
        description: 'The member of the card; `memberId` is null if nobody has it.',
        schema: resolveAnswer,
        example: {
          memberId: 'm7Qf2xKp9RtZ',
          statuses: [{ system: 'level', status: 'regular', title: 'Regular' }],
          standingDiscount: standingDiscountExample,
        },
      },
    ],
    problems: [...withBody, ...ofATill, ...everywhere],
  },
};
