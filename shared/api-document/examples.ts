import type { ReceiptAnswer, ReceiptBody } from '#contracts/http/receipt.ts';
import type { StatusViewBody } from '#contracts/http/status-view.ts';

/** One shop, one guest, one receipt: the examples of all routes tell the same story. */

export const receiptExample = {
  storeId: '292',
  cardNumber: 'LC-100042',
  occurredAt: '2026-03-14T18:20:05+03:00',
  currency: 'RUB',
  lines: [
    { sku: 'BISCUITS-200G', quantity: 2, amountMinor: 25_000 },
    { sku: 'CHEESE', quantity: 1.25, amountMinor: 100_000 },
  ],
  totalMinor: 125_000,
  payments: [{ amountMinor: 118_750, kind: 'cash' }],
} as const satisfies ReceiptBodyExample;

type ReceiptBodyExample = Readonly<
  Omit<ReceiptBody, 'lines' | 'payments'> & {
    lines: readonly ReceiptBody['lines'][number][];
    payments: readonly NonNullable<ReceiptBody['payments']>[number][];
  }
>;

const { payments: _payments, ...quoted } = receiptExample;
export const quoteExample = quoted;

const money = {
  currency: 'RUB',
  amountMinor: 125_000,
  discountMinor: 6250,
  soldMinor: 118_750,
};

const benefits = {
  lines: [
    { sku: 'BISCUITS-200G', amountMinor: 25_000, discountMinor: 1250, soldMinor: 23_750 },
    { sku: 'CHEESE', amountMinor: 100_000, discountMinor: 5000, soldMinor: 95_000 },
  ],
  discounts: [{ rule: 'regular-discount', percent: '5', amountMinor: 6250 }],
};

const reasons: ReceiptAnswer['reasons'] = [
  { rule: 'regular-discount', outcome: 'won', percent: '5', because: { level: 'regular' } },
  { rule: 'welcome-discount', outcome: 'held-back', percent: '2', because: {} },
];

export const quoteAnswerExample = {
  memberId: 'm7Qf2xKp9RtZ',
  businessDay: '2026-03-14',
  programVersion: 1,
  ...money,
  ...benefits,
  statuses: [{ system: 'level', status: 'regular' }],
  reasons,
  token: 'eyJzdG9yZUlkIjoiMjkyIn0.c2VhbA',
  expiresAt: '2026-03-14T15:50:05.000Z',
};

export const receiptAnswerExample: ReceiptAnswer = {
  receiptId: '292-0417-000871',
  storeId: '292',
  disposition: 'scored',
  clockAhead: false,
  quote: 'none',
  occurredAt: '2026-03-14T15:20:05.000Z',
  businessDay: '2026-03-14',
  receivedAt: '2026-03-14T15:20:06.114Z',
  programVersion: 1,
  ...money,
  paidMinor: 118_750,
  notes: [],
  ...benefits,
  memberId: 'm7Qf2xKp9RtZ',
  statuses: [{ system: 'level', before: 'regular', after: 'regular' }],
  categories: { added: ['parents'], removed: [] },
  messages: ['You are Regular. 13600.01 RUB to Gold.'],
  reasons,
};

export const standingDiscountExample = {
  percent: '5',
  rule: 'by-visits',
  since: '2026-02-28T21:00:00.000Z',
  until: null,
  then: null,
};

export const statusViewExample: StatusViewBody = {
  system: 'level',
  title: 'Level',
  status: 'regular',
  statusTitle: 'Regular',
  description: null,
  preferences: ['5% off each receipt'],
  since: '2026-02-28T21:00:00.000Z',
  until: null,
  earned: null,
  why: {
    kind: 'review',
    period: { from: '2026-02-01', to: '2026-03-01' },
    value: 1_250_000,
    programVersion: 1,
  },
  reviewAt: '2026-03-31T21:00:00.000Z',
  progress: { counter: 'bought', unit: 'money', currency: 'RUB', value: 640_000 },
  next: { status: 'gold', title: 'Gold', missing: 1_360_001 },
  keep: { missing: 360_001 },
  forNextPeriod: 'guest',
  ladder: [
    {
      status: 'guest',
      title: 'Guest',
      description: null,
      preferences: [],
      words: 'up to 10000 RUB',
      threshold: 1_000_000,
    },
    {
      status: 'regular',
      title: 'Regular',
      description: null,
      preferences: ['5% off each receipt'],
      words: 'over 10000 RUB, up to 20000 RUB',
      threshold: 2_000_000,
    },
    {
      status: 'gold',
      title: 'Gold',
      description: null,
      preferences: ['10% off each receipt'],
      words: 'over 20000 RUB',
      threshold: null,
    },
  ],
};
