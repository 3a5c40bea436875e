import { expect, test } from 'vitest';
import type { Happening } from './happenings.ts';
import { NaiveMember } from './naive-member.ts';
import { NaiveTimeline } from './naive-timeline.ts';
import type { SimProgram, SimReview, SimSystem } from './sim-program.ts';

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
    buy(amount: number, occurredAt: string, now = occurredAt): void {
      const sale = { kind: 'sale', storeId: 'store-0', paid: null, promisedDiscount: null } as const;
      const happening: Happening = { ...sale, now: at(now), known, occurredAt: at(occurredAt), amount };
      pencil.live(happening);
    },
    see(now: string, name = 'level') {
      const shown = pencil.shown(known, at(now)).find((each) => each.system === name);
      if (shown === undefined) throw new Error(`no ${name}`);
      const { status, since, until, period } = shown;
      return {
        status,
        since: new Date(since).toISOString(),
        until: until === null ? null : new Date(until).toISOString(),
        period: `${date(period.from)} to ${date(period.to)}`,
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
