/** Every route of the API, as data: infra makes them, handlers answer them, the OpenAPI document and the tests list them. */
export interface Route {
  readonly method: 'GET' | 'POST' | 'PUT' | 'DELETE';
  readonly path: `/${string}`;
  /** Who may call: a till key, a member's token, an administrator's token, or anybody. */
  readonly actor: 'till' | 'member' | 'admin' | 'anyone';
  /** The scope a token, or a till key, must carry. */
  readonly scope: string | null;
  /** Folder under `functions/`. */
  readonly handler: string;
  readonly summary: string;
}

export const routes = {
  quoteReceipt: {
    method: 'POST',
    path: '/v1/quotes',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'quote-receipt',
    summary: 'What would happen to this receipt: benefits, and a token that guarantees them.',
  },
  scoreReceipt: {
    method: 'PUT',
    path: '/v1/receipts/{receiptId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'score-receipt',
    summary: 'It happened: counts the receipt exactly once and answers benefits and statuses.',
  },
  readReceipt: {
    method: 'GET',
    path: '/v1/receipts/{receiptId}',
    actor: 'till',
    scope: 'pos/receipts.read',
    handler: 'read-receipt',
    summary: 'The answer that was given to a receipt of this store, and what is left of it.',
  },
  returnReceipt: {
    method: 'PUT',
    path: '/v1/receipts/{receiptId}/returns/{returnId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'return-receipt',
    summary: 'Goods or money of a receipt went back: takes back what they counted for, exactly once.',
  },
  payReceipt: {
    method: 'PUT',
    path: '/v1/receipts/{receiptId}/payments/{paymentId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'pay-receipt',
    summary: 'A receipt was paid later, or one more part of it: counts on its day, exactly once.',
  },
  takeBatch: {
    method: 'POST',
    path: '/v1/receipts:batch',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'take-batch',
    summary: 'Up to a hundred receipts, returns, payments, visits and activities, each as if it came alone.',
  },
  changeVisit: {
    method: 'PUT',
    path: '/v1/visits/{visitId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'change-visit',
    summary: 'A visit as it is now: booked, came, no-show or cancelled; counts while it came, exactly once.',
  },
  payVisit: {
    method: 'PUT',
    path: '/v1/visits/{visitId}/payments/{paymentId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'pay-visit',
    summary: 'A visit was paid, or a part of it: counts on its day while it came, exactly once.',
  },
  tellActivity: {
    method: 'PUT',
    path: '/v1/activities/{activityId}',
    actor: 'till',
    scope: 'pos/receipts.write',
    handler: 'tell-activity',
    summary: 'A member did something beside buying, such as a review: counts exactly once.',
  },
  enrolMember: {
    method: 'POST',
    path: '/v1/members',
    actor: 'till',
    scope: 'pos/members.enrol',
    handler: 'enrol-member',
    summary: 'Makes a member with a card; the same card again answers the same member.',
  },
  resolveCard: {
    method: 'POST',
    path: '/v1/members:resolve',
    actor: 'till',
    scope: 'pos/members.resolve',
    handler: 'resolve-card',
    summary: 'Card number → opaque member id and statuses; the same shape for an unknown card.',
  },
  printCode: {
    method: 'POST',
    path: '/v1/members:print-code',
    actor: 'till',
    scope: 'pos/members.enrol',
    handler: 'print-code',
    summary: "Prints a card's one-time code anew: for who has lost theirs, or the login that it linked.",
  },
  linkMe: {
    method: 'POST',
    path: '/v1/me:link',
    actor: 'member',
    scope: 'member/write',
    handler: 'link-me',
    summary: 'Links this login to a member: by the verified phone, or by a card and its one-time code.',
  },
  readMe: {
    method: 'GET',
    path: '/v1/me',
    actor: 'member',
    scope: 'member/read',
    handler: 'read-me',
    summary: 'Who I am here.',
  },
  readMyStatuses: {
    method: 'GET',
    path: '/v1/me/statuses',
    actor: 'member',
    scope: 'member/read',
    handler: 'read-my-statuses',
    summary:
      'My statuses: since when and why, progress, what is missing to the next and to keep the present one.',
  },
  explainMyStatus: {
    method: 'GET',
    path: '/v1/me/why',
    actor: 'member',
    scope: 'member/read',
    handler: 'explain-my-status',
    summary: 'Why I have a status, with the receipts behind it.',
  },
  readMember: {
    method: 'GET',
    path: '/v1/admin/members/{memberId}',
    actor: 'admin',
    scope: 'admin/members.read',
    handler: 'read-member',
    summary: 'A member as support sees it.',
  },
  readMemberHistory: {
    method: 'GET',
    path: '/v1/admin/members/{memberId}/history',
    actor: 'admin',
    scope: 'admin/members.read',
    handler: 'read-member-history',
    summary: 'What changed for a member, newest first, a page at a time.',
  },
  overrideStatus: {
    method: 'PUT',
    path: '/v1/admin/members/{memberId}/overrides/{system}',
    actor: 'admin',
    scope: 'admin/override',
    handler: 'override-status',
    summary: "Puts something over a member's status: sets it, holds it from below or above, or freezes it.",
  },
  removeOverride: {
    method: 'DELETE',
    path: '/v1/admin/members/{memberId}/overrides/{system}',
    actor: 'admin',
    scope: 'admin/override',
    handler: 'remove-override',
    summary: "Takes off what is over a member's status: what is computed shows again.",
  },
  readMemberContact: {
    method: 'GET',
    path: '/v1/admin/members/{memberId}/contact',
    actor: 'admin',
    scope: 'admin/contact.read',
    handler: 'read-member-contact',
    summary: 'Name and phone of a member in clear, for a reason: the audit tells that they were asked for.',
  },
  readAudit: {
    method: 'GET',
    path: '/v1/admin/audit',
    actor: 'admin',
    scope: 'admin/audit.read',
    handler: 'read-audit',
    summary: 'What was done by hand, and by whom, newest first, a page at a time.',
  },
  readOpenApi: {
    method: 'GET',
    path: '/openapi.json',
    actor: 'anyone',
    scope: null,
    handler: 'serve-docs',
    summary: 'This API as an OpenAPI 3.1 document.',
  },
  readDocs: {
    method: 'GET',
    path: '/docs',
    actor: 'anyone',
    scope: null,
    handler: 'serve-docs',
    summary: 'This API as a page for people.',
  },
  readHealth: {
    method: 'GET',
    path: '/health',
    actor: 'anyone',
    scope: null,
    handler: 'serve-docs',
    summary: 'Whether the API answers.',
  },
} as const satisfies Record<string, Route>;

export type RouteId = keyof typeof routes;

/** Answers every path and method that is no route with a problem of our own. */
export const DEFAULT_ROUTE_HANDLER = 'refuse-unknown-route';
