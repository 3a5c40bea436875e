import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { programFile, programJsonSchema } from '#contracts/program/program-file.ts';
import { windowNames } from '#domain/time/window.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { runCase } from '../../cli/program-cases/run-case.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { catalogueBeside } from '../../cli/program-file/read-catalogue.ts';

/** The language's guide: every example in it is a whole program, and runs. */
const place = fileURLToPath(new URL('../../docs/program.md', import.meta.url));
const guide = readFileSync(place, 'utf8');
const examples = [...guide.matchAll(/```yaml\n([\s\S]*?)```/g)].map((match) => match[1] ?? '');

it('has examples', () => expect(examples.length).toBeGreaterThanOrEqual(3));

describe.each(examples)('example %#', (text) => {
  const loaded = loadProgram(text, catalogueBeside(place));
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

it('shows every word of the language in an example', () => {
  const words = new Set([...wordsOf(programJsonSchema()), ...windowNames]);
  const written = examples.join('\n');
  const missing = [...words].filter((word) => !new RegExp(`(?<![\\w-])${word}(?![\\w-])`).test(written));
  expect(missing).toEqual([]);
  expect(programFile.shape).toHaveProperty('rules');
});
