import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { Program, ReviewDefinition } from '#domain/program/program.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { entryItem, entryOfItem } from '#table/codecs/entry-item.ts';
import { saleEntry } from '../fixtures/entries.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';

/** D17, D96: what an entry does that comes when the closing delay of its period has passed. */

const noon = (day: string) => `2024-${day}T12:00:00+03:00`;
const policies = ['upgrade-only', 'record-only', 'current-period'] as const;
const withLate = (late: ReviewDefinition['late'], change: Partial<ReviewDefinition> = {}): Program =>
  monthlyAmount({ ...(late === undefined ? {} : { late }), ...change });

/** Bought for 12,000 rubles on 20 May, told on a day of June. */
function lateLife(
  late: ReviewDefinition['late'],
  receivedAt: string,
  change: Partial<ReviewDefinition> = {},
): Life {
  const life = new Life(withLate(late, change));
  life.sale(noon('05-20'), 1_200_000, receivedAt);
  return life;
}

describe('D17 D96: an entry that comes too late', () => {
  test.each(policies)('%s: within the closing delay it belongs to its period', (late) => {
    const life = lateLife(late, '2024-06-02T23:59:59.999+03:00');
    expect(life.see('2024-06-02T23:59:59.999+03:00')).toMatchObject({
      status: 'silver',
      review: { value: 0 },
    });
  });

  test.each<[late: ReviewDefinition['late'], june: string, value: number, july: string]>([
    [undefined, 'silver', 0, 'bronze'],
    ['upgrade-only', 'silver', 0, 'bronze'],
    ['record-only', 'bronze', 0, 'bronze'],
    ['current-period', 'bronze', 1_200_000, 'silver'],
  ])('%s: from the moment at which it has passed', (late, june, value, july) => {
    const life = lateLife(late, '2024-06-03T00:00:00.000+03:00');
    expect(life.see(noon('06-10'))).toMatchObject({ status: june, review: { value } });
    expect(life.status('2024-07-01T00:00:00+03:00')).toBe(july);
  });

  test('current-period: raises at once in the running period, where the program does', () => {
    const life = lateLife('current-period', noon('06-10'), { raise: 'at-once' });
    expect(life.see(noon('06-10'))).toMatchObject({ status: 'silver', since: at(noon('06-10')) });
  });

  test('current-period: of a receipt of months ago as well; of one of this month on its own day', () => {
    const life = new Life(withLate('current-period', { window: 'today', every: 'day' }));
    life.sale(noon('02-20'), 1_200_000, noon('06-10'));
    expect(life.see(noon('06-10')).review?.value).toBe(1_200_000);
    life.sale(noon('06-09'), 500, noon('06-10'));
    expect(life.see(noon('06-10')).review?.value).toBe(1_200_000);
  });

  test('each system by its own words, and rules by the receipt’s own day', () => {
    const { level } = withLate('current-period').statusSystems;
    const { level: other } = withLate('upgrade-only').statusSystems;
    if (level === undefined || other === undefined) throw new Error('no level');
    const life = new Life({
      ...monthlyAmount(),
      statusSystems: { level, other },
      rules: [
        {
          name: 'may',
          on: ['sale'],
          measure: { counter: 'turnover', window: 'this-month' },
          table: [{ from: '0.01 RUB', message: '{value}' }],
        },
      ],
    });
    life.sale(noon('06-01'), 100);
    const { messages } = life.sale(noon('05-20'), 1_200_000, noon('06-10'));
    expect(messages).toEqual(['12000.00 RUB']);
    const shown = ['level', 'other'].map((system) => {
      const { status, review } = life.see(noon('06-10'), system);
      return [status, review?.value];
    });
    expect(shown).toEqual([
      ['bronze', 1_200_100],
      ['silver', 100],
    ]);
  });

  test('why says what was seen, and not of how few receipts', () => {
    const life = lateLife('current-period', noon('06-10'));
    const moment = life.programs.at(at('2024-07-02T00:00:00+03:00'));
    const question = askAbout(moment, life.member, 'level');
    expect(question === null ? [] : explain(question, []).sentences[0]).toBe(
      'turnover from 2024-06-01 to 2024-06-30 came to 12000.00 RUB.',
    );
    expect(question === null ? null : explain(question, []).evidence?.total).toBeNull();
  });

  test('why finds a receipt on the day it came', () => {
    const life = lateLife('current-period', noon('06-10'));
    life.sale(noon('06-11'), 100);
    const question = askAbout(life.programs.at(at('2024-07-02T00:00:00+03:00')), life.member, 'level');
    const told = question === null ? null : explain(question, life.entries);
    const day = (date: string) => at(`2024-${date}T00:00:00Z`) / 86_400_000;
    expect(told?.evidence?.contributions.map((each) => [each.day, each.amount])).toEqual([
      [day('06-10'), 1_200_000],
      [day('06-11'), 100],
    ]);
    expect(told?.sentences[0]).toBe(
      'turnover from 2024-06-01 to 2024-06-30 came to 12001.00 RUB, in 2 receipts.',
    );
  });

  test.each([
    ['06-10', 10],
    ['05-20', 1],
  ])('a store more than a day takes, of ten on %s, counts by the day it came', (full, value) => {
    const life = new Life(
      monthlyAmount(
        {
          late: 'current-period',
          counter: 'shops',
          table: [
            { below: 5, status: 'bronze' },
            { from: 5, upTo: 20, status: 'silver' },
            { over: 20, status: 'gold' },
          ],
        },
        { counters: { shops: { measure: 'stores' } } },
      ),
    );
    for (let number = 1; number <= 10; number += 1)
      life.sale(noon(full), 100, noon(full), { storeId: `s${number}`, receiptId: `r${number}` });
    life.sale(noon('05-20'), 100, noon('06-10'), { storeId: 's11' });
    expect(life.see(noon('06-10')).review?.value).toBe(value);
  });

  test('the entry says on which day it counted where, and is stored so', () => {
    const life = new Life(withLate('current-period'));
    const before = life.member;
    const sale = saleOf(noon('05-20'), 1_200_000);
    const answer = life.sale(noon('05-20'), 1_200_000, noon('06-10'));
    const late = { day: at('2024-06-10T00:00:00Z') / 86_400_000, tallies: new Map() };
    const [base, own] = [...life.member.counters.sums.keys()];
    const entry = saleEntry({
      sale,
      memberId: before.id,
      number: 1,
      cardNumber: null,
      receivedAt: at(noon('06-10')),
      meaning: 'AAAAAAAAAAAAAAAAAAAAAA',
      quote: 'none',
      answer,
      counted: {
        sums: new Map([[base ?? '', 1_200_000]]),
        tallies: new Map(),
        late: { ...late, day: late.day as never, sums: new Map([[own ?? '', 1_200_000]]) },
      },
      lineGoods: [[]],
    });
    expect(entryOfItem(entryItem(entry)).counted).toEqual(entry.counted);
  });

  test('a version that begins with it, or ends it, takes nothing from the running period', () => {
    const { timeline } = followed(
      withLate('upgrade-only'),
      [noon('06-05'), withLate('current-period')],
      [noon('06-10'), withLate('record-only')],
      [noon('06-15'), withLate('current-period')],
    );
    const life = new Life(timeline);
    const value = (day: string) => life.see(noon(day)).review?.value;
    life.sale(noon('06-01'), 300);
    expect(value('06-06')).toBe(300);
    life.sale(noon('05-20'), 50, noon('06-06'));
    expect(value('06-06')).toBe(350);
    // By its own day it is May's; the own column waits no more.
    expect(value('06-11')).toBe(300);
    life.sale(noon('06-11'), 4);
    expect(value('06-16')).toBe(304);
    life.sale(noon('05-21'), 50, noon('06-16'));
    expect(value('06-16')).toBe(354);
  });

  test('a list that changes keeps what the own column holds', () => {
    const next = (stores?: readonly string[]) => ({
      ...withLate('current-period'),
      counters: {
        turnover: { measure: 'sold-amount', ...(stores === undefined ? {} : { stores }) },
      } as const,
    });
    const life = new Life(followed(next(), [noon('06-12'), next(['store-1'])]).timeline);
    life.sale(noon('05-20'), 50, noon('06-06'));
    life.sale(noon('06-13'), 7);
    life.sale(noon('06-13'), 7, noon('06-13'), { storeId: 'store-2', receiptId: 'other' });
    expect(life.see(noon('06-13')).review?.value).toBe(57);
  });

  test('a ladder without periods has none', () => {
    const { raise: _, lower: __, ...review } = withLate('record-only').statusSystems.level?.review ?? {};
    const program = monthlyAmount();
    const level = { ...program.statusSystems.level, review: { ...review, every: 'never' } } as never;
    const { findings } = compile({ ...program, statusSystems: { level } });
    expect(findings.map(({ code, path }) => `${code} ${path.at(-1)}`)).toEqual(['no-turn late']);
  });
});
