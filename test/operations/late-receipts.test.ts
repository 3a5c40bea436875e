import { beforeEach, describe, expect, test } from 'vitest';
import { NO_COUNTERS } from '#domain/member/counters.ts';
import type { Program, RuleDefinition } from '#domain/program/program.ts';
import { asDay } from '#domain/time/time.ts';
import type { EntryHistory } from '#operations/ports/histories.ts';
import { quoteReceipt } from '#operations/quote-receipt.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { MAX_LATE_ENTRIES } from '../../shared/domain/values/limits.ts';
import { followed } from '../fixtures/followed.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount, programsOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** D88: a late receipt whose rules look at days that the state no longer knows by themselves. */

const says = (name: string, of: string, window: string): RuleDefinition =>
  ({
    name,
    on: ['sale'],
    measure: { of, window },
    table: [{ from: of.endsWith('amount') ? '0.01 RUB' : 1, message: `${name} {value}` }],
  }) as RuleDefinition;

const program = (...rules: RuleDefinition[]): Program => monthlyAmount({}, { rules });

type House = ReturnType<typeof memoryHouse>;

/** A member, and how often the entries of days were read. */
async function memberIn(house: House) {
  const { enrolMember } = await import('#operations/enrol-member.ts');
  const enrolled = await enrolMember(
    { ...house, linkCodes: house.linkCodes, board: house.board },
    { cardNumber: 'card-1', name: null, phone: null, attributes: new Map() },
  );
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  const { memberId } = enrolled;
  const reads: string[] = [];
  let number = 0;
  const counting: EntryHistory = {
    ...house.history,
    async entriesOf(...asked) {
      reads.push(`${asked[1]} to ${asked[2]}`);
      return await house.history.entriesOf(...asked);
    },
  };
  return {
    memberId,
    reads,
    async buy(
      amountMinor: number,
      occurredAt: string,
      receivedAt = occurredAt,
      history: EntryHistory = counting,
    ) {
      house.clock.instant = at(receivedAt);
      number += 1;
      const outcome = await scoreReceipt(
        { ...house, history },
        requestOf({ memberId, receiptId: `receipt-${number}`, amountMinor, occurredAt: at(occurredAt) }),
      );
      return outcome.kind === 'refused' ? outcome.code : outcome.entry.body.answer.messages.join(', ');
    },
  };
}

const START = '2024-03-01T12:00:00+03:00';
const noon = (day: string) => `2024-${day}T12:00:00+03:00`;
let house: House;
beforeEach(() => {
  house = memoryHouse(program(), START);
});

describe('D88: days that are no longer kept', () => {
  test('two receipts of one day, long after it: the second sees the first in `today`', async () => {
    house = memoryHouse(program(says('today', 'purchases', 'today')), START);
    const { buy } = await memberIn(house);
    expect(await buy(100, noon('04-10'))).toBe('today 1');
    expect(await buy(100, noon('06-01'))).toBe('today 1');
    expect(await buy(100, noon('04-20'), noon('06-01'))).toBe('today 1');
    expect(await buy(100, noon('04-20'), noon('06-01'))).toBe('today 2');
    expect(await buy(100, noon('04-10'), noon('06-02'))).toBe('today 2');
  });

  test('`this-month` of a month that is long over, as the issue says it', async () => {
    const gift: RuleDefinition = {
      name: 'gift',
      on: ['sale'],
      measure: { of: 'sold-amount', window: 'this-month' },
      table: [{ from: '300 RUB', message: 'given' }],
    };
    house = memoryHouse(program(gift), START);
    const { buy, reads } = await memberIn(house);
    await buy(20_000, noon('04-03'));
    await buy(100, noon('06-08'));
    expect(reads).toEqual([]);
    expect(await buy(15_000, noon('04-30'), noon('06-09'))).toBe('given');
    // Of April what is summed up: the rest is kept by day.
    const day = (text: string) => Date.parse(`2024-${text}T00:00:00Z`) / 86_400_000;
    expect(reads).toEqual([`${day('04-01')} to ${day('04-06')}`]);
  });

  test('different days and different stores of a window', async () => {
    house = memoryHouse(
      program(says('days', 'purchase-days', 'this-month'), says('stores', 'stores', 'this-month')),
      START,
    );
    const { memberId, buy } = await memberIn(house);
    await buy(100, noon('04-03'));
    await buy(100, noon('04-03'));
    await buy(100, noon('04-05'));
    await buy(100, noon('07-01'));
    expect(await buy(100, noon('04-05'), noon('07-02'))).toBe('days 2, stores 1');
    expect(await buy(100, noon('04-06'), noon('07-02'))).toBe('days 3, stores 1');
    // What was seen day by day is summed up again as it was: six receipts, all of them in one store.
    const { counters } = (await house.members.read(memberId))?.member ?? { counters: NO_COUNTERS };
    const counted = [...counters.tallies.values()].map(({ before, values }) =>
      [before, ...values].reduce((sum, tally) => sum + (tally.get('store-1') ?? 0), 0),
    );
    expect(counted).toEqual([6]);
  });

  test('a day that has become part of the days of a lifetime counts once', async () => {
    const [month, ever] = ['this-month', 'all-time'].map((window) =>
      program(says('days', 'purchase-days', window)),
    );
    if (month === undefined || ever === undefined) throw new Error('two programs');
    // The first keeps a month of days; the second asks for all there were.
    const versions = programsOf(followed(month, [noon('09-10'), ever]).timeline);
    house = { ...memoryHouse(month, START), programs: versions };
    const { memberId, buy } = await memberIn(house);
    // Twice on one day: it is one all the same.
    await buy(100, noon('04-03'));
    await buy(100, noon('04-03'));
    await buy(100, noon('04-05'));
    await buy(100, noon('09-01'));
    expect((await house.members.read(memberId))?.member.counters.days).toHaveLength(1);
    expect(await buy(100, noon('04-03'), noon('09-12'))).toBe('days 3');
    expect(await buy(100, noon('04-06'), noon('09-12'))).toBe('days 4');
    expect(await buy(100, noon('04-06'), noon('09-12'))).toBe('days 4');
    expect(await buy(100, noon('04-06'), noon('09-13'))).toBe('days 4');
  });

  test('what is received in time reads nothing more', async () => {
    house = memoryHouse(program(says('month', 'sold-amount', 'this-month')), START);
    const { buy, reads } = await memberIn(house);
    await buy(100, noon('04-03'));
    await buy(100, noon('06-08'));
    await buy(100, noon('06-07'), noon('06-09'));
    await buy(100, noon('05-20'), noon('06-02'));
    expect(reads).toEqual([]);
  });

  test('what the index does not know yet is read by its name', async () => {
    house = memoryHouse(program(says('today', 'purchases', 'today')), START);
    const { buy } = await memberIn(house);
    await buy(100, noon('04-10'));
    await buy(100, noon('08-01'));
    // An index that stands still.
    const known = await house.history.entriesOf('', asDay(0), asDay(1));
    const entries = [...known];
    const behind: EntryHistory = {
      ...house.history,
      async entriesOf(memberId, from, to, also = []) {
        const found = await Promise.all(also.map(({ source, id }) => house.ledger.readEntry(source, id)));
        const all = await house.history.entriesOf(memberId, from, to);
        const indexed = all.filter(({ receivedAt }) => receivedAt < at(noon('08-01')));
        return [...new Set([...entries, ...indexed, ...found.flatMap((entry) => entry ?? [])])];
      },
    };
    expect(await buy(100, noon('04-10'), noon('08-01'), behind)).toBe('today 2');
    expect(await buy(100, noon('04-10'), noon('08-01'), behind)).toBe('today 3');
    expect(await buy(100, noon('04-10'), noon('08-01'), behind)).toBe('today 4');
  });

  test('so many at once that not all are remembered are sent again', async () => {
    house = memoryHouse(program(says('today', 'purchases', 'today')), START);
    const { memberId, buy } = await memberIn(house);
    await buy(100, noon('04-10'));
    await buy(100, noon('08-01'));
    const outcomes: string[] = [];
    for (let count = 0; count <= MAX_LATE_ENTRIES; count += 1)
      outcomes.push(await buy(100, noon('04-10'), noon('08-01')));
    expect(outcomes.slice(-2)).toEqual([`today ${MAX_LATE_ENTRIES + 1}`, 'try-again']);
    expect(await buy(100, noon('04-10'), '2024-08-01T12:01:01+03:00')).toBe(`today ${MAX_LATE_ENTRIES + 2}`);
    expect((await house.members.read(memberId))?.member.late).toHaveLength(1);
  });

  test('a quote sees nothing of what is counted while it reads', async () => {
    house = memoryHouse(
      program({
        name: 'second',
        on: ['sale'],
        measure: { of: 'purchases', window: 'today' },
        table: [{ from: 1, discount: '10%' }],
      }),
      START,
    );
    const { memberId, buy } = await memberIn(house);
    await buy(100, noon('04-12'));
    await buy(100, noon('08-01'));
    const history: EntryHistory = {
      ...house.history,
      async entriesOf(...asked) {
        await buy(100, noon('04-10'), noon('08-01'), house.history);
        return await house.history.entriesOf(...asked);
      },
    };
    const { receiptId: _, quote: __, ...asked } = requestOf({ memberId, occurredAt: at(noon('04-10')) });
    const soldBy = async (ports: House) => {
      const quoted = await quoteReceipt(ports, { ...asked, receiptId: null });
      return quoted.kind === 'quoted' ? quoted.answer.soldMinor : quoted;
    };
    expect(await soldBy({ ...house, history })).toBe(10_000);
    expect(await soldBy(house)).toBe(9_000);
  });

  test('a quote of that moment sees the same', async () => {
    house = memoryHouse(
      program({
        name: 'second',
        on: ['sale'],
        measure: { of: 'purchases', window: 'today' },
        table: [{ from: 1, discount: '10%' }],
      }),
      START,
    );
    const { memberId, buy } = await memberIn(house);
    await buy(100, noon('04-10'));
    await buy(100, noon('08-01'));
    const { receiptId: _, quote: __, ...asked } = requestOf({ memberId, occurredAt: at(noon('04-10')) });
    const quoted = await quoteReceipt(house, { ...asked, receiptId: null });
    expect(quoted.kind === 'quoted' ? quoted.answer.soldMinor : quoted).toBe(9_000);
  });
});
