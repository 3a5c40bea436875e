import { randomBytes } from 'node:crypto';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, inject, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import {
  keptColumns,
  MAX_STATE_BYTES,
  MAX_STATE_BYTES_OF_A_PROGRAM,
  stateBytes,
  stateBytesBeside,
} from '#domain/compile/state-size.ts';
import { MAX_RECEIPT_BYTES, receiptBytes } from '#domain/entries/receipt-size.ts';
import type { SaleLine } from '#domain/member/commands.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { MAX_CATEGORIES } from '#domain/values/limits.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { readReceipt } from '#operations/read-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { type Attributes, textSet } from '#table/codecs/attributes.ts';
import { encodeTimelineRow } from '#table/codecs/program-items.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { claimText } from '#table/codecs/sweep-item.ts';
import { programArchive } from '#table/program-archive.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { largestMember, measures, programAsking } from '../fixtures/largest-member.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { itemBytes } from '../table/item-size.ts';
import { sampleEnrolment } from '../table/samples.ts';

/** What is accepted fits: the largest receipts that are legal, stored on the database and read back. */
const NOON = '2024-05-20T12:00:00+03:00';
let house: House;

/** As many measures as a member can keep, each over goods of its own, and a rule that wins. */
const program: Program = {
  ...monthlyAmount(),
  rules: Array.from({ length: 190 }, (_, index) => ({
    name: `rule ${index}`.padEnd(40, 'x'),
    on: ['sale'],
    measure: {
      of: 'goods-amount',
      goods: { categories: [`c0-${index % 20}`], exceptSkus: [`none-${index}`] },
      window: 'this-month',
    },
    table: [{ from: '0 RUB', discount: '1%' }],
  })) as Program['rules'],
};

beforeAll(async () => {
  house = houseOn(await createTable(localClient(inject('dynamodbEndpoint'), 'largest'), 'laurel'), NOON);
  await house.activate(program);
});

const line = (sku: string, categories: readonly string[]): SaleLine => ({
  sku,
  quantityThousandths: 999_999,
  amountMinor: 100_000_000,
  categories,
});

/** 500 lines of as many different labels as one receipt can have, each of a length. */
function largest(length: number): readonly SaleLine[] {
  const lines = (perLine: number) =>
    Array.from({ length: 500 }, (_, index) =>
      line(
        `${index}`.padEnd(64, 'ж'),
        Array.from({ length: perLine }, (__, label) => `c${index}-${label}`.padEnd(length, 'x')),
      ),
    );
  for (let perLine = 20; perLine > 0; perLine -= 1) {
    if (receiptBytes(lines(perLine)) <= MAX_RECEIPT_BYTES) return lines(perLine);
  }
  throw new Error('no line fits');
}

describe('the largest receipt', () => {
  test.each([
    ['of many short labels', 7],
    ['of long labels', 100],
  ])('%s is stored for nobody and for a member, and read back', async (what, length) => {
    const lines = largest(length);
    expect(receiptBytes(lines)).toBeGreaterThan(0.6 * MAX_RECEIPT_BYTES);
    const memberId = await house.enrol(`card-${length}`);
    for (const owner of [{ memberId: null }, { memberId }]) {
      const receiptId = `r-${what.replaceAll(' ', '-')}-${owner.memberId === null ? 'nobody' : 'member'}`;
      const scored = await scoreReceipt(house, requestOf({ ...owner, receiptId, lines }));
      expect(scored).toMatchObject({ kind: 'scored' });
      const read = await readReceipt(house, { storeId: 'store-1', receiptId });
      if (read.kind !== 'found' || scored.kind !== 'scored') throw new Error('it is not there');
      // The labels of a line come back in the order of the table of labels.
      const sorted = (told: readonly SaleLine[]) =>
        told.map(({ categories = [], ...rest }) => ({ ...rest, categories: [...categories].sort() }));
      expect(sorted(read.entry.body.sale.lines)).toEqual(sorted(lines));
      expect(read.entry.body.answer).toEqual(scored.entry.body.answer);
    }
  });
});

describe('the most that rules can say of one receipt', () => {
  /** 500 rules that each add a category and print a long message, and 9,500 discounts of which one wins. */
  const category = (index: number): string => `c-${index}-`.padEnd(40, 'c');
  const talkative: Program = {
    ...monthlyAmount(),
    categories: Object.fromEntries(
      Array.from({ length: MAX_CATEGORIES }, (_, index) => [category(index), {}]),
    ),
    rules: [
      ...Array.from({ length: MAX_CATEGORIES }, (_, index) => ({
        name: `adds-${index}-`.padEnd(40, 'a'),
        on: ['sale'],
        then: { addCategories: [category(index)], message: `${index} `.padEnd(200, 'm') },
        combine: true,
      })),
      ...Array.from({ length: 9_500 }, (_, index) => ({
        name: `discount-${index}-`.padEnd(40, 'd'),
        on: ['sale'],
        when: { status: { level: ['bronze', 'silver', 'gold'] } },
        then: { discount: `${(index % 99) + 1}%` },
      })),
    ] as Program['rules'],
  };

  test('is stored with the largest receipt, what did something first', async () => {
    const client = localClient(inject('dynamodbEndpoint'), 'talkative');
    const shop = houseOn(await createTable(client, 'laurel'), NOON);
    await shop.activate(talkative);
    const memberId = await shop.enrol('card-1');
    const [storeId, receiptId] = ['s'.padEnd(64, 's'), 'r'.padEnd(64, 'r')];
    const request = requestOf({ memberId, storeId, receiptId, lines: largest(7) });
    const scored = await scoreReceipt(shop, request);
    if (scored.kind !== 'scored') throw new Error(scored.code);
    const { categories, reasons, messages, discounts } = scored.entry.body.answer;
    expect(categories.added).toHaveLength(MAX_CATEGORIES);
    expect(discounts).toMatchObject([{ basisPoints: 9_900 }]);
    const told = (outcome: string) => reasons.filter((reason) => reason.outcome === outcome).length;
    expect([told('won'), told('held-back') + told('gave')]).toEqual([1, reasons.length - 1]);
    expect(told('gave')).toBeGreaterThan(400);
    // As many as their bytes leave room for, of two hundred each and what stands around them.
    expect(messages).toHaveLength(79);
    const read = await readReceipt(shop, { storeId, receiptId });
    expect(read).toMatchObject({ kind: 'found', entry: { body: { answer: scored.entry.body.answer } } });
    const facts = await shop.facts.factsOf(memberId, null, 1_000);
    expect(facts).toHaveLength(MAX_CATEGORIES + 1);
  });
});

describe('the largest state', () => {
  /** As many long counters, statuses and categories as one program may have. */
  function fullProgram(first: number): CompiledProgram {
    let full: CompiledProgram | null = null;
    for (let count = 1; ; count += 1) {
      const askings = Array.from({ length: count }, (_, index) => ({
        measure: measures[index % measures.length] ?? 'purchases',
        window: `P${1_200 + first + index}D`,
      }));
      const program = programAsking(askings, 40, 200);
      const compiled = compile({
        ...program,
        rules: program.rules.map((rule) =>
          rule.measure === undefined
            ? rule
            : { ...rule, measure: { ...rule.measure, stores: [`${first}-${rule.name}`] } },
        ) as Program['rules'],
      });
      if (!compiled.ok) break;
      full = compiled.program;
    }
    if (full === null) throw new Error('nothing is legal');
    return full;
  }

  test('of two programs side by side is stored and read back', async () => {
    const [before, present] = [fullProgram(0), fullProgram(100)];
    const columns = [...keptColumns(present), ...keptColumns(before)];
    const bound = stateBytesBeside(present, { programs: [before], columns: keptColumns(before) });
    expect(stateBytes(present)).toBeGreaterThan(MAX_STATE_BYTES_OF_A_PROGRAM * 0.8);
    expect(bound).toBeGreaterThan(MAX_STATE_BYTES * 0.6);
    const member = largestMember(present, columns);
    const enrolment = sampleEnrolment(member.id, 'card-largest');
    expect(await house.register.enrol({ ...enrolment, member })).toEqual({ kind: 'enrolled' });
    const stored = (await house.members.read(member.id))?.member;
    expect(stored?.counters).toEqual(member.counters);
    const bytes = itemBytes(stateItem(member, 1));
    expect(bytes).toBeGreaterThan(bound * 0.5);
    expect(bytes).toBeLessThanOrEqual(bound);
    expect(bound).toBeLessThanOrEqual(MAX_STATE_BYTES);
  });
});

test('the largest quote has a token that a receipt may hold', async () => {
  const lines = Array.from({ length: 500 }, (_, index) => line(`${index}`, []));
  const asked = requestOf({ cardNumber: null, lines, receiptId: 'r'.repeat(64), storeId: 's'.repeat(64) });
  const memberId = await house.enrol('card-of-a-large-quote');
  const quoted = await quoteReceipt(house, { ...asked, memberId, occurredAt: null });
  if (quoted.kind !== 'quoted' || quoted.promise === null) throw new Error('no token');
  expect(quoted.answer.lineDiscountsMinor).toContain(1_000_000);
  expect(quoted.promise.token.length).toBeLessThan(32_768 / 2);
  const scored = await scoreReceipt(house, { ...asked, memberId, quote: quoted.promise.token });
  expect(scored).toMatchObject({ kind: 'scored', entry: { body: { quote: 'honoured' } } });
});

describe('the largest of what stands beside', () => {
  const put = async (tableName: string, item: Attributes): Promise<void> => {
    const client = localClient(inject('dynamodbEndpoint'), 'largest');
    await client.send(new PutItemCommand({ TableName: tableName, Item: item }));
  };

  test('a timeline of two thousand versions, whose outlines fill their part', async () => {
    const other = await createTable(localClient(inject('dynamodbEndpoint'), 'largest'), 'timeline');
    // Names that no packing makes shorter, to the last of the bytes that outlines may take.
    const outlines = Array.from({ length: 10 }, () => ({
      name: 'tall',
      zone: 'America/Argentina/ComodRivadavia',
      closingDelayMs: 3_600_000,
      systems: Array.from({ length: 10 }, (_, system) => ({
        name: `system-${system}`,
        statuses: Array.from({ length: 25 }, () => ({ name: randomBytes(20).toString('hex'), weight: 1 })),
        every: { unit: 'half-year', weekStartsOn: 'monday' } as const,
      })),
    }));
    const rows = Array.from({ length: 2_000 }, (_, index) =>
      encodeTimelineRow({
        version: index + 1,
        from: asEpochMs(1_700_000_000_000 + index),
        announcedAt: asEpochMs(1_700_000_000_000),
        outline: index % 200 === 0 ? (outlines[index / 200] ?? null) : 'as-before',
      }),
    );
    const bytes = JSON.stringify(outlines).length;
    expect(bytes).toBeGreaterThan(150_000);
    const item = { pk: { S: 'PROGRAM' }, sk: { S: 'TIMELINE' }, rw: { L: rows }, rev: { N: '2000' } };
    await put('timeline', item);
    // Packed, outlines take less than they are counted for; at their worst all of it.
    expect(itemBytes(item) + 200_000).toBeLessThan(400_000);
    expect((await programArchive(other).read()).timeline).toHaveLength(2_000);
  });

  test('a shard that notes as many cards and failures as it may', async () => {
    const id = (index: number) => `m${String(index).padStart(39, '0')}`;
    const claims = Array.from({ length: 2_000 }, (_, index) =>
      claimText({ memberId: id(index), cardNumber: String(index).padStart(32, '0') }),
    );
    const failed = Array.from({ length: 400 }, (_, index) => id(index));
    const item = { pk: { S: 'SWEEP#07' }, sk: { S: 'S' }, c: textSet(claims), f: textSet(failed) };
    await put('laurel', item);
    expect(itemBytes(item)).toBeLessThan(400_000);
    expect((await house.board.readNotes(7)).claims).toHaveLength(2_000);
  });

  test('a profile of fifty attributes at their longest', async () => {
    const enrolment = sampleEnrolment('mManyAttributes', 'card-many');
    const attributes = new Map(
      Array.from({ length: 50 }, (_, index) => [`a${index}`.padEnd(40, 'x'), '€'.repeat(200)]),
    );
    const profile = { ...enrolment.profile, attributes };
    expect(await house.register.enrol({ ...enrolment, profile })).toEqual({ kind: 'enrolled' });
    expect((await house.members.read('mManyAttributes'))?.profile.attributes).toEqual(attributes);
  });
});
