import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, inject, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { MAX_PROGRAM_BYTES, programBytes } from '#table/codecs/program-items.ts';
import { type House, houseOn } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';

const NOW = '2024-05-20T12:00:00.000Z';
let house: House;
let tables = 0;

beforeEach(async () => {
  tables += 1;
  const table = await createTable(localClient(inject('dynamodbEndpoint'), 'activate'), `laurel-${tables}`);
  house = houseOn(table, NOW);
});

const closingAfter = (hours: number): Program => monthlyAmount({}, { closingDelayHours: hours });
const activate = (program: Program, from: string | null) =>
  activateProgram(house, program, from === null ? null : at(from));

describe('D27: a version comes into force ahead of time', () => {
  test('the first at once, also in the past: nobody is there to be surprised', async () => {
    expect(await activate(closingAfter(48), '2020-01-01T00:00:00Z')).toMatchObject({
      kind: 'activated',
      version: 1,
    });
  });

  test.each([
    ['59.999 s ahead is too early', '2024-05-20T12:00:59.999Z', 'refused'],
    ['60 s ahead is enough', '2024-05-20T12:01:00.000Z', 'activated'],
    ['with no moment named, the earliest is taken', null, 'activated'],
  ])('with members, %s', async (_what, from, kind) => {
    await activate(closingAfter(48), null);
    await house.enrol('card-1');
    const outcome = await activate(closingAfter(24), from);
    expect(outcome.kind).toBe(kind);
    if (outcome.kind === 'activated') expect(outcome.from).toBe(at('2024-05-20T12:01:00.000Z'));
    else expect(outcome).toMatchObject({ code: 'from-too-early' });
  });

  test('never before a version that is on the timeline already', async () => {
    await activate(closingAfter(48), '2024-06-01T00:00:00Z');
    expect(await activate(closingAfter(24), '2024-06-01T00:00:00Z')).toMatchObject({
      code: 'from-too-early',
    });
    expect(await activate(closingAfter(24), '2024-06-01T00:00:00.001Z')).toMatchObject({ version: 2 });
  });

  test('the same program again changes nothing', async () => {
    await activate(closingAfter(48), null);
    expect(await activate(closingAfter(48), null)).toMatchObject({ kind: 'unchanged', version: 1 });
  });

  test('of two at once one is told that the timeline has moved', async () => {
    const outcomes = await Promise.all([activate(closingAfter(48), null), activate(closingAfter(24), null)]);
    const words = outcomes.map((outcome) => (outcome.kind === 'refused' ? outcome.code : outcome.kind));
    expect(words.sort()).toEqual(['activated', 'timeline-moved']);
  });

  test('a program with errors is not activated', async () => {
    expect(await activate(monthlyAmount({ counter: 'nothing' }), null)).toMatchObject({
      code: 'program-invalid',
    });
    expect((await house.archive.read()).timeline).toEqual([]);
  });
});

test('a program that no item holds is refused, and the largest that one holds comes into force', async () => {
  const explained = (rules: number): Program =>
    monthlyAmount(
      {},
      {
        rules: Array.from({ length: rules }, (_, index) => ({
          name: `rule-${index}`,
          on: ['sale'],
          explanation: randomBytes(300).toString('base64'),
          when: { store: ['292'] },
          then: { discount: '1%' },
        })) as Program['rules'],
      },
    );
  const [least, most] = [explained(1_240), explained(1_300)];
  expect(programBytes(least)).toBeGreaterThan(MAX_PROGRAM_BYTES * 0.95);
  expect(programBytes(least)).toBeLessThanOrEqual(MAX_PROGRAM_BYTES);
  expect(programBytes(most)).toBeGreaterThan(MAX_PROGRAM_BYTES);
  expect(await activate(most, null)).toMatchObject({ code: 'program-too-large' });
  expect((await house.archive.read()).timeline).toEqual([]);
  expect(await activate(least, null)).toMatchObject({ kind: 'activated' });
  expect((await house.archive.readProgram(1))?.rules.length).toBe(1_240);
});

describe('what a new version asks of the past', () => {
  const rule = (counter: string, window: string): Program['rules'] => [
    {
      name: 'r',
      on: ['sale'],
      measure: { counter, window },
      table: [{ over: counter === 'turnover' ? '1 RUB' : 1, discount: '1%' }],
    },
  ];
  const counters: Program['counters'] = {
    turnover: { measure: 'sold-amount' },
    visits: { measure: 'purchases' },
  };

  test.each([
    [
      'a counter that nobody kept is a change of the program',
      monthlyAmount({}, { counters, rules: rule('visits', 'P7D') }),
      [],
    ],
    [
      'more days than were kept',
      monthlyAmount({}, { rules: rule('turnover', 'P1Y') }),
      ['kept-too-short counters.turnover'],
    ],
    ['nothing more', closingAfter(24), []],
  ])('%s is told', async (_what, next, told) => {
    await activate(closingAfter(48), null);
    await house.enrol('card-1');
    const outcome = await activate(next, null);
    const gaps =
      outcome.kind === 'activated' ? outcome.gaps.map(({ code, path }) => `${code} ${path.join('.')}`) : null;
    expect(gaps).toEqual(told);
  });
});
