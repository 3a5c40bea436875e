import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { answer } from '#lambda/http-answer.ts';
import { httpHandler } from '#lambda/http-handler.ts';
import { logger } from '#lambda/instruments.ts';
import { bodyWith, call, context, problemIn, receiptEvent, recorded, scoringEdge } from '../fixtures/edge.ts';

const named = (name: string, extra: object = {}): Error =>
  Object.assign(new Error('told nobody'), { name }, extra);

const CANARY = 'Anna Kowalska +79161234567';

/** The log, as its lines' attributes. */
let lines: unknown[][] = [];

beforeEach(() => {
  lines = [];
  for (const level of ['info', 'error'] as const)
    vi.spyOn(logger, level).mockImplementation((...line: unknown[]) => {
      lines.push([level, ...line]);
    });
});
afterEach(() => {
  vi.restoreAllMocks();
});

describe('what is thrown becomes a problem once', () => {
  test.each([
    ['ProvisionedThroughputExceededException', named('ProvisionedThroughputExceededException')],
    ['ThrottlingException', named('ThrottlingException')],
    ['a time-out', named('TimeoutError')],
    ['a lost connection', named('Error', { code: 'ECONNRESET' })],
    ['a busy table', named('TableBusyError')],
    ['a call that its request’s end has aborted', named('AbortError')],
    ['a replica that was faster', named('ReplicatedWriteConflictException')],
    ['whatever a service says of itself', named('NewerThanThis', { $fault: 'server' })],
    ['a network that is not there', named('Error', { code: 'ENETUNREACH' })],
    ['what a busy service caused', new Error('outer', { cause: named('RequestLimitExceeded') })],
  ])('%s: send it again', async (_name, error) => {
    const handler = httpHandler('PUT /x', () => Promise.reject(error));
    const result = await call(handler, recorded('put-receipt'));
    expect(result.statusCode).toBe(503);
    expect(result.headers?.['retry-after']).toBe('1');
    expect(problemIn(result)).toEqual({
      type: '/docs#problem-try-again',
      title: 'Busy: send the same again.',
      status: 503,
      instance: 'JKJaXmPLvHcESHA=',
      code: 'try-again',
    });
  });

  test.each([
    ['a bug', new TypeError(CANARY)],
    ['a broken invariant', named('AssertionError')],
    ['no error at all', CANARY],
    ['a validation by the table', named('ValidationException')],
    ['whatever a service says of our request', named('NewerThanThis', { $fault: 'client' })],
  ])('%s: 500, and only the id of the request', async (_name, error) => {
    const handler = httpHandler('PUT /x', () => {
      throw error;
    });
    const result = await call(handler, recorded('put-receipt'));
    expect(problemIn(result)).toEqual({
      type: '/docs#problem-internal',
      title: 'A fault of ours.',
      status: 500,
      instance: 'JKJaXmPLvHcESHA=',
      code: 'internal',
    });
    expect(JSON.stringify(lines)).not.toContain(CANARY);
    expect(lines[0]?.[1]).toBe('fault');
  });

  test('a fault is logged by its kind and its place', async () => {
    const handler = httpHandler('PUT /x', () => {
      throw new RangeError(CANARY);
    });
    await call(handler, recorded('put-receipt'));
    expect(lines[0]).toEqual([
      'error',
      'fault',
      { kind: 'RangeError', frames: expect.any(Array), requestId: 'JKJaXmPLvHcESHA=' },
    ]);
    expect(JSON.stringify(lines[0])).toContain('problem-answers.test.ts');
  });

  test('a refusal keeps its code, its words and its place', async () => {
    const handler = httpHandler('PUT /x', () => ({
      kind: 'refused',
      code: 'member-ambiguous',
      detail: 'Two people.',
      pointer: '/cardNumber',
    }));
    expect(problemIn(await call(handler, recorded('put-receipt')))).toEqual({
      type: '/docs#problem-member-ambiguous',
      title: 'Member and card are of two people.',
      status: 422,
      detail: 'Two people.',
      instance: 'JKJaXmPLvHcESHA=',
      code: 'member-ambiguous',
      errors: [{ pointer: '/cardNumber', code: 'member-ambiguous', detail: 'Two people.' }],
    });
  });

  test('no program yet: wait longer', async () => {
    const handler = httpHandler('PUT /x', () => ({ kind: 'refused', code: 'no-program' }));
    const result = await call(handler, recorded('put-receipt'));
    expect([result.statusCode, result.headers?.['retry-after']]).toEqual([503, '30']);
  });
});

describe('the log line', () => {
  test('is one, short and of known form', async () => {
    await call(scoringEdge().handler, receiptEvent({ body: bodyWith() }));
    expect(lines).toEqual([
      [
        'info',
        'request',
        {
          status: 201,
          ms: expect.any(Number),
          disposition: 'anonymous',
          code: undefined,
        },
      ],
    ]);
  });

  test('of a refusal names its code', async () => {
    await call(scoringEdge().handler, receiptEvent({ body: '{' }));
    expect(lines).toHaveLength(1);
    expect(lines[0]?.[2]).toMatchObject({
      route: 'PUT /v1/receipts/{receiptId}',
      status: 400,
      code: 'malformed-json',
      requestId: 'JKJaXmPLvHcESHA=',
    });
  });

  test.each([
    ['a receipt', { body: bodyWith({ cardNumber: 'LC-424242', terminalId: CANARY }) }],
    ['what is no JSON', { body: `{"name":"${CANARY}"` }],
    ['an unknown field', { body: bodyWith({ [CANARY]: CANARY }) }],
    ['a wrong value', { body: bodyWith({ currency: CANARY }) }],
  ])('holds nothing of %s, and no answer repeats it', async (_name, sent) => {
    const result = await call(scoringEdge().handler, receiptEvent(sent));
    expect(lines.length).toBeGreaterThan(0);
    expect(JSON.stringify(lines)).not.toMatch(/Kowalska|LC-424242|292-0417/);
    expect(result.body).not.toContain('Kowalska');
  });
});

test('a handler that runs out of time asks to send again', async () => {
  vi.useFakeTimers();
  const handler = httpHandler('PUT /x', () => new Promise(() => undefined));
  const result = handler(recorded('put-receipt'), { ...context, getRemainingTimeInMillis: () => 50 });
  await vi.advanceTimersByTimeAsync(60);
  vi.useRealTimers();
  expect((await result).statusCode).toBe(503);
});

test('an answer is JSON that no cache keeps, unless it says otherwise', async () => {
  const plain = await call(
    httpHandler('x', () => answer(200, { a: 1 })),
    recorded('get-me'),
  );
  expect(plain).toEqual({
    statusCode: 200,
    headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
    body: '{"a":1}',
  });
});
