import { ifMatch } from '#contracts/http/if-match.ts';
import {
  overrideAnswer,
  overrideBody,
  overridePath,
  overrideRemovalQuery,
} from '#contracts/http/override.ts';
import type { RouteId } from '#contracts/http/routes.ts';
import { everywhere, type RouteDocument, withBody } from './route-document.ts';

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

/** What an operator puts over a status. */
export const overrideDocuments: Pick<Record<RouteId, RouteDocument>, 'overrideStatus' | 'removeOverride'> = {
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
