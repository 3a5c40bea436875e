import { readFileSync } from 'node:fs';
import { describe, expect, it, test } from 'vitest';
import { parse, stringify } from 'yaml';
import * as z from 'zod';
import { type CaseStep, programCase } from '#contracts/program/program-case.ts';
import { decide } from '#domain/decide.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Program } from '#domain/program/program.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { calledCategories, view } from '#domain/showing/view.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { parseMoney } from '#domain/values/money.ts';
import { checksOf } from '../../cli/program-cases/check-expectation.ts';
import { parseMoment } from '../../cli/program-cases/moment.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { followed, type Told } from '../fixtures/followed.ts';
import { calendar } from '../fixtures/scenario.ts';

/** The page about changes: each of its blocks is what the domain does, says or refuses. */
const page = readFileSync(new URL('../../docs/changing-a-program.md', import.meta.url), 'utf8');

type Block = { readonly language: string; readonly text: string };
type Version = { readonly from: string; readonly program: Program; readonly told: string };

const blocksOf = (markdown: string): readonly Block[] =>
  [...markdown.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)].map(([, language = '', text = '']) => ({
    language,
    text,
  }));

const [head = '', ...others] = page.split(/^## /m);
const [base = { language: '', text: '' }, ...strays] = blocksOf(head);
const sections = others.map((section) => ({
  title: section.slice(0, section.indexOf('\n')),
  blocks: blocksOf(section),
}));

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** A merge patch: maps merge, `null` removes, everything else replaces. */
function patched(whole: unknown, patch: unknown): unknown {
  if (!isObject(patch)) return patch;
  const merged: Record<string, unknown> = isObject(whole) ? { ...whole } : {};
  for (const [key, value] of Object.entries(patch)) {
    if (value === null) delete merged[key];
    else merged[key] = patched(merged[key], value);
  }
  return merged;
}

const FROM = /^# in force from (\S+)\n/;
const DAY = 'T00:00:00+03:00';

function programFrom(text: string): Program {
  const loaded = loadProgram(text);
  expect(loaded.findings).toEqual([]);
  if (!loaded.ok) throw new Error('does not load');
  return loaded.program.source;
}

/** What `laurel activate` prints of a version, each line without its place in the file. */
const saidOf = ({ changes, findings, gaps }: Told): string =>
  [
    ...changes.map(({ isDangerous, words }) => `${isDangerous ? 'danger' : 'change'} ${words}\n`),
    ...[...findings, ...gaps].map(({ severity, message, advice }) => `${severity} ${message} → ${advice}\n`),
  ].join('');

/** The versions that a section's patches make of the base, and what the page says of each. */
function versionsOf(blocks: readonly Block[]): readonly Version[] {
  return blocks.flatMap(({ language, text }, index): Version[] => {
    const from = FROM.exec(text)?.[1];
    if (language !== 'yaml' || from === undefined) return [];
    const program = programFrom(stringify(patched(parse(base.text), parse(text))));
    const next = blocks[index + 1];
    return [{ from: `${from}${DAY}`, program, told: next?.language === 'text' ? next.text : '' }];
  });
}

const storyForm = z.strictObject({ member: programCase.shape.steps });

/** A member who joins with the year and lives through the versions; what the page expects and is not so. */
function wrongIn(text: string, versions: readonly Version[]): readonly unknown[] {
  const { timeline } = followed(
    programFrom(base.text),
    ...versions.map(({ from, program }) => [from, program] as const),
  );
  const { zone } = programFrom(base.text);
  const instantOf = (written: string): EpochMs => {
    const instant = parseMoment(written, zone, calendar);
    if (instant === null) throw new Error(`${written} is no moment`);
    return instant;
  };
  const momentAt = (now: EpochMs): Moment => {
    const moment = timeline.at(now);
    if (moment === null) throw new Error('no program');
    return moment;
  };
  let { member } = enrol('m-1', momentAt(instantOf('2024-01-01')));
  return storyForm.parse(parse(text)).member.flatMap((step, index) => {
    const moment = momentAt(instantOf(step.arrives ?? step.at));
    const command = step.receipt === undefined ? ({ kind: 'time-passing' } as const) : saleOf(step, index);
    const decision = decide(moment, member, command);
    if (decision.kind === 'refused') throw new Error(decision.detail);
    ({ member } = decision);
    const seen = {
      answer: 'answer' in decision ? decision.answer : null,
      facts: decision.facts,
      statuses: view(moment, member),
      categories: calledCategories(moment, member).map(({ name }) => name),
      discount: null,
      currency: 'RUB',
    };
    return checksOf(step.expect ?? {}, seen, [step.at], instantOf).filter(({ ok }) => !ok);
  });

  function saleOf(step: CaseStep, index: number) {
    const { receipt } = step;
    const lines = typeof receipt === 'string' ? [{ sku: 'CAKE', amount: receipt }] : (receipt?.lines ?? []);
    const currency = lines[0]?.amount.slice(-3) ?? '';
    return {
      kind: 'sale' as const,
      storeId: step.store ?? '9',
      receiptId: `r-${index}`,
      occurredAt: instantOf(step.at),
      currency,
      lines: lines.map(({ amount, ...line }) => ({
        sku: line.sku ?? 'CAKE',
        quantityThousandths: 1000 * ('quantity' in line ? (line.quantity ?? 1) : 1),
        amountMinor: parseMoney(amount, currency) ?? Number.NaN,
      })),
      paidMinor: null,
      promised: null,
    };
  }
}

test('the base stands alone at the top', () => {
  expect([base.language, strays]).toEqual(['yaml', []]);
});

describe.each(sections)('$title', ({ blocks }) => {
  const stories = blocks.filter(({ text }) => text.startsWith('member:\n'));

  it('has an example, and nothing that is not run', () => {
    const versions = versionsOf(blocks);
    expect(versions.length).toBeGreaterThan(0);
    const texts = versions.filter(({ told }) => told !== '').length;
    expect(blocks).toHaveLength(versions.length + texts + stories.length);
  });

  it('says what is said when it is activated', () => {
    const versions = versionsOf(blocks);
    const { told } = followed(
      programFrom(base.text),
      ...versions.map(({ from, program }) => [from, program] as const),
    );
    expect(told.map(saidOf)).toEqual(versions.map(({ told: written }) => written));
  });

  it.each(stories)('a member sees it', ({ text }) => {
    expect(storyForm.parse(parse(text)).member.some(({ expect: wanted }) => wanted !== undefined)).toBe(true);
    expect(wrongIn(text, versionsOf(blocks))).toEqual([]);
  });
});

/** A change that the words of `laurel activate` know, and of which the page says nothing. */
test('every kind of word and refusal stands on the page', () => {
  const source = ['program-changes', 'succeed-names', 'succeed-columns'].map((name) =>
    readFileSync(new URL(`../../shared/domain/compile/${name}.ts`, import.meta.url), 'utf8'),
  );
  const phrases = [...source.join('\n').matchAll(/`((?:[^`\\$]|\\`|\$\{(?:[^{}]|`[^`]*`)*\})+\.)`/g)];
  const said = sections.flatMap(({ blocks }) => blocks.filter(({ language }) => language === 'text'));
  const all = said.map(({ text }) => text).join('\n');
  const missing = phrases
    .map(([, words = '']) => words.replaceAll('\\`', '`').split(/\$\{(?:[^{}]|`[^`]*`)*\}/))
    .filter((parts) => !parts.every((part) => all.includes(part)));
  expect(phrases.length).toBeGreaterThan(20);
  expect(missing.map((parts) => parts.join('…'))).toEqual([]);
});
