import { describe, expect, test } from 'vitest';
import type { SaleEntry } from '#domain/member/entry.ts';
import { asDay } from '#domain/time/time.ts';
import { entryItem } from '#table/codecs/entry-item.ts';
import { programItem } from '#table/codecs/program-items.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { itemBytes } from '../item-size.ts';
import { sampleEntry, sampleMember } from '../samples.ts';
import { seeded } from '../shopper.ts';

const MEMBER_ID = '01hqzj5w7m9k3t8v2x4y6a0b1c';

/** A grocery receipt: skus of six to eight digits, some lines weighed, each discounted; two rules, two systems. */
function groceryEntry(lineCount: number): SaleEntry {
  const random = seeded(lineCount);
  const lines = Array.from({ length: lineCount }, () => ({
    sku: String(Math.floor(10 ** (5 + random() * 3))),
    quantityThousandths: random() < 0.8 ? 1000 : random() < 0.5 ? 2000 : 100 + Math.floor(random() * 3000),
    amountMinor: 50 + Math.floor(random() * 2500),
  }));
  const lineDiscountsMinor = lines.map(({ amountMinor }) => Math.floor(amountMinor / 20));
  let soldMinor = 0;
  for (const { amountMinor } of lines) soldMinor += amountMinor;
  for (const discount of lineDiscountsMinor) soldMinor -= discount;
  const sample = sampleEntry('31198700070', MEMBER_ID);
  const held = new Map([
    ['level', 'silver'],
    ['coffee-club', null],
  ]);
  return changedEntry(sample, {
    sale: { ...sample.body.sale, lines, paidMinor: soldMinor - 100, promised: sample.body.answer },
    quote: 'honoured',
    answer: {
      ...sample.body.answer,
      lineDiscountsMinor,
      soldMinor,
      paidMinor: soldMinor - 100,
      discounts: [{ rule: 'Silver members: 5 % off', basisPoints: 500, amountMinor: 1234 }],
      messages: ['You are Gold now; 120.00 USD to Platinum.'],
      statuses: [
        { system: 'level', before: 'silver', after: 'gold' },
        { system: 'coffee-club', before: null, after: null },
      ],
      reasons: [
        { rule: 'Silver members: 5 % off', outcome: 'won', basisPoints: 500, because: held },
        { rule: 'Everybody: 2.5 % off', outcome: 'held-back', basisPoints: 250, because: new Map() },
      ],
    },
    counted: {
      sums: new Map([
        ['0a000001', soldMinor],
        ['0a000002', soldMinor - 100],
        ['0a000003', 1],
        ['0a000004', 1250],
      ]),
      tallies: new Map([['0a000005', sample.source]]),
    },
    lineGoods: lines.map((_, index) => (index % 2 === 0 ? ['0a000004'] : ['0a000006'])),
  });
}

describe('a stored receipt with its answer and reasons (performance §5, 7: 1,024 bytes for 20 lines, 2,048 for 60)', () => {
  const kept = (entry: SaleEntry): SaleEntry => {
    const { sale, answer } = entry.body;
    const { discounts, lineDiscountsMinor } = answer;
    return changedEntry(entry, { sale: { ...sale, promised: { discounts, lineDiscountsMinor } } });
  };

  test.each([
    { lines: 20, measured: 688, bound: 722 },
    { lines: 60, measured: 1038, bound: 1089 },
  ])('$lines lines: $measured bytes were measured, 5 % are let pass', ({ lines, bound }) => {
    expect(itemBytes(entryItem(kept(groceryEntry(lines))))).toBeLessThanOrEqual(bound);
  });
});

describe('a state with one status system (performance §5, 6: 768 bytes)', () => {
  test('64 kept days of two counters, a review behind it: 450 bytes were measured, 5 % are let pass', () => {
    const random = seeded(64);
    const days = Array.from({ length: 64 }, (_, index) => asDay(17_200 + index));
    const level = sampleMember(MEMBER_ID).statuses.get('level');
    if (level === undefined) throw new Error('the sample has no level');
    const member = sampleMember(MEMBER_ID, {
      entries: { count: 104, digest: 'a0b1c2d3e4f56789' },
      statuses: new Map([
        [
          'level',
          {
            ...level,
            before: { status: 'bronze', since: level.since },
            why: {
              kind: 'review',
              period: { from: asDay(17_226), to: asDay(17_257) },
              value: 123_456,
              programVersion: 3,
            },
          },
        ],
      ]),
      counters: {
        days,
        sums: new Map([
          ['0a000001', { before: 1_234_567, values: days.map(() => 100 + Math.floor(random() * 12_000)) }],
          ['0a000003', { before: 104, values: days.map(() => 1 + Math.floor(random() * 2)) }],
        ]),
        tallies: new Map(),
      },
    });
    expect(itemBytes(stateItem(member, 105))).toBeLessThanOrEqual(472);
  });
});

describe('a program', () => {
  test('of 10,000 rules fits an item', () => {
    const rules = Array.from({ length: 10_000 }, (_, index) => ({
      name: `rule ${index}`,
      explanation: `Members of level ${index % 7} pay ${index % 30} % less.`,
      on: ['sale' as const],
      when: { status: { level: [`status-${index % 50}`] } },
      then: { discount: `${index % 30}%` },
    }));
    const program = {
      name: 'large',
      zone: 'Europe/Berlin',
      currency: 'EUR',
      closingDelayHours: 48,
      maxReceiptAgeDays: 400,
      counters: {},
      statusSystems: {},
      rules,
    };
    expect(itemBytes(programItem(1, program))).toBeLessThanOrEqual(390_000);
  });
});
