import { receiptAnswerExample } from './examples.ts';

/** The story of the examples goes on: some biscuits come back, and another guest pays a bill in two parts. */

export const returnExample = {
  storeId: '292',
  occurredAt: '2026-03-16T11:02:40+03:00',
  currency: 'RUB',
  lines: [{ line: 0, quantity: 1 }],
} as const;

const moves = {
  statuses: [{ system: 'level', before: 'regular', after: 'regular' }],
  categories: { added: [], removed: [] },
};

export const returnAnswerExample = {
  receiptId: '292-0417-000871',
  saleStoreId: '292',
  returnId: 'return-1',
  storeId: '292',
  disposition: 'scored',
  clockAhead: false,
  occurredAt: '2026-03-16T08:02:40.000Z',
  businessDay: '2026-03-14',
  receivedAt: '2026-03-16T08:02:41.302Z',
  programVersion: 1,
  currency: 'RUB',
  memberId: 'm7Qf2xKp9RtZ',
  lines: [{ line: 0, quantity: 1, amountMinor: 11_875 }],
  soldMinor: 11_875,
  refundedMinor: 11_875,
  ...moves,
};

export const paymentExample = {
  storeId: '292',
  occurredAt: '2026-03-20T10:15:00+03:00',
  currency: 'RUB',
  amountMinor: 50_000,
  kind: 'card',
} as const;

export const paymentAnswerExample = {
  receiptId: '292-0417-000902',
  saleStoreId: '292',
  paymentId: 'payment-2',
  storeId: '292',
  disposition: 'scored',
  clockAhead: false,
  occurredAt: '2026-03-20T07:15:00.000Z',
  businessDay: '2026-03-14',
  receivedAt: '2026-03-20T07:15:00.871Z',
  programVersion: 1,
  currency: 'RUB',
  memberId: 'm7Qf2xKp9RtZ',
  amountMinor: 50_000,
  paidMinor: 118_750,
  ...moves,
  messages: [],
  notes: [],
  reasons: [],
};

export const storedReceiptExample = {
  ...receiptAnswerExample,
  left: {
    soldMinor: 106_875,
    paidMinor: 106_875,
    refundedMinor: 11_875,
    lines: [
      { line: 0, quantity: 1, amountMinor: 11_875 },
      { line: 1, quantity: 1.25, amountMinor: 95_000 },
    ],
  },
  refused: [],
};
