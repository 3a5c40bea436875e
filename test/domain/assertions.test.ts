import { describe, expect, test } from 'vitest';
import { concluded } from '#domain/entries/concluded.ts';
import type { Member, StatusRecord } from '#domain/member/member.ts';
import type { Program } from '#domain/program/program.ts';
import { asDay } from '#domain/time/time.ts';
import { StoredValue } from '#table/codecs/attributes.ts';
import { factsItem } from '#table/codecs/facts-item.ts';
import { decodeStatusRecord, encodeStatusRecord } from '#table/codecs/status-record.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at, Life } from '../fixtures/scenario.ts';
import { raisedFact } from '../table/samples.ts';

/** Decisions that stop before they are stored: states that no code of Laurel makes, and what would come of them. */

const NOON = '2024-03-05T12:00:00+03:00';

/** A member of March with something wrong in the state. */
function broken(change: (record: StatusRecord, member: Member) => Partial<Member> | StatusRecord): Life {
  const life = new Life(monthlyAmount());
  life.sale(NOON, 100_000);
  const record = life.member.statuses.get('level');
  if (record === undefined) throw new Error('no system level');
  const changed = change(record, life.member);
  life.member = {
    ...life.member,
    ...('computed' in changed ? { statuses: new Map([['level', changed]]) } : changed),
  };
  return life;
}

const again = (life: Life) => () => life.sale(NOON, 100, NOON, { receiptId: 'again' });

describe('a decision stops where it would store what cannot be', () => {
  test('a status held that none of the layers is', () => {
    const life = broken((record) => ({ ...record, computed: 'gold' }));
    expect(again(life)).toThrow('m-1: level: what is held does not follow from its layers');
  });

  test('an end that no layer has', () => {
    const life = broken((record) => ({ ...record, until: record.since }));
    expect(() => life.pass(NOON)).toThrow('does not follow from its layers');
  });

  test.each([
    ['opened again by what came after closing', 0, -1, 'closed to 19782 and to 19783'],
    ['closed further than time has closed it', 0, 1, 'closed to 19784 and to 19783'],
    ['opened again by closing', -1, -1, 'closed to 19782, and was to 19783'],
  ])('a period %s', (_what, closing, deciding, words) => {
    const life = new Life(monthlyAmount());
    life.sale(NOON, 100_000);
    const moment = life.programs.at(at(NOON));
    if (moment === null) throw new Error('no program');
    const asRead = life.member;
    const by = (days: number) => {
      const moved = [...asRead.statuses].map(([system, record]) => {
        return [system, { ...record, closedTo: asDay(record.closedTo + days) }] as const;
      });
      return { ...asRead, statuses: new Map(moved) };
    };
    const closed = { asRead, member: by(closing), changes: [], discountEnds: [] };
    expect(() => concluded(moment, closed, by(deciding))).toThrow(words);
    expect(() => concluded(moment, { ...closed, member: asRead }, asRead)).not.toThrow();
  });

  test('but not for a version that orders its statuses anew over a grace or a given status', () => {
    const ladder = (...names: readonly string[]) => Object.fromEntries(names.map((name) => [name, {}]));
    const version = (...names: readonly string[]): Program => ({
      ...monthlyAmount(),
      statusSystems: { level: { statuses: ladder(...names), initial: 'bronze' } },
      rules: ['silver', 'gold'].map((status) => ({
        name: status,
        on: ['sale'],
        when: { stores: [status] },
        then: { status: { level: status }, ...(status === 'gold' ? { until: '2024-12-31' } : {}) },
      })),
    });
    const life = new Life(
      timelineOf(version('bronze', 'silver', 'gold'), [
        '2024-04-01T00:00:00+03:00',
        version('bronze', 'gold', 'silver'),
      ]),
    );
    life.sale(NOON, 100, NOON, { storeId: 'silver' });
    life.sale(NOON, 100, NOON, { storeId: 'gold', receiptId: 'gold' });
    const later = '2024-04-02T12:00:00+03:00';
    expect(() => life.sale(later, 100, later, { receiptId: 'later' })).not.toThrow();
    expect(() => life.pass(later)).not.toThrow();
  });

  test('a sum beyond the safe integers', () => {
    const life = broken((_, { counters }) => ({
      counters: {
        ...counters,
        sums: new Map(
          [...counters.sums].map(([id]) => [id, { before: 0, values: [Number.MAX_SAFE_INTEGER] }]),
        ),
      },
    }));
    expect(again(life)).toThrow('is no safe integer');
  });

  test.each([
    ['above its line', [4_100, 0]],
    ['below nothing', [-1, 0]],
    ['of part of a minor unit', [0.5, 0]],
    ['for a line that is not there', [0]],
  ])('a discount %s', (_what, lineDiscountsMinor) => {
    const lines = [100, 4_000].map((amountMinor) => ({
      sku: 'bread',
      categories: [],
      quantityThousandths: 1_000,
      amountMinor,
    }));
    const life = new Life(monthlyAmount());
    const promised = { discounts: [], lineDiscountsMinor };
    expect(() => life.sale(NOON, 4_100, NOON, { lines, promised })).toThrow(/off lines of 100 4000/);
  });
});

describe('what is stored is looked at', () => {
  test('on read: a status held that none of the layers is', () => {
    const record = new Life(monthlyAmount()).member.statuses.get('level');
    if (record === undefined) throw new Error('no system level');
    const stored = encodeStatusRecord({ ...record, computed: 'gold', earned: { ...record.earned } });
    expect(() => decodeStatusRecord(new StoredValue(stored, 'sample'))).toThrow('none of its layers');
  });

  test('facts that do not follow each other are not written', () => {
    expect(() => factsItem([raisedFact('m-1', 2), raisedFact('m-1', 4)])).toThrow('facts 2 4');
  });
});
