import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { programFile, programJsonSchema } from '#contracts/program/program-file.ts';
import { windowNames } from '#domain/window.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { runCase } from '../../cli/program-cases/run-case.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';

/** The language's guide: every example in it is a whole program, and runs. */
const guide = readFileSync(new URL('../../docs/program.md', import.meta.url), 'utf8');
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(3));

describe.each(examples)('example %#', (text) => {
  const loaded = loadProgram(text);
  it('is a sound program with cases', () => {
    expect(loaded.findings).toEqual([]);
    expect(loaded.ok && (loaded.file.cases ?? []).length).toBeGreaterThan(0);
  });

  it.each(loaded.ok ? (loaded.file.cases ?? []) : [])('$name', (programCase) => {
    if (!loaded.ok) throw new Error('does not load');
    const { checks } = runCase(loaded.program, programCase, [], zoneCalendar());
    expect(checks.filter(({ ok }) => !ok)).toEqual([]);
  });
});

/** Every word of the form: names of fields and words of enumerations. */
function wordsOf(form: unknown): string[] {
  if (typeof form !== 'object' || form === null) return [];
  const { properties, enum: words, ...rest } = form as Record<string, unknown>;
  const own = [
    ...(Array.isArray(words) ? words.map(String) : []),
    ...(typeof properties === 'object' && properties !== null ? Object.keys(properties) : []),
  ];
  return [
    ...own,
    ...Object.values(rest).flatMap(wordsOf),
    ...Object.values(properties ?? {}).flatMap(wordsOf),
  ];
}

it('names every word of the language', () => {
  const words = new Set([...wordsOf(programJsonSchema()), ...windowNames]);
  // Free texts about the program, and the parts of a line in a case, explain themselves.
  const plain = ['description', 'title', 'explanation', 'sku', 'quantity', 'amount', 'lines', 'requirement'];
  const missing = [...words].filter(
    (word) => !plain.includes(word) && !new RegExp(`\\b${word}\\b`).test(guide),
  );
  expect(missing).toEqual([]);
  expect(programFile.shape).toHaveProperty('rules');
});
