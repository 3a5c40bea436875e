import { historyAnswer, historyQuery, memberAnswer, memberPath } from '#contracts/http/admin.ts';
import { auditAnswer, auditQuery, contactAnswer, contactQuery } from '#contracts/http/audit.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { standingDiscountExample, statusViewExample } from './examples.ts';
import { everywhere, type RouteDocument } from './route-document.ts';

/** The routes of support, and of whoever looks after it. */
export const adminDocuments: Pick<
  Record<RouteId, RouteDocument>,
  'readMember' | 'readMemberHistory' | 'readMemberContact' | 'readAudit'
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
          standingDiscount: standingDiscountExample,
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
  readMemberContact: {
    description:
      'Name and phone in clear, for who has to reach the member. That they were asked for, by whom and why, is told in the audit before this is answered; where it cannot be told, this is not answered.',
    path: memberPath,
    query: contactQuery,
    example: { path: { memberId: 'm7Qf2xKp9RtZ' }, query: 'reason=Called%20the%20hotline' },
    answers: [
      {
        status: 200,
        description: 'How to reach the member.',
        schema: contactAnswer,
        example: { memberId: 'm7Qf2xKp9RtZ', name: 'Anna', phone: '+79161234567' },
      },
    ],
    problems: ['schema', 'pan-detected', 'not-found', ...everywhere],
  },
  readAudit: {
    description:
      'Entries are appended in the same transaction as what they tell of, and stay. Of the last moment one may be missing. Follow `next` to the end; a cursor is good for the list it was given for.',
    query: auditQuery,
    example: { query: 'limit=20' },
    answers: [
      {
        status: 200,
        description: 'A page, newest first.',
        schema: auditAnswer,
        example: {
          items: [
            {
              id: 'k3vq0x2m1abc',
              at: '2026-03-14T15:20:06.114Z',
              actor: {
                kind: 'administrator',
                issuer: 'https://staff.example',
                subject: '5f0c8e7c',
                name: 'Ada',
              },
              action: 'contact.read',
              subject: { kind: 'member', id: 'm7Qf2xKp9RtZ' },
              reason: 'Called the hotline',
              self: 'not-checkable',
              changes: [],
            },
            {
              id: 'p0a1b2c3d4e5',
              at: '2026-03-01T08:00:00.000Z',
              actor: { kind: 'operator', identity: 'arn:aws:sts::123456789012:assumed-role/Operators/ada' },
              action: 'program.activated',
              subject: { kind: 'program', id: '2' },
              reason: null,
              self: null,
              changes: [{ what: 'version', before: '1', after: '2' }],
            },
          ],
          next: null,
        },
      },
    ],
    problems: ['schema', 'invalid-cursor', ...everywhere],
  },
};
