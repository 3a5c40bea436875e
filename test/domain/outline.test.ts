import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { outlineOf } from '#domain/program/outline.ts';
import type { Program } from '#domain/program/program.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { catalogueBeside } from '../../cli/program-file/read-catalogue.ts';
import { monthlyAmount, monthlyPurchases } from '../fixtures/programs.ts';

/** An outline is told by the program as it is written, and says what its compiled form says. */
function expectSame(program: Program): void {
  const made = compile(program);
  if (!made.ok) throw new Error(JSON.stringify(made.findings));
  const { zone, closingDelayMs, systems, categories } = made.program;
  expect(outlineOf(program)).toEqual({
    name: program.name,
    zone,
    closingDelayMs,
    systems: systems.map(({ name, statuses, review }) => ({
      name,
      statuses: statuses.map((status) => ({ name: status.name, weight: status.weight })),
      every: review?.every ?? null,
    })),
    categories: [...categories.keys()],
  });
}

describe('the outline of', () => {
  const examples = readdirSync('programs', { withFileTypes: true }).filter((entry) => entry.isDirectory());
  test.each(examples.map(({ name }) => name))('%s', (name) => {
    const file = `programs/${name}/program.yaml`;
    const loaded = loadProgram(readFileSync(file, 'utf8'), catalogueBeside(file));
    if (!loaded.ok) throw new Error(`${name} does not load`);
    expectSame(loaded.program.source);
  });

  test('weights that are written, weeks from Sunday, a ladder without a review', () => {
    expectSame(monthlyPurchases);
    const level = monthlyAmount().statusSystems.level;
    if (level?.review === undefined) throw new Error('no review');
    expectSame(
      monthlyAmount(
        {},
        {
          weekStartsOn: 'sunday',
          closingDelayHours: 6,
          statusSystems: {
            weekly: {
              statuses: { bronze: { weight: 1 }, silver: { weight: 1 }, gold: { weight: 7 } },
              review: { ...level.review, every: 'week', window: 'this-week' },
            },
            club: { statuses: { outside: {}, inside: {} }, initial: 'outside' },
          },
        },
      ),
    );
  });
});
