import { describe, expect, test } from 'vitest';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';

/** A ladder on which buying more can lose: sales alone then move a review both ways. */
const oddTable = [
  { upTo: '100 RUB', status: 'bronze' },
  { over: '100 RUB', upTo: '200 RUB', status: 'gold' },
  { over: '200 RUB', status: 'bronze' },
] as const;

/** Bought in May, so Gold in June; then another May receipt takes it away, if it may. */
function tooMuchInMay(receivedAt: string, change: Parameters<typeof monthlyAmount>[0] = {}): Life {
  const life = new Life(monthlyAmount({ table: oddTable, ...change }));
  life.sale('2024-05-20T12:00:00+03:00', 15_000);
  life.pass('2024-06-01T00:00:00+03:00');
  expect(life.member.statuses.get('level')?.computed).toBe('gold');
  life.sale('2024-05-21T12:00:00+03:00', 10_000, receivedAt);
  return life;
}

describe('D17 D21: a late receipt and the last closed period', () => {
  test.each([
    ['within the closing delay it lowers', '2024-06-02T23:59:59.999+03:00', 'bronze'],
    ['when it has passed, no more', '2024-06-03T00:00:00.000+03:00', 'gold'],
    ['nor any time later', '2024-06-30T23:59:59.999+03:00', 'gold'],
  ])('%s', (_what, receivedAt, status) => {
    expect(tooMuchInMay(receivedAt).status(receivedAt)).toBe(status);
  });

  test('a lowering within the delay is told when the delay has passed', () => {
    const { facts } = tooMuchInMay('2024-06-02T12:00:00+03:00');
    expect(facts.at(-1)).toMatchObject({
      direction: 'lowered',
      at: at('2024-06-02T12:00:00+03:00'),
      notifyFrom: at('2024-06-03T00:00:00+03:00'),
    });
  });

  test('the review is done again from what was held before it: what it gave alone is not kept', () => {
    const life = tooMuchInMay('2024-06-02T12:00:00+03:00', { lower: 'never' });
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe('bronze');
  });

  test('and what was held before it is what the review before has left', () => {
    const life = new Life(monthlyAmount({ table: oddTable, lower: 'never' }));
    life.sale('2024-05-20T12:00:00+03:00', 15_000);
    life.pass('2024-07-01T00:00:00+03:00');
    life.sale('2024-06-20T12:00:00+03:00', 5_000, '2024-07-02T12:00:00+03:00');
    expect(life.status('2024-07-02T12:00:00+03:00')).toBe('gold');
  });

  test.each([
    ['the first instant of the closed month', '2024-05-01T00:00:00.000+03:00', 'gold'],
    ['the last instant before it', '2024-04-30T23:59:59.999+03:00', 'bronze'],
  ])('a receipt of %s', (_what, occurredAt, status) => {
    const life = new Life(monthlyAmount());
    life.sale(occurredAt, 2_000_001, '2024-06-02T12:00:00+03:00');
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe(status);
  });
});

describe('D31: what the running period has earned at once', () => {
  test('is never taken by a small receipt', () => {
    const life = new Life(monthlyAmount({ raise: 'at-once' }));
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    life.sale('2024-06-05T12:00:00+03:00', 100);
    expect(life.status('2024-06-05T12:00:00+03:00')).toBe('gold');
  });

  test('survives a late receipt that has the last period reviewed again, uninterrupted and untold', () => {
    const life = new Life(monthlyAmount({ raise: 'at-once' }));
    life.sale('2024-06-01T10:00:00+03:00', 2_000_001);
    const told = life.facts.length;
    life.sale('2024-05-20T12:00:00+03:00', 5_000, '2024-06-02T12:00:00+03:00');
    expect(life.see('2024-06-02T12:00:00+03:00')).toMatchObject({
      status: 'gold',
      since: at('2024-06-01T10:00:00+03:00'),
      why: { kind: 'raised-at-once' },
    });
    expect(life.facts).toHaveLength(told);
  });

  test('waits for the turn where the system says so, also when a late receipt comes', () => {
    const life = new Life(monthlyAmount());
    life.sale('2024-06-01T10:00:00+03:00', 2_000_001);
    life.sale('2024-05-20T12:00:00+03:00', 5_000, '2024-06-02T12:00:00+03:00');
    expect(life.status('2024-06-30T12:00:00+03:00')).toBe('bronze');
  });
});

describe('what was bought long ago', () => {
  test('is part of a lifetime for good, however seldom the member comes', () => {
    const lifetime = monthlyAmount({ window: 'all-time', lower: 'never' });
    const life = new Life(lifetime);
    life.sale('2024-01-20T12:00:00+03:00', 600_000);
    life.sale('2024-12-20T12:00:00+03:00', 400_001);
    expect(life.member.counters.days).toHaveLength(1);
    expect(life.status('2024-12-31T23:59:59.999+03:00')).toBe('bronze');
    expect(life.status('2025-01-01T00:00:00+03:00')).toBe('silver');
  });

  test('last month is the month before the one under review', () => {
    const life = new Life(monthlyAmount({ window: 'last-month' }));
    life.sale('2024-05-20T12:00:00+03:00', 2_000_001);
    expect(life.status('2024-06-15T12:00:00+03:00')).toBe('bronze');
    expect(life.status('2024-07-01T00:00:00+03:00')).toBe('gold');
    expect(life.status('2024-08-01T00:00:00+03:00')).toBe('bronze');
  });
});
