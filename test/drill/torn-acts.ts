import type { Attributes } from '#table/codecs/attributes.ts';
import type { WholeTable } from '#table/whole-table.ts';
import type { Till } from './till.ts';

/** What a till had done when the backup was taken, once for each pair of items of its transaction. */
export interface Act {
  readonly kind: string;
  readonly cardNumber: string;
  /** Receipts, returns and payments that count for whoever has the card in the end. */
  readonly entries: number;
  /** What is left of the card's first receipt in the end; `null`: it is not asked. */
  readonly left: number | null;
  /** The till's own requests from the beginning, as it sends them again. */
  readonly again: (till: Till) => Promise<void>;
}

/** Items of the backup that are as they were before, by place; `null`: not there. */
export type Torn = ReadonlyMap<string, Attributes | null>;

const placeOf = ({ pk, sk }: Attributes): string => `${pk?.S} ${sk?.S}`;

async function image(whole: WholeTable): Promise<ReadonlyMap<string, Attributes>> {
  const items = new Map<string, Attributes>();
  for await (const item of whole.items()) items.set(placeOf(item), item);
  return items;
}

/** A kind of act: what comes before it, and the act whose transaction is torn. */
interface Kind {
  readonly kind: string;
  readonly entries: number;
  /** Left out: nothing comes back. */
  readonly left?: number;
  readonly before: (till: Till, cardNumber: string, at: string) => Promise<unknown>;
  readonly act: (till: Till, cardNumber: string, at: string) => Promise<unknown>;
}

export const receiptOf = (cardNumber: string, number: number): string => `drill-${cardNumber}-${number}`;

const receipt = (cardNumber: string, occurredAt: string, number: number) => ({
  receiptId: receiptOf(cardNumber, number),
  cardNumber,
  occurredAt,
});

/** Of the first receipt, which costs 100. */
const followUp = (cardNumber: string, occurredAt: string, amountMinor: number) => ({
  receiptId: receiptOf(cardNumber, 1),
  occurredAt,
  amountMinor,
});

const enrolledWithReceipt = async (till: Till, cardNumber: string, at: string): Promise<void> => {
  await till.enrol({ cardNumber });
  await till.send(receipt(cardNumber, at, 1));
};

const kinds: readonly Kind[] = [
  {
    kind: 'enrolment',
    entries: 0,
    before: async () => undefined,
    act: (till, cardNumber) => till.enrol({ cardNumber, phone: phoneOf(cardNumber) }),
  },
  {
    kind: 'receipt',
    entries: 2,
    before: enrolledWithReceipt,
    act: (till, cardNumber, at) => till.send(receipt(cardNumber, at, 2)),
  },
  {
    kind: 'unmatched receipt',
    entries: 1,
    before: async () => undefined,
    act: (till, cardNumber, at) => till.send(receipt(cardNumber, at, 1)),
  },
  {
    kind: 'claim',
    entries: 1,
    before: (till, cardNumber, at) => till.send(receipt(cardNumber, at, 1)),
    act: (till, cardNumber) => till.enrol({ cardNumber }),
  },
  {
    kind: 'printing',
    entries: 0,
    before: (till, cardNumber) => till.enrol({ cardNumber }),
    act: (till, cardNumber) => till.print(cardNumber),
  },
  {
    kind: 'return',
    entries: 2,
    left: 60,
    before: enrolledWithReceipt,
    act: (till, cardNumber, at) => till.giveBack(followUp(cardNumber, at, 40)),
  },
  {
    kind: 'payment',
    entries: 2,
    before: enrolledWithReceipt,
    act: (till, cardNumber, at) => till.pay(followUp(cardNumber, at, 30)),
  },
  {
    kind: 'receipt for which a return and a payment wait',
    entries: 3,
    left: 60,
    before: async (till, cardNumber, at) => {
      await till.enrol({ cardNumber });
      await till.giveBack(followUp(cardNumber, at, 40));
      await till.pay(followUp(cardNumber, at, 30));
    },
    act: (till, cardNumber, at) => till.send(receipt(cardNumber, at, 1)),
  },
  {
    kind: 'return of an unmatched receipt',
    entries: 2,
    left: 60,
    before: (till, cardNumber, at) => till.send(receipt(cardNumber, at, 1)),
    act: (till, cardNumber, at) => till.giveBack(followUp(cardNumber, at, 40)),
  },
  {
    kind: 'claim of what came back',
    entries: 2,
    left: 60,
    before: async (till, cardNumber, at) => {
      await till.send(receipt(cardNumber, at, 1));
      await till.giveBack(followUp(cardNumber, at, 40));
    },
    act: (till, cardNumber) => till.enrol({ cardNumber }),
  },
];

const phoneOf = (cardNumber: string): string => `+1555${cardNumber.replace(/\D/g, '').padStart(7, '0')}`;

interface TearOptions {
  readonly till: Till;
  readonly whole: WholeTable;
  /** RFC 3339. */
  readonly now: string;
  /** 1: every pair. */
  readonly everyNth: number;
}

/** Does each act once for each ordered pair of its items: the first of them is torn away, the second stays. */
export async function actAndTear(
  { till, whole, now, everyNth }: TearOptions,
  say: (line: string) => void,
): Promise<{ readonly acts: readonly Act[]; readonly torn: Torn }> {
  const acts: Act[] = [];
  const torn = new Map<string, Attributes | null>();
  let card = 5_000;
  for (const { kind, entries, left = null, before, act } of kinds) {
    let pairs = 1;
    for (let pair = 0; pair < pairs; pair += everyNth) {
      card += 1;
      const cardNumber = `DRILL-${card}`;
      await before(till, cardNumber, now);
      const was = await image(whole);
      await act(till, cardNumber, now);
      const changed = [...(await image(whole))].filter(
        ([place, item]) => JSON.stringify(item) !== JSON.stringify(was.get(place)),
      );
      const places = changed.map(([place]) => place).sort();
      pairs = places.length * (places.length - 1);
      const gone = Math.floor(pair / (places.length - 1));
      const rest = places.filter((_, index) => index !== gone);
      const stays = rest[pair % rest.length];
      // What is neither of the two is torn away in every other pair.
      for (const [index, place] of places.entries()) {
        const isTorn = index === gone || (place !== stays && (pair + index) % 2 === 1);
        if (isTorn) torn.set(place, was.get(place) ?? null);
      }
      acts.push({
        kind,
        cardNumber,
        entries,
        left,
        again: async (sender) => {
          await before(sender, cardNumber, now);
          await act(sender, cardNumber, now);
          await sender.enrol(
            kind === 'enrolment' ? { cardNumber, phone: phoneOf(cardNumber) } : { cardNumber },
          );
        },
      });
    }
    say(`${kind}: torn in ${Math.ceil(pairs / everyNth)} of ${pairs} pairs of items`);
  }
  return { acts, torn };
}

/** The items of a backup with the halves in it. */
export async function* withHalves(items: AsyncIterable<object>, torn: Torn): AsyncIterable<Attributes> {
  for await (const item of items as AsyncIterable<Attributes>) {
    const place = placeOf(item);
    if (!torn.has(place)) yield item;
    else {
      const was = torn.get(place) ?? null;
      if (was !== null) yield was;
    }
  }
}
