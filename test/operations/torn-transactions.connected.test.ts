import type { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { beforeAll, beforeEach, describe, expect, inject, test } from 'vitest';
import { asDay } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { type EnrolPorts, enrolMember } from '#operations/enrol-member.ts';
import { followUpReceipt } from '#operations/follow-up.ts';
import { linkLogin } from '#operations/link-login.ts';
import { printCode } from '#operations/print-code.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { sweepShard } from '#operations/sweep.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { type Attributes, openItem } from '#table/codecs/attributes.ts';
import { entryItem } from '#table/codecs/entry-item.ts';
import { type Key, shardOf } from '#table/keys.ts';
import { memberRegister } from '#table/member-register.ts';
import { healItem } from '#table/restored-items.ts';
import type { Table } from '#table/send.ts';
import { stateRepair } from '#table/state-repair.ts';
import { tillKeys } from '#table/till-keys.ts';
import { wholeTable } from '#table/whole-table.ts';
import { type House, houseOn, requestOf } from '../fixtures/house.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/**
 * A backup of a live table may hold any part of a transaction without the rest. For each kind of transaction: its items are found
 * by comparing the table before and after; each choice of them is put back to before; the operator heals; the tills send
 * again what they may not have been answered; and the books are whole, each thing counted once.
 */
const NOON = '2024-05-20T12:00:00+03:00';
const ANNA = {
  cardNumber: 'LC-ANNA',
  name: 'Anna',
  phone: '+79161234567',
  attributes: new Map([['district', 'Sovetsky']]),
};
const program = monthlyAmount({ raise: 'at-once' }, { rules: discountsByLevel });
const login = { issuer: 'https://issuer.example', subject: 'anna' };

type Image = ReadonlyMap<string, Attributes>;

let client: DynamoDBClient;
let tables = 0;
let table: Table;
let house: House;

beforeAll(() => {
  client = localClient(inject('dynamodbEndpoint'), 'torntransactions');
});

const whole = () => wholeTable(client, table.name);
const nameOf = ({ pk, sk }: Key): string => `${pk} ${sk}`;

async function image(): Promise<Image> {
  const items = new Map<string, Attributes>();
  for await (const item of whole().items()) items.set(nameOf(openItem(item).key), item);
  return items;
}

/** What an act changed, item by item: as it was before, `null`: not there. */
async function changedBy(act: () => Promise<unknown>): Promise<ReadonlyMap<string, Attributes | null>> {
  const before = await image();
  await act();
  const after = await image();
  const changed = [...after].filter(
    ([name, item]) => JSON.stringify(item) !== JSON.stringify(before.get(name)),
  );
  return new Map(changed.map(([name]) => [name, before.get(name) ?? null]));
}

async function putBack(name: string, item: Attributes | null): Promise<void> {
  if (item !== null) return await whole().put([item]);
  const [pk = '', sk = ''] = name.split(' ');
  await whole().remove([{ pk, sk }]);
}

/** As `laurel rebuild --after-restore` goes: the items, then the states. @returns how many things there were to do */
async function healed(): Promise<number> {
  let done = 0;
  const around = { table, whole: whole(), digests };
  // Members first: what their entries say of themselves is not put right yet.
  const items = [...(await image())]
    .toSorted(([one]) => (one.startsWith('M#') ? -1 : 0))
    .map(([, item]) => item);
  for (const item of items) if ((await healItem(around, item)) !== null) done += 1;
  const ports = { ...house, states: stateRepair(table) };
  const ids: string[] = [];
  for await (const memberId of whole().memberIds()) ids.push(memberId);
  for (const memberId of ids) {
    const found = await rebuildMember(ports, memberId, 'after-restore');
    if (found.kind === 'failed') throw found.error;
    expect(['agrees', 'differs', 'missing']).toContain(found.kind);
    if (found.kind !== 'agrees') done += 1;
  }
  return done;
}

/** The operator's ring has another key by now: what was written under the one before is found all the same. */
const digests = (phone: string): [string, string] => [`newer-${phone}`, `digest-of-${phone}`];

/** What holds as soon as the halves are healed, before anybody asks again. */
async function agreedOnCodes(): Promise<void> {
  const card = await house.codes.readCard(ANNA.cardNumber);
  if (card === null) return;
  const facts = await house.facts.factsOf(card.memberId, null, 100);
  const printings = 1 + facts.filter(({ kind }) => kind === 'code-printed').length;
  expect(card.printing, 'an old code opens').toBeGreaterThanOrEqual(printings);
  if ((await house.logins.memberOfLogin(login)) !== null)
    expect(card.isSpent || card.printing > printings, 'a used code opens').toBe(true);
}

const enrolAnna = async (): Promise<string> => {
  const outcome = await enrolMember(house as EnrolPorts, ANNA);
  if (outcome.kind !== 'enrolled') throw new Error(outcome.code);
  return outcome.memberId;
};
const buy = async (number: number, whose: object) => {
  const outcome = await scoreReceipt(
    house,
    requestOf({ receiptId: `receipt-${number}`, amountMinor: 600_000, ...whose }),
  );
  if (outcome.kind !== 'scored') throw new Error(outcome.code);
  return outcome;
};
/** A third of receipt 1 comes back. */
const giveBack = async () => {
  const outcome = await followUpReceipt(house, {
    saleStoreId: 'store-1',
    receiptId: 'receipt-1',
    told: {
      kind: 'return',
      id: 'back-1',
      storeId: 'store-1',
      occurredAt: at(NOON),
      returned: { kind: 'amount', amountMinor: 200_000 },
      refundedMinor: null,
    },
    cardNumber: null,
    currency: null,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.code);
};
/** Ten rubles of receipt 1 are paid. */
const pay = async (id: string) => {
  const outcome = await followUpReceipt(house, {
    saleStoreId: 'store-1',
    receiptId: 'receipt-1',
    told: { kind: 'payment', id, storeId: 'store-1', occurredAt: at(NOON), amountMinor: 1_000 },
    cardNumber: null,
    currency: null,
  });
  if (outcome.kind === 'refused') throw new Error(outcome.code);
};
const byCard = { memberId: null, cardNumber: ANNA.cardNumber };

interface Kind {
  /** What was there before. */
  readonly ready: () => Promise<unknown>;
  /** The transaction, as somebody asked for it; and asked again. */
  readonly act: () => Promise<unknown>;
  /** Items of it, at the least. */
  readonly items: number;
  /** Receipts that count for Anna in the end. */
  readonly receipts: number;
  /** Returns that do; left out: none. */
  readonly returns?: number;
}

const kinds: Readonly<Record<string, Kind>> = {
  'an enrolment': { ready: async () => undefined, act: enrolAnna, items: 6, receipts: 0 },
  'an enrolment of a card that has bought': {
    ready: () => buy(1, byCard),
    act: enrolAnna,
    items: 7,
    receipts: 1,
  },
  'a receipt': {
    ready: async () => {
      await enrolAnna();
      await buy(1, byCard);
    },
    act: () => buy(2, byCard),
    items: 3,
    receipts: 2,
  },
  'an enrolment and the receipt after it': {
    ready: async () => undefined,
    act: async () => {
      await enrolAnna();
      await buy(1, byCard);
    },
    items: 7,
    receipts: 1,
  },
  'a receipt of a card that nobody has': {
    ready: async () => undefined,
    act: () => buy(1, byCard),
    items: 2,
    receipts: 1,
  },
  'a return': {
    ready: async () => {
      await enrolAnna();
      await buy(1, byCard);
    },
    act: giveBack,
    items: 3,
    receipts: 1,
    returns: 1,
  },
  'a return of a receipt that waits for its card': {
    ready: () => buy(1, byCard),
    act: giveBack,
    items: 2,
    receipts: 1,
    returns: 1,
  },
  'a return that waited, and its receipt': {
    ready: enrolAnna,
    act: async () => {
      await giveBack();
      await buy(1, byCard);
    },
    items: 3,
    receipts: 1,
    returns: 1,
  },
  'an enrolment of a card whose goods came back': {
    ready: async () => {
      await buy(1, byCard);
      await giveBack();
    },
    act: enrolAnna,
    items: 8,
    receipts: 1,
    returns: 1,
  },
  'the printing of a code': {
    ready: enrolAnna,
    act: () => printCode(house, { cardNumber: ANNA.cardNumber, storeId: 'store-1' }),
    items: 3,
    receipts: 0,
  },
  'a link': {
    ready: async () => {
      await enrolAnna();
      code = codeIn(await printCode(house, { cardNumber: ANNA.cardNumber, storeId: 'store-1' }));
    },
    act: () => linkLogin(house, { login, verifiedPhone: null, card: { cardNumber: ANNA.cardNumber, code } }),
    items: 2,
    receipts: 0,
  },
};

let code = '';
const codeIn = (printed: Awaited<ReturnType<typeof printCode>>): string => {
  if (printed.kind !== 'printed') throw new Error(printed.code);
  return printed.linkCode;
};

/** `npm run test:torn` takes every choice; of many items the usual run takes one, all but one, and some pairs. */
const EVERY = process.env.TORN === 'every';
const FEW = 4;

/** Choices of the items that are as they were before, by their places. */
function choicesOf(count: number): readonly (readonly number[])[] {
  const places = Array.from({ length: count }, (_, place) => place);
  const all = Array.from({ length: 2 ** count - 1 }, (_, bits) =>
    places.filter((place) => ((bits + 1) >> place) % 2 === 1),
  );
  return all.filter(
    (choice) =>
      EVERY ||
      count <= FEW ||
      choice.length === 1 ||
      choice.length >= count - 1 ||
      (choice.length === 2 && choice.reduce((sum, place) => sum + place, 0) % 9 === 0),
  );
}

/** The sweep claims what waits: it is told by the notes alone. */
async function swept(): Promise<void> {
  const memberId = await house.register.memberOfCard(ANNA.cardNumber);
  if (memberId !== null) await sweepShard(house, shardOf(memberId), () => true);
}

describe.each(Object.entries(kinds))('%s', (name, kind) => {
  test('torn in every way is healed, and counts once when it is asked for again', {
    timeout: 240_000,
  }, async () => {
    const fresh = async (): Promise<void> => {
      tables += 1;
      table = await createTable(client, `torn-transaction-${tables}`);
      house = houseOn(table, NOON);
      await house.activate(program);
    };
    await fresh();
    await kind.ready();
    const names = [...(await changedBy(kind.act)).keys()];
    expect(names.length).toBeGreaterThanOrEqual(kind.items);
    const choices = choicesOf(names.length);
    for (const choice of choices) {
      await fresh();
      await kind.ready();
      // Ids are other ones each time: the items are in one order.
      const changed = [...(await changedBy(kind.act))];
      const torn = choice.flatMap((place) => changed.slice(place, place + 1));
      for (const [item, was] of torn) await putBack(item, was);
      house = { ...house, register: memberRegister(table, digests) };
      const where = `${name} without ${torn.map(([item]) => item).join(', ')}`;
      try {
        await healed();
        expect(await healed(), 'a second time').toBe(0);
        await agreedOnCodes();
        // Where card, phone and contact are gone, nobody can tell whose a receipt is: they are enrolled as somebody new.
        const isBereft = [/C#LC/, /PHONE#/, / CONTACT/].every((part) => part.test(where));
        const { returns = 0 } = kind;
        const receipts = isBereft && !/E#store/.test(where) && /receipt after/.test(name) ? 0 : kind.receipts;
        // The tills send again what they may not have been answered; whoever enrolled does, too.
        await kind.act();
        await enrolAnna();
        await swept();
        const memberId = (await house.register.memberOfCard(ANNA.cardNumber)) ?? '';
        expect(await house.register.memberOfPhone(ANNA.phone)).toBe(memberId);
        expect(await house.register.readContact(memberId)).toEqual({ name: ANNA.name, phone: ANNA.phone });
        for (let number = 1; number <= kind.receipts; number += 1)
          expect((await buy(number, byCard)).replayed).toBe(true);
        const snapshot = await house.members.read(memberId);
        expect(snapshot?.member.entries.count).toBe(receipts + returns);
        // A profile that is gone comes back without attributes, where the contact does not say that it was lost.
        const attributes = snapshot?.profile.attributes;
        if (attributes?.size !== 0 || !/PROFILE/.test(where)) expect(attributes).toEqual(ANNA.attributes);
        const entries = await house.history.entriesOf(memberId, asDay(0), asDay(100_000));
        expect(entries).toHaveLength(receipts + returns);
        if (returns > 0) {
          const sold = await house.ledger.readEntry('store-1', 'receipt-1');
          const soldMinor = sold?.body.answer.soldMinor ?? 0;
          expect(sold?.body.left).toMatchObject({
            revision: 1,
            lines: [{ netMinor: soldMinor - 200_000 }],
          });
        }
        const ports = { ...house, states: stateRepair(table) };
        expect(await rebuildMember(ports, memberId, 'after-restore')).toEqual({ kind: 'agrees' });
        expect(codeIn(await printCode(house, { cardNumber: ANNA.cardNumber, storeId: 'store-1' }))).toMatch(
          /^\d{8}$/,
        );
      } catch (error) {
        throw new Error(where, { cause: error });
      }
    }
    console.log(`${name}: ${names.length} items, torn in ${choices.length} ways`);
  });
});

describe('what follows one receipt, in several acts', () => {
  const place = { source: 'store-1', id: 'receipt-1' };

  beforeEach(async () => {
    tables += 1;
    table = await createTable(client, `torn-transaction-${tables}`);
    house = houseOn(table, NOON);
    await house.activate(program);
  });

  /** Healed once, as often as it is asked. */
  const healedOnce = async (): Promise<void> => {
    expect(await healed()).toBeGreaterThan(0);
    expect(await healed()).toBe(0);
  };

  const stands = async (memberId: string, { entries }: { readonly entries: number }): Promise<void> => {
    expect((await house.members.read(memberId))?.member.entries.count).toBe(entries);
    const ports = { ...house, states: stateRepair(table) };
    expect(await rebuildMember(ports, memberId, 'look')).toEqual({ kind: 'agrees' });
  };

  test('a payment keeps its number where the return before it is lost', async () => {
    const anna = await enrolAnna();
    await buy(1, byCard);
    const [back = ['', null]] = [...(await changedBy(giveBack))].filter(([name]) => name.includes(' R#'));
    await pay('paid-1');
    await putBack(...back);
    await healedOnce();
    const left = async () => (await house.ledger.readEntry('store-1', 'receipt-1'))?.body.left;
    expect(await left()).toMatchObject({ revision: 2, lines: [{ netMinor: 588_000 }] });
    await giveBack();
    expect(await left()).toMatchObject({ revision: 3, lines: [{ netMinor: 388_000 }] });
    await stands(anna, { entries: 3 });
  });

  test('a return waits beside a payment of the same id', async () => {
    const anna = await enrolAnna();
    await pay('back-1');
    // The place of the receipt as it is before the return comes; all the rest as it is after the receipt.
    const [payment = ['', null]] = [...(await changedBy(giveBack))];
    await buy(1, byCard);
    await putBack(...payment);
    await healedOnce();
    const { awaited } = await house.ledger.readPlace({
      ...place,
      followUp: { kind: 'return', id: 'back-1' },
    });
    expect(awaited.map(({ told }) => `${told.kind} ${told.id}`).toSorted()).toEqual([
      'payment back-1',
      'return back-1',
    ]);
    await buy(1, byCard);
    await stands(anna, { entries: 3 });
  });

  test('a return that says it is another member’s is the one’s who has its receipt', async () => {
    const anna = await enrolAnna();
    await enrolMember(house as EnrolPorts, { ...ANNA, cardNumber: 'LC-BERT', phone: null });
    const bert = (await house.register.memberOfCard('LC-BERT')) ?? '';
    await buy(1, byCard);
    await giveBack();
    const read = async () =>
      (await house.ledger.readPlace({ ...place, followUp: { kind: 'return', id: 'back-1' } })).followUp;
    const back = await read();
    if (back === null) throw new Error('nothing came back');
    await whole().put([entryItem({ ...back, owner: { kind: 'member', memberId: bert, number: 1 } })]);
    await healedOnce();
    expect((await read())?.owner).toMatchObject({ kind: 'member', memberId: anna });
    await stands(anna, { entries: 2 });
    await stands(bert, { entries: 0 });
  });

  test('a return that belongs to a card again keeps no enrolment that is not whole', async () => {
    await buy(1, byCard);
    await giveBack();
    const changed = await changedBy(enrolAnna);
    const back = [...changed].find(([name]) => name.includes(' R#'));
    for (const [name, before] of changed)
      if (name !== back?.[0] && !name.endsWith(' PROFILE')) await putBack(name, before);
    // Whoever meets the profile first finds the return still at the member.
    await healedOnce();
    expect([...(await image()).keys()].filter((name) => name.startsWith('M#'))).toEqual([]);
    await stands(await enrolAnna(), { entries: 2 });
  });
});

describe('what the operator makes', () => {
  beforeAll(async () => {
    tables += 1;
    table = await createTable(client, `torn-transaction-${tables}`);
    house = houseOn(table, NOON);
  });

  /** By their keys what tells of the act is the first of three items. That it is lost nobody can heal: who it was is gone. */
  const [TOLD, ...REST] = [0, 1, 2] as const;
  const TORN = [...REST, TOLD];
  const tear = async (part: number, act: () => Promise<unknown>): Promise<void> => {
    const changed = [...(await changedBy(act))];
    expect(changed).toHaveLength(3);
    const [item, was] = changed.sort(([one], [other]) => (one < other ? -1 : 1))[part] ?? ['', null];
    await putBack(item, was);
  };

  test('a till key is listed and works, or is gone', async () => {
    const keys = tillKeys(table);
    for (const part of TORN) {
      await tear(part, () => issueTillKey({ ...house, keys }, ['store-1']));
      expect(await healed()).toBe(part === TOLD ? 0 : 1);
      expect(await healed()).toBe(0);
    }
    expect(await keys.list()).toHaveLength(2);
  });

  test('an activation is whole, or can be done again', async () => {
    const activated = async (amount: number) => {
      const outcome = await activateProgram(house, { ...program, maxReceiptAgeDays: amount }, null);
      if (outcome.kind !== 'activated') throw new Error(JSON.stringify(outcome));
      return outcome;
    };
    await activated(400);
    for (const part of TORN) {
      await tear(part, () => activated(401));
      expect(await healed()).toBe(part === TOLD ? 0 : 1);
      expect(await healed()).toBe(0);
      expect((await house.archive.read()).timeline).toHaveLength(part === TOLD ? 2 : 1);
    }
    await activated(402);
  });
});
