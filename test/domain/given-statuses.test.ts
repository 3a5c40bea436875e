import { describe, expect, test } from 'vitest';
import type { Program, RuleDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/** D82: several statuses given for a time, example 11. A receipt at a store gives what that store's rule says. */

const gift = (store: string, status: string, until: string): RuleDefinition => ({
  name: store,
  on: ['sale'],
  when: { stores: [store] },
  then: { status: { level: status }, until },
});

/** A ladder without a review; `earns` is the store where a status is given for good. */
const program: Program = {
  ...monthlyAmount(),
  statusSystems: { level: { statuses: { bronze: {}, silver: {}, gold: {} }, initial: 'bronze' } },
  rules: [
    gift('silver-to-december', 'silver', '2024-11-30'),
    gift('silver-to-october', 'silver', '2024-09-30'),
    gift('silver-to-january', 'silver', '2024-12-31'),
    gift('silver-to-june', 'silver', '2024-05-31'),
    gift('gold-to-june', 'gold', '2024-05-31'),
    gift('gold-to-15-may', 'gold', '2024-05-14'),
    gift('bronze-to-july', 'bronze', '2024-06-30'),
    {
      name: 'gold-for-good',
      on: ['sale'],
      when: { stores: ['gold-for-good'] },
      then: { status: { level: 'gold' } },
    },
  ],
};

const at = (day: string) => `2024-${day}T12:00:00+03:00`;
const midnight = (day: string) => `2024-${day}T00:00:00+03:00`;

function given(...gifts: readonly (readonly [day: string, store: string])[]): Life {
  const life = new Life(program);
  for (const [day, store] of gifts)
    life.sale(at(day), 100, at(day), { storeId: store, receiptId: `${day}-${store}` });
  return life;
}

const shown = (life: Life, ...moments: readonly string[]) => moments.map((moment) => life.status(moment));

describe('D82: several statuses given for a time', () => {
  test('the highest that still holds shows, each ends by itself', () => {
    const life = given(['03-01', 'silver-to-december'], ['04-01', 'gold-to-june']);
    expect(
      shown(life, midnight('05-31'), midnight('06-01'), '2024-11-30T23:59:00+03:00', midnight('12-01')),
    ).toEqual(['gold', 'silver', 'silver', 'bronze']);
  });

  test('in the other order as well: the lower one lies beneath', () => {
    const life = given(['03-01', 'gold-to-june'], ['04-01', 'silver-to-december']);
    expect(shown(life, at('04-01'), midnight('06-01'), midnight('12-01'))).toEqual([
      'gold',
      'silver',
      'bronze',
    ]);
  });

  test.each<[what: string, store: string, ends: string]>([
    ['one that ends before an equal one is dropped', 'silver-to-october', '12-01'],
    ['one that ends before a higher one is dropped', 'gold-to-15-may', '12-01'],
    ['a longer one takes the place of an equal one', 'silver-to-january', '01-01'],
  ])('%s', (_what, store, ends) => {
    const life = given(['03-01', 'silver-to-december'], ['04-01', 'gold-to-june'], ['05-02', store]);
    expect(
      life.member.statuses
        .get('level')
        ?.given.map(({ status }) => status)
        .sort(),
    ).toEqual(['gold', 'silver']);
    const end = ends === '01-01' ? '2025-01-01T00:00:00+03:00' : midnight(ends);
    expect(life.status(new Date(Date.parse(end) - 1).toISOString())).toBe('silver');
    expect(life.status(end)).toBe('bronze');
  });

  describe('given downwards again it holds as long as the longest, and goes with its own goods alone (D94)', () => {
    const { level } = program.statusSystems;
    if (level === undefined) throw new Error('no level');
    const goesBack: Program = {
      ...program,
      statusSystems: { level: { ...level, clawback: 'always' } },
      rules: [...program.rules, gift('bronze-to-june', 'bronze', '2024-05-31')],
    };
    test.each([
      ['shorter', 'bronze-to-july', 'bronze-to-june'],
      ['longer', 'bronze-to-june', 'bronze-to-july'],
    ])('%s than before', (_what, first, second) => {
      for (const back of [null, first, second]) {
        const life = new Life(goesBack);
        for (const [day, storeId] of [
          ['02-01', 'gold-for-good'],
          ['05-01', first],
          ['05-02', second],
        ] as const)
          life.sale(at(day), 100, at(day), { storeId, receiptId: storeId });
        if (back !== null) life.giveBack(back, { kind: 'all' }, at('05-03'));
        const end = midnight(back === 'bronze-to-july' ? '06-01' : '07-01');
        expect(life.see(at('05-03')).until).toBe(Date.parse(end));
        expect(shown(life, at('05-03'), new Date(Date.parse(end) - 1).toISOString(), end)).toEqual([
          'bronze',
          'bronze',
          'gold',
        ]);
      }
    });

    test('one whose goods come back at the turn shortens no other', () => {
      const { review } = monthlyAmount().statusSystems.level ?? {};
      if (review === undefined) throw new Error('no review');
      const { initial: _, ...reviewed } = level;
      const waits: StatusSystemDefinition = { ...reviewed, review, clawback: 'until-rollover' };
      const life = new Life({
        ...goesBack,
        statusSystems: { level: waits },
        rules: [gift('one', 'bronze', '2024-06-15'), gift('other', 'bronze', '2024-06-15')],
      });
      life.sale(at('04-10'), 5_000_000);
      for (const [day, storeId] of [
        ['05-01', 'one'],
        ['05-02', 'other'],
      ] as const)
        life.sale(at(day), 100, at(day), { storeId, receiptId: storeId });
      expect(life.status(at('05-02'))).toBe('bronze');
      life.giveBack('other', { kind: 'all' }, at('05-03'));
      expect(life.see(at('05-03')).until).toBe(Date.parse(midnight('06-16')));
    });

    test('it hides what was raised in between, as the one does that shows', () => {
      const { review } = monthlyAmount({ raise: 'at-once', lower: 'to-earned' }).statusSystems.level ?? {};
      if (review === undefined) throw new Error('no review');
      const { initial: _, ...reviewed } = level;
      const life = new Life({
        ...goesBack,
        statusSystems: { level: { ...reviewed, review, clawback: 'always' } },
        rules: [...goesBack.rules, gift('bronze-to-15-june', 'bronze', '2024-06-14')],
      });
      const sale = (day: string, storeId: string, amountMinor: number) =>
        life.sale(at(day), amountMinor, at(day), { storeId, receiptId: `${day}-${storeId}` });
      sale('04-10', 'any', 5_000_000);
      sale('04-11', 'bronze-to-july', 100);
      // What is earned has fallen to bronze at the second turn.
      sale('06-02', 'bronze-to-15-june', 100);
      sale('06-03', 'any', 5_000_000);
      expect(shown(life, at('06-03'), at('06-30'), midnight('07-01'))).toEqual(['bronze', 'bronze', 'gold']);
    });
  });

  test('one given downwards holds until it ends; a later one ends it for good', () => {
    const life = given(['02-01', 'gold-for-good'], ['05-01', 'bronze-to-july']);
    expect(shown(life, at('05-01'), midnight('06-30'), midnight('07-01'))).toEqual([
      'bronze',
      'bronze',
      'gold',
    ]);
    life.sale(at('05-15'), 100, at('05-15'), { storeId: 'silver-to-june', receiptId: 'later' });
    expect(shown(life, at('05-15'), midnight('06-01'), midnight('07-01'))).toEqual([
      'silver',
      'gold',
      'gold',
    ]);
  });
});
