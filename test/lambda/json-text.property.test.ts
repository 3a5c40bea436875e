import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MAX_DEPTH, refuseDoubleKeysAndDepth } from '#lambda/json-text.ts';

/** Depth of a value, counted the plain way. */
const depthOf = (value: unknown): number =>
  typeof value === 'object' && value !== null ? 1 + Math.max(0, ...Object.values(value).map(depthOf)) : 0;

const codeOf = (text: string): string | null => {
  try {
    refuseDoubleKeysAndDepth(text);
    return null;
  } catch (error) {
    return (error as { code: string }).code;
  }
};

test('what JSON.stringify writes has no double key, and its depth decides alone', () => {
  fc.assert(
    fc.property(
      fc.json({ maxDepth: 20, noUnicodeString: false }),
      fc.constantFrom(0, 1, 3),
      (json, space) => {
        // Refused for itself (row 5 of the catalogue), wherever it stands.
        fc.pre(!json.includes('"__proto__"'));
        const value: unknown = JSON.parse(json);
        const text = JSON.stringify(value, null, space);
        expect(codeOf(text)).toBe(depthOf(value) > MAX_DEPTH ? 'too-deep' : null);
      },
    ),
    { numRuns: 1000 },
  );
});

test('a key that is written twice is found wherever it stands and however it is escaped', () => {
  const escaped = (key: string): string =>
    `"${[...key].map((unit) => [...Array(unit.length).keys()].map((at) => `\\u${unit.charCodeAt(at).toString(16).padStart(4, '0')}`).join('')).join('')}"`;
  fc.assert(
    fc.property(
      fc.string({ unit: 'binary' }),
      fc.jsonValue({ maxDepth: 2 }),
      fc.jsonValue({ maxDepth: 2 }),
      (key, one, two) => {
        const inner = `{"before":0,${JSON.stringify(`k${key}`)}:${JSON.stringify(one)},${escaped(`k${key}`)}:${JSON.stringify(two)}}`;
        fc.pre(!inner.includes('"__proto__"'));
        expect(() => JSON.parse(inner)).not.toThrow();
        expect(codeOf(`[1,{"a":"\\"{","b":${inner}}]`)).toBe('duplicate-key');
      },
    ),
    { numRuns: 500 },
  );
});
