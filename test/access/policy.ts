import type { RouteId } from '#contracts/http/routes.ts';
import type { HttpRequest } from '../fixtures/running-shop.ts';
import { OTHER_STORE, OWN_STORE } from './credentials.ts';

/** The things that the cells are asked about. */
export interface Objects {
  readonly memberId: string;
  readonly cardNumber: string;
  readonly linkCode: string;
  /** A receipt of the own store, one of another. */
  readonly ownReceipt: string;
  readonly foreignReceipt: string;
  /** A visit of the own store. */
  readonly ownVisit: string;
  /** The card of another member. */
  readonly othersCard: string;
  readonly now: string;
  /** Another word each time: ids must not be used twice. */
  readonly fresh: () => string;
}

/** Status by credential for those whom the door lets through; `*`: everybody else of them. */
type Expected = Readonly<Record<string, number>>;

export interface Row {
  /** `own`, `foreign`, `missing`, or what is left unsaid. */
  readonly object: string;
  readonly request: (objects: Objects) => Omit<HttpRequest, 'method'>;
  readonly expected: Expected;
}

const receipt = ({ now }: Objects, change: object = {}) => ({
  storeId: OWN_STORE,
  occurredAt: now,
  currency: 'RUB',
  lines: [{ sku: 'CHEESE', quantity: 1, amountMinor: 100 }],
  ...change,
});

const NO_CARD = 'LC-900000';
const OTHERS = 'till of another store';
const CHAIN = 'integrator of a chain';

/** What follows a receipt: its store may be any of the brand, where it happens is the key's. */
function followUpRows(kind: 'returns' | 'payments'): readonly Row[] {
  const asked = (receiptId: string, it: Objects, change: object = {}) => ({
    path: `/v1/receipts/${receiptId}/${kind}/${it.fresh()}`,
    body: { storeId: OWN_STORE, occurredAt: it.now, amountMinor: 1, ...change },
  });
  return [
    {
      object: 'own',
      request: (it) => asked(it.ownReceipt, it),
      expected: { [OTHERS]: 403, '*': 201 },
    },
    {
      object: 'foreign store',
      request: (it) => asked(it.foreignReceipt, it, { storeId: OTHER_STORE }),
      expected: { till: 403, '*': 201 },
    },
    {
      object: 'a receipt of another store of the brand',
      request: (it) => asked(it.foreignReceipt, it, { saleStoreId: OTHER_STORE }),
      expected: { [OTHERS]: 403, '*': 201 },
    },
    {
      object: 'own, no store said',
      request: (it) => asked(it.ownReceipt, it, { storeId: undefined }),
      // Of the other store there is no such receipt: it waits.
      expected: { [CHAIN]: 400, [OTHERS]: 202, till: 201 },
    },
    {
      object: 'missing',
      request: (it) => asked(`r-${it.fresh()}`, it),
      expected: { [OTHERS]: 403, '*': 202 },
    },
    {
      object: 'own, with the card of somebody else',
      request: (it) => asked(it.ownReceipt, it, { cardNumber: it.othersCard }),
      expected: { [OTHERS]: 403, '*': 422 },
    },
    {
      object: 'own, with a missing card',
      request: (it) => asked(it.ownReceipt, it, { cardNumber: NO_CARD }),
      expected: { [OTHERS]: 403, '*': 422 },
    },
  ];
}

/** What changes after it was told: its store is the key's, and it stays with whom it was told of. */
function changingRows(path: (it: Objects) => string, told: (it: Objects) => object): readonly Row[] {
  const asked = (it: Objects, change: object = {}) => ({
    path: path(it),
    body: { storeId: OWN_STORE, memberId: it.memberId, ...told(it), ...change },
  });
  const ofCard = { memberId: undefined };
  return [
    { object: 'own', request: (it) => asked(it), expected: { [OTHERS]: 403, '*': 201 } },
    {
      object: 'foreign store',
      request: (it) => asked(it, { storeId: OTHER_STORE }),
      expected: { till: 403, '*': 201 },
    },
    {
      object: 'own, no store said',
      request: (it) => asked(it, { storeId: undefined }),
      expected: { [CHAIN]: 400, till: 201, [OTHERS]: 201 },
    },
    {
      object: 'of the member, with the card of somebody else',
      request: (it) => asked(it, { cardNumber: it.othersCard }),
      expected: { [OTHERS]: 403, '*': 422 },
    },
    {
      object: 'missing card',
      request: (it) => asked(it, { ...ofCard, cardNumber: NO_CARD }),
      expected: { [OTHERS]: 403, '*': 202 },
    },
    {
      object: 'missing member',
      request: (it) => asked(it, { memberId: 'nobody-there' }),
      expected: { [OTHERS]: 403, '*': 202 },
    },
  ];
}

const seen = (tag: string | null) => (tag === null ? {} : { headers: { 'if-match': tag } });

const overriding = (memberId: string, system: string, tag: string | null) => ({
  path: `/v1/admin/members/${memberId}/overrides/${system}`,
  body: { mode: 'ceiling', status: null, reason: 'A complaint.' },
  ...seen(tag),
});

const removing = (memberId: string, tag: string | null) => ({
  path: `/v1/admin/members/${memberId}/overrides/level?reason=Settled`,
  ...seen(tag),
});

/** Who may do what, once through the door: every route has rows, and a route without one fails (reliability §5). */
export const policy: Readonly<Record<RouteId, readonly Row[]>> = {
  quoteReceipt: [
    {
      object: 'own',
      request: (it) => ({ path: '/v1/quotes', body: receipt(it, { memberId: it.memberId }) }),
      expected: { [OTHERS]: 403, '*': 200 },
    },
    {
      object: 'foreign store',
      request: (it) => ({ path: '/v1/quotes', body: receipt(it, { storeId: OTHER_STORE }) }),
      expected: { till: 403, '*': 200 },
    },
    {
      object: 'no store said',
      request: (it) => ({ path: '/v1/quotes', body: receipt(it, { storeId: undefined }) }),
      expected: { [CHAIN]: 400, '*': 200 },
    },
    {
      object: 'missing card',
      request: (it) => ({ path: '/v1/quotes', body: receipt(it, { cardNumber: NO_CARD }) }),
      expected: { [OTHERS]: 403, '*': 200 },
    },
    {
      object: 'missing member',
      request: (it) => ({ path: '/v1/quotes', body: receipt(it, { memberId: 'nobody-there' }) }),
      expected: { [OTHERS]: 403, '*': 200 },
    },
  ],
  scoreReceipt: [
    {
      object: 'own',
      request: (it) => ({
        path: `/v1/receipts/r-${it.fresh()}`,
        body: receipt(it, { memberId: it.memberId }),
      }),
      expected: { [OTHERS]: 403, '*': 201 },
    },
    {
      object: 'foreign store',
      request: (it) => ({
        path: `/v1/receipts/r-${it.fresh()}`,
        body: receipt(it, { storeId: OTHER_STORE }),
      }),
      expected: { till: 403, '*': 201 },
    },
    {
      object: 'a receipt that another store has stored',
      request: (it) => ({
        path: `/v1/receipts/${it.foreignReceipt}`,
        body: receipt(it, { storeId: undefined }),
      }),
      expected: { [CHAIN]: 400, [OTHERS]: 422, till: 201 },
    },
    {
      object: 'missing card',
      request: (it) => ({ path: `/v1/receipts/r-${it.fresh()}`, body: receipt(it, { cardNumber: NO_CARD }) }),
      expected: { [OTHERS]: 403, '*': 202 },
    },
  ],
  returnReceipt: followUpRows('returns'),
  payReceipt: followUpRows('payments'),
  // Each item is asked by itself: a batch of nothing but what is forbidden is answered, and writes nothing.
  takeBatch: [
    {
      object: 'own',
      request: (it) => ({
        path: '/v1/receipts:batch',
        body: { items: [{ kind: 'receipt', id: `r-${it.fresh()}-batch`, body: receipt(it) }] },
      }),
      expected: { '*': 200 },
    },
    {
      object: 'nothing',
      request: () => ({ path: '/v1/receipts:batch', body: { items: [] } }),
      expected: { '*': 400 },
    },
  ],
  changeVisit: changingRows(
    (it) => `/v1/visits/v-${it.fresh()}`,
    ({ now }) => ({ status: 'came', startsAt: now, currency: 'RUB', amountMinor: 100 }),
  ),
  payVisit: [
    {
      object: 'missing',
      request: (it) => ({
        path: `/v1/visits/v-${it.fresh()}/payments/p-1`,
        body: { storeId: OWN_STORE, occurredAt: it.now, amountMinor: 1 },
      }),
      expected: { [OTHERS]: 403, '*': 404 },
    },
    {
      object: 'own',
      request: (it) => ({
        path: `/v1/visits/${it.ownVisit}/payments/p-${it.fresh()}`,
        body: { storeId: OWN_STORE, occurredAt: it.now, amountMinor: 1 },
      }),
      expected: { [OTHERS]: 403, '*': 201 },
    },
    {
      object: 'a visit of another store of the brand',
      request: (it) => ({
        path: `/v1/visits/${it.ownVisit}/payments/p-${it.fresh()}`,
        body: { visitStoreId: OWN_STORE, storeId: OTHER_STORE, occurredAt: it.now, amountMinor: 1 },
      }),
      expected: { till: 403, '*': 201 },
    },
    {
      object: 'own, with the card of somebody else',
      request: (it) => ({
        path: `/v1/visits/${it.ownVisit}/payments/p-${it.fresh()}`,
        body: { storeId: OWN_STORE, occurredAt: it.now, amountMinor: 1, cardNumber: it.othersCard },
      }),
      expected: { [OTHERS]: 403, '*': 422 },
    },
  ],
  tellActivity: changingRows(
    (it) => `/v1/activities/a-${it.fresh()}`,
    ({ now }) => ({ activity: 'review', occurredAt: now }),
  ),
  readReceipt: [
    {
      object: 'own',
      request: (it) => ({ path: `/v1/receipts/${it.ownReceipt}?storeId=${OWN_STORE}` }),
      expected: { [OTHERS]: 403, '*': 200 },
    },
    {
      object: 'foreign',
      request: (it) => ({ path: `/v1/receipts/${it.foreignReceipt}?storeId=${OTHER_STORE}` }),
      expected: { till: 403, '*': 200 },
    },
    {
      object: 'own, no store said',
      request: (it) => ({ path: `/v1/receipts/${it.ownReceipt}` }),
      // The key is built from the credential's store: another store's receipt is not there.
      expected: { till: 200, [OTHERS]: 404, [CHAIN]: 400 },
    },
    {
      object: 'missing',
      request: () => ({ path: `/v1/receipts/r-nowhere-0001?storeId=${OWN_STORE}` }),
      expected: { [OTHERS]: 403, '*': 404 },
    },
  ],
  enrolMember: [
    {
      object: 'new',
      request: (it) => ({ path: '/v1/members', body: { cardNumber: `LC-${it.fresh()}` } }),
      expected: { '*': 201 },
    },
    {
      object: 'the same card again',
      request: (it) => ({ path: '/v1/members', body: { cardNumber: it.cardNumber, name: 'Anna' } }),
      expected: { '*': 200 },
    },
    {
      object: 'a card of somebody else',
      request: (it) => ({ path: '/v1/members', body: { cardNumber: it.cardNumber, name: 'Eve' } }),
      expected: { '*': 409 },
    },
    {
      object: 'more than may be said',
      request: (it) => ({
        path: '/v1/members',
        body: { cardNumber: `LC-${it.fresh()}`, statuses: { level: 'gold' } },
      }),
      expected: { '*': 400 },
    },
  ],
  resolveCard: [
    {
      object: 'own',
      request: (it) => ({ path: '/v1/members:resolve', body: { cardNumber: it.cardNumber } }),
      expected: { '*': 200 },
    },
    {
      object: 'missing',
      request: () => ({ path: '/v1/members:resolve', body: { cardNumber: NO_CARD } }),
      expected: { '*': 200 },
    },
  ],
  printCode: [
    {
      object: 'own',
      request: (it) => ({
        path: '/v1/members:print-code',
        body: { cardNumber: it.cardNumber, storeId: OWN_STORE },
      }),
      expected: { [OTHERS]: 403, '*': 200 },
    },
    {
      object: 'foreign store',
      request: (it) => ({
        path: '/v1/members:print-code',
        body: { cardNumber: it.cardNumber, storeId: OTHER_STORE },
      }),
      expected: { till: 403, '*': 200 },
    },
    {
      object: 'missing',
      request: () => ({
        path: '/v1/members:print-code',
        body: { cardNumber: NO_CARD, storeId: OWN_STORE },
      }),
      expected: { [OTHERS]: 403, '*': 404 },
    },
  ],
  linkMe: [
    {
      object: 'own, linked already',
      request: (it) => ({ path: '/v1/me:link', body: { cardNumber: it.cardNumber, code: it.linkCode } }),
      expected: { member: 200, stranger: 422 },
    },
    {
      object: 'foreign card, a guess',
      request: (it) => ({ path: '/v1/me:link', body: { cardNumber: it.cardNumber, code: '00000000' } }),
      expected: { member: 200, stranger: 422 },
    },
    {
      object: 'missing card',
      request: () => ({ path: '/v1/me:link', body: { cardNumber: NO_CARD, code: '00000000' } }),
      expected: { member: 409, stranger: 422 },
    },
  ],
  readMe: [{ object: 'own', request: () => ({ path: '/v1/me' }), expected: { stranger: 404, '*': 200 } }],
  readMyStatuses: [
    { object: 'own', request: () => ({ path: '/v1/me/statuses' }), expected: { stranger: 404, '*': 200 } },
    {
      object: 'foreign, by a parameter',
      request: (it) => ({ path: `/v1/me/statuses?memberId=${it.memberId}` }),
      expected: { stranger: 404, '*': 200 },
    },
  ],
  explainMyStatus: [
    {
      object: 'own',
      request: () => ({ path: '/v1/me/why?system=level' }),
      expected: { stranger: 404, '*': 200 },
    },
    { object: 'missing', request: () => ({ path: '/v1/me/why?system=nothing' }), expected: { '*': 404 } },
  ],
  readMember: [
    {
      object: 'own',
      request: (it) => ({ path: `/v1/admin/members/${it.memberId}` }),
      expected: { '*': 200 },
    },
    {
      object: 'missing',
      request: () => ({ path: '/v1/admin/members/nobody-there' }),
      expected: { '*': 404 },
    },
  ],
  readMemberHistory: [
    {
      object: 'own',
      request: (it) => ({ path: `/v1/admin/members/${it.memberId}/history` }),
      expected: { '*': 200 },
    },
    {
      object: 'missing',
      request: () => ({ path: '/v1/admin/members/nobody-there/history' }),
      expected: { '*': 404 },
    },
    {
      object: 'with a cursor of nobody’s',
      request: (it) => ({ path: `/v1/admin/members/${it.memberId}/history?cursor=AAAA` }),
      expected: { '*': 400 },
    },
  ],
  overrideStatus: [
    {
      object: 'of nobody',
      request: () => overriding('nobody-there', 'level', '"0"'),
      expected: { '*': 404 },
    },
    {
      object: 'own, of a missing system',
      request: (it) => overriding(it.memberId, 'nothing', '"0"'),
      expected: { '*': 404 },
    },
    {
      object: 'own, without what was read',
      request: (it) => overriding(it.memberId, 'level', null),
      expected: { '*': 428 },
    },
    {
      object: 'own, read long ago',
      request: (it) => overriding(it.memberId, 'level', '"7"'),
      expected: { '*': 412 },
    },
    { object: 'own', request: (it) => overriding(it.memberId, 'level', '"0"'), expected: { '*': 200 } },
  ],
  removeOverride: [
    {
      object: 'of nobody',
      request: () => removing('nobody-there', '"0"'),
      expected: { '*': 404 },
    },
    {
      object: 'own, without what was read',
      request: (it) => removing(it.memberId, null),
      expected: { '*': 428 },
    },
    {
      object: 'own, read long ago',
      request: (it) => removing(it.memberId, '"7"'),
      expected: { '*': 412 },
    },
    { object: 'own', request: (it) => removing(it.memberId, '"1"'), expected: { '*': 200 } },
  ],
  readMemberContact: [
    {
      object: 'own',
      request: (it) => ({ path: `/v1/admin/members/${it.memberId}/contact?reason=asked` }),
      expected: { '*': 200 },
    },
    {
      object: 'own, without a reason',
      request: (it) => ({ path: `/v1/admin/members/${it.memberId}/contact` }),
      expected: { '*': 400 },
    },
    {
      object: 'missing',
      request: () => ({ path: '/v1/admin/members/nobody-there/contact?reason=asked' }),
      expected: { '*': 404 },
    },
  ],
  readAudit: [
    { object: 'all', request: () => ({ path: '/v1/admin/audit' }), expected: { '*': 200 } },
    {
      object: 'of a member who is missing',
      request: () => ({ path: '/v1/admin/audit?memberId=nobody-there' }),
      expected: { '*': 200 },
    },
    {
      object: 'with a cursor of nobody’s',
      request: () => ({ path: '/v1/admin/audit?cursor=AAAA' }),
      expected: { '*': 400 },
    },
  ],
  readOpenApi: [{ object: 'any', request: () => ({ path: '/openapi.json' }), expected: { '*': 200 } }],
  readDocs: [{ object: 'any', request: () => ({ path: '/docs' }), expected: { '*': 200 } }],
  readHealth: [{ object: 'any', request: () => ({ path: '/health' }), expected: { '*': 200 } }],
};
