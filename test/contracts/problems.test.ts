import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { routeDocuments } from '#api-document/route-documents.ts';
import { problems } from '#contracts/problems.ts';

const page = readFileSync(new URL('../../docs/problems.md', import.meta.url), 'utf8');
const headings = [...page.matchAll(/^### `([a-z-]+)`$/gm)].map((match) => match[1] ?? '');

describe('problems', () => {
  test('every code has one heading, every heading is a code', () => {
    expect([...headings].sort()).toEqual(Object.keys(problems).sort());
  });

  test.each(Object.entries(problems))('%s stands under a status of its kind', (code, { status }) => {
    const before = page.slice(0, page.indexOf(`### \`${code}\``));
    const section = before.slice(before.lastIndexOf('\n## '));
    expect(section).toContain(String(status));
  });

  test('what is said of a return or a payment is not said of a receipt', () => {
    const shared = ['returnReceipt', 'payReceipt'] as const;
    const titles = shared.flatMap((id) => routeDocuments[id].problems.map((code) => problems[code].title));
    // What `The receipt …` says there has to be of the receipt that they follow.
    expect(new Set(titles.filter((title) => title.startsWith('The receipt')))).toEqual(
      new Set(['The receipt is in another currency.', 'The receipt does not belong to that card.']),
    );
  });

  test('every code is one that some route can answer', () => {
    const answered = new Set(Object.values(routeDocuments).flatMap((document) => document.problems));
    const unreachable = Object.keys(problems).filter((code) => !answered.has(code as keyof typeof problems));
    // A path or a method that is no route has no place in the document.
    expect(unreachable).toEqual(['method-not-allowed']);
  });
});
