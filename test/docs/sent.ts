import { expect } from 'vitest';
import { requestIn, type WrittenExample } from './curl.ts';

/** `"…"` in a document stands for any text. */
const anyTextFor = (written: unknown): unknown => {
  if (written === '…') return expect.any(String);
  if (Array.isArray(written)) return written.map(anyTextFor);
  if (typeof written !== 'object' || written === null) return written;
  const fields = Object.entries(written).map(([name, value]) => [name, anyTextFor(value)]);
  return expect.objectContaining(Object.fromEntries(fields));
};

/** An example for each test, by its first line. */
export const rowsOf = (examples: readonly WrittenExample[]): readonly (readonly [string, WrittenExample])[] =>
  examples.map((example) => [example.command.split('\n', 1)[0] ?? '', example]);

/** Sends a request as it is written, and expects the answer as it is written. @returns the whole answer */
export async function sent(
  { command, answer: written }: WrittenExample,
  variables: Readonly<Record<string, string>>,
): Promise<Readonly<Record<string, unknown>>> {
  const { method, url, headers, body } = requestIn(command, variables);
  const response = await fetch(url, { method, headers, ...(body === null ? {} : { body }) });
  const answer = (await response.json()) as Record<string, unknown>;
  expect(answer).toEqual(anyTextFor(written));
  // What a document shows without a status of its own is what one hopes for.
  const { status } = written as { readonly status?: number | string };
  if (typeof status === 'number') expect(response.status).toBe(status);
  else expect(response.ok).toBe(true);
  return answer;
}
