import { describe, expect, test } from 'vitest';
import type { Clawback } from '#domain/program/program.ts';
import { MAX_GIVERS_OF_LABEL } from '#domain/values/limits.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/** A label that several receipts gave: it goes with the last of them (D94). */

const noon = (day: number): string => `2024-05-${String(day).padStart(2, '0')}T12:00:00+03:00`;

/** A life whose rules give the label, each with a word of its own, at the store of its name. */
function lifeOf(givers: Readonly<Record<string, Clawback>>): Life {
  const rules = Object.entries(givers).map(([name, clawback]) => ({
    name,
    on: ['sale'] as const,
    clawback,
    when: { stores: [name] },
    then: { addCategories: ['vip'] },
  }));
  return new Life(monthlyAmount({}, { categories: { vip: {} }, rules }));
}

const bought = (life: Life, day: number, storeId: string): void => {
  life.sale(noon(day), 10_000, noon(day), { receiptId: `of-${day}`, storeId });
};
const cameBack = (life: Life, day: number): readonly string[] =>
  life.giveBack(`of-${day}`, { kind: 'all' }, noon(20 + day)).categories.removed;
const isHeld = (life: Life): boolean => life.member.categories.length === 1;

describe('a label goes when the goods of all its givers have come back', () => {
  test.each([
    ['the first first', [1, 2]],
    ['the last first', [2, 1]],
  ] as const)('%s', (_, [one, other]) => {
    const life = lifeOf({ a: 'always', b: 'always' });
    bought(life, 1, 'a');
    bought(life, 2, 'b');
    expect(cameBack(life, one)).toEqual([]);
    expect(isHeld(life)).toBe(true);
    expect(cameBack(life, other)).toEqual(['vip']);
    expect(isHeld(life)).toBe(false);
  });

  test.each([
    ['before it', ['kept', 'a']],
    ['after it', ['a', 'kept']],
  ] as const)('one that takes nothing back makes it stay, %s', (_, stores) => {
    const life = lifeOf({ a: 'always', kept: 'none' });
    stores.forEach((storeId, index) => {
      bought(life, index + 1, storeId);
    });
    for (const day of [1, 2]) expect(cameBack(life, day)).toEqual([]);
    expect(isHeld(life)).toBe(true);
  });

  test('the first four are remembered, and the last stand for nobody', () => {
    const life = lifeOf({ a: 'always' });
    for (let day = 1; day <= MAX_GIVERS_OF_LABEL + 1; day += 1) bought(life, day, 'a');
    for (let day = 1; day < MAX_GIVERS_OF_LABEL; day += 1) expect(cameBack(life, day)).toEqual([]);
    expect(cameBack(life, MAX_GIVERS_OF_LABEL)).toEqual(['vip']);
  });

  test('its giver of the first form is read, and is one of them', () => {
    const life = lifeOf({ a: 'always' });
    bought(life, 1, 'a');
    const item = stateItem(life.member, 2);
    const held = item.ca?.L?.[0]?.M ?? {};
    const { g: gifts, ...rest } = held;
    const old = { ...item, ca: { L: [{ M: { ...rest, b: gifts?.L?.[0] ?? { NULL: true } } }] } };
    expect(memberOfItem(old).categories).toEqual(life.member.categories);
    life.member = memberOfItem(old);
    bought(life, 2, 'a');
    expect(cameBack(life, 1)).toEqual([]);
    expect(cameBack(life, 2)).toEqual(['vip']);
  });
});
