import { describe, expect, test } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { parseCatalogue } from '../../cli/program-file/read-catalogue.ts';
import { soundProgram } from '../cli/broken-programs.ts';

/** Program files that nobody would write by mistake: each ends in findings, none in a crash, a hang or half a program. */

const rule = (index: number): string => `  - { name: rule-${index}, on: [sale], then: { discount: 5% } }`;
const withRules = (count: number): string =>
  `${soundProgram.slice(0, soundProgram.indexOf('rules:'))}rules:\n${Array.from({ length: count }, (_, index) => rule(index)).join('\n')}\n`;
const threshold = (written: string): string => soundProgram.replaceAll('10000 RUB', written);
const row = (name: string, of: string): string => `${name}: &${name} [${Array(9).fill(`*${of}`).join(', ')}]`;
const parents = (...pairs: readonly (readonly [string, string])[]): string =>
  `sku,category,above\n${pairs.map(([category, above], index) => `s${index},${category},${above}`).join('\n')}\n`;

const codesOf = (text: string, catalogue = ''): readonly string[] => {
  const loaded = loadProgram(text, () => parseCatalogue(catalogue));
  expect(loaded.ok).toBe(loaded.findings.every(({ severity }) => severity === 'warning'));
  for (const { place, message, advice } of loaded.findings) {
    expect(place.line).toBeGreaterThan(0);
    // At most what was written, once.
    expect(message.length).toBeLessThan(600);
    expect(advice.length).toBeLessThan(600);
  }
  return [...new Set(loaded.findings.filter(({ severity }) => severity === 'error').map(({ code }) => code))];
};

describe('YAML that is no program', () => {
  test.each([
    ['nothing', '', ['wrong-value', 'missing-key', 'no-value', 'empty-file']],
    ['a number', '42', ['wrong-value']],
    ['a list', '- a\n- b', ['wrong-value']],
    ['a NUL', 'name: "a\\0b"', ['missing-key', 'wrong-value']],
    ['a tag that makes objects', 'name: !!js/function "x"', ['missing-key', 'yaml-tag-resolve-failed']],
    ['a prototype', '__proto__: { a: 1 }\n', ['unknown-key', 'missing-key']],
    ['50,000 brackets', '['.repeat(50_000), []],
    ['50,000 brackets, closed', `name: ${'['.repeat(50_000)}${']'.repeat(50_000)}`, []],
    ['an anchor that holds itself', 'name: &a [*a]', []],
  ])('%s', (_what, text, codes) => {
    const found = codesOf(text);
    expect(found.length).toBeGreaterThan(0);
    if (codes.length > 0) expect(codes).toEqual(expect.arrayContaining([...found]));
  });

  test('a bomb of aliases is refused without being unfolded', () => {
    const rows = [
      'a: &a [x, x, x, x]',
      ...'bcdefghi'.split('').map((name, at) => row(name, 'abcdefghi'[at] ?? '')),
    ];
    expect(codesOf(rows.join('\n'))).toEqual(['too-many-aliases']);
  });

  test('a bomb of merges is refused as well', () => {
    const rows = [
      'a: &a { x: 1 }',
      ...'bcdefghi'.split('').map(
        (name, at) =>
          `${name}: &${name} { ${'x y z u v w'
            .split(' ')
            .map((key) => `${key}: *${'abcdefghi'[at]}`)
            .join(', ')} }`,
      ),
    ];
    expect(codesOf(rows.join('\n'))).toEqual(['too-many-aliases']);
  });
});

describe('huge numbers', () => {
  test.each([
    ['a threshold of 400 digits', threshold(`${'9'.repeat(400)} RUB`)],
    ['a threshold in scientific notation', threshold('1e300 RUB')],
    ['a threshold beyond all money', threshold('900719925474099200 RUB')],
    ['a threshold of nothing', threshold('-0 RUB')],
    ['a delay of 1e300 hours', `${soundProgram}closingDelayHours: 1e300\n`],
    ['a delay below nothing', `${soundProgram}closingDelayHours: -1\n`],
    ['receipts kept for 2^53 days', `${soundProgram}maxReceiptAgeDays: 9007199254740992\n`],
    ['infinity', `${soundProgram}maxReceiptAgeDays: .inf\n`],
    ['no number', `${soundProgram}maxReceiptAgeDays: .nan\n`],
    ['a discount of 1e9 percent', soundProgram.replace('5%', '1000000000%')],
    ['a discount of 400 digits', soundProgram.replace('5%', `${'9'.repeat(400)}%`)],
    ['a discount finer than a hundredth', soundProgram.replace('5%', '0.00000000000000000001%')],
  ])('%s', (_what, text) => expect(codesOf(text)).not.toEqual([]));
});

describe('a catalogue', () => {
  const text = `${soundProgram}catalogue: { file: goods.csv }\n`;
  const long = Array.from({ length: 30 }, (_, index) => [`c${index}`, `c${index + 1}`] as const);

  test.each([
    ['a category above itself', parents(['tea', 'tea'])],
    ['a circle of two', parents(['tea', 'drinks'], ['drinks', 'tea'])],
    [
      'a circle of a thousand',
      parents(...Array.from({ length: 1000 }, (_, at) => [`c${at}`, `c${(at + 1) % 1000}`] as const)),
    ],
    ['thirty one above another', parents(...long)],
  ])('%s', (_what, catalogue) => expect(codesOf(text, catalogue)).toEqual(['catalogue-circle']));

  test.each([
    ['names of the prototype', parents(['__proto__', 'constructor'], ['constructor', 'toString'])],
    ['a category with two above it', parents(['tea', 'drinks'], ['tea', 'food'])],
    ['no CSV', 'sku,category\n"a,b\n'],
    ['other columns', 'a;b;c\n1;2;3\n'],
  ])('%s is told or harmless', (_what, catalogue) => {
    codesOf(text, catalogue);
    expect(({} as Record<string, unknown>).constructor).toBe(Object);
  });
});

/** On a busy machine ten thousand rules take a while. */
const PATIENCE = { timeout: 120_000 };

describe('many rules', () => {
  test('10,000 compile', PATIENCE, () => expect(codesOf(withRules(10_000))).toEqual([]));
  test('10,001 are refused', PATIENCE, () => expect(codesOf(withRules(10_001))).toEqual(['too-many']));
});
