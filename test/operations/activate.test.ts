import { beforeEach, describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs, type EpochMs, isoInstant } from '#domain/time/time.ts';
import { activateProgram, previewProgram } from '#operations/activate-program.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** From when a version may come into force, what it is told, and what it has to know of the versions before. */
const NOON = '2024-05-20T12:00:00.000Z';
const MINUTE = 60_000;
const DAY = 86_400_000;
const program = monthlyAmount();

let house: ReturnType<typeof memoryHouse>;
beforeEach(() => {
  house = memoryHouse(program, NOON);
});

const closingAfter = (closingDelayHours: number, change: Partial<Program> = {}): Program =>
  monthlyAmount({}, { closingDelayHours, ...change });
const activate = (next: Program, from: EpochMs | null = null, archive = house.archive) =>
  activateProgram({ ...house.hand, archive }, next, from);
const someone = () =>
  enrolMember(house, { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() });
const sinceNoon = (ms: number): EpochMs => asEpochMs(at(NOON) + ms);
const tooEarly = (earliest: EpochMs) => ({
  kind: 'refused',
  code: 'from-too-early',
  detail: `There are members, or a later version: choose ${isoInstant(earliest)} or later.`,
  pointer: null,
});

describe('a first version', () => {
  test('comes into force at once, or whenever it is wanted, also in the past', async () => {
    expect(await activate(program)).toStrictEqual({
      kind: 'activated',
      version: 1,
      from: at(NOON),
      announcedAt: at(NOON),
      gaps: [],
    });
    house = memoryHouse(program, NOON);
    expect(await activate(program, at('2020-01-01T00:00:00Z'))).toMatchObject({
      version: 1,
      from: at('2020-01-01T00:00:00Z'),
    });
  });

  test('where there are members already is known a minute before', async () => {
    await someone();
    expect(await activate(program, sinceNoon(MINUTE - 1))).toEqual({
      ...tooEarly(sinceNoon(MINUTE)),
      detail: 'There are members, or a later version: choose 2024-05-20T12:01:00.000Z or later.',
    });
    expect(await activate(program)).toMatchObject({ version: 1, from: sinceNoon(MINUTE), gaps: [] });
  });
});

describe('a next version', () => {
  test('comes after the one before, by a millisecond at least', async () => {
    const june = at('2024-06-01T00:00:00Z');
    await activate(program, june);
    expect(await activate(closingAfter(24), june)).toEqual(tooEarly(asEpochMs(june + 1)));
    expect(await activate(closingAfter(24))).toMatchObject({ version: 2, from: june + 1 });
    expect(await activate(closingAfter(12), asEpochMs(june + 2))).toMatchObject({ version: 3 });
    expect((await house.archive.read()).timeline.map(({ version }) => version)).toEqual([1, 2, 3]);
  });

  test('that says the same changes nothing, and is told so', async () => {
    const { archive } = house;
    await activate(program);
    const append = async () => {
      throw new Error('nothing is to be appended');
    };
    const told = await activate(program, null, { ...archive, append });
    expect(told).toMatchObject({ kind: 'unchanged', version: 1, from: at(NOON), gaps: [] });
  });

  test('that says something else of a status only is a version of its own', async () => {
    await activate(program);
    const [level] = Object.values(program.statusSystems);
    if (level === undefined) throw new Error('the example has a level');
    const titled = { ...program, statusSystems: { level: { ...level, title: 'Steps' } } };
    expect(await activate(titled)).toMatchObject({ kind: 'activated', version: 2 });
  });

  test('with errors is refused with what they are', async () => {
    const outcome = await activate(monthlyAmount({ counter: 'nothing' }));
    expect(outcome).toMatchObject({
      kind: 'refused',
      code: 'program-invalid',
      detail: 'The program has errors.',
    });
    expect(outcome.kind === 'refused' && 'findings' in outcome ? outcome.findings.length : 0).toBeGreaterThan(
      0,
    );
  });

  test('that the archive does not take is refused with its words', async () => {
    const answering = (
      outcome: { kind: 'moved' } | { kind: 'too-large'; bytes: number; most: number },
    ): typeof house.archive => ({ ...house.archive, append: async () => outcome });
    expect(await activate(program, null, answering({ kind: 'moved' }))).toEqual({
      kind: 'refused',
      code: 'timeline-moved',
      detail: 'Somebody activated another version just now; look at it and try again.',
      pointer: null,
    });
    const large = answering({ kind: 'too-large', bytes: 390_001, most: 390_000 });
    expect(await activate(program, null, large)).toEqual({
      kind: 'refused',
      code: 'program-too-large',
      detail:
        'Packed, the program takes 390001 bytes, and 390000 are allowed: let rules share tables and lists.',
      pointer: null,
    });
  });

  test('on a timeline that is full is refused', async () => {
    const rows = Array.from({ length: 2_000 }, (_, index) => ({
      version: index + 1,
      from: asEpochMs(index),
      announcedAt: null,
      outline: null,
    }));
    const read = async () => ({ timeline: rows, revision: 2_000 });
    expect(await activate(program, null, { ...house.archive, read })).toEqual({
      kind: 'refused',
      code: 'timeline-full',
      detail: 'Laurel keeps 2000 versions of a program, and there are as many.',
      pointer: null,
    });
  });
});

test('a version that loses what members have is refused, and says what', async () => {
  await activate({
    ...program,
    counters: { ...program.counters, visits: { measure: 'purchases' } },
  });
  await someone();
  expect(await activate(program)).toMatchObject({
    kind: 'refused',
    code: 'program-breaks',
    detail: 'The program loses what members have.',
    findings: [{ code: 'counter-lost' }],
  });
});

describe('what a next version asks of the past', () => {
  const longer = closingAfter(48, {
    rules: [
      {
        name: 'r',
        on: ['sale'],
        measure: { counter: 'turnover', window: 'P1Y' },
        table: [{ over: '1 RUB', discount: '1%' }],
      },
    ],
  });

  test('is told where there are members', async () => {
    await activate(program);
    expect(await activate(longer)).toMatchObject({ kind: 'activated', gaps: [] });
    house = memoryHouse(program, NOON);
    await activate(program);
    await someone();
    expect(await activate(longer)).toMatchObject({
      gaps: [{ code: 'kept-too-short', path: ['counters', 'turnover'] }],
    });
  });
});

describe('the versions before', () => {
  /** How many of the rows of a timeline are read for a next version. */
  const readFor = async (starts: readonly number[]): Promise<readonly number[]> => {
    const read: number[] = [];
    const archive = {
      ...house.archive,
      read: async () => ({
        timeline: starts.map((days, index) => ({
          version: index + 1,
          from: sinceNoon(days * DAY),
          announcedAt: null,
          outline: null,
        })),
        revision: starts.length,
      }),
      readProgram: async (version: number) => {
        read.push(version);
        return closingAfter(version);
      },
      append: async () => ({ kind: 'appended' }) as const,
    };
    expect(await activate(closingAfter(40), null, archive)).toMatchObject({ version: starts.length + 1 });
    return read;
  };

  test('are read if they were in force within a year and its review, 397 days', async () => {
    expect(await readFor([-1000, -10])).toEqual([1, 2]);
    expect(await readFor([-1000, -397, -10])).toEqual([1, 2, 3]);
    expect(await readFor([-1000, -398, -10])).toEqual([2, 3]);
    expect(await readFor([-1000])).toEqual([1]);
    // One that will only come into force is no older than the next.
    expect(await readFor([-10, 5])).toEqual([1, 2]);
  });

  /** Each number has long counters of its own: somewhat more than a third of what two versions may take. */
  const longCounters = (number: number): Program => ({
    ...program,
    rules: Array.from({ length: 4 }, (_, index) => ({
      name: `long-${index}`,
      on: ['sale'],
      measure: {
        of: 'sold-amount',
        stores: [`s-${number}-${index}`],
        window: 'P10Y',
        whenChanged: 'reset',
      },
      table: [{ from: '1 RUB', discount: '1%' }],
    })) as unknown as Program['rules'],
  });

  test('of the last thirty days count beside the next; a day later one more fits', async () => {
    const on = (days: number, number: number) => {
      house.clock.instant = sinceNoon(days * DAY);
      return activate(longCounters(number));
    };
    for (const [number, days] of [0, 4, 9, 13].entries())
      expect(await on(days, number)).toMatchObject({ kind: 'activated' });
    const full = await on(34, 9);
    expect(full).toMatchObject({ kind: 'refused', code: 'state-too-large' });
    expect(full).toHaveProperty(
      'detail',
      expect.stringMatching(
        /^With what versions of the last thirty days count, a member's state could take \d{6} bytes, and \d{6} are allowed: choose a later moment, or let counters stay as they are\.$/,
      ),
    );
    expect(await on(34.01, 9)).toMatchObject({ kind: 'activated' });
  });
});

describe('the outline of a version', () => {
  test('is stored while there is room, counted without those that are repeated', async () => {
    const stored: unknown[] = [];
    const archive = {
      ...house.archive,
      append: async (...[row, source, revision, audit]: Parameters<typeof house.archive.append>) => {
        stored.push(typeof row.outline === 'object' ? (row.outline?.name.length ?? null) : row.outline);
        return house.archive.append(row, source, revision, audit);
      },
    };
    const named = (length: number, closingDelayHours = 48) =>
      activate(closingAfter(closingDelayHours, { name: 'n'.repeat(length) }), null, archive);
    await named(60_000);
    for (const age of [30, 31, 32])
      await activate(closingAfter(48, { name: 'n'.repeat(60_000), maxReceiptAgeDays: age }), null, archive);
    await named(60_001);
    await named(60_002);
    // A fourth of its length would not fit; a short one does.
    await named(60_003);
    await named(5);
    expect(stored).toEqual([60_000, 'as-before', 'as-before', 'as-before', 60_001, 60_002, null, 5]);
  });
});

describe('a preview', () => {
  const compiled = (source: Program) => {
    const made = compile(source);
    if (!made.ok) throw new Error(JSON.stringify(made.findings));
    return made.program;
  };
  const preview = (source: Program, from: EpochMs | null = null) =>
    previewProgram(house, compiled(source), from);
  const NOTHING = { changes: [], findings: [] };
  const elsewhere = closingAfter(48, { zone: 'Europe/Berlin' });

  test('says what members would notice', async () => {
    await activate(program);
    await someone();
    const { changes, findings } = await preview(elsewhere);
    expect(changes).toMatchObject([{ isDangerous: true, path: ['zone'] }]);
    expect(findings).toEqual([]);
    expect(await preview(program)).toEqual(NOTHING);
  });

  test('says what it would break, as long as that is kept', async () => {
    const visits = { ...program.counters, visits: { measure: 'purchases' as const } };
    await activate({ ...program, counters: visits });
    await someone();
    expect(await preview(program)).toMatchObject({ findings: [{ code: 'counter-lost' }] });
    expect((await house.archive.read()).timeline).toHaveLength(1);
  });

  test('has nothing to say where nobody runs it, or nobody is a member', async () => {
    await someone();
    expect(await preview(elsewhere)).toEqual(NOTHING);
    house = memoryHouse(program, NOON);
    await activate(program);
    expect(await preview(elsewhere)).toEqual(NOTHING);
  });
});
