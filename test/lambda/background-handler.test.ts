import { afterEach, expect, test, vi } from 'vitest';
import { backgroundHandler } from '#lambda/background-handler.ts';
import { logger, traceOf } from '#lambda/instruments.ts';
import { context } from '../fixtures/edge.ts';

const CANARY = 'Anna Kowalska';
afterEach(() => {
  vi.restoreAllMocks();
});

test('what a failed run throws to the platform, which logs it, keeps its kind and loses its words', async () => {
  const logged: unknown[] = [];
  for (const level of ['info', 'error'] as const)
    vi.spyOn(logger, level).mockImplementation((...line: unknown[]) => void logged.push(line));
  const handler = backgroundHandler('sweep-shard', () => Promise.reject(new RangeError(CANARY)));
  const error: unknown = await handler({}, context).catch((thrown: unknown) => thrown);
  expect(error).toBeInstanceOf(Error);
  const { name, message, stack, cause } = error as Error;
  expect([name, message, cause]).toEqual([
    'RangeError',
    'The run failed; its line in the log says where.',
    undefined,
  ]);
  expect(stack).not.toContain(CANARY);
  expect(logged).toHaveLength(2);
  expect(JSON.stringify(logged)).not.toContain(CANARY);
  expect(JSON.stringify(logged)).toContain('background-handler.test.ts');
});

test.each([
  ['a line that looks like a frame', `broken:\nat ${CANARY} (index.mjs:1:2)`],
  ['a long line', `${'x'.repeat(10)}\n    at ${CANARY} (${'y'.repeat(500)}:1:2)`],
])('a message with %s leaves nothing in a trace', (_what, message) => {
  const trace = traceOf(new Error(message));
  expect(JSON.stringify(trace)).not.toContain(CANARY);
  expect(trace.frames[0]).toContain('background-handler.test.ts');
});

test('a message that was changed afterwards leaves nothing either, unless it is a frame to the letter', () => {
  const error = new Error(`a\nat ${CANARY}, of age`);
  error.message = 'another';
  expect(JSON.stringify(traceOf(error))).not.toContain(CANARY);
});

test('a stack that still holds words of a message leaves them out', () => {
  const error = new Error('another');
  error.stack = `Error: a\nat ${CANARY}, of age\n    at score (index.mjs:12:34)`;
  expect(traceOf(error).frames).toEqual(['at score (index.mjs:12:34)']);
});
