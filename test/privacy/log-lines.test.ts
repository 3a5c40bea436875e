import { describe, expect, test } from 'vitest';
import { complaintsAbout } from './log-lines.ts';

const line = {
  level: 'INFO',
  message: 'request',
  timestamp: '2024-05-20T12:00:04.019Z',
  service: 'enrol-member',
  xray_trace_id: '1-664b3b43-3487387976246e3165c91b08',
  route: 'POST /v1/members',
  status: 201,
  ms: 234,
  requestId: '9715abe5-9cc0-4cd7-98b7-bdc4948da6e8',
};
const fault = { ...line, message: 'fault', kind: 'RangeError', frames: ['at f (index.mjs:1:2)'] };
const { route: _route, status: _status, ms: _ms, ...faultLine } = fault;

describe('the log’s own judge', () => {
  test('takes what is logged', () => {
    const log = `${JSON.stringify(line)}\n${JSON.stringify({ ...faultLine, level: 'ERROR' })}\n`;
    expect(complaintsAbout(log, ['Kowalska'])).toEqual([]);
  });

  test('takes a member who was not swept, by id and frames, and nothing more of them', () => {
    const { name: _name, requestId: _id, ...notSwept } = { ...faultLine, name: '' };
    const swept = { ...notSwept, level: 'ERROR', message: 'not swept', shard: 7, memberId: 'm7qf2x' };
    expect(complaintsAbout(JSON.stringify(swept), [])).toEqual([]);
    expect(complaintsAbout(JSON.stringify({ ...swept, error: 'Anna' }), [])).toHaveLength(1);
  });

  test.each([
    ['a field that nobody knows', { ...line, name: 'x' }],
    ['a path instead of a route', { ...line, route: 'POST /v1/members/m-1' }],
    ['a code that is none', { ...line, code: 'Anna' }],
    ['another message', { ...line, message: 'member enrolled' }],
    ['a frame that is a text', { ...faultLine, frames: ['Anna'] }],
    ['a line without an end', { ...faultLine, frames: Array(8).fill(`at ${'x'.repeat(400)}`) }],
  ])('refuses %s', (_what, wrong) => {
    expect(complaintsAbout(JSON.stringify(wrong), [])).toHaveLength(1);
  });

  test.each([['no JSON at all'], ['{"level":"INFO"'], ['"text"']])('refuses %s', (text) => {
    expect(complaintsAbout(text, [])).toHaveLength(1);
  });

  test.each([
    ['as it is', 'Anna Kowalska'],
    ['in small letters', 'anna kowalska'],
    ['in a URL', 'Anna%20Kowalska'],
    ['in base64', Buffer.from('Anna Kowalska').toString('base64')],
  ])('finds a name %s, wherever it stands', (_how, name) => {
    const found = complaintsAbout(JSON.stringify({ ...faultLine, frames: [`at ${name} (a:1:2)`] }), [
      'Anna Kowalska',
    ]);
    expect(found.some((text) => text.startsWith('holds '))).toBe(true);
  });
});
