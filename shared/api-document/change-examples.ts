/** Examples of visits, their payments and activities. */

const decided = {
  storeId: '292',
  disposition: 'scored',
  clockAhead: false,
  businessDay: '2026-03-14',
  receivedAt: '2026-03-14T11:05:02.000Z',
  programVersion: 1,
  memberId: 'm7Qf2xKp9RtZ',
  statuses: [{ system: 'level', before: 'regular', after: 'regular' }],
  categories: { added: [], removed: [] },
  messages: [],
  reasons: [],
};

export const visitExample = {
  cardNumber: 'LC-100042',
  status: 'came',
  startsAt: '2026-03-14T13:00:00+03:00',
  changedAt: '2026-03-14T14:05:00+03:00',
  currency: 'RUB',
  amountMinor: 250_000,
};

export const visitAnswerExample = {
  visitId: 'visit-4711',
  ...decided,
  status: 'came',
  startsAt: '2026-03-14T10:00:00.000Z',
  changedAt: '2026-03-14T11:05:00.000Z',
  currency: 'RUB',
  soldMinor: 250_000,
  paidMinor: 250_000,
  notes: [],
};

export const visitPaymentExample = { occurredAt: '2026-03-12T18:00:00+03:00', amountMinor: 50_000 };

export const visitPaymentAnswerExample = {
  paymentId: 'payment-1',
  ...visitAnswerExample,
  status: 'booked',
  changedAt: '2026-03-10T09:00:00.000Z',
  paidMinor: 50_000,
};

export const activityExample = {
  cardNumber: 'LC-100042',
  activity: 'review',
  occurredAt: '2026-03-14T20:10:00+03:00',
};

export const activityAnswerExample = {
  activityId: 'review-90210',
  activity: 'review',
  occurredAt: '2026-03-14T17:10:00.000Z',
  ...decided,
};
