import { expect, test } from 'vitest';
import type { Happening } from './happenings.ts';
import { NaiveMember } from './naive-member.ts';
import { NaiveTimeline } from './naive-timeline.ts';
import type { SimProgram, SimReview, SimRow, SimRule, SimSystem } from './sim-program.ts';

/** The pencil itself, against lives that were worked out by hand. */
const at = (iso: string): number => Date.parse(iso);
const date = (day: number): string => new Date(day * 86_400_000).toISOString().slice(0, 10);

const review: SimReview = {
  every: 'month',
  window: 'this-month',
  counter: { measure: 'sold-amount', stores: null },
  rows: [
    { strict: false, low: null, high: 10_000, status: 'iron', keep: null },
    { strict: false, low: 10_000, high: 30_000, status: 'silver', keep: null },
    { strict: false, low: 30_000, high: null, status: 'gold', keep: null },
  ],
  raise: 'at-turn',
  lower: 'to-earned',
  grace: null,
  minimumStay: null,
};

const system = (name: string, change: Partial<SimReview> = {}): SimSystem => ({
  name,
  statuses: ['iron', 'silver', 'gold'].map((status) => ({ name: status, lifetime: false })),
  review: { ...review, ...change },
});

const program = (...systems: readonly SimSystem[]): SimProgram => ({
  zone: 'Europe/Moscow',
  weekStartsOn: 'monday',
  delayHours: 240,
  maxAgeDays: 400,
  systems,
  spare: null,
  percents: {},
});

/** A member from enrolment on, under versions by the moment from which they are in force. */
function memberOf(versions: Readonly<Record<string, SimProgram>>, enrolledAt: string) {
  const known = new NaiveTimeline(
    Object.entries(versions).map(([from, each]) => ({ from: at(from), program: each })),
  );
  const pencil = new NaiveMember();
  pencil.live({ kind: 'enrolled', now: at(enrolledAt), known });
  return {
    unwritten: (now: string) => pencil.unwritten(known, at(now)),
    buy(amount: number, occurredAt: string, now = occurredAt, receipt = ''): void {
      const sale = { kind: 'sale', storeId: 'store-0', paid: null, promisedDiscount: null } as const;
      const happening: Happening = {
        ...sale,
        receipt,
        now: at(now),
        known,
        occurredAt: at(occurredAt),
        amount,
      };
      pencil.live(happening);
    },
    /** So much of a receipt is left. */
    giveBack(receipt: string, left: number, now: string): void {
      const isBought = left > 0;
      const rest = { sold: left, paid: left, isBought, isGone: !isBought };
      pencil.live({ kind: 'return', receipt, now: at(now), known, left: rest });
    },
    /** The bill is paid as far as that. */
    pay(receipt: string, sold: number, paid: number, now: string): void {
      const left = { sold, paid, isBought: true, isGone: false };
      pencil.live({ kind: 'payment', receipt, now: at(now), known, occurredAt: at(now), left });
    },
    labels: () => pencil.labels.map(({ name }) => name),
    see(now: string, name = 'level') {
      const shown = pencil.shown(known, at(now)).find((each) => each.system === name);
      if (shown === undefined) throw new Error(`no ${name}`);
      const { status, since, until, period } = shown;
      return {
        status,
        since: new Date(since).toISOString(),
        until: until === null ? null : new Date(until).toISOString(),
        period: `${date(period?.from ?? 0)} to ${date(period?.to ?? 0)}`,
      };
    },
  };
}

test('a late receipt is reviewed on all days that the judge asks for, whatever the version now keeps', () => {
  const member = memberOf(
    {
      '2023-10-03T08:00:00Z': program(system('level', { window: 'P3M' })),
      '2024-02-02T12:00:00Z': program(system('level', { window: 'this-month' })),
    },
    '2023-10-05T09:00:00Z',
  );
  member.buy(40_000, '2023-11-05T09:00:00Z');
  member.buy(100, '2024-01-10T09:00:00Z');
  member.buy(100, '2024-02-03T09:00:00Z');
  member.buy(100, '2024-01-20T09:00:00Z', '2024-02-04T09:00:00Z');
  expect(member.see('2024-02-04T10:00:00Z')).toEqual({
    status: 'gold',
    since: '2023-11-30T21:00:00.000Z',
    until: null,
    period: '2024-02-01 to 2024-03-01',
  });
});

test('a period that runs when periods become longer ends when it would have ended', () => {
  const member = memberOf(
    {
      '2023-10-03T08:00:00Z': program(system('level')),
      '2024-01-15T08:00:00Z': program(system('level', { every: 'year' })),
    },
    '2024-01-05T09:00:00Z',
  );
  member.buy(15_000, '2024-01-06T09:00:00Z');
  expect(member.see('2024-01-31T20:59:59Z').period).toBe('2024-01-01 to 2024-02-01');
  expect(member.see('2024-02-02T09:00:00Z')).toEqual({
    status: 'silver',
    since: '2024-01-31T21:00:00.000Z',
    until: null,
    period: '2024-02-01 to 2025-01-01',
  });
  expect(member.unwritten('2024-02-02T09:00:00Z')).toBe(1);
});

test('a system launched inside a period has that period, also when periods become shorter in it', () => {
  const member = memberOf(
    {
      '2023-10-03T08:00:00Z': program(system('level')),
      '2023-11-10T08:00:00Z': program(system('level'), system('club', { every: 'quarter' })),
      '2023-11-20T08:00:00Z': program(system('level'), system('club', { every: 'week' })),
    },
    '2023-10-05T09:00:00Z',
  );
  expect(member.see('2023-11-21T09:00:00Z', 'club')).toEqual({
    status: 'iron',
    since: '2023-11-10T08:00:00.000Z',
    until: null,
    period: '2023-10-01 to 2024-01-01',
  });
  expect(member.see('2024-01-02T09:00:00Z', 'club').period).toBe('2024-01-01 to 2024-01-08');
});

test('a grace is shown until its end, or until the running period has rescued it', () => {
  const member = memberOf(
    { '2023-10-03T08:00:00Z': program(system('level', { grace: 'P14D' })) },
    '2023-12-05T09:00:00Z',
  );
  member.buy(40_000, '2023-12-06T09:00:00Z');
  const gold = { status: 'gold', since: '2023-12-31T21:00:00.000Z' };
  const inGrace = { ...gold, until: '2024-02-14T21:00:00.000Z', period: '2024-02-01 to 2024-03-01' };
  expect(member.see('2024-02-05T09:00:00Z')).toEqual(inGrace);
  member.buy(30_000, '2024-02-10T09:00:00Z');
  expect(member.see('2024-02-10T10:00:00Z')).toEqual({ ...inGrace, until: null });
  expect(member.see('2024-02-20T09:00:00Z')).toEqual({ ...inGrace, until: null });
});

test('another zone: the turn is where the clock in force shows the day, and a day that has begun has begun', () => {
  const member = memberOf(
    {
      '2023-10-03T08:00:00Z': { ...program(system('level')), zone: 'Pacific/Pago_Pago' },
      // By the clock of Kiritimati, 25 hours ahead, the first of November has begun by then.
      '2023-10-31T18:00:00Z': { ...program(system('level')), zone: 'Pacific/Kiritimati' },
    },
    '2023-10-05T09:00:00Z',
  );
  member.buy(15_000, '2023-10-06T09:00:00Z');
  expect(member.see('2023-10-31T17:59:59Z').status).toBe('iron');
  expect(member.see('2023-10-31T18:00:00Z').since).toBe('2023-10-31T18:00:00.000Z');
});

const CLAWBACKS = [undefined, 'until-rollover', 'always'] as const;
const ladder = (
  ...rows: readonly [status: string, low: number | null, high: number | null, keep?: number][]
) => rows.map(([status, low, high, keep = null]): SimRow => ({ strict: false, low, high, status, keep }));

const rule = (change: Partial<SimRule>): SimRule => ({
  name: 'rule-0',
  on: ['sale'],
  look: { counter: null, of: 'sold-amount' },
  over: 500_000,
  gives: { kind: 'label', label: 'regular', clawback: 'always' },
  ...change,
});

test.each(CLAWBACKS)('example 12: a status that a rule gave, %s', (clawback) => {
  const gives = {
    kind: 'status',
    system: 'level',
    status: 'gold',
    until: 'end-of-quarter',
    transition: 'any',
  } as const;
  const rows = ladder(['iron', null, 99_000_000], ['silver', 99_000_000, null]);
  const level = { ...system('level', { rows }), ...(clawback === undefined ? {} : { clawback }) };
  const member = memberOf(
    { '2023-10-03T08:00:00Z': { ...program(level), rules: [rule({ gives })] } },
    '2024-04-05T09:00:00Z',
  );
  member.buy(520_000, '2024-05-10T09:00:00Z', '2024-05-10T09:00:00Z', 'A');
  const gold = { status: 'gold', since: '2024-05-10T09:00:00.000Z', period: '2024-05-01 to 2024-06-01' };
  const toJuly = { ...gold, until: '2024-06-30T21:00:00.000Z' };
  expect(member.see('2024-05-10T10:00:00Z')).toEqual(toJuly);
  member.giveBack('A', 500_001, '2024-05-12T09:00:00Z');
  expect(member.see('2024-05-12T10:00:00Z')).toEqual(toJuly);
  member.giveBack('A', 500_000, '2024-05-13T09:00:00Z');
  expect(member.see('2024-05-13T10:00:00Z')).toMatchObject(
    clawback === undefined
      ? toJuly
      : clawback === 'always'
        ? { status: 'iron', since: '2024-05-13T09:00:00.000Z', until: null }
        : { ...gold, until: '2024-05-31T21:00:00.000Z' },
  );
  const last = clawback === undefined ? 'gold' : 'iron';
  expect(member.see('2024-06-02T09:00:00Z').status).toBe(last);
  expect(member.see('2024-07-02T09:00:00Z').status).toBe('iron');
});

test('example 13: a label goes with its own receipt', () => {
  const look = { counter: 'for-level-sold-amount', isMoney: true, window: 'this-month' } as const;
  const member = memberOf(
    { '2023-10-03T08:00:00Z': { ...program(system('level')), rules: [rule({ look, over: 900_000 })] } },
    '2024-04-05T09:00:00Z',
  );
  member.buy(600_000, '2024-05-03T09:00:00Z', '2024-05-03T09:00:00Z', 'A');
  expect(member.labels()).toEqual([]);
  member.buy(340_000, '2024-05-09T09:00:00Z', '2024-05-09T09:00:00Z', 'B');
  expect(member.labels()).toEqual(['regular']);
  member.giveBack('A', 0, '2024-05-10T09:00:00Z');
  expect(member.labels()).toEqual(['regular']);
  member.giveBack('B', 339_999, '2024-05-11T09:00:00Z');
  expect(member.labels()).toEqual([]);
  member.buy(570_000, '2024-05-12T09:00:00Z');
  expect(member.labels()).toEqual(['regular']);
});

test.each(CLAWBACKS)('example 14: beside a lower threshold, %s', (clawback) => {
  const rows = ladder(['iron', null, 600_000], ['gold', 600_000, null, 450_000]);
  const level = { ...system('level', { rows }), ...(clawback === undefined ? {} : { clawback }) };
  const lives = ['2024-05-20T09:00:00Z', '2024-05-02T09:00:00Z'].map((returned) => {
    const member = memberOf(
      { '2023-10-03T08:00:00Z': { ...program(level), delayHours: 48 } },
      '2024-03-05T09:00:00Z',
    );
    member.buy(560_000, '2024-04-10T09:00:00Z');
    member.buy(70_000, '2024-04-11T09:00:00Z', '2024-04-11T09:00:00Z', 'A');
    expect(member.see('2024-05-01T09:00:00Z').status).toBe('gold');
    member.giveBack('A', 0, returned);
    const after = member.see('2024-05-20T10:00:00Z').status;
    member.buy(480_000, '2024-05-25T09:00:00Z');
    return [after, member.see('2024-06-04T09:00:00Z').status];
  });
  const [late, inTime] = lives;
  expect(late).toEqual(
    clawback === undefined ? ['gold', 'gold'] : [clawback === 'always' ? 'iron' : 'gold', 'iron'],
  );
  expect(inTime).toEqual(['iron', 'iron']);
});

test('a payment wakes rules by the bill as it is paid, and its return takes them', () => {
  const look = { counter: null, of: 'paid-amount' } as const;
  const member = memberOf(
    { '2023-10-03T08:00:00Z': { ...program(system('level')), rules: [rule({ on: ['payment'], look })] } },
    '2024-04-05T09:00:00Z',
  );
  member.buy(600_000, '2024-05-03T09:00:00Z', '2024-05-03T09:00:00Z', 'A');
  expect(member.labels()).toEqual([]);
  member.pay('A', 600_000, 500_001, '2024-05-04T09:00:00Z');
  expect(member.labels()).toEqual(['regular']);
  member.giveBack('A', 500_000, '2024-05-05T09:00:00Z');
  expect(member.labels()).toEqual([]);
});

test('a rule that asks for a second counter is asked again about both', () => {
  const look = { counter: null, of: 'sold-amount' } as const;
  const also = { counter: 'for-level-sold-amount', isMoney: true, window: 'this-month', over: 10_000 };
  const member = memberOf(
    { '2023-10-03T08:00:00Z': { ...program(system('level')), rules: [rule({ look, over: 1_000, also })] } },
    '2024-04-05T09:00:00Z',
  );
  member.buy(9_000, '2024-05-03T09:00:00Z', '2024-05-03T09:00:00Z', 'A');
  expect(member.labels()).toEqual([]);
  member.buy(2_000, '2024-05-04T09:00:00Z', '2024-05-04T09:00:00Z', 'B');
  expect(member.labels()).toEqual(['regular']);
  member.giveBack('A', 8_000, '2024-05-05T09:00:00Z');
  expect(member.labels()).toEqual(['regular']);
  member.giveBack('B', 1_500, '2024-05-06T09:00:00Z');
  expect(member.labels()).toEqual([]);
});

test('without periods a return takes what it gave, and time nothing', () => {
  const endless = { every: 'never', window: 'P30D', raise: 'at-once', lower: 'never' } as const;
  const path: SimSystem = { ...system('path', endless), clawback: 'always' };
  const member = memberOf({ '2023-10-03T08:00:00Z': program(path) }, '2024-01-01T09:00:00Z');
  member.buy(12_000, '2024-02-01T09:00:00Z', '2024-02-01T09:00:00Z', 'A');
  member.buy(20_000, '2024-02-10T09:00:00Z', '2024-02-10T09:00:00Z', 'B');
  expect(member.see('2024-06-01T09:00:00Z', 'path').status).toBe('gold');
  member.giveBack('A', 10_000, '2024-06-02T09:00:00Z');
  expect(member.see('2024-06-02T10:00:00Z', 'path').status).toBe('gold');
  member.giveBack('B', 19_999, '2024-06-03T09:00:00Z');
  expect(member.see('2024-06-03T10:00:00Z', 'path')).toMatchObject({
    status: 'silver',
    since: '2024-06-03T09:00:00.000Z',
  });
});

test('the next turn begins from the grace that always would have left', () => {
  const level: SimSystem = {
    ...system('level', { every: 'day', window: 'last-month', minimumStay: 'P10D', grace: 'P3D' }),
    clawback: 'until-rollover',
  };
  const member = memberOf(
    { '2023-10-03T08:00:00Z': { ...program(level), delayHours: 0 } },
    '2024-01-01T09:00:00Z',
  );
  member.buy(6_000, '2024-02-10T09:00:00Z');
  member.buy(6_000, '2024-02-10T09:00:00Z', '2024-02-10T09:00:00Z', 'B');
  member.giveBack('B', 0, '2024-03-20T09:00:00Z');
  expect(member.see('2024-03-22T09:00:00Z')).toMatchObject({
    status: 'silver',
    until: '2024-03-22T21:00:00.000Z',
  });
  expect(member.see('2024-03-23T09:00:00Z').status).toBe('iron');
});
