import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import { asWritten } from '#domain/compile/with-kept-names.ts';
import { decide } from '#domain/decide.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Program, RuleDefinition, StatusSystemDefinition } from '#domain/program/program.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { askAbout, explain } from '#domain/showing/explain.ts';
import { calledCategories } from '#domain/showing/view.ts';
import { saleEntry } from '../fixtures/entries.ts';
import { followed } from '../fixtures/followed.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at, Life, saleOf } from '../fixtures/scenario.ts';
import { sentencesOf } from './finding-sentences.ts';

/** How a version follows those before (D80, D81): what members keep, what they are told, and what is refused. */

const V2 = '2024-05-15T00:00:00+03:00';
const V3 = '2024-06-15T00:00:00+03:00';
const iso = (ms: number): string => new Date(ms).toISOString();

/** One line of so many cups. */
const cups = (sku: string, count: number): Partial<Sale> => ({
  lines: [{ sku, quantityThousandths: count * 1000, amountMinor: 100 }],
  receiptId: `${sku}-${count}`,
});

type Counter = Program['counters'][string];

/** A ladder for what a counter counts since ever: ten of it are many. */
const ladderOf = (counter: string): StatusSystemDefinition => ({
  statuses: { few: {}, many: {} },
  review: {
    every: 'year',
    counter,
    window: 'all-time',
    raise: 'at-once',
    lower: 'to-earned',
    table: [
      { below: 10, status: 'few' },
      { from: 10, status: 'many' },
    ],
  },
});

/** A program whose ladders, called as the counters, show what each counts. */
const counting = (counters: Readonly<Record<string, Counter>>, change: Partial<Program> = {}): Program =>
  monthlyAmount(
    {},
    {
      counters,
      statusSystems: Object.fromEntries(Object.keys(counters).map((name) => [`of-${name}`, ladderOf(name)])),
      ...change,
    },
  );

const coffee = (skus: readonly string[], change: Partial<Counter> = {}): Program =>
  counting({ cups: { measure: 'goods-quantity', goods: { skus }, ...change } });

const countedBy = (life: Life, now: string, name = 'cups'): number | undefined =>
  life.see(now, `of-${name}`).review?.value;

const codesOf = (...versions: Parameters<typeof followed>) =>
  followed(...versions).told.map(({ findings }) =>
    findings.map(({ code, path }) => `${code} at ${path.join('.')}`),
  );

describe('D80: a counter keeps by its name what was counted', () => {
  const LATTE = ['LATTE'];
  const BOTH = ['LATTE', 'FLAT-WHITE'];

  test('nine lattes, and the list gets flat white: the next one is the tenth', () => {
    const life = new Life(followed(coffee(LATTE), [V2, coffee(BOTH)]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    life.sale('2024-05-11T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 5));
    expect(countedBy(life, '2024-05-14T23:59:59+03:00')).toBe(9_000);
    expect(countedBy(life, V2)).toBe(9_000);
    life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 1));
    expect(countedBy(life, '2024-05-16T12:00:00+03:00')).toBe(10_000);
    expect(life.status('2024-05-16T12:00:00+03:00', 'of-cups')).toBe('many');
  });

  test('the old list put back keeps everything, and counts by the old list', () => {
    const life = new Life(followed(coffee(LATTE), [V2, coffee(BOTH)], [V3, coffee(LATTE)]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 1));
    life.sale('2024-06-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 7));
    expect(countedBy(life, '2024-06-16T12:00:00+03:00')).toBe(10_000);
    life.sale('2024-06-17T12:00:00+03:00', 0, undefined, cups('LATTE', 2));
    expect(countedBy(life, '2024-06-17T12:00:00+03:00')).toBe(12_000);
  });

  test('so do stores', () => {
    const at1 = counting({ visits: { measure: 'purchases', stores: ['1'] } });
    const at12 = counting({ visits: { measure: 'purchases', stores: ['1', '2'] } });
    const life = new Life(followed(at1, [V2, at12], [V3, at1]).timeline);
    const visit = (day: string, storeId: string): void => {
      life.sale(`${day}T12:00:00+03:00`, 100, undefined, { storeId });
    };
    visit('2024-05-10', '1');
    visit('2024-05-11', '2');
    expect(countedBy(life, V2, 'visits')).toBe(1);
    visit('2024-05-16', '2');
    expect(countedBy(life, '2024-05-17T12:00:00+03:00', 'visits')).toBe(2);
    visit('2024-06-16', '2');
    visit('2024-06-17', '1');
    expect(countedBy(life, '2024-06-18T12:00:00+03:00', 'visits')).toBe(3);
  });

  test.each<[what: string, change: Partial<Counter>, found: number]>([
    ['left out', {}, 10_000],
    ['continue', { whenChanged: 'continue' }, 10_000],
    ['reset', { whenChanged: 'reset' }, 1_000],
  ])('whenChanged: %s', (_what, change, found) => {
    const life = new Life(followed(coffee(LATTE), [V2, coffee(BOTH, change)]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 1));
    expect(countedBy(life, '2024-05-16T12:00:00+03:00')).toBe(found);
  });

  test('reset begins anew when something changes, and not with every version', () => {
    const anew = coffee(BOTH, { whenChanged: 'reset' });
    const life = new Life(followed(coffee(LATTE), [V2, anew], [V3, { ...anew, name: 'again' }]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 3));
    life.sale('2024-06-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 1));
    expect(countedBy(life, '2024-06-16T12:00:00+03:00')).toBe(4_000);
  });

  test('reset to what was measured long ago begins at 0 all the same', () => {
    const life = new Life(
      followed(coffee(LATTE), [V2, coffee(BOTH)], [V3, coffee(LATTE, { whenChanged: 'reset' })]).timeline,
    );
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    expect(countedBy(life, V3)).toBe(0);
  });

  test.each<[what: string, change: Partial<Counter>, found: number]>([
    ['as it was', {}, 9_000],
    ['with another list', { goods: { skus: BOTH } }, 10_000],
    ['with another list and reset', { goods: { skus: BOTH }, whenChanged: 'reset' }, 1_000],
  ])('under another name, %s', (_what, change, found) => {
    const renamed = counting({
      coffees: { was: ['cups'], measure: 'goods-quantity', goods: { skus: LATTE }, ...change },
    });
    const next = { ...renamed, statusSystems: { 'of-cups': ladderOf('coffees') } };
    const { timeline, told } = followed(coffee(LATTE), [V2, next]);
    expect(told[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups('FLAT-WHITE', 1));
    expect(countedBy(life, '2024-05-16T12:00:00+03:00')).toBe(found);
  });

  test.each<[what: string, msLater: number, found: number]>([
    ['a minute less than thirty days', -60_000, 9_000],
    ['thirty days', 0, 9_000],
    ['a minute more', 60_000, 0],
  ])('a name that was gone for %s', (_what, msLater, found) => {
    const without = counting({ others: { measure: 'purchases' } }, { dropped: { counters: ['cups'] } });
    const away = { ...without, dropped: { counters: ['cups'], statusSystems: ['of-cups'] } };
    const back = iso(at(V2) + 30 * 86_400_000 + msLater);
    const again = coffee(BOTH);
    const { timeline, told } = followed(
      coffee(LATTE),
      [V2, away],
      [back, { ...again, dropped: { counters: ['others'], statusSystems: ['of-others'] } }],
    );
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    const life = new Life(timeline);
    life.sale('2024-05-10T12:00:00+03:00', 0, undefined, cups('LATTE', 9));
    expect(countedBy(life, iso(at(back) + 1))).toBe(found);
  });

  test.each<[what: string, counter: Counter]>([
    ['measures', { measure: 'goods-amount', goods: { skus: LATTE } }],
    ['measures, and begins anew', { measure: 'goods-amount', goods: { skus: LATTE }, whenChanged: 'reset' }],
  ])('another thing that it %s is refused', (_what, counter) => {
    const next = {
      ...counting({ cups: counter, others: { measure: 'purchases' } }),
      statusSystems: { 'of-cups': ladderOf('others') },
    };
    expect(codesOf(coffee(LATTE), [V2, next])).toEqual([['measures-another at counters.cups']]);
  });

  test('another currency too, whether it is its own or the program’s', () => {
    const money = (change: Partial<Program>, counter: Partial<Counter> = {}): Program =>
      monthlyAmount({}, { counters: { turnover: { measure: 'sold-amount', ...counter } }, ...change });
    const { review: _, ...reviewless } = monthlyAmount().statusSystems.level ?? { statuses: {} };
    const statusSystems = { level: { ...reviewless, initial: 'bronze' } };
    const found = [['measures-another at counters.turnover']];
    expect(codesOf(money({}), [V2, money({ statusSystems }, { currency: 'EUR' })])).toEqual(found);
    expect(codesOf(money({}), [V2, money({ statusSystems, currency: 'EUR' })])).toEqual(found);
    expect(codesOf(money({}), [V2, money({}, { currency: 'RUB' })])).toEqual([[]]);
  });
});

describe('D80: a measure of a rule’s own goes on by the rule’s name', () => {
  const often = (
    stores: readonly string[],
    change: Partial<RuleDefinition> = {},
    more = {},
  ): RuleDefinition => ({
    name: 'often',
    on: ['sale'],
    measure: { of: 'purchases', stores, window: 'all-time', ...more },
    table: [{ from: 3, addCategories: ['regular'] }],
    ...change,
  });
  const withRule = (rule: RuleDefinition): Program =>
    monthlyAmount({}, { categories: { regular: {} }, rules: [rule] });

  test.each<[what: string, next: RuleDefinition, categories: readonly string[]]>([
    ['as before', often(['1', '2']), ['regular']],
    ['under another name', often(['1', '2'], { name: 'regulars', was: ['often'] }), ['regular']],
    ['beginning anew', often(['1', '2'], {}, { whenChanged: 'reset' }), []],
  ])('%s', (_what, next, categories) => {
    const life = new Life(followed(withRule(often(['1'])), [V2, withRule(next)]).timeline);
    for (const [day, storeId] of [
      ['2024-05-10', '1'],
      ['2024-05-11', '1'],
      ['2024-05-12', '2'],
      ['2024-05-16', '2'],
    ] as const)
      life.sale(`${day}T12:00:00+03:00`, 100, undefined, { storeId });
    expect(life.member.categories.map(({ name }) => name)).toEqual(categories);
  });

  test('a counter that had the same name is another', () => {
    const counters = { turnover: { measure: 'sold-amount' } } as const;
    const first = monthlyAmount(
      {},
      { counters: { ...counters, often: { measure: 'purchases', stores: ['1'] } } },
    );
    const next = { ...withRule(often(['1', '2'])), dropped: { counters: ['often'] } };
    const { timeline, told } = followed(first, [V2, next]);
    expect(told[0]?.findings).toEqual([]);
    const life = new Life(timeline);
    const held = (day: string) => {
      life.sale(`${day}T12:00:00+03:00`, 100, undefined, { storeId: '1' });
      return life.member.categories.map(({ name }) => name);
    };
    expect(['2024-05-10', '2024-05-11', '2024-05-16', '2024-05-17', '2024-05-18'].map(held)).toEqual([
      [],
      [],
      [],
      [],
      ['regular'],
    ]);
  });

  test('another measure is refused where it stands', () => {
    const next = withRule(often(['1'], {}, { of: 'purchase-days' }));
    expect(codesOf(withRule(often(['1'])), [V2, next])).toEqual([['measures-another at rules.0.measure']]);
  });
});

describe('D80: what is looked at for one receipt alone', () => {
  const forOne = (skus: readonly string[], ofRule: readonly string[]): Program => ({
    ...coffee(skus),
    rules: [
      {
        name: 'one',
        on: ['sale'],
        measure: { of: 'goods-quantity', goods: { skus: ['LATTE'] }, window: 'this-receipt' },
        table: [{ from: 1, message: 'Latte' }],
      },
      {
        name: 'own',
        on: ['sale'],
        measure: { of: 'goods-quantity', goods: { skus: ofRule }, window: 'all-time' },
        table: [{ from: 1, message: 'Own' }],
      },
    ],
  });

  test.each<[what: string, before: Program, after: Program, ofFlatWhite: readonly string[]]>([
    ['a counter', forOne(['LATTE'], ['TEA']), forOne(['LATTE', 'FLAT-WHITE'], ['TEA']), []],
    ['another rule', forOne(['CAKE'], ['LATTE']), forOne(['CAKE'], ['FLAT-WHITE']), ['Own']],
  ])('means its own goods, although %s has gone on from the same', (_what, before, after, ofFlatWhite) => {
    const life = new Life(followed(before, [V2, after]).timeline);
    const told = (sku: string) => life.sale('2024-05-16T12:00:00+03:00', 0, undefined, cups(sku, 1)).messages;
    expect(told('LATTE')).toEqual(['Latte']);
    expect(told('FLAT-WHITE')).toEqual(ofFlatWhite);
  });
});

/** A member's life with the entries that are stored of it. */
class Kept extends Life {
  buy(day: string, storeId: string): void {
    const receivedAt = at(`${day}T12:00:00+03:00`);
    const sale = saleOf(`${day}T12:00:00+03:00`, 100, { storeId, receiptId: day });
    const decision = decide(this.programs.at(receivedAt), this.member, sale);
    if (decision.kind === 'refused') throw new Error(decision.code);
    const { member, answer, counted, lineGoods } = decision;
    this.member = member;
    this.entries.push(
      saleEntry({
        sale,
        memberId: 'm-1',
        number: member.entries.count,
        cardNumber: null,
        receivedAt,
        meaning: '',
        quote: 'none',
        answer,
        counted,
        lineGoods,
      }),
    );
  }

  why(now: string, system: string) {
    const question = askAbout(this.programs.at(at(now)), this.member, system);
    return question === null ? null : explain(question, this.entries);
  }
}

describe('D80: two names that shared a column part ways', () => {
  /** Both count purchases, or different stores; then `one` in 1 and 2, later `two` in 1 and 3. */
  const versions = (measure: 'purchases' | 'stores'): readonly [Program, Program, Program] => [
    counting({ one: { measure }, two: { measure } }),
    counting({ one: { measure, stores: ['1', '2'] }, two: { measure } }),
    counting({ one: { measure, stores: ['1', '2'] }, two: { measure, stores: ['1', '3'] } }),
  ];
  const values = (life: Life, now: string) => [countedBy(life, now, 'one'), countedBy(life, now, 'two')];

  test.each([
    ['purchases', [3, 3], [4, 5], [5, 6]],
    ['stores', [3, 3], [3, 4], [3, 4]],
  ] as const)('%s: both keep what was counted, and count on by themselves', (measure, first, then, last) => {
    const [v1, v2, v3] = versions(measure);
    const life = new Kept(followed(v1, [V2, v2], [V3, v3]).timeline);
    life.buy('2024-05-10', '1');
    life.buy('2024-05-11', '2');
    life.buy('2024-05-12', '3');
    expect(values(life, V2)).toEqual(first);
    life.buy('2024-05-16', '2');
    life.buy('2024-05-17', '4');
    expect(values(life, '2024-05-18T12:00:00+03:00')).toEqual(then);
    life.buy('2024-06-16', '2');
    life.buy('2024-06-17', '3');
    expect(values(life, '2024-06-18T12:00:00+03:00')).toEqual(last);
  });

  test.each([
    ['purchases', [4, 4]],
    ['stores', [3, 4]],
  ] as const)('%s: of who was quiet over both as well', (measure, found) => {
    const [v1, v2, v3] = versions(measure);
    const life = new Kept(followed(v1, [V2, v2], [V3, v3]).timeline);
    life.buy('2024-05-10', '1');
    life.buy('2024-05-11', '2');
    life.buy('2024-05-12', '4');
    expect(values(life, '2024-06-15T12:00:00+03:00')).toEqual([3, 3]);
    life.buy('2024-06-16', '2');
    life.buy('2024-06-17', '3');
    expect(values(life, '2024-06-18T12:00:00+03:00')).toEqual(found);
  });

  test('a new name for what two count by now goes on with the first', () => {
    const alike = { measure: 'purchases', stores: ['1'] } as const;
    const life = new Kept(
      followed(
        counting({ one: alike, two: { measure: 'purchases' } }),
        [V2, counting({ one: alike, two: alike })],
        [V3, counting({ one: alike, two: alike, three: alike })],
      ).timeline,
    );
    life.buy('2024-05-10', '1');
    life.buy('2024-05-11', '2');
    const now = '2024-06-16T12:00:00+03:00';
    expect(['one', 'two', 'three'].map((name) => countedBy(life, now, name))).toEqual([1, 2, 1]);
  });

  test('a new name does not go on with one that counted alike and is gone', () => {
    const alike = { measure: 'purchases', stores: ['1'] } as const;
    const other = { measure: 'purchases', stores: ['9'] } as const;
    const dropped = { counters: ['one'], statusSystems: ['of-one'] };
    const { timeline, told } = followed(
      counting({ other, one: alike }),
      [V2, counting({ other }, { dropped })],
      ['2024-06-01T00:00:00+03:00', counting({ other, three: alike })],
    );
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    const life = new Kept(timeline);
    life.buy('2024-05-10', '1');
    life.buy('2024-06-16', '1');
    expect(countedBy(life, '2024-06-16T12:00:00+03:00', 'three')).toBe(1);
  });

  test('what was counted goes along once', () => {
    const [v1, v2] = versions('purchases');
    const life = new Kept(followed(v1, [V2, v2]).timeline);
    for (const day of ['2024-05-10', '2024-05-11']) life.buy(day, '1');
    for (const day of ['2024-05-16', '2024-05-17', '2024-05-18']) life.buy(day, '4');
    life.buy('2024-05-19', '1');
    expect(values(life, '2024-05-20T12:00:00+03:00')).toEqual([3, 6]);
  });

  test('whoever is told alike keeps the column: no split, and nothing to tell', () => {
    const [v1, v2, v3] = versions('purchases');
    const { timeline, told } = followed(v1, [V2, v2], [V3, v3]);
    const [, second, third] = timeline.versions.map(({ outline }) => outline.splits?.length ?? 0);
    expect([second, third]).toEqual([1, 0]);
    const { one, two } = timeline.versions[1]?.program.source.counters ?? {};
    expect([one?.column, two?.column]).toEqual([timeline.versions[1]?.outline.splits?.[0]?.to, undefined]);
    expect(told.map(({ changes }) => changes.map(({ path }) => path.join('.')))).toEqual([
      ['counters.one'],
      ['counters.two'],
    ]);
  });

  test.each(['purchases', 'stores'] as const)('%s: why finds the receipts of before', (measure) => {
    const days = Array.from({ length: 10 }, (_, index) => `2024-05-0${index}`).slice(1);
    const [v1, v2] = versions(measure);
    const lower = (program: Program): Program => ({
      ...program,
      statusSystems: Object.fromEntries(
        Object.entries(program.statusSystems).map(([name, system]) => [
          name,
          {
            ...system,
            review: {
              ...(system.review ?? ladderOf('one').review),
              table: [
                { below: 3, status: 'few' },
                { from: 3, status: 'many' },
              ],
            },
          } as StatusSystemDefinition,
        ]),
      ),
    });
    const life = new Kept(followed(lower(v1), [V2, lower(v2)]).timeline);
    life.buy(days[0] ?? '', '1');
    life.buy(days[1] ?? '', '3');
    life.buy('2024-05-16', '2');
    const evidence = life.why('2024-05-17T12:00:00+03:00', 'of-one')?.evidence;
    expect(evidence).toMatchObject({ value: 3, total: 3 });
    expect(evidence?.contributions.map(({ receiptId }) => receiptId)).toEqual([
      '2024-05-01',
      '2024-05-02',
      '2024-05-16',
    ]);
  });
});

describe('D81: a status under another name', () => {
  const { level } = monthlyAmount().statusSystems;
  if (level?.review === undefined) throw new Error('no level');
  const { review } = level;
  const { gold = {}, ...lower } = level.statuses;
  const called = (name: string, to: string) => (name === 'gold' ? to : name);

  const rulesFor = (top: string): Program['rules'] => [
    {
      name: 'thanks',
      on: ['sale'],
      when: { status: { level: [top] } },
      then: { message: 'You are {status.level}' },
    },
    { name: 'cheaper', on: ['sale'], when: { status: { level: [top] } }, then: { discount: '10%' } },
    {
      name: 'large',
      on: ['sale'],
      measure: { of: 'sold-amount', window: 'this-receipt' },
      table: [{ over: '5000 RUB', status: { level: top }, until: 'P30D' }],
    },
  ];
  const ladder = (
    statuses: StatusSystemDefinition['statuses'],
    top: string,
    change: Partial<StatusSystemDefinition> = {},
  ): Program =>
    monthlyAmount(
      {},
      {
        statusSystems: {
          level: {
            ...level,
            statuses,
            review: {
              ...review,
              table: review.table.map((row) => ({ ...row, status: called(row.status, top) })),
            },
            ...change,
          },
        },
        rules: rulesFor(top),
      },
    );
  const before = ladder(level.statuses, 'gold');
  const platinum = { was: ['gold'] };
  const renamed = ladder({ ...lower, platinum }, 'platinum');
  const goldInMay = (...later: readonly (readonly [string, Program])[]): Life => {
    const life = new Life(followed(before, ...later).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    // Given until 20 May, and earned.
    life.pass('2024-05-01T00:00:00+03:00');
    expect(life.status('2024-05-01T00:00:00+03:00')).toBe('gold');
    return life;
  };

  test('is the same record, and nothing is told', () => {
    const life = goldInMay([V2, renamed]);
    const record = life.member.statuses.get('level');
    const told = life.facts.length;
    expect(life.pass(V2)).toEqual([]);
    expect(life.member.statuses.get('level')).toEqual(record);
    expect(record?.computed).toBe('gold');
    expect(life.facts).toHaveLength(told);
  });

  test('views, next steps and ladders use the new name', () => {
    const seen = goldInMay([V2, renamed]).see('2024-05-16T12:00:00+03:00');
    expect([seen.status, seen.step?.status, seen.step?.title]).toEqual(['platinum', 'platinum', 'platinum']);
    expect(seen.ladder.map(({ status }) => status)).toEqual(['bronze', 'silver', 'platinum']);
    const nearly = new Life(followed(before, [V2, renamed]).timeline);
    for (const day of ['16', '17', '18']) nearly.sale(`2024-05-${day}T12:00:00+03:00`, 400_000);
    expect(nearly.see('2024-05-19T12:00:00+03:00').next?.status).toBe('platinum');
    for (const day of ['20', '21', '22']) nearly.sale(`2024-05-${day}T12:00:00+03:00`, 400_000);
    expect(nearly.see('2024-05-23T12:00:00+03:00').forNextPeriod).toBe('platinum');
  });

  test('a view before the new name is in force has one name for each, what is to come among them', () => {
    const life = goldInMay([V2, renamed]);
    const early = '2024-05-10T12:00:00+03:00';
    expect(life.see(early).ladder.map(({ status }) => status)).toEqual(['bronze', 'silver', 'gold']);
    life.sale('2024-05-09T12:00:00+03:00', 1_500_000);
    expect(life.see(early)).toMatchObject({ status: 'gold', forNextPeriod: 'silver' });
    life.sale('2024-05-10T11:00:00+03:00', 1_000_000);
    expect(life.see(early)).toMatchObject({ status: 'gold', forNextPeriod: 'gold' });
    const nearly = new Life(followed(before, [V2, renamed]).timeline);
    for (const day of ['02', '03', '04']) nearly.sale(`2024-05-${day}T12:00:00+03:00`, 400_000);
    expect(nearly.see(early).next).toMatchObject({ status: 'gold', title: 'Gold' });
  });

  test('answers, facts, messages and conditions use the new name', () => {
    const life = goldInMay([V2, renamed]);
    const held = life.sale('2024-05-25T12:00:00+03:00', 100);
    expect(held.statuses).toEqual([{ system: 'level', before: 'platinum', after: 'platinum' }]);
    expect(held.messages).toEqual(['You are platinum']);
    expect(held.reasons).toMatchObject([{ rule: 'cheaper', because: new Map([['level', 'platinum']]) }]);
    const [fact] = life.pass('2024-06-01T00:00:00+03:00');
    expect(fact).toMatchObject({ kind: 'status-changed', system: 'level', from: 'platinum', to: 'bronze' });
    const given = life.sale('2024-06-10T12:00:00+03:00', 500_001);
    expect(given.statuses).toEqual([{ system: 'level', before: 'bronze', after: 'platinum' }]);
    expect(life.facts.at(-1)).toMatchObject({ from: 'bronze', to: 'platinum' });
    expect(life.member.statuses.get('level')?.computed).toBe('gold');
  });

  test('enrolment tells it as the version calls it', () => {
    const first = ladder({ basic: { was: ['bronze'] }, silver: {}, gold }, 'gold', {
      review: {
        ...review,
        table: review.table.map((row) => (row.status === 'bronze' ? { ...row, status: 'basic' } : row)),
      },
    });
    const life = new Life(followed(before, [V2, first]).timeline, '2024-05-20T12:00:00+03:00');
    expect(life.facts[0]).toMatchObject({ kind: 'enrolled', statuses: new Map([['level', 'basic']]) });
  });

  test('why says it in the new words', () => {
    const life = new Kept(followed(before, [V2, renamed]).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 400_000, undefined, { receiptId: 'a' });
    life.sale('2024-04-21T12:00:00+03:00', 400_000, undefined, { receiptId: 'b' });
    for (const receiptId of ['c', 'd', 'e', 'f'])
      life.sale('2024-04-22T12:00:00+03:00', 400_000, undefined, { receiptId });
    const explained = life.why('2024-05-16T12:00:00+03:00', 'level');
    expect(explained?.status).toBe('platinum');
    expect(explained?.sentences).toEqual([
      'turnover from 2024-04-01 to 2024-04-30 came to 24000.00 RUB, in 6 receipts.',
      'platinum asks for over 20000 RUB.',
    ]);
  });

  test('the rules of a version are read as its file says them', () => {
    const [, version] = followed(before, [V2, renamed]).timeline.versions;
    expect(version?.program.source.rules[2]?.table?.[0]?.status).toEqual({ level: 'gold' });
    expect(version === undefined ? [] : asWritten(version.program.source)).toEqual(rulesFor('platinum'));
  });

  test('the old name for a new status is another status, one version later', () => {
    const both = ladder({ ...lower, gold: {}, platinum }, 'platinum', {
      review: {
        ...review,
        table: [
          { upTo: '10000 RUB', status: 'bronze' },
          { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
          { over: '20000 RUB', upTo: '30000 RUB', status: 'gold' },
          { over: '30000 RUB', status: 'platinum' },
        ],
      },
    });
    expect(codesOf(before, [V2, both])).toEqual([
      ['was-still-there at statusSystems.level.statuses.platinum.was'],
    ]);
    const life = goldInMay([V2, renamed], ['2024-05-20T00:00:00+03:00', both]);
    expect(life.status('2024-05-20T12:00:00+03:00')).toBe('platinum');
    for (const receiptId of ['a', 'b', 'c', 'd', 'e', 'f'])
      life.sale('2024-05-21T12:00:00+03:00', 400_000, undefined, { receiptId });
    const [fact] = life.pass('2024-06-01T00:00:00+03:00');
    expect(fact).toMatchObject({ from: 'platinum', to: 'gold', direction: 'lowered' });
    expect(life.member.statuses.get('level')?.computed).toBe('gold~3');
  });

  test('two names cannot have been one', () => {
    const next = ladder({ ...lower, platinum, diamond: platinum }, 'platinum', {
      review: {
        ...review,
        table: [
          { upTo: '10000 RUB', status: 'bronze' },
          { over: '10000 RUB', upTo: '20000 RUB', status: 'silver' },
          { over: '20000 RUB', upTo: '30000 RUB', status: 'platinum' },
          { over: '30000 RUB', status: 'diamond' },
        ],
      },
    });
    expect(codesOf(before, [V2, next])).toEqual([
      ['was-still-there at statusSystems.level.statuses.diamond.was'],
    ]);
  });
});

describe('D81: systems and labels under another name', () => {
  const system = (change: Partial<StatusSystemDefinition> = {}): StatusSystemDefinition => ({
    statuses: { guest: {}, friend: {} },
    initial: 'guest',
    ...change,
  });
  const program = (club: string, label: string, was: boolean): Program =>
    monthlyAmount(
      {},
      {
        statusSystems: { [club]: system(was ? { was: ['club'] } : {}) },
        categories: { [label]: was ? { was: ['regular'] } : {} },
        rules: [
          {
            name: 'friends',
            on: ['sale'],
            when: { status: { [club]: ['guest'] }, notCategories: [label] },
            then: { status: { [club]: 'friend' }, addCategories: [label], message: `{status.${club}}` },
          },
          {
            name: 'seen',
            on: ['sale'],
            when: { status: { [club]: ['friend'] }, categories: [label] },
            then: { message: `You are {status.${club}}` },
          },
          {
            name: 'changed',
            on: ['sale'],
            priority: 200,
            when: { changed: [club] },
            then: { message: 'Welcome' },
          },
        ],
      },
    );
  const timeline = (): Timeline =>
    followed({ ...program('club', 'regular', false), counters: {} }, [
      V2,
      { ...program('circle', 'neighbour', true), counters: {} },
    ]).timeline;

  test('who has them has them on, and everybody is told by the new names', () => {
    const life = new Life(timeline());
    life.sale('2024-05-10T12:00:00+03:00', 100);
    expect(life.see('2024-05-11T12:00:00+03:00', 'club').status).toBe('friend');
    const before = life.member.statuses;
    const moment = life.programs.at(at('2024-05-16T12:00:00+03:00'));
    const { status, since } = life.see('2024-05-16T12:00:00+03:00', 'circle');
    expect([status, since]).toEqual(['friend', at('2024-05-10T12:00:00+03:00')]);
    expect(life.pass('2024-05-16T12:00:00+03:00')).toEqual([]);
    expect(life.member.statuses).toEqual(before);
    expect(calledCategories(moment, life.member).map(({ name }) => name)).toEqual(['neighbour']);
  });

  test('rules of the new version ask, give and print by the new names', () => {
    const life = new Life(timeline());
    const answer = life.sale('2024-05-16T12:00:00+03:00', 100);
    expect(answer.statuses).toEqual([{ system: 'circle', before: 'guest', after: 'friend' }]);
    expect(answer.messages).toEqual(['friend', 'You are friend', 'Welcome']);
    expect(life.facts.slice(-2)).toMatchObject([
      { kind: 'status-changed', system: 'circle' },
      { kind: 'category-changed', category: 'neighbour' },
    ]);
    expect([...life.member.statuses.keys()]).toEqual(['club']);
  });

  test('labels as well', () => {
    const labelled = (label: string, was: boolean): Program =>
      monthlyAmount(
        {},
        {
          categories: { [label]: was ? { was: ['regular'] } : {} },
          rules: [{ name: 'all', on: ['sale'], then: { addCategories: [label] } }],
        },
      );
    const { timeline: versions } = followed(labelled('regular', false), [V2, labelled('neighbour', true)]);
    const life = new Life(versions);
    const answer = life.sale('2024-05-16T12:00:00+03:00', 100);
    expect(answer.categories.added).toEqual(['neighbour']);
    expect(life.facts.at(-1)).toMatchObject({ kind: 'category-changed', category: 'neighbour' });
    const moment = life.programs.at(at('2024-05-16T12:00:00+03:00'));
    expect(calledCategories(moment, life.member).map(({ name }) => name)).toEqual(['neighbour']);
    expect(life.member.categories.map(({ name }) => name)).toEqual(['regular']);
  });
});

describe('D81: a status that is dropped', () => {
  const { level } = monthlyAmount().statusSystems;
  if (level?.review === undefined) throw new Error('no level');
  const { review } = level;
  const { silver = {}, bronze = {}, gold = {} } = level.statuses;
  const give: Program['rules'] = [
    {
      name: 'gift',
      on: ['sale'],
      when: { stores: ['gift'] },
      then: { status: { level: 'gold' }, until: '2024-05-31' },
    },
  ];
  const withGrace = { ...level, review: { ...review, grace: 'P20D' } };
  const first = monthlyAmount({}, { statusSystems: { level: withGrace }, rules: give });
  const onlyTwo: typeof review.table = [
    { upTo: '10000 RUB', status: 'bronze' },
    { over: '10000 RUB', status: 'silver' },
  ];
  const withoutGold = (
    dropped: NonNullable<StatusSystemDefinition['dropped']>,
    change: Partial<StatusSystemDefinition> = {},
  ): Program =>
    monthlyAmount(
      {},
      {
        statusSystems: {
          level: {
            ...level,
            statuses: { bronze, silver },
            review: { ...review, grace: 'P20D', table: onlyTwo },
            dropped,
            ...change,
          },
        },
        dropped: { rules: ['gift'] },
      },
    );
  const toNone = withoutGold(['gold', 'bronze'], {
    statuses: { silver },
    review: { ...review, grace: 'P20D', table: [{ over: '10000 RUB', status: 'silver' }] },
  });
  const changesOf = (facts: readonly Fact[]) =>
    facts.flatMap((fact) =>
      fact.kind === 'status-changed' ? [[fact.from, fact.to, iso(fact.at), fact.programVersion]] : [],
    );
  const V2_ISO = '2024-05-14T21:00:00.000Z';

  const goldSinceMay = (next: Program, from = V2): Life => {
    const life = new Life(followed(first, [from, next]).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.pass('2024-05-01T00:00:00+03:00');
    return life;
  };

  test.each<[what: string, dropped: NonNullable<StatusSystemDefinition['dropped']>, to: string]>([
    ['without a word where to: the next lower one', ['gold'], 'silver'],
    ['the same in the long form', [{ status: 'gold' }], 'silver'],
    ['to another one', [{ status: 'gold', to: 'bronze' }], 'bronze'],
  ])('%s', (_what, dropped, to) => {
    const life = goldSinceMay(withoutGold(dropped));
    expect(life.status('2024-05-14T23:59:59.999+03:00')).toBe('gold');
    expect(life.see(V2)).toMatchObject({ status: to, since: at(V2) });
    expect(changesOf(life.pass('2024-05-15T08:00:00+03:00'))).toEqual([['gold', to, V2_ISO, 2]]);
    expect(life.pass('2024-05-15T09:00:00+03:00')).toEqual([]);
    expect(life.member.statuses.get('level')).toMatchObject({
      computed: to,
      earned: { status: to, why: { kind: 'dropped', was: 'gold', programVersion: 2 } },
    });
  });

  test('where nothing is below, its holders have none', () => {
    const life = new Life(followed(first, [V2, toNone]).timeline);
    expect(life.status('2024-05-14T23:59:59.999+03:00')).toBe('bronze');
    expect(life.status(V2)).toBeNull();
    expect(changesOf(life.pass(V2))).toEqual([['bronze', null, V2_ISO, 2]]);
  });

  test('why says whose place it took', () => {
    const life = new Kept(followed(first, [V2, withoutGold(['gold'])]).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    expect(life.why('2024-05-16T12:00:00+03:00', 'level')?.sentences).toEqual([
      'Silver took the place of gold when version 2 of the program came into force.',
    ]);
  });

  test('by the name that it had last', () => {
    const table = review.table.map((row) => (row.status === 'gold' ? { ...row, status: 'platinum' } : row));
    const renamed = monthlyAmount(
      {},
      {
        statusSystems: {
          level: {
            ...level,
            statuses: { bronze, silver, platinum: { was: ['gold'] } },
            review: { ...review, grace: 'P20D', table },
          },
        },
        dropped: { rules: ['gift'] },
      },
    );
    const { timeline, told } = followed(
      first,
      [V2, renamed],
      ['2024-05-20T00:00:00+03:00', withoutGold(['platinum'])],
    );
    expect(told.flatMap(({ findings }) => findings)).toEqual([]);
    const life = new Life(timeline);
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.pass('2024-05-01T00:00:00+03:00');
    expect(changesOf(life.pass('2024-05-20T00:00:00+03:00'))).toEqual([
      ['platinum', 'silver', '2024-05-19T21:00:00.000Z', 3],
    ]);
    expect(life.member.statuses.get('level')?.why).toEqual({
      kind: 'dropped',
      was: 'platinum',
      programVersion: 3,
    });
  });

  test('one of that name that comes later is another status', () => {
    const back = { ...first, name: 'gold-again' };
    const life = new Life(
      followed(
        first,
        [V2, withoutGold([{ status: 'gold', to: 'bronze' }])],
        ['2024-05-20T00:00:00+03:00', back],
      ).timeline,
    );
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    expect(life.status('2024-05-25T12:00:00+03:00')).toBe('bronze');
    life.sale('2024-05-26T12:00:00+03:00', 2_500_000);
    expect(life.status('2024-06-01T00:00:00+03:00')).toBe('gold');
    expect(life.pass('2024-06-02T00:00:00+03:00')).not.toEqual([]);
    expect(life.member.statuses.get('level')?.computed).toBe('gold~3');
  });

  test('with the turn of a period in the same instant the turn comes first, and both are one change (D93)', () => {
    // Judged by the version before, which gives gold; the next one makes silver of it.
    const life = new Life(
      followed(first, ['2024-06-01T00:00:00+03:00', withoutGold([{ status: 'gold', to: 'silver' }])])
        .timeline,
    );
    life.sale('2024-05-20T12:00:00+03:00', 2_500_000);
    const turn = '2024-05-31T21:00:00.000Z';
    expect(changesOf(life.pass('2024-06-01T00:00:00+03:00'))).toEqual([['bronze', 'silver', turn, 2]]);
  });

  test('and whoever has earned it again by then loses it once', () => {
    const life = goldSinceMay(withoutGold(['gold']), '2024-06-01T00:00:00+03:00');
    life.sale('2024-05-20T12:00:00+03:00', 2_500_000);
    expect(changesOf(life.pass('2024-06-01T00:00:00+03:00'))).toEqual([
      ['gold', 'silver', '2024-05-31T21:00:00.000Z', 2],
    ]);
  });

  test('a given one becomes the other, and ends when it would have ended', () => {
    const life = new Life(followed(first, [V2, withoutGold([{ status: 'gold', to: 'silver' }])]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 100, undefined, { storeId: 'gift' });
    const until = at('2024-06-01T00:00:00+03:00');
    expect(life.see('2024-05-14T12:00:00+03:00')).toMatchObject({ status: 'gold', until });
    expect(life.see(V2)).toMatchObject({ status: 'silver', until, since: at(V2), earned: 'bronze' });
    expect(life.status('2024-06-01T00:00:00+03:00')).toBe('bronze');
  });

  test('a given one that becomes none is gone', () => {
    const life = new Life(followed(first, [V2, toNone]).timeline);
    life.sale('2024-05-10T12:00:00+03:00', 100, undefined, { storeId: 'gift' });
    // Gold becomes silver, which is the next one below; bronze beneath it none.
    expect(life.see(V2)).toMatchObject({ status: 'silver', earned: null });
  });

  const gifted = (status: string, until: string): Program => ({
    ...monthlyAmount(),
    rules: [
      {
        name: 'gift',
        on: ['sale'],
        when: { stores: ['gift'] },
        then: { status: { level: status }, until },
      },
    ],
  });

  test('one that was given downwards and is none shows what was earned', () => {
    const table: typeof review.table = [
      { upTo: '20000 RUB', status: 'silver' },
      { over: '20000 RUB', status: 'gold' },
    ];
    const next = monthlyAmount(
      { table },
      {
        statusSystems: {
          level: {
            ...level,
            statuses: { silver, gold },
            review: { ...review, table },
            dropped: ['bronze'],
          },
        },
        dropped: { rules: ['gift'] },
      },
    );
    const life = new Life(followed(gifted('bronze', '2024-05-31'), [V2, next]).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-05-10T12:00:00+03:00', 100, undefined, { storeId: 'gift' });
    expect(life.status('2024-05-14T12:00:00+03:00')).toBe('bronze');
    expect(life.see(V2)).toMatchObject({ status: 'gold', until: null });
  });

  test('one that was given downwards still hides when another becomes the same and lasts longer', () => {
    const rules = (['gold', 'bronze'] as const).map((status) => ({
      name: status,
      on: ['sale'] as const,
      when: { stores: [status] },
      then: { status: { level: status }, until: status === 'gold' ? '2024-07-31' : '2024-05-31' },
    }));
    const dropped = withoutGold([{ status: 'gold', to: 'bronze' }], {
      review: { ...review, lower: 'never', table: onlyTwo },
    });
    const next: Program = { ...dropped, rules: [], dropped: { rules: ['gold', 'bronze'] } };
    const life = new Life(followed(monthlyAmount({ lower: 'never' }, { rules }), [V2, next]).timeline);
    life.sale('2024-04-20T12:00:00+03:00', 1_500_000);
    life.sale('2024-05-10T12:00:00+03:00', 100, undefined, { storeId: 'gold' });
    life.sale('2024-05-11T12:00:00+03:00', 100, undefined, { storeId: 'bronze' });
    expect(life.status('2024-05-11T12:00:00+03:00')).toBe('bronze');
    expect(life.see(V2)).toMatchObject({ status: 'bronze', until: at('2024-06-01T00:00:00+03:00') });
    expect(life.status('2024-06-01T00:00:00+03:00')).toBe('silver');
  });

  test('one that was given and lies beneath is gone there too', () => {
    const table: typeof review.table = [
      { upTo: '20000 RUB', status: 'bronze' },
      { over: '20000 RUB', status: 'gold' },
    ];
    const next = monthlyAmount(
      {},
      {
        statusSystems: {
          level: { ...level, statuses: { bronze, gold }, review: { ...review, table }, dropped: ['silver'] },
        },
        dropped: { rules: ['gift'] },
      },
    );
    const life = new Life(
      followed(gifted('silver', '2024-07-31'), ['2024-06-15T00:00:00+03:00', next]).timeline,
    );
    life.sale('2024-05-10T12:00:00+03:00', 2_500_000, undefined, { storeId: 'gift' });
    life.pass('2024-06-20T12:00:00+03:00');
    expect(life.status('2024-06-20T12:00:00+03:00')).toBe('gold');
    expect(changesOf(life.pass('2024-07-01T00:00:00+03:00'))).toEqual([
      ['gold', 'bronze', '2024-06-30T21:00:00.000Z', 2],
    ]);
  });

  test('one in its grace becomes the other, until the same end', () => {
    const life = new Life(followed(first, [V2, withoutGold(['gold'])]).timeline);
    life.sale('2024-03-20T12:00:00+03:00', 2_500_000);
    const until = at('2024-05-21T00:00:00+03:00');
    expect(life.see('2024-05-10T12:00:00+03:00')).toMatchObject({ status: 'gold', until });
    expect(life.see(V2)).toMatchObject({ status: 'silver', until });
    expect(life.status('2024-05-21T00:00:00+03:00')).toBe('bronze');
  });

  test('a grace of no more than was earned is over', () => {
    const life = new Life(followed(first, [V2, withoutGold(['gold'])]).timeline);
    life.sale('2024-03-20T12:00:00+03:00', 2_500_000);
    life.sale('2024-04-20T12:00:00+03:00', 1_500_000);
    expect(life.see('2024-05-10T12:00:00+03:00')).toMatchObject({ status: 'gold', earned: 'silver' });
    expect(life.see(V2)).toMatchObject({ status: 'silver', until: null });
    life.pass(V2);
    expect(life.member.statuses.get('level')?.grace).toBeNull();
  });

  test('a late receipt gives nobody back what is gone', () => {
    const drop = '2024-06-02T00:00:00+03:00';
    const life = new Life(followed(first, [drop, withoutGold([{ status: 'gold', to: 'silver' }])]).timeline);
    life.sale('2024-05-20T12:00:00+03:00', 100);
    life.pass('2024-06-02T06:00:00+03:00');
    expect(life.status('2024-06-02T06:00:00+03:00')).toBe('bronze');
    // May was judged by the version that had gold, and is reviewed by it again.
    life.sale('2024-05-21T12:00:00+03:00', 2_500_000, '2024-06-02T12:00:00+03:00');
    expect(life.status('2024-06-02T12:00:00+03:00')).toBe('silver');
    expect(life.member.statuses.get('level')).toMatchObject({ computed: 'silver' });
    expect(life.facts.at(-1)).toMatchObject({ from: 'bronze', to: 'silver' });
    expect(life.pass('2024-06-03T12:00:00+03:00')).toEqual([]);
  });

  test('and takes from nobody what they became', () => {
    const drop = '2024-06-02T00:00:00+03:00';
    const life = new Life(followed(first, [drop, withoutGold([{ status: 'gold', to: 'silver' }])]).timeline);
    life.sale('2024-05-20T12:00:00+03:00', 2_500_000);
    life.pass('2024-06-02T06:00:00+03:00');
    life.sale('2024-05-21T12:00:00+03:00', 100, '2024-06-02T12:00:00+03:00');
    expect(life.see('2024-06-02T12:00:00+03:00')).toMatchObject({ status: 'silver', since: at(drop) });
  });

  test.each<[what: string, next: Program, found: readonly string[]]>([
    ['said', withoutGold(['gold']), []],
    ['not said', withoutGold([]), ['status-lost at statusSystems.level.statuses']],
    ['said of another', withoutGold(['diamond']), ['status-lost at statusSystems.level.statuses']],
  ])('%s', (_what, next, found) => {
    expect(codesOf(first, [V2, next])).toEqual([found]);
  });

  test('what is dropped is not there, and what its holders become is', () => {
    const codes = (program: Program) =>
      compile(program).findings.flatMap(({ severity, code, path }) =>
        severity === 'error' ? [`${code} at ${path.join('.')}`] : [],
      );
    expect(codes(withoutGold(['gold', 'silver']))).toEqual([
      'dropped-and-there at statusSystems.level.dropped.1',
    ]);
    expect(codes(withoutGold([{ status: 'gold', to: 'diamond' }]))).toEqual([
      'unknown-status at statusSystems.level.dropped.0',
    ]);
    const all = monthlyAmount(
      {},
      {
        categories: { regular: {} },
        rules: [{ name: 'all', on: ['sale'], then: { addCategories: ['regular'] } }],
        dropped: {
          counters: ['gone', 'turnover'],
          statusSystems: ['level'],
          categories: ['regular'],
          rules: ['all'],
        },
      },
    );
    expect(codes(all)).toEqual([
      'dropped-and-there at dropped.counters.1',
      'dropped-and-there at dropped.statusSystems.0',
      'dropped-and-there at dropped.categories.0',
      'dropped-and-there at dropped.rules.0',
    ]);
  });

  test('what is dropped has not gone on under another name', () => {
    const renamed = withoutGold([{ status: 'gold', to: 'silver' }], {
      statuses: { bronze, silver: { was: ['gold'] } },
    });
    const told = sentencesOf(compile(renamed).findings);
    expect(told).toContain(
      'dropped-and-renamed statusSystems.level.dropped.0: `gold` is listed as gone, and `silver` says by `was` that it was called so.',
    );
    const { level: old } = monthlyAmount().statusSystems;
    if (old === undefined) throw new Error('no level');
    const all = monthlyAmount(
      {},
      {
        counters: { turnover: { measure: 'sold-amount', was: ['spent'] } },
        statusSystems: { level: { ...old, was: ['grade'] } },
        categories: { regular: { was: ['often'] } },
        rules: [{ name: 'all', was: ['some'], on: ['sale'], then: { addCategories: ['regular'] } }],
        dropped: {
          counters: ['gone', 'spent'],
          statusSystems: ['grade'],
          categories: ['often'],
          rules: ['some'],
        },
      },
    );
    expect(compile(all).findings.map(({ code, path }) => `${code} at ${path.join('.')}`)).toEqual([
      'dropped-and-renamed at dropped.counters.1',
      'dropped-and-renamed at dropped.statusSystems.0',
      'dropped-and-renamed at dropped.categories.0',
      'dropped-and-renamed at dropped.rules.0',
    ]);
  });
});

describe('D81: nothing that members have is lost without a word', () => {
  const running = monthlyAmount(
    {},
    {
      counters: { turnover: { measure: 'sold-amount' }, visits: { measure: 'purchases' } },
      statusSystems: {
        ...monthlyAmount().statusSystems,
        club: { statuses: { guest: {}, friend: {} }, initial: 'guest' },
      },
      categories: { regular: {} },
      rules: [
        {
          name: 'label',
          on: ['sale'],
          measure: { counter: 'visits', window: 'all-time' },
          table: [{ from: 5, addCategories: ['regular'] }],
        },
        { name: 'friend', on: ['sale'], then: { status: { club: 'friend' } } },
        { name: 'hello', on: ['sale'], then: { message: 'Hello' } },
        { name: 'cheap', on: ['sale'], then: { discount: '1%' } },
        { name: 'unlabel', on: ['sale'], then: { removeCategories: ['regular'] } },
      ],
    },
  );
  const { level } = monthlyAmount().statusSystems;
  if (level === undefined) throw new Error('no level');
  const rules = (...names: readonly string[]) => running.rules.filter(({ name }) => names.includes(name));
  const bare = { ...monthlyAmount(), statusSystems: { level } };

  test.each<[what: string, next: Program, found: readonly string[]]>([
    ['the same', running, []],
    [
      'everything at once',
      bare,
      [
        'system-lost at statusSystems',
        'category-lost at categories',
        'counter-lost at counters',
        'rule-lost at rules',
        'rule-lost at rules',
      ],
    ],
    [
      'everything, and meant',
      {
        ...bare,
        dropped: {
          counters: ['visits'],
          statusSystems: ['club'],
          categories: ['regular'],
          rules: ['label', 'friend'],
        },
      },
      [],
    ],
    [
      'everything, each meant as something else',
      {
        ...bare,
        dropped: { counters: ['club'], statusSystems: ['regular'], categories: ['visits'], rules: ['x'] },
      },
      [
        'system-lost at statusSystems',
        'category-lost at categories',
        'counter-lost at counters',
        'rule-lost at rules',
        'rule-lost at rules',
      ],
    ],
    ['rules that gave nothing to keep', { ...running, rules: rules('label', 'friend') }, []],
    ['a rule that labels', { ...running, rules: rules('friend', 'unlabel') }, ['rule-lost at rules']],
    ['a rule that gives statuses', { ...running, rules: rules('label') }, ['rule-lost at rules']],
    [
      'a rule under another name',
      {
        ...running,
        rules: running.rules.map((rule) =>
          rule.name === 'label' ? { ...rule, name: 'regulars', was: ['label'] } : rule,
        ),
      },
      [],
    ],
  ])('%s', (_what, next, found) => {
    expect(codesOf(running, [V2, next])).toEqual([found]);
  });

  test.each<[what: string, next: Program, found: readonly string[]]>([
    [
      'of a counter that goes on as itself',
      {
        ...running,
        counters: { turnover: { measure: 'sold-amount', was: ['visits'] } },
        rules: rules('friend', 'hello'),
        dropped: { rules: ['label'] },
      },
      ['counter-lost at counters'],
    ],
  ])('a `was` %s carries nothing over', (_what, next, found) => {
    expect(codesOf(running, [V2, next])).toEqual([found]);
  });

  test('what was dropped needs no word in the version after', () => {
    const meant = {
      ...bare,
      dropped: {
        counters: ['visits'],
        statusSystems: ['club'],
        categories: ['regular'],
        rules: ['label', 'friend'],
      },
    };
    expect(codesOf(running, [V2, meant], [V3, bare])).toEqual([[], []]);
  });

  test('who would have been renamed and is still there', () => {
    const club = { statuses: { guest: {}, friend: {} }, initial: 'guest' };
    const next = {
      ...running,
      statusSystems: { ...running.statusSystems, circle: { ...club, was: ['club'] } },
      categories: { regular: {}, neighbour: { was: ['regular'] } },
    };
    expect(codesOf(running, [V2, next])).toEqual([
      ['was-still-there at statusSystems.circle.was', 'was-still-there at categories.neighbour.was'],
    ]);
  });
});
