import { describe, expect, test } from 'vitest';
import { ifMatch } from '#contracts/http/if-match.ts';
import {
  overrideBody,
  overridePath,
  overrideRemovalQuery,
  toldOverrideOf,
} from '#contracts/http/override.ts';
import { revisionSeen } from '#lambda/if-match.ts';
import { parseRequest } from '#lambda/parsed-request.ts';
import { RefusedRequest } from '#lambda/refused-request.ts';
import { recorded } from '../fixtures/edge.ts';
import { at } from '../fixtures/scenario.ts';

/** What an operator may send to put something over a status, and take it off (L24, D59). */

const forms = { path: overridePath, body: overrideBody, headers: ifMatch };
const SOUND = { mode: 'floor', status: 'gold', reason: 'A complaint.' };

function sent(body: unknown, headers: Record<string, string> = { 'if-match': '"3"' }, system = 'level') {
  const event = recorded('put-receipt');
  event.pathParameters = { memberId: 'm7Qf2xKp9RtZ', system };
  event.body = JSON.stringify(body);
  event.headers = { 'content-type': 'application/json', ...headers };
  return event;
}

function refusalOf(act: () => unknown): readonly string[] {
  try {
    act();
  } catch (error) {
    if (error instanceof RefusedRequest)
      return error.errors.length === 0
        ? [error.code]
        : error.errors.map(({ pointer, code }) => `${pointer} ${code}`);
    throw error;
  }
  return [];
}

test.each<[words: string, body: object, told: object]>([
  ['a floor', SOUND, { mode: 'floor', status: 'gold', until: null }],
  ['none', { ...SOUND, mode: 'ceiling', status: null }, { mode: 'ceiling', status: null, until: null }],
  ['a freeze', { mode: 'freeze', reason: 'x' }, { mode: 'freeze', status: null, until: null }],
  [
    'an end',
    { ...SOUND, until: '2026-06-01T00:00:00+03:00' },
    { mode: 'floor', status: 'gold', until: at('2026-05-31T21:00:00Z') },
  ],
  ['no end, said', { ...SOUND, until: null }, { mode: 'floor', status: 'gold', until: null }],
])('%s is understood', (_, body, told) => {
  const read = parseRequest(sent(body), forms);
  expect(toldOverrideOf(read.body)).toEqual(told);
  expect(revisionSeen(read.headers)).toBe(3);
});

test.each<[words: string, body: unknown, refused: string]>([
  ['no mode', { status: 'gold', reason: 'x' }, '/mode choice'],
  ['another mode', { ...SOUND, mode: 'lift' }, '/mode choice'],
  ['no status', { mode: 'set', reason: 'x' }, '/status status-of-mode'],
  ['a freeze that names a status', { ...SOUND, mode: 'freeze' }, '/status status-of-mode'],
  ['a freeze that names none', { ...SOUND, mode: 'freeze', status: null }, '/status status-of-mode'],
  ['an empty status', { ...SOUND, status: '' }, '/status length'],
  ['a long status', { ...SOUND, status: 'x'.repeat(65) }, '/status length'],
  ['no reason', { mode: 'set', status: 'gold' }, '/reason required'],
  ['an empty reason', { ...SOUND, reason: '' }, '/reason length'],
  ['a long reason', { ...SOUND, reason: 'x'.repeat(201) }, '/reason length'],
  ['a reason that deceives', { ...SOUND, reason: 'a\u202Eb' }, '/reason text'],
  ['a reason with a card number', { ...SOUND, reason: '4111 1111 1111 1111' }, '/reason pan-detected'],
  ['an end without offset', { ...SOUND, until: '2026-06-01T00:00:00' }, '/until date-time-offset'],
  ['an end on no day', { ...SOUND, until: '2026-02-30T00:00:00Z' }, '/until date-time'],
  ['a field too many', { ...SOUND, actor: 'eve' }, '/actor unknown-field'],
  ['a list', [], ' type'],
])('%s is refused', (_, body, refused) => {
  expect(refusalOf(() => parseRequest(sent(body), forms))).toContain(refused);
});

describe('what was read', () => {
  test.each(['"0"', '"1"', '"999999999"'])('%s is a state', (tag) => {
    expect(revisionSeen(parseRequest(sent(SOUND, { 'if-match': tag }), forms).headers)).toBe(
      Number(tag.replaceAll('"', '')),
    );
  });

  test.each(['0', 'W/"0"', '*', '"00"', '"-1"', '""', '"0", "1"', '"9999999999"'])('%s is none', (tag) => {
    expect(refusalOf(() => parseRequest(sent(SOUND, { 'if-match': tag }), forms))).toEqual([
      '/headers/if-match pattern',
    ]);
  });

  test('has to be said', () => {
    expect(refusalOf(() => revisionSeen(parseRequest(sent(SOUND, {}), forms).headers))).toEqual([
      'precondition-required',
    ]);
  });
});

test.each(['', 'a b', 'x'.repeat(65), 'a#b'])('%j is no name of a system', (system) => {
  expect(refusalOf(() => parseRequest(sent(SOUND, undefined, system), forms))).toEqual([
    '/path/system pattern',
  ]);
});

test('what is taken off is taken off for a reason', () => {
  const event = sent(SOUND);
  expect(refusalOf(() => parseRequest(event, { query: overrideRemovalQuery }))).toEqual([
    '/query/reason required',
  ]);
  event.queryStringParameters = { reason: 'Settled.' };
  expect(parseRequest(event, { query: overrideRemovalQuery }).query.reason).toBe('Settled.');
});
