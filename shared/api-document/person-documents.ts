import { linkAnswer, linkBody, meAnswer, myStatusesAnswer, whyAnswer, whyQuery } from '#contracts/http/me.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { standingDiscountExample, statusViewExample } from './examples.ts';
import { everywhere, type RouteDocument, withBody } from './route-document.ts';

/** The routes of a member's app. */
export const memberDocuments: Pick<
  Record<RouteId, RouteDocument>,
  'linkMe' | 'readMe' | 'readMyStatuses' | 'explainMyStatus'
> = {
  linkMe: {
    description:
      'Once for each login. An empty object links by the phone that the token says is verified; else send the card and the code that was printed at the till. A login has five tries a day. Linked before: without a card, or with its own, it is answered its member.',
    body: linkBody,
    example: { body: { cardNumber: 'LC-100042', code: '40718263' } },
    answers: [
      {
        status: 200,
        description: 'Linked, now or before.',
        schema: linkAnswer,
        example: { memberId: 'm7Qf2xKp9RtZ' },
      },
    ],
    problems: [...withBody, 'already-linked', 'login-taken', 'link-refused', 'too-many-tries', ...everywhere],
  },
  readMe: {
    description: 'The member behind the login, with the statuses held now.',
    example: {},
    answers: [
      {
        status: 200,
        description: 'Who I am here.',
        schema: meAnswer,
        example: {
          memberId: 'm7Qf2xKp9RtZ',
          enrolledAt: '2026-01-12T09:30:00.000Z',
          statuses: [{ system: 'level', title: 'Level', status: 'regular', statusTitle: 'Regular' }],
          standingDiscount: standingDiscountExample,
        },
      },
    ],
    problems: ['not-enrolled', ...everywhere],
  },
  readMyStatuses: {
    description: 'Everything that an app shows of a status. Amounts are in minor units.',
    example: {},
    answers: [
      {
        status: 200,
        description: 'My statuses, in the order of the program.',
        schema: myStatusesAnswer,
        example: { statuses: [statusViewExample], standingDiscount: standingDiscountExample },
      },
    ],
    problems: ['not-enrolled', ...everywhere],
  },
  explainMyStatus: {
    description: 'The review that gave the status, what it saw, and the receipts that made it up.',
    query: whyQuery,
    example: { query: 'system=level' },
    answers: [
      {
        status: 200,
        description: 'Why I have it.',
        schema: whyAnswer,
        example: {
          system: 'level',
          title: 'Level',
          status: 'regular',
          since: '2026-02-28T21:00:00.000Z',
          because: statusViewExample.why,
          period: { from: '2026-02-01', to: '2026-03-01' },
          measured: {
            counter: 'bought',
            unit: 'money',
            currency: 'RUB',
            value: 1_250_000,
            row: 'over 10000 RUB, up to 20000 RUB',
            total: 1_250_000,
          },
          entries: [
            {
              storeId: '292',
              receiptId: '292-0203-000102',
              occurredAt: '2026-02-03T12:11:40.000Z',
              businessDay: '2026-02-03',
              amount: 1_250_000,
            },
          ],
          next: null,
          sentences: [
            'bought from 2026-02-01 to 2026-02-28 came to 12500.00 RUB, in 1 receipt.',
            'Regular asks for over 10000 RUB, up to 20000 RUB.',
          ],
        },
      },
    ],
    problems: ['schema', 'invalid-cursor', 'not-enrolled', 'unknown-system', ...everywhere],
  },
};
