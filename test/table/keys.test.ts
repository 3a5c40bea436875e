import { describe, expect, test } from 'vitest';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { auditIndexKeys, auditKey, auditPlaceIn } from '#table/audit-keys.ts';
import { changeIn, entryKeyOf, notedCardIn, waitingEntryIn, waitingKey } from '#table/entry-keys.ts';
import {
  cardKey,
  contactKey,
  dueBound,
  dueIn,
  dueKey,
  entryDayRange,
  entryIndexKey,
  entryKey,
  factKey,
  factRange,
  factSeqIn,
  isProfileKey,
  isStateKey,
  keyIdIn,
  loginKey,
  loginTriesKey,
  memberIdIn,
  notedTillKey,
  phoneKey,
  placeOf,
  profileKey,
  programKey,
  programVersionIn,
  receiptIn,
  shardOf,
  stateKey,
  sweepKey,
  tillKeyKey,
  tillKeyNoteKey,
  timelineKey,
} from '#table/keys.ts';

const DAY = asDay(17_256);
const AT = asEpochMs(1_490_954_400_000);

describe('where items lie', () => {
  test.each([
    { item: 'state', key: stateKey('m1'), pk: 'M#m1', sk: 'STATE' },
    { item: 'profile', key: profileKey('m1'), pk: 'M#m1', sk: 'PROFILE' },
    { item: 'contact', key: contactKey('m1'), pk: 'M#m1', sk: 'CONTACT' },
    { item: 'fact', key: factKey('m1', 42), pk: 'M#m1', sk: 'FACT#0000000042' },
    { item: 'entry', key: entryKey('292', 'r-1'), pk: 'E#292#r-1', sk: 'E' },
    { item: 'card', key: cardKey('290001'), pk: 'C#290001', sk: 'L' },
    { item: 'phone', key: phoneKey('a-b_c'), pk: 'PHONE#a-b_c', sk: 'L' },
    {
      item: 'login',
      key: loginKey({ issuer: 'https://x', subject: 'a#b' }),
      pk: 'LINK#https%3A%2F%2Fx#a%23b',
      sk: 'L',
    },
    { item: 'program', key: programKey(7), pk: 'PROGRAM', sk: 'V#000007' },
    { item: 'timeline', key: timelineKey, pk: 'PROGRAM', sk: 'TIMELINE' },
    { item: 'till key', key: tillKeyKey('abc'), pk: 'KEY#abc', sk: 'K' },
    { item: 'note of a till key', key: tillKeyNoteKey('abc'), pk: 'KEYS', sk: 'abc' },
    { item: 'act', key: auditKey({ at: AT, id: 'a1' }), pk: 'AUDIT#2017-03-31', sk: '001490954400000#a1' },
    { item: 'sweep', key: sweepKey(7), pk: 'SWEEP#07', sk: 'S' },
    {
      item: 'note at a card',
      key: waitingKey('290001', DAY, AT, entryKey('292', 'r-1')),
      pk: 'C#290001',
      sk: 'W#2017-03-31#001490954400000#292#r-1',
    },
  ])('$item', ({ key, pk, sk }) => {
    expect(key).toEqual({ pk, sk });
  });

  test('nothing that is stored today lies between profile and state', () => {
    const others = [contactKey('m1').sk, factKey('m1', 1).sk, 'NOTICE#0000000001', 'OFFERS'];
    expect(others.filter((sk) => sk > profileKey('m1').sk && sk < stateKey('m1').sk)).toEqual([]);
    expect(profileKey('m1').sk < stateKey('m1').sk).toBe(true);
  });

  test('an act lies under its UTC day, to the millisecond, and is found again by its key', () => {
    const midnight = asEpochMs(1_490_918_400_000);
    const [last, first] = [-1, 0].map((ms) => auditKey({ at: asEpochMs(midnight + ms), id: 'a1' }));
    expect([last?.pk, first?.pk]).toEqual(['AUDIT#2017-03-30', 'AUDIT#2017-03-31']);
    expect(auditPlaceIn(auditKey({ at: AT, id: 'a1' }))).toEqual({ at: AT, id: 'a1' });
    for (const key of [stateKey('m1'), { pk: 'AUDIT#2017-03-31', sk: 'a1' }])
      expect(() => auditPlaceIn(key)).toThrow('is not a key of the audit');
    expect(() => auditKey({ at: AT, id: 'a#1' })).toThrow('an id of the audit');
  });

  test('an act is among all, and one on a member among those on the member', () => {
    const all = { duePk: 'AUDIT#ALL', dueSk: '001490954400000#a1' };
    const act = { at: AT, id: 'a1' };
    expect(auditIndexKeys({ ...act, subject: { kind: 'till-key', id: 'k1' } })).toEqual(all);
    expect(auditIndexKeys({ ...act, subject: { kind: 'member', id: 'm1' } })).toEqual({
      ...all,
      entryPk: 'AUDIT#M#m1',
      entrySk: '001490954400000#a1',
    });
  });

  test('facts are in the order of their numbers', () => {
    expect(factKey('m1', 9).sk < factKey('m1', 10).sk).toBe(true);
    expect(factRange('m1', 12)).toEqual({ pk: 'M#m1', first: 'FACT#0000000000', last: 'FACT#0000000012' });
    expect(factRange('m1', null).last).toBe('FACT#9999999999');
  });
});

describe('the due index', () => {
  test('members without a timer come last', () => {
    expect(dueKey('m1', AT)).toEqual({ duePk: 'SHARD#01', dueSk: '001490954400000#m1' });
    expect(dueKey('m1', null)).toEqual({ duePk: 'SHARD#01', dueSk: 'never#m1' });
    expect(dueKey('m1', null).dueSk > dueKey('zz', asEpochMs(999_999_999_999_999)).dueSk).toBe(true);
  });

  test('a due key says whose and when', () => {
    expect(dueIn('001490954400000#m1')).toEqual({ memberId: 'm1', dueAt: 1_490_954_400_000 });
    expect(dueIn('never#m1')).toEqual({ memberId: 'm1', dueAt: null });
    expect(() => dueIn('soon#m1')).toThrow('not one of ours');
  });

  test('a member stays in its shard, and shards are even', () => {
    // FNV-1a over UTF-16 code units, modulo 64; computed apart from this code.
    expect(shardOf('m1')).toBe(1);
    expect(shardOf('01hqzj5w7m9k3t8v2x4y6a0b1c')).toBe(14);
    const counts = new Array<number>(64).fill(0);
    for (let number = 0; number < 6_400; number += 1) {
      const shard = shardOf(`member-${number}`);
      counts[shard] = (counts[shard] ?? 0) + 1;
    }
    expect(Math.min(...counts)).toBeGreaterThan(50);
    expect(Math.max(...counts)).toBeLessThan(150);
  });
});

describe('the entries of a range of days', () => {
  const { first, last } = entryDayRange(asDay(17_256), asDay(17_258));
  const place = (day: number, at: number): string => entryIndexKey('m1', asDay(day), asEpochMs(at)).entrySk;

  test('the first day belongs to it, the last does not', () => {
    expect([first, last]).toEqual(['2017-03-31', '2017-04-02']);
    const places = [place(17_255, 999_999_999_999_999), place(17_256, 0), place(17_257, 9), place(17_258, 0)];
    expect(places.map((sk) => sk >= first && sk <= last)).toEqual([false, true, true, false]);
  });

  test('on a day they are in the order in which they happened', () => {
    expect(place(17_256, 999) < place(17_256, 1_000)).toBe(true);
  });
});

describe('nothing from outside forges a key', () => {
  test.each([
    ['#', 'a#b'],
    ['NUL', 'a\u0000b'],
    ['newline', 'a\nb'],
    ['half a surrogate pair', 'a\ud800b'],
    ['nothing', ''],
    ['too long', 'a'.repeat(129)],
  ])('%s', (_, value) => {
    expect(() => stateKey(value)).toThrow('a member id cannot be part of a key');
    expect(() => cardKey(value)).toThrow('a card number cannot be part of a key');
    expect(() => entryKey(value, 'r')).toThrow('a store id cannot be part of a key');
    expect(() => entryKey('s', value)).toThrow('a receipt id cannot be part of a key');
  });

  test('issuer and subject of a login do not run into each other', () => {
    const one = loginKey({ issuer: 'a#b', subject: 'c' });
    const other = loginKey({ issuer: 'a', subject: 'b#c' });
    const encoded = loginKey({ issuer: 'a%23b', subject: 'c' });
    expect(new Set([one.pk, other.pk, encoded.pk]).size).toBe(3);
    expect(() => loginKey({ issuer: 'a', subject: '\udfff' })).toThrow('not well-formed');
    expect(() => loginKey({ issuer: 'a'.repeat(2048), subject: 'c' })).toThrow('too long');
  });

  test.each([
    ['a negative version', () => programKey(-1)],
    ['a version with seven digits', () => programKey(1_000_000)],
    ['half a fact', () => factKey('m1', 0.5)],
    ['shard 64', () => sweepKey(64)],
    ['a moment before 1970', () => dueKey('m1', asEpochMs(-1))],
  ])('%s', (_, make) => {
    expect(make).toThrow();
  });
});

describe('reading keys', () => {
  test('store and receipt', () => {
    expect(receiptIn({ pk: 'E#292#r-1', sk: 'E' })).toEqual({ storeId: '292', receiptId: 'r-1' });
    expect(() => receiptIn({ pk: 'E#292#r#1', sk: 'E' })).toThrow('not an entry');
    expect(() => receiptIn({ pk: 'M#292#r', sk: 'E' })).toThrow('not an entry');
  });

  test('the entry of a note', () => {
    expect(waitingEntryIn({ pk: 'C#1', sk: 'W#2017-03-31#001490954400000#292#r-1' })).toEqual({
      pk: 'E#292#r-1',
      sk: 'E',
    });
    expect(() => waitingEntryIn({ pk: 'C#1', sk: 'L' })).toThrow('not one of ours');
  });

  test('what leads to a person is not told', () => {
    expect(placeOf({ pk: 'M#C#', sk: 'STATE' })).toBe('M#C#/STATE');
    expect(placeOf({ pk: 'C#290001', sk: 'W#2017' })).toBe('C#…/W#2017');
    expect(placeOf({ pk: 'LINK#iss#sub', sk: 'L' })).toBe('LINK#…/L');
    expect(placeOf({ pk: 'PHONE#x', sk: 'L' })).toBe('PHONE#…/L');
    expect(placeOf({ pk: 'M#m1', sk: 'STATE' })).toBe('M#m1/STATE');
  });
});

describe('what a key is of', () => {
  test('state and profile are told apart', () => {
    const keys = [stateKey('m1'), profileKey('m1'), contactKey('m1')];
    expect(keys.map(isStateKey)).toEqual([true, false, false]);
    expect(keys.map(isProfileKey)).toEqual([false, true, false]);
  });

  test('the tries of a login lie beside its link', () => {
    expect(loginTriesKey({ issuer: 'i', subject: 's' })).toEqual({ pk: 'LINK#i#s', sk: 'T' });
  });

  test('only a note at a card has a card', () => {
    expect(notedCardIn({ pk: 'C#290001', sk: 'W#2017-03-31#001490954400000#292#r-1' })).toBe('290001');
    expect(notedCardIn({ pk: 'C#290001', sk: 'L' })).toBeNull();
    expect(notedCardIn({ pk: 'M#m1', sk: 'W#2017' })).toBeNull();
    expect(notedCardIn({ pk: 'M#C#', sk: 'W#2017' })).toBeNull();
    expect(notedCardIn({ pk: 'C#290001', sk: 'LW#' })).toBeNull();
  });

  test('only a stored program has a version', () => {
    expect(programVersionIn(programKey(123))).toBe(123);
    expect(programVersionIn(timelineKey)).toBeNull();
    expect(programVersionIn({ pk: 'M#m1', sk: 'V#000007' })).toBeNull();
    expect(programVersionIn({ pk: 'PROGRAM', sk: 'OLD-V#000007' })).toBeNull();
    expect(programVersionIn({ pk: 'PROGRAM', sk: 'V#000007-draft' })).toBeNull();
  });

  test('a note of a till key leads to the key', () => {
    expect(notedTillKey(tillKeyNoteKey('abc'))).toEqual({ pk: 'KEY#abc', sk: 'K' });
    expect(() => notedTillKey({ pk: 'KEY#abc', sk: 'K' })).toThrow('KEY#abc/K is not the note of a till key');
  });

  test('member, fact and till key are read from their keys alone', () => {
    expect(memberIdIn(stateKey('m1'))).toBe('m1');
    expect(() => memberIdIn({ pk: 'KEY#abc', sk: 'K' })).toThrow("KEY#abc/ is not a member's key");
    expect(keyIdIn(tillKeyKey('abc'))).toBe('abc');
    expect(() => keyIdIn({ pk: 'M#m1', sk: 'STATE' })).toThrow("M#m1/ is not a till key's key");
    expect(factSeqIn(factKey('m1', 42))).toBe(42);
    for (const sk of ['STATE', 'OLD-FACT#0000000042', 'FACT#0000000042-old'])
      expect(() => factSeqIn({ pk: 'M#m1', sk })).toThrow(`${sk} is not a fact's key`);
  });

  test.each(['E', 'E#292', 'E#292#r#1', 'M#292#r'])('%s is no entry', (pk) => {
    expect(() => receiptIn({ pk, sk: 'E' })).toThrow(`${pk}/ is not an entry's key`);
  });
});

describe('sort keys that are not ours', () => {
  test.each([
    '',
    'W#2017-03-31#001490954400000#292',
    'OLD-W#2017-03-31#001490954400000#292#r-1',
    'W#2017-03-31#001490954400000#292#r-1#more',
  ])('the note %j', (sk) => {
    expect(() => waitingEntryIn({ pk: 'C#1', sk })).toThrow('a note at a card is not one of ours');
  });

  test.each(['', 'soon#m1', 'never', 'almost-never#m1', 'never#m1#more'])('the due key %j', (sk) => {
    expect(() => dueIn(sk)).toThrow('a due key is not one of ours');
  });
});

describe('what cannot be part of a key is named', () => {
  const WHOLE = 'must be a whole number, 0 or more';
  const day = (at: number) => () => entryIndexKey('m1', DAY, asEpochMs(at));
  test.each([
    ['a version below 0', () => programKey(-1), `a program version ${WHOLE}`],
    ['a version of seven digits', () => programKey(1_000_000), 'a program version has more than 6 digits'],
    ['half a fact', () => factKey('m1', 0.5), `a fact number ${WHOLE}`],
    ['shard 64', () => sweepKey(64), 'there is no shard 64'],
    ['a shard below 0', () => sweepKey(-1), 'there is no shard -1'],
    ['half a shard', () => sweepKey(0.5), 'there is no shard 0.5'],
    ['a due time before 1970', () => dueKey('m1', asEpochMs(-1)), `a due time ${WHOLE}`],
    ['a bound before 1970', () => dueBound(asEpochMs(-1)), `a due time ${WHOLE}`],
    ['a receipt from before 1970', day(-1), `an instant ${WHOLE}`],
    ['a member in the due index', () => dueKey('m#1', null), 'a member id cannot be part of a key'],
    ['a phone', () => phoneKey('d#1'), 'a phone digest cannot be part of a key'],
    ['a till key', () => tillKeyKey('k#1'), 'a key id cannot be part of a key'],
    ['the note of a till key', () => tillKeyNoteKey('k#1'), 'a key id cannot be part of a key'],
    ['an issuer', () => loginKey({ issuer: '', subject: 's' }), 'the issuer of a login is not'],
    ['a subject', () => loginKey({ issuer: 'i', subject: '' }), 'the subject of a login is not'],
  ])('%s', (_, make, words) => {
    expect(make).toThrow(words);
  });

  test('a login of 2048 characters is the longest', () => {
    const issuer = 'i'.repeat(2048 - 'LINK##s'.length);
    expect(loginKey({ issuer, subject: 's' }).pk.length).toBe(2048);
    expect(() => loginKey({ issuer, subject: 'ss' })).toThrow('too long for a key');
  });
});

describe('the changes of a visit and an activity', () => {
  const places = (['visit', 'activity'] as const).flatMap((of) => [
    { of, number: 1 },
    { of, number: 12, isBack: true as const },
  ]);

  test.each(places)('%o is read from its key', (change) => {
    expect(changeIn(entryKeyOf({ source: '292', id: 'v-1', change }))).toEqual(change);
  });

  test('a receipt and what follows it are no changes', () => {
    expect(changeIn(entryKeyOf({ source: '292', id: 'v-1' }))).toBeNull();
    const followUp = { kind: 'payment', id: 'V#000001' } as const;
    expect(() => entryKeyOf({ source: '292', id: 'v-1', followUp })).toThrow('cannot be part of a key');
    expect(changeIn({ pk: 'M#m1', sk: 'V#000001' })).toBeNull();
  });

  test('whoever waits at a card is found by the note, whatever kind it is of', () => {
    for (const kind of ['visit', 'activity'] as const) {
      const first = entryKeyOf({ source: '292', id: 'v-1', change: { of: kind, number: 1 } });
      const note = waitingKey('LC-100042', DAY, AT, first);
      expect(waitingEntryIn(note)).toEqual(first);
      expect(notedCardIn(note)).toBe('LC-100042');
    }
  });

  test('all of them sort together, the last last, and what was taken back apart', () => {
    const keys = [1, 2, 10].map(
      (number) => entryKeyOf({ source: '292', id: 'v', change: { of: 'visit', number } }).sk,
    );
    expect(keys.toSorted()).toEqual(keys);
    const back = entryKeyOf({ source: '292', id: 'v', change: { of: 'visit', number: 2, isBack: true } });
    expect(back.sk.startsWith('V#')).toBe(false);
  });
});
