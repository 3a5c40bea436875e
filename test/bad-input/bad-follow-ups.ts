import type { FollowUpRoute, FollowUpSent } from '../fixtures/follow-up-edge.ts';

/** Row of the catalogue, what it is, and what comes of it; `pointer` and `error` of the first error. */
export type FollowUpRow = readonly [
  row: string,
  route: FollowUpRoute,
  what: string,
  sent: FollowUpSent,
  status: number,
  code: string,
  pointer?: string,
  error?: string,
];

const HAPPENED = '2026-03-14T18:20:05+03:00';
const OTHER_FORMS = { all: undefined, lines: undefined, amountMinor: undefined };

export const returnWith = (change: object = {}): object => ({ occurredAt: HAPPENED, all: true, ...change });

/** Another of the three forms than `all`. */
const back = (change: object): object => returnWith({ ...OTHER_FORMS, ...change });

export const paymentWith = (change: object = {}): object => ({
  occurredAt: HAPPENED,
  amountMinor: 100,
  ...change,
});

const line = (change: object = {}): object => back({ lines: [{ line: 0, quantity: 1, ...change }] });
const lines = (count: number): object =>
  back({ lines: Array.from({ length: count }, () => ({ line: 0, quantity: 0.001 })) });

type Form = readonly [row: string, what: string, change: object, pointer: string, error: string];

/** What both bodies refuse alike. */
const inBoth: readonly Form[] = [
  ['16', 'an unknown field', { points: 5 }, '/points', 'unknown-field'],
  ['16', 'a status', { statuses: { level: 'gold' } }, '/statuses', 'unknown-field'],
  ['16', 'a member', { memberId: 'm7Qf2xKp9RtZ' }, '/memberId', 'unknown-field'],
  ['18', 'a store that would forge a key', { storeId: '292#1' }, '/storeId', 'pattern'],
  ['18', 'the sale’s store, empty', { saleStoreId: '' }, '/saleStoreId', 'pattern'],
  ['18', 'the sale’s store with a #', { saleStoreId: '292#R' }, '/saleStoreId', 'pattern'],
  ['18', 'a store as a number', { saleStoreId: 292 }, '/saleStoreId', 'type'],
  ['25', 'an amount as text', { ...OTHER_FORMS, amountMinor: '100' }, '/amountMinor', 'type'],
  ['26', '10.5', { ...OTHER_FORMS, amountMinor: 10.5 }, '/amountMinor', 'integer'],
  ['29', 'nothing', { ...OTHER_FORMS, amountMinor: 0 }, '/amountMinor', 'minimum'],
  ['28', 'below 0', { ...OTHER_FORMS, amountMinor: -1 }, '/amountMinor', 'minimum'],
  ['30', '-0', { ...OTHER_FORMS, amountMinor: -0 }, '/amountMinor', 'minimum'],
  ['31', '10^11 + 1', { ...OTHER_FORMS, amountMinor: 1e11 + 1 }, '/amountMinor', 'maximum'],
  ['31', '1e30', { ...OTHER_FORMS, amountMinor: 1e30 }, '/amountMinor', 'maximum'],
  ['35', 'usd', { currency: 'usd' }, '/currency', 'currency'],
  ['35', 'XXX', { currency: 'XXX' }, '/currency', 'currency'],
  ['38', 'no moment', { occurredAt: undefined }, '/occurredAt', 'required'],
  ['38', 'no offset', { occurredAt: '2026-03-14T10:00:00' }, '/occurredAt', 'date-time-offset'],
  ['39', 'a day', { occurredAt: '2026-03-14' }, '/occurredAt', 'date-time'],
  ['39', 'a number', { occurredAt: 1_773_501_606 }, '/occurredAt', 'type'],
  ['39', '30 Feb', { occurredAt: '2026-02-30T10:00:00Z' }, '/occurredAt', 'date-time'],
  ['51', 'a card with #', { cardNumber: 'LC#100042' }, '/cardNumber', 'pattern'],
];

/** What a return alone refuses. */
const inReturns: readonly Form[] = [
  ['22', 'the sale itself', { currency: 'RUB', totalMinor: 1 }, '/totalMinor', 'unknown-field'],
  ['–', 'nothing comes back', OTHER_FORMS, '', 'one-of'],
  ['–', 'all and an amount', { amountMinor: 1 }, '', 'one-of'],
  ['–', 'all and lines', { lines: [{ line: 0, quantity: 1 }] }, '', 'one-of'],
  [
    '–',
    'lines and an amount',
    { all: undefined, lines: [{ line: 0, quantity: 1 }], amountMinor: 1 },
    '',
    'one-of',
  ],
  ['25', 'not all', { all: false }, '/all', 'choice'],
  ['25', 'all as text', { all: 'true' }, '/all', 'choice'],
  ['34', 'no lines', { ...OTHER_FORMS, lines: [] }, '/lines', 'length'],
  ['34', 'a number for lines', { ...OTHER_FORMS, lines: 1 }, '/lines', 'type'],
  ['34', 'a text for a line', { ...OTHER_FORMS, lines: ['0'] }, '/lines/0', 'type'],
  ['16', 'an article in a line', line({ sku: 'A' }), '/lines/0/sku', 'unknown-field'],
  ['25', 'a place as text', line({ line: '0' }), '/lines/0/line', 'type'],
  ['26', 'half a place', line({ line: 0.5 }), '/lines/0/line', 'integer'],
  ['34', 'a place before the first', line({ line: -1 }), '/lines/0/line', 'minimum'],
  ['34', 'a place beyond any', line({ line: 501 }), '/lines/0/line', 'maximum'],
  ['34', 'a place is left out', line({ line: undefined }), '/lines/0/line', 'required'],
  ['34', 'a quantity is left out', line({ quantity: undefined }), '/lines/0/quantity', 'required'],
  ['34', 'quantity < 0', line({ quantity: -1 }), '/lines/0/quantity', 'minimum'],
  ['34', '4 decimals', line({ quantity: 0.0005 }), '/lines/0/quantity', 'decimals'],
  ['34', 'a quantity as text', line({ quantity: '1' }), '/lines/0/quantity', 'type'],
  ['28', 'handed back below 0', { refundedMinor: -1 }, '/refundedMinor', 'minimum'],
  ['25', 'handed back as text', { refundedMinor: '1' }, '/refundedMinor', 'type'],
  ['31', 'handed back 10^11 + 1', { refundedMinor: 1e11 + 1 }, '/refundedMinor', 'maximum'],
];

/** What a payment alone refuses. */
const inPayments: readonly Form[] = [
  ['25', 'no amount', { amountMinor: undefined }, '/amountMinor', 'required'],
  ['16', 'all of it', { all: true }, '/all', 'unknown-field'],
  ['16', 'goods', { lines: [{ line: 0, quantity: 1 }] }, '/lines', 'unknown-field'],
  ['16', 'what was handed back', { refundedMinor: 1 }, '/refundedMinor', 'unknown-field'],
];

const formRow =
  (route: FollowUpRoute, whole: (change: object) => object) =>
  ([row, what, change, pointer, error]: Form): FollowUpRow => [
    row,
    route,
    what,
    { body: whole(change) },
    400,
    'schema',
    pointer,
    error,
  ];

const WRONG_IDS = {
  empty: '',
  blank: 'return 1',
  '65 characters': 'a'.repeat(65),
  '../': '../../etc',
  '#': 'r#1',
  NUL: 'r\u00001',
  emoji: '🍪',
};

const wrongIds = (route: FollowUpRoute, name: string, body: object): readonly FollowUpRow[] =>
  Object.entries(WRONG_IDS).map(
    ([what, id]): FollowUpRow => [
      '18',
      route,
      `${what} as an id`,
      { id, body },
      400,
      'schema',
      `/path/${name}`,
      'pattern',
    ],
  );

/** Of both routes, by a body that would do. */
const ofEach = (route: FollowUpRoute, name: string, body: (change?: object) => object): FollowUpRow[] => [
  ['1', route, 'empty body', { body: '' }, 400, 'malformed-json'],
  ['3', route, 'a list', { body: '[]' }, 400, 'schema', '', 'type'],
  [
    '4',
    route,
    'a double key',
    { body: JSON.stringify(body()).replace('{', `{"occurredAt":"${HAPPENED}",`) },
    400,
    'duplicate-key',
    '/occurredAt',
  ],
  ['15', route, 'another’s store', { body: body({ storeId: '999' }) }, 403, 'store-mismatch'],
  ['15', route, 'one of several', { stores: '292,321', body: body() }, 400, 'store-required'],
  ['17', route, 'two ids', { body: body({ [name]: 'f-2' }) }, 400, 'id-mismatch'],
  [
    '18',
    route,
    'a receipt of no form',
    { receiptId: 'r#1', body: body() },
    400,
    'schema',
    '/path/receiptId',
    'pattern',
  ],
  ...wrongIds(route, name, body()),
  [
    '41',
    route,
    'far ahead',
    { body: body({ occurredAt: '2026-03-15T15:20:07Z' }) },
    422,
    'occurred-in-future',
    '/occurredAt',
  ],
  [
    '43',
    route,
    '1970',
    { body: body({ occurredAt: '1970-01-01T00:00:00Z' }) },
    422,
    'occurred-implausible',
    '/occurredAt',
  ],
  [
    '51',
    route,
    'a card of a bank',
    { body: body({ cardNumber: '4111111111111111' }) },
    400,
    'pan-detected',
    '/cardNumber',
    'pan-detected',
  ],
  [
    '56',
    route,
    'another currency',
    { body: body({ currency: 'EUR' }) },
    422,
    'return-currency-mismatch',
    '/currency',
  ],
  [
    '56',
    route,
    'another’s card',
    { body: body({ cardNumber: 'LC-100043' }) },
    422,
    'return-member-mismatch',
    '/cardNumber',
  ],
];

const twice = [
  { line: 0, quantity: 2 },
  { line: 0, quantity: 1 },
];

type OfSale = readonly [row: string, what: string, body: object, code: string, pointer: string];

/** What is refused by what is left of the receipt. */
const byTheSale: readonly OfSale[] = [
  ['54', 'more goods', line({ quantity: 2.001 }), 'return-exceeds-original', '/lines/0/quantity'],
  ['54', 'the same goods twice', back({ lines: twice }), 'return-exceeds-original', '/lines/1'],
  ['54', 'no such line', line({ line: 2 }), 'return-exceeds-original', '/lines/0/line'],
  ['54', 'more money', back({ amountMinor: 24_001 }), 'return-exceeds-original', '/amountMinor'],
  ['54', 'nothing of a line', line({ quantity: 0 }), 'return-of-nothing', '/lines/0/quantity'],
  ['28', 'a voucher alone', line({ line: 1, quantity: 0 }), 'negative-return', '/lines'],
  [
    '54',
    'more than was paid',
    returnWith({ refundedMinor: 24_001 }),
    'refund-exceeds-paid',
    '/refundedMinor',
  ],
  [
    '57',
    'a day before its sale',
    returnWith({ occurredAt: '2026-03-13T15:20:04Z' }),
    'return-before-sale',
    '/occurredAt',
  ],
];

/** The catalogue of reliability §6 for returns and payments, as far as the edge and their sale decide it. */
export const refusedFollowUps: readonly FollowUpRow[] = [
  ...ofEach('returns', 'returnId', returnWith),
  ...ofEach('payments', 'paymentId', paymentWith),
  ...[...inBoth, ...inReturns].map(formRow('returns', returnWith)),
  ...[...inBoth, ...inPayments].map(formRow('payments', paymentWith)),
  ['34', 'returns', '501 lines', { body: lines(501) }, 400, 'too-many-lines', '/lines', 'too-many-lines'],
  ...byTheSale.map(
    ([row, what, body, code, pointer]): FollowUpRow => [row, 'returns', what, { body }, 422, code, pointer],
  ),
  [
    '31',
    'payments',
    'more than all the money',
    { body: paymentWith({ amountMinor: 1e11 }) },
    422,
    'amount-too-large',
    '/amountMinor',
  ],
];
