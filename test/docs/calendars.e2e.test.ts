import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { examplesIn } from './curl.ts';
import { rowsOf, sent } from './sent.ts';

/** The guide for calendars: a salon's way from the first appointment to the discount, as it is written. */

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const examples = examplesIn(textOf('docs/calendars.md'));
const variables: Record<string, string> = {};
let shop: RunningShop;

beforeAll(async () => {
  const loaded = loadProgram(textOf('programs/yclients-discounts/program.yaml'));
  if (!loaded.ok) throw new Error('the program of the guide does not load');
  shop = await openShop(loaded.program.source, '2026-03-14T18:21:00+03:00', await assemblyOfRun());
  variables.LAUREL = shop.running.url;
  variables.TILL_KEY = (await shop.issueKey(['salon-1'])).key;
});

afterAll(() => shop.close());

test('has requests', () => expect(examples.length).toBeGreaterThanOrEqual(6));

test.each(rowsOf(examples))('%s', async (_line, example) => {
  await sent(example, variables);
});
