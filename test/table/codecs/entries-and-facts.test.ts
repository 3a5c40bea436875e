import { describe, expect, test } from 'vitest';
import type { Entry } from '#domain/member/entry.ts';
import type { StatusReason, StatusRecord } from '#domain/member/member.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { integer, list, text } from '#table/codecs/attributes.ts';
import { entryItem, entryOfItem, saleOfItem } from '#table/codecs/entry-item.ts';
import { factsItem, factsOfItem } from '#table/codecs/facts-item.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { MORNING, raisedFact, sampleEntry, sampleMember } from '../samples.ts';

const entry = sampleEntry('r-1', 'm1');
const { answer, sale } = entry.body;

describe('an entry whose parts do not belong together is not written', () => {
  test.each<readonly [string, Entry, string]>([
    [
      'a sale of another store',
      { ...entry, source: '293' },
      '293/r-1: the sale is not the one that its head names',
    ],
    ['another receipt', { ...entry, id: 'r-2' }, '292/r-2: the sale is not the one that its head names'],
    [
      'another moment',
      { ...entry, occurredAt: asEpochMs(MORNING + 1) },
      '292/r-1: the sale is not the one that its head names',
    ],
    ['another day', { ...entry, day: asDay(17_257) }, '292/r-1: the answer names another day'],
    [
      'one discount for two lines',
      changedEntry(entry, { answer: { ...answer, lineDiscountsMinor: [100] } }),
      '292/r-1: not one discount a line',
    ],
    [
      'the goods of one line of two',
      changedEntry(entry, { lineGoods: [[]] }),
      '292/r-1: not the goods of each line',
    ],
    [
      'a visit to another store',
      changedEntry(entry, { counted: { sums: new Map(), tallies: new Map([['0000000a', '293']]) } }),
      '292/r-1: a tally counts another store',
    ],
    [
      'paid with change that was given back twice',
      changedEntry(entry, {
        sale: { ...sale, paidMinor: 2000, changeMinor: 100 },
        answer: { ...answer, paidMinor: 1800 },
      }),
      '292/r-1: paid is not what the till told',
    ],
  ])('%s', (_, wrong, words) => {
    expect(() => entryItem(wrong)).toThrow(words);
  });
});

describe('an entry comes back as it was written', () => {
  const said = changedEntry(entry, {
    sale: {
      ...sale,
      lines: sale.lines.map((line, at) => (at === 0 ? { ...line, categories: ['tea'] } : line)),
      paidMinor: 2000,
      changeMinor: 100,
      given: [{ line: 1, amountMinor: 5, why: 'dented' }],
    },
    answer: {
      ...answer,
      paidMinor: 1900,
      otherCurrency: true,
      clockAhead: true,
      categories: { added: ['family'], removed: ['student'] },
      messages: ['Welcome'],
      reasons: (['held-back', 'won', 'gave', 'not-allowed', 'stopped', 'overridden'] as const).map(
        (outcome) => ({
          rule: `rule-${outcome}`,
          outcome,
          basisPoints: 0,
          because: new Map([['level', null]]),
          measured: { counter: 'sold', value: 5, words: 'from 5' },
        }),
      ),
    },
    quote: 'honoured',
    counted: {
      sums: new Map([['0000000a', 1]]),
      tallies: new Map([
        ['0000000c', '292'],
        ['0000000b', '292'],
      ]),
    },
    lineGoods: [['0000000a'], []],
  });

  const late = changedEntry(entry, {
    counted: {
      ...entry.counted,
      late: {
        day: asDay(17_260),
        sums: new Map([['0000000d', 3]]),
        tallies: new Map([['0000000e', '292']]),
      },
    },
  });

  test('that came too late says what counted on which day', () => {
    expect(entryItem(late).cl).toEqual({
      M: {
        d: { N: '17260' },
        ct: { B: Uint8Array.from(Buffer.from('01010000000d06', 'hex')) },
        cy: { L: [{ S: '0000000e' }] },
      },
    });
  });

  test.each<readonly [string, Entry]>([
    ['of a member', entry],
    ['of nobody', sampleEntry('r-1', null)],
    ['of a card', sampleEntry('r-1', null, { cardNumber: '290001' })],
    ['that was claimed', changedEntry(entry, { number: null, claimedAt: asEpochMs(MORNING + 5) })],
    ['of which everything was said', said],
    ['that came too late, and counted on another day too', late],
  ])('%s', (_, written) => {
    expect(entryOfItem(entryItem(written))).toStrictEqual(written);
  });

  test('what is said of a few has few words', () => {
    expect(entryItem(said)).toMatchObject({
      q: { S: 'honoured' },
      pa: { N: '2000' },
      ch: { N: '100' },
      gv: { L: [{ L: [{ N: '1' }, { N: '5' }, { S: 'dented' }] }] },
      ah: { BOOL: true },
      oc: { BOOL: true },
      ca: { L: [{ L: [{ S: 'family' }] }, { L: [{ S: 'student' }] }] },
      ms: { L: [{ S: 'Welcome' }] },
      cy: { L: [{ S: '0000000b' }, { S: '0000000c' }] },
    });
  });

  test('of nobody, an owner takes no attribute', () => {
    const names = Object.keys(entryItem(sampleEntry('r-1', null)));
    expect(
      names.filter((name) => ['m', 'n', 'c', 'cm', 'kind', 'entryPk', 'entrySk'].includes(name)),
    ).toEqual([]);
  });
});

describe('a promise', () => {
  const { discounts, lineDiscountsMinor } = answer;
  const promising = (promised: typeof sale.promised) => changedEntry(entry, { sale: { ...sale, promised } });

  test('that was kept takes one flag', () => {
    const kept = promising({ discounts, lineDiscountsMinor });
    expect(entryItem(kept).pr).toEqual({ BOOL: true });
    expect(entryOfItem(entryItem(kept))).toStrictEqual(kept);
  });

  const [given] = discounts;
  if (given === undefined) throw new Error('the sample has a discount');

  test.each([
    ['by another rule', { discounts: [{ ...given, rule: 'gold-5' }], lineDiscountsMinor }],
    ['of another percentage', { discounts: [{ ...given, basisPoints: 600 }], lineDiscountsMinor }],
    ['of another sum', { discounts: [{ ...given, amountMinor: 99 }], lineDiscountsMinor }],
    ['on other lines', { discounts, lineDiscountsMinor: [25, 75] }],
    ['of nothing', { discounts: [], lineDiscountsMinor: [0, 0] }],
  ])('%s stays beside what was answered', (_, promised) => {
    const broken = promising(promised);
    expect(entryOfItem(entryItem(broken))).toStrictEqual(broken);
  });

  test('that was not kept has its discounts in the form of lines', () => {
    const item = entryItem(promising({ discounts: [], lineDiscountsMinor: [75, 0] }));
    const ld = Uint8Array.from(Buffer.from('01020800004b000000', 'hex'));
    expect(item.pr).toEqual({ M: { ds: { L: [] }, ld: { B: ld } } });
  });
});

describe('a stored entry that this code cannot read is refused', () => {
  const item = entryItem(entry);
  const reasonOf = (outcome: { N: string } | { BOOL: boolean }) => ({
    ...item,
    rs: list([list([text('silver-5'), outcome, integer(500), { M: {} }])]),
  });

  test('of another kind', () => {
    expect(() => entryOfItem({ ...item, k: text('gift') })).toThrow('E#292#r-1/E k is not one of sale');
    expect(entryOfItem({ ...item, k: text('sale') })).toEqual(entry);
  });

  test('of a member, and waiting at a card', () => {
    expect(() => entryOfItem({ ...item, c: text('290001') })).toThrow(
      'an entry has a member, and waits at a card',
    );
  });

  test('with an outcome of a rule that came later', () => {
    expect(() => entryOfItem(reasonOf({ N: '6' }))).toThrow(
      'a rule came to an outcome that this code does not know',
    );
  });

  test.each([
    [true, 'won'],
    [false, 'held-back'],
  ])('but a rule of the first form, %s, is read', (flag, outcome) => {
    expect(saleOfItem(reasonOf({ BOOL: flag })).body.answer.reasons).toEqual([
      { rule: 'silver-5', outcome, basisPoints: 500, because: new Map() },
    ]);
  });
});

describe('facts', () => {
  test('of an item follow each other', () => {
    expect(() => factsItem([])).toThrow('an item of no facts');
    expect(() => factsItem([raisedFact('m1', 12), raisedFact('m1', 14)])).toThrow(
      'm1: facts 12 14 do not follow each other',
    );
  });

  test('that a code was printed says where', () => {
    const printed = {
      kind: 'code-printed' as const,
      seq: 3,
      memberId: 'm1',
      at: MORNING,
      recordedAt: asEpochMs(MORNING + 1),
      programVersion: 3,
      storeId: '292',
    };
    const item = factsItem([printed]);
    expect(item).toEqual({
      pk: { S: 'M#m1' },
      sk: { S: 'FACT#0000000003' },
      fs: {
        L: [
          {
            M: {
              k: { S: 'code-printed' },
              t: { N: '1490954400000' },
              r: { N: '1490954400001' },
              pv: { N: '3' },
              st: { S: '292' },
            },
          },
        ],
      },
    });
    expect(factsOfItem(item)).toEqual([printed]);
  });

  test('of a kind that came later are refused', () => {
    const item = { pk: text('M#m1'), sk: text('FACT#0000000003'), k: text('married') };
    const head = { t: integer(1), r: integer(1), pv: integer(3) };
    expect(() => factsOfItem({ ...item, ...head })).toThrow(
      'k is not one of enrolled, status-changed, category-changed, discount-changed, friend-came, friend-left, code-printed',
    );
  });
});

describe('the record of a status', () => {
  const record = sampleMember('m1').statuses.get('level');
  if (record === undefined) throw new Error('the sample has a status');
  const since = record.since;
  const byRule: StatusReason = {
    kind: 'rule',
    rule: 'five-visits',
    measured: null,
    storeId: '292',
    receiptId: 'r-1',
    day: asDay(17_256),
    programVersion: 3,
  };
  const laid = { status: 'silver', since, why: byRule, until: asEpochMs(MORNING + 9) };
  const written = (change: Partial<StatusRecord>) =>
    memberOfItem(
      stateItem(sampleMember('m1', { statuses: new Map([['level', { ...record, ...change }]]) }), 1),
    ).statuses.get('level');

  test.each<readonly [string, Partial<StatusRecord>]>([
    ['that is earned and held', {}],
    ['that is held since another moment than it was earned', { since: asEpochMs(since + 1) }],
    ['that was given though it was earned already', { why: byRule, given: [{ ...laid, hides: false }] }],
    ['that hides what was earned', { why: byRule, given: [{ ...laid, hides: true }] }],
    ['that is held by grace though it was earned', { why: byRule, grace: laid }],
    ['given on top of another', { computed: 'gold', given: [{ ...laid, status: 'gold', hides: false }] }],
    ['held by grace on top of another', { computed: 'gold', grace: { ...laid, status: 'gold' } }],
    ['that ended one before', { before: { status: 'bronze', since: asEpochMs(5) }, until: asEpochMs(6) }],
    [
      'that staff overrode',
      {
        override: {
          mode: 'floor',
          status: 'gold',
          until: asEpochMs(MORNING),
          at: asEpochMs(MORNING - 1),
          reason: 'a complaint',
          actor: 'ada',
        },
        effective: { status: 'gold', since: asEpochMs(MORNING - 1) },
        overrideRevision: 3,
      },
    ],
    ['that shows since before it was earned', { effective: { status: 'silver', since: asEpochMs(4) } }],
    ['with baselines', { baselines: new Map([['0000000a', 5]]) }],
  ])('%s comes back', (_, change) => {
    expect(written(change)).toStrictEqual({ ...record, ...change });
  });

  test('that was dropped by a version says of which status it was', () => {
    const why: StatusReason = { kind: 'dropped', was: 'platinum', programVersion: 4 };
    const change = { why, earned: { status: 'silver', since, why } };
    expect(written(change)).toStrictEqual({ ...record, ...change });
    const statuses = new Map([['level', { ...record, ...change }]]);
    expect(stateItem(sampleMember('m1', { statuses }), 1).st?.M?.level?.M?.w).toEqual({
      M: { k: { S: 'dropped' }, w: { S: 'platinum' }, pv: { N: '4' } },
    });
  });

  test('that none of its layers is, is refused', () => {
    expect(() => written({ computed: 'gold' })).toThrow(
      'a status record holds gold, which none of its layers is',
    );
  });

  test.each([
    ['grace', { grace: laid, given: [] }],
    ['rule', { grace: null, given: [{ ...laid, hides: false }] }],
  ])('of the first form kept one layer, here of the kind %s', (kind, layers) => {
    const item = stateItem(
      sampleMember('m1', {
        statuses: new Map([['level', { ...record, why: byRule, given: [{ ...laid, hides: false }] }]]),
      }),
      1,
    );
    const level = item.st?.M?.level?.M ?? {};
    const [only] = level.g?.L ?? [];
    const first = { ...level, g: { M: { ...only?.M, k: text(kind) } } };
    const member = memberOfItem({ ...item, st: { M: { level: { M: first } } } });
    expect(member.statuses.get('level')).toMatchObject(layers);
  });
});

describe('a state', () => {
  const late = [{ source: '292', id: 'r-1', at: MORNING }];
  const counters = {
    days: [asDay(17_256)],
    sums: new Map([['0000000a', { before: 5, values: [7] }]]),
    tallies: new Map(),
    splitBy: 4,
  };

  test('remembers receipts that came late, and by which version its counters part', () => {
    const member = sampleMember('m1', { late, counters });
    const item = stateItem(member, 1);
    expect([item.le, item.cs]).toEqual([
      { L: [{ L: [{ S: '292' }, { S: 'r-1' }, { N: '1490954400000' }] }] },
      { N: '4' },
    ]);
    expect(memberOfItem(item)).toStrictEqual(member);
  });

  test('of a member of whom there is nothing of it has no word of it', () => {
    const item = stateItem(sampleMember('m1'), 1);
    expect(['le', 'cs', 'cn'].filter((name) => name in item)).toEqual([]);
    expect('late' in memberOfItem(item)).toBe(false);
  });
});
