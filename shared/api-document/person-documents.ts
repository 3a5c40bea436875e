import { historyAnswer, historyQuery, memberAnswer, memberPath } from '#contracts/http/admin.ts';
import { ifMatch } from '#contracts/http/if-match.ts';
import { linkAnswer, linkBody, meAnswer, myStatusesAnswer, whyAnswer, whyQuery } from '#contracts/http/me.ts';
import {
  overrideAnswer,
  overrideBody,
  overridePath,
  overrideRemovalQuery,
} from '#contracts/http/override.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { statusViewExample } from './examples.ts';
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
        example: { statuses: [statusViewExample] },
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

const overrideExample = {
  memberId: 'm7Qf2xKp9RtZ',
  system: 'level',
  status: 'regular',
  since: '2026-04-02T09:12:40.118Z',
  until: '2026-05-31T21:00:00.000Z',
  computed: 'guest',
  override: {
    mode: 'floor',
    status: 'regular',
    until: '2026-05-31T21:00:00.000Z',
    at: '2026-04-02T09:12:40.118Z',
    reason: 'The receipts of March were given to another card.',
    actor: 'ada',
  },
  overrideRevision: 1,
};

/** The routes of support. */
export const adminDocuments: Pick<
  Record<RouteId, RouteDocument>,
  'readMember' | 'readMemberHistory' | 'overrideStatus' | 'removeOverride'
> = {
  readMember: {
    description: 'Phones are masked.',
    path: memberPath,
    example: { path: { memberId: 'm7Qf2xKp9RtZ' } },
    answers: [
      {
        status: 200,
        description: 'The member.',
        schema: memberAnswer,
        example: {
          memberId: 'm7Qf2xKp9RtZ',
          enrolledAt: '2026-01-12T09:30:00.000Z',
          contact: { name: 'Anna', phone: '+*********67' },
          statuses: [{ ...statusViewExample, computed: 'regular', override: null, overrideRevision: 0 }],
          categories: [{ category: 'parents', since: '2026-03-14T15:20:06.114Z' }],
          entries: { count: 12 },
        },
      },
    ],
    problems: ['schema', 'not-found', ...everywhere],
  },
  readMemberHistory: {
    description: 'Follow `next` to the end. A cursor is good for the member it was given for.',
    path: memberPath,
    query: historyQuery,
    example: { path: { memberId: 'm7Qf2xKp9RtZ' }, query: 'limit=20' },
    answers: [
      {
        status: 200,
        description: 'A page, newest first.',
        schema: historyAnswer,
        example: {
          items: [
            {
              seq: 2,
              kind: 'status-changed',
              at: '2026-02-28T21:00:00.000Z',
              recordedAt: '2026-02-28T21:03:11.201Z',
              programVersion: 1,
              system: 'level',
              from: 'guest',
              to: 'regular',
              direction: 'raised',
              why: statusViewExample.why,
            },
          ],
          next: null,
        },
      },
    ],
    problems: ['schema', 'invalid-cursor', 'not-found', ...everywhere],
  },
  overrideStatus: {
    description:
      'What is computed goes on underneath and shows again at the end. A `set` without `until` holds until the next review, which starts from it as if it had been earned; where the system has no review it is earned at once. The others hold until they end or are taken off. Writes over what is there. `If-Match` names the `overrideRevision` that you read: receipts that come between do not spoil it.',
    path: overridePath,
    headers: ifMatch,
    body: overrideBody,
    example: {
      path: { memberId: 'm7Qf2xKp9RtZ', system: 'level' },
      headers: { 'if-match': '"0"' },
      body: {
        mode: 'floor',
        status: 'regular',
        until: '2026-06-01T00:00:00+03:00',
        reason: 'The receipts of March were given to another card.',
      },
    },
    answers: [
      {
        status: 200,
        description: 'The status as it is now; `ETag` is the new revision.',
        schema: overrideAnswer,
        example: overrideExample,
      },
    ],
    problems: [
      ...withBody,
      'own-member',
      'not-found',
      'unknown-system',
      'precondition-failed',
      'unknown-status',
      'override-impossible',
      'precondition-required',
      'no-program',
      ...everywhere,
    ],
  },
  removeOverride: {
    description: 'What is computed shows at once. `If-Match` names the `overrideRevision` that you read.',
    path: overridePath,
    query: overrideRemovalQuery,
    headers: ifMatch,
    example: {
      path: { memberId: 'm7Qf2xKp9RtZ', system: 'level' },
      query: 'reason=The%20complaint%20is%20settled.',
      headers: { 'if-match': '"1"' },
    },
    answers: [
      {
        status: 200,
        description: 'The status as it is now; `ETag` is the new revision.',
        schema: overrideAnswer,
        example: { ...overrideExample, status: 'guest', until: null, override: null, overrideRevision: 2 },
      },
    ],
    problems: [
      'schema',
      'pan-detected',
      'own-member',
      'not-found',
      'unknown-system',
      'precondition-failed',
      'precondition-required',
      'no-program',
      ...everywhere,
    ],
  },
};
