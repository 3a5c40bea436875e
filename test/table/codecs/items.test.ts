import { describe, expect, test } from 'vitest';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { entryItem, entryOfItem } from '#table/codecs/entry-item.ts';
import { factsItem, factsOfItem } from '#table/codecs/facts-item.ts';
import { cardCodeOf } from '#table/codecs/link-items.ts';
import { contactItem, profileItem } from '#table/codecs/person-items.ts';
import { memberOfItem, stateItem } from '#table/codecs/state-item.ts';
import { progressText } from '#table/codecs/sweep-item.ts';
import { tillKeyItem, tillKeyOfItem } from '#table/codecs/till-key-item.ts';
import { changedEntry } from '../../fixtures/entries.ts';
import { MORNING, raisedFact, sampleEntry, sampleMember } from '../samples.ts';

const bytes = (hex: string): Uint8Array => Uint8Array.from(Buffer.from(hex.replaceAll(' ', ''), 'hex'));

describe('items as they lie in the table', () => {
  test('a state', () => {
    expect(stateItem(sampleMember('m1', { dueAt: asEpochMs(1_500_000_000_000) }), 7)).toEqual({
      pk: { S: 'M#m1' },
      sk: { S: 'STATE' },
      duePk: { S: 'SHARD#01' },
      dueSk: { S: '001500000000000#m1' },
      v: { N: '7' },
      pv: { N: '1' },
      en: { N: '1488326400000' },
      sq: { N: '1' },
      ne: { N: '0' },
      de: { S: '0000000000000000' },
      st: {
        M: {
          level: {
            M: {
              c: { S: 'silver' },
              s: { N: '1488326400000' },
              w: { M: { k: { S: 'initial' } } },
              ct: { N: '17226' },
            },
          },
        },
      },
    });
  });

  test('an entry of a member', () => {
    expect(entryItem(sampleEntry('r-1', 'm1'))).toEqual({
      pk: { S: 'E#292#r-1' },
      sk: { S: 'E' },
      entryPk: { S: 'M#m1' },
      entrySk: { S: '2017-03-31#001490954400000' },
      m: { S: 'm1' },
      n: { N: '1' },
      h: { S: 'mQ3vXbUe0o2n8b6Qy5v1sT7kXq0m4n2c8d6e1f3a5b7' },
      t: { N: '1490954400000' },
      r: { N: '1490954401000' },
      cu: { S: 'USD' },
      ln: { B: bytes('01 02 08 aadf3c dc0b 4b 0b 074bc3a473652d31 c203 f403 19') },
      dp: { S: 'scored' },
      d: { N: '17256' },
      pv: { N: '3' },
      ds: { L: [{ L: [{ S: 'silver-5' }, { N: '500' }, { N: '100' }] }] },
      st: { L: [{ L: [{ S: 'level' }, { S: 'silver' }, { S: 'gold' }] }] },
      rs: {
        L: [{ L: [{ S: 'silver-5' }, { N: '1' }, { N: '500' }, { M: { level: { S: 'silver' } } }] }],
      },
      ct: { B: bytes('01 01 0a1b2c3d d81d') },
    });
  });

  test('an entry of nobody is in no index', () => {
    const item = entryItem(sampleEntry('r-1', null, { cardNumber: '2900001' }));
    expect(item.entryPk).toBeUndefined();
    expect(item.m).toBeUndefined();
    expect(item.c).toEqual({ S: '2900001' });
  });

  test('a fact holds no packed bytes, so a stream record reads like the item', () => {
    const raised = {
      k: { S: 'status-changed' },
      t: { N: '1490954400000' },
      r: { N: '1490954401000' },
      pv: { N: '3' },
      sy: { S: 'level' },
      fr: { S: 'silver' },
      to: { S: 'gold' },
      di: { S: 'raised' },
      w: {
        M: { k: { S: 'review' }, f: { N: '17226' }, t: { N: '17257' }, v: { N: '1000001' }, pv: { N: '3' } },
      },
      tf: { N: '1490954400000' },
    };
    const key = { pk: { S: 'M#m1' }, sk: { S: 'FACT#0000000012' } };
    const facts = [raisedFact('m1', 12), raisedFact('m1', 13)];
    expect(factsItem(facts)).toEqual({ ...key, fs: { L: [{ M: raised }, { M: raised }] } });
    // The first form: one fact an item.
    expect(factsOfItem({ ...key, ...raised })).toEqual([raisedFact('m1', 12)]);
  });

  test('a profile and a contact', () => {
    expect(profileItem('m1', { version: 2, attributes: new Map([['age', 30.5]]) })).toEqual({
      pk: { S: 'M#m1' },
      sk: { S: 'PROFILE' },
      v: { N: '2' },
      at: { M: { age: { N: '30.5' } } },
    });
    expect(contactItem('m1', { name: 'Ada', phone: null }, 'LC-1')).toEqual({
      pk: { S: 'M#m1' },
      sk: { S: 'CONTACT' },
      na: { S: 'Ada' },
      cd: { S: 'LC-1' },
    });
  });

  test('the progress of a sweep sorts as it goes', () => {
    const walk = { towards: asDay(17_287), after: 'never#m1' };
    expect(progressText({ walkedTo: asDay(17_256), walk })).toBe('0017256/0017287/never#m1');
    expect(progressText({ walkedTo: null, walk: null })).toBe('-/-/');
  });

  test('a till key', () => {
    const key = {
      keyId: 'abc123abc123',
      secretHash: 'xyz',
      stores: ['381', '292'],
      kind: 'live' as const,
      createdAt: MORNING,
      revokedAt: null,
    };
    expect(tillKeyItem(key)).toEqual({
      pk: { S: 'KEY#abc123abc123' },
      sk: { S: 'K' },
      h: { S: 'xyz' },
      s: { L: [{ S: '381' }, { S: '292' }] },
      cr: { N: '1490954400000' },
    });
    expect(tillKeyOfItem(tillKeyItem(key))).toEqual(key);
    const training = { ...key, kind: 'training' as const };
    expect(tillKeyItem(training)).toMatchObject({ k: { S: 'training' } });
    expect(tillKeyOfItem(tillKeyItem(training))).toEqual(training);
  });
});

describe('what is not written', () => {
  const entry = sampleEntry('r-1', 'm1');

  test('an entry that sold something else than its lines', () => {
    const wrong = changedEntry(entry, { answer: { ...entry.body.answer, soldMinor: 1901 } });
    expect(() => entryItem(wrong)).toThrow('292/r-1: sold is not the lines less their discounts');
  });

  test('an entry that says another sum was paid', () => {
    const wrong = changedEntry(entry, { sale: { ...entry.body.sale, paidMinor: 5 } });
    expect(() => entryItem(wrong)).toThrow('292/r-1: paid is not what the till told');
  });

  test('a member id that would forge a key', () => {
    expect(() => stateItem(sampleMember('m1#STATE'), 1)).toThrow('a member id cannot be part of a key');
  });
});

describe('what does not decode is told with its key', () => {
  const state = stateItem(sampleMember('m1'), 1);

  test.each([
    { name: 'an attribute is missing', item: { ...state, v: undefined }, error: 'M#m1/STATE has no v' },
    { name: 'a type is wrong', item: { ...state, v: { S: '1' } }, error: 'M#m1/STATE v is not a number' },
    {
      name: 'a number is broken',
      item: { ...state, v: { N: '1.5' } },
      error: 'M#m1/STATE v is not a whole number',
    },
    {
      name: 'counters are broken',
      item: { ...state, cn: { B: bytes('07') } },
      error: 'M#m1/STATE cn does not decode',
    },
    {
      name: 'the due key is foreign',
      item: { ...state, dueSk: { S: 'never#m2' } },
      error: 'the due key of another',
    },
  ])('$name', ({ item, error }) => {
    expect(() => memberOfItem(JSON.parse(JSON.stringify(item), revive))).toThrow(error);
  });

  test('an entry without lines', () => {
    const { ln: _, ...rest } = entryItem(sampleEntry('r-1', 'm1'));
    expect(() => entryOfItem(rest)).toThrow('E#292#r-1/E has no ln');
  });
});

/** JSON drops what is undefined; the packed bytes come back as bytes. */
function revive(name: string, value: unknown): unknown {
  return name === 'B' && typeof value === 'object' && value !== null
    ? Uint8Array.from(Object.values(value))
    : value;
}

test('a card of the first form counted tries down: none is left of a code that was used', () => {
  const card = (tries: number, printing?: number) => ({
    pk: { S: 'C#2900001' },
    sk: { S: 'L' },
    m: { S: 'm1' },
    tr: { N: String(tries) },
    ...(printing !== undefined && { pr: { N: String(printing) } }),
  });
  expect(cardCodeOf(card(3))).toEqual({ cardNumber: '2900001', memberId: 'm1', printing: 1, isSpent: false });
  expect(cardCodeOf(card(0)).isSpent).toBe(true);
  expect(cardCodeOf(card(0, 2))).toMatchObject({ printing: 2, isSpent: false });
});
