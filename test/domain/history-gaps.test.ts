import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { historyGaps } from '#domain/compile/history-gaps.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { sentencesOf } from './finding-sentences.ts';

/** The past that a version asks for and the one before it has not kept. */

const compiled = (rules: readonly RuleDefinition[], counters: Program['counters'] = {}): CompiledProgram => {
  const outcome = compile(
    monthlyAmount({}, { rules, counters: { turnover: { measure: 'sold-amount' }, ...counters } }),
  );
  if (!outcome.ok) throw new Error(sentencesOf(outcome.findings));
  return outcome.program;
};

const asking = (measure: RuleDefinition['measure'], from: string | number): RuleDefinition => ({
  name: 'r',
  on: ['sale'],
  ...(measure === undefined ? {} : { measure }),
  table: [{ from, discount: '1%' }],
});

const visits = { visits: { measure: 'purchases' } } as const;
const byVisits = (window: string) => asking({ counter: 'visits', window }, 1);
const running = compiled([byVisits('P30D')], visits);

describe('what a new version asks of the past', () => {
  test.each<[string, CompiledProgram, string]>([
    ['the same: nothing', compiled([byVisits('P30D')], visits), ''],
    ['less: nothing', compiled([byVisits('P7D')], visits), ''],
    ['the receipt alone: nothing', compiled([asking({ of: 'stores', window: 'this-receipt' }, 1)]), ''],
    [
      'one day more than is kept',
      compiled([byVisits('P31D')], visits),
      'warning kept-too-short counters.visits: `visits` is asked for 33 days by day, and the running program keeps 32. → Windows that reach further back are complete only so many days after the activation.',
    ],
    [
      'a counter, and a measure of a rule’s own, that are new: nothing, a change of the program says so',
      compiled([asking({ counter: 'paid', window: 'this-month' }, '1 RUB')], {
        paid: { measure: 'paid-amount' },
      }),
      '',
    ],
  ])('%s', (_what, next, sentences) => {
    expect(sentencesOf(historyGaps(running, next))).toBe(sentences);
  });
});
