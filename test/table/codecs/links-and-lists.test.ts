import { createHash } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { ProgramOutline } from '#domain/program/outline.ts';
import { asDay, asEpochMs } from '#domain/time/time.ts';
import { integer, list, text } from '#table/codecs/attributes.ts';
import {
  cardCodeOf,
  cardItem,
  codeLinkItem,
  isTriedOn,
  linkItem,
  meaningOfCard,
  memberOfLink,
  printingOfLogin,
  withPrinting,
  withUse,
} from '#table/codecs/link-items.ts';
import { cardOfContact, contactItem } from '#table/codecs/person-items.ts';
import {
  encodeTimelineRow,
  programItem,
  programOfItem,
  timelineOfItem,
  withoutLastRow,
} from '#table/codecs/program-items.ts';
import { encodeRevokedKeys, revokedKeysOf } from '#table/codecs/revoked-item.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';
import { progressText, shardNotesOfItem } from '#table/codecs/sweep-item.ts';
import { cardKey, loginKey } from '#table/keys.ts';
import { sampleProgram } from '../contracts/archive-contract.ts';

describe('a login', () => {
  const key = loginKey({ issuer: 'i', subject: 's' });

  test('that was linked by a code knows card and printing', () => {
    const item = codeLinkItem(key, 'm1', { cardNumber: '290001', printing: 2 });
    expect(memberOfLink(item)).toBe('m1');
    expect(printingOfLogin(item)).toEqual({ cardNumber: '290001', printing: 2 });
  });

  test('that was linked by a phone knows none', () => {
    const item = linkItem(key, 'm1');
    expect(printingOfLogin(item)).toBeNull();
    expect(printingOfLogin({ ...item, c: text('290001') })).toBeNull();
    expect(printingOfLogin({ ...item, pr: integer(2) })).toBeNull();
  });
});

describe('a card', () => {
  const card = cardItem(cardKey('290001'), 'm1', 'what was asked for');
  const isSpent = (more: Record<string, number>): boolean =>
    cardCodeOf({
      ...card,
      ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, integer(value)])),
    }).isSpent;

  test('leads to its member, and knows how it was asked for', () => {
    expect(card).toEqual({
      pk: { S: 'C#290001' },
      sk: { S: 'L' },
      m: { S: 'm1' },
      h: { S: 'what was asked for' },
    });
    expect(meaningOfCard(card)).toBe('what was asked for');
    expect(meaningOfCard(linkItem(cardKey('290001'), 'm1'))).toBeNull();
  });

  test('has a first printing that is open without a word', () => {
    expect(cardCodeOf(card)).toEqual({
      cardNumber: '290001',
      memberId: 'm1',
      printing: 1,
      isSpent: false,
    });
  });

  test.each([
    ['used', { us: 1 }, true],
    ['used before it was printed again', { us: 1, pr: 2 }, false],
    ['used, the second', { us: 2, pr: 2 }, true],
    ['tried fifty times', { tc: 50 }, false],
    ['tried more than fifty times', { tc: 51 }, true],
  ])('whose code was %s', (_, more, spent) => {
    expect(isSpent(more)).toBe(spent);
  });

  test('is told a use and a printing; with a new printing the tries begin anew', () => {
    const tried = { ...card, td: integer(20_000), tc: integer(51) };
    expect(withUse(card, 1)).toEqual({ ...card, us: { N: '1' } });
    expect(withPrinting(tried, 2)).toEqual({ ...card, pr: { N: '2' } });
    expect(cardCodeOf(withPrinting(tried, 2)).isSpent).toBe(false);
  });

  test('was tried on a day, or on a later one by another clock', () => {
    const tried = { ...card, td: integer(20_000) };
    expect([19_999, 20_000, 20_001].map((day) => isTriedOn(tried, day))).toEqual([true, true, false]);
    expect(isTriedOn(card, 20_000)).toBe(false);
    expect(isTriedOn(null, 20_000)).toBe(false);
  });

  test('of an enrolment is in its contact', () => {
    expect(cardOfContact(contactItem('m1', { name: null, phone: null }, '290001'))).toBe('290001');
    expect(cardOfContact({ pk: text('M#m1'), sk: text('CONTACT') })).toBeNull();
  });
});

describe('the till keys that were revoked', () => {
  const keys = [
    { keyId: 'abc', at: asEpochMs(9) },
    { keyId: 'xyz', at: asEpochMs(7) },
  ];

  test('come back as they were written, with the revision of their list', () => {
    const item = { pk: text('REVOKED'), sk: text('K'), rk: encodeRevokedKeys(keys), rev: integer(4) };
    expect(item.rk).toEqual({ L: [{ L: [{ S: 'abc' }, { N: '9' }] }, { L: [{ S: 'xyz' }, { N: '7' }] }] });
    expect(revokedKeysOf(item)).toEqual({ keys, revision: 4 });
  });

  test('are none before the first', () => {
    expect(revokedKeysOf(null)).toEqual({ keys: [], revision: 0 });
  });
});

describe('programs', () => {
  const outline: ProgramOutline = { name: 'Käse', zone: 'Europe/Berlin', closingDelayMs: 1, systems: [] };
  const key = { pk: text('PROGRAM'), sk: text('TIMELINE') };
  const rowsOf = () =>
    [
      { version: 1, from: asEpochMs(5), announcedAt: null, outline },
      { version: 2, from: asEpochMs(6), announcedAt: asEpochMs(4), outline: 'as-before' as const },
      { version: 3, from: asEpochMs(7), announcedAt: null, outline: null },
      { version: 4, from: asEpochMs(8), announcedAt: null, outline: 'as-before' as const },
    ].map(encodeTimelineRow);

  test('a program comes back in the order in which it was written', () => {
    const program = { ...sampleProgram('Käse'), name: 'Käse & Brot' };
    expect(JSON.stringify(programOfItem(programItem(7, program)))).toBe(JSON.stringify(program));
  });

  test('a program that fills an item is not written', () => {
    const noise = createHash('shake256', { outputLength: 400_000 }).digest('base64');
    expect(() => programItem(7, { ...sampleProgram('large'), name: noise })).toThrow(
      /^the program takes 4\d{5} bytes, an item holds fewer$/,
    );
  });

  test('a row of the timeline has the outline of the row before, where it says so', () => {
    expect(timelineOfItem({ ...key, rw: list(rowsOf()), rev: integer(4) })).toEqual({
      revision: 4,
      timeline: [
        { version: 1, from: 5, announcedAt: null, outline },
        { version: 2, from: 6, announcedAt: 4, outline },
        { version: 3, from: 7, announcedAt: null, outline: null },
        { version: 4, from: 8, announcedAt: null, outline: null },
      ],
    });
  });

  test('a timeline loses a last row that was never whole, and nothing else', () => {
    const item = { ...key, rw: list(rowsOf()), rev: integer(4) };
    expect(withoutLastRow(item)).toEqual({ ...item, rw: { L: rowsOf().slice(0, 3) } });
    expect(withoutLastRow(key)).toEqual({ ...key, rw: { L: [] } });
  });
});

describe('what is noted of a shard', () => {
  const key = { pk: text('SWEEP#07'), sk: text('S') };
  const walk = { towards: asDay(17_287), after: 'never#m1' };

  test('is nothing before the first walk', () => {
    expect(shardNotesOfItem(key)).toEqual({ walkedTo: null, walk: null, failed: [], claims: [] });
  });

  test('is how far it came, who failed, and which cards are to be claimed', () => {
    const item = {
      ...key,
      w: text('0017256/0017287/never#m1'),
      f: { SS: ['m1', 'm2'] },
      c: { SS: ['m3 290001'] },
    };
    expect(shardNotesOfItem(item)).toEqual({
      walkedTo: 17_256,
      walk,
      failed: ['m1', 'm2'],
      claims: [{ memberId: 'm3', cardNumber: '290001' }],
    });
  });

  test.each([
    { progress: { walkedTo: asDay(17_256), walk: { ...walk, after: null } }, written: '0017256/0017287/' },
    { progress: { walkedTo: null, walk }, written: '-/0017287/never#m1' },
    { progress: { walkedTo: asDay(17_256.5), walk: null }, written: '0017256:1024/-/' },
    { progress: { walkedTo: asDay(0), walk: null }, written: '0000000/-/' },
    {
      progress: { walkedTo: asDay(17_256 + 1 / 2048), walk: { towards: asDay(17_256.25), after: null } },
      written: '0017256:0001/0017256:0512/',
    },
  ])('a walk to $written comes back', ({ progress, written }) => {
    expect(progressText(progress)).toBe(written);
    expect(shardNotesOfItem({ ...key, w: text(written) })).toMatchObject(progress);
  });

  test.each([
    [-1, 'a sweep walks to a day since 1970'],
    [Number.NaN, 'a sweep walks to a day since 1970'],
    [17_256.3, 'a moment within a day is told in parts of it'],
  ])('no sweep walks to day %d', (day, words) => {
    expect(() => progressText({ walkedTo: asDay(day), walk: null })).toThrow(words);
  });

  test.each([
    '',
    'soon',
    '0017256',
    '0017256/0017287',
    '10017256/0017287/',
    'at 0017256/0017287/',
    '0017256/17287/',
    '-/-/never\n#m1',
  ])('progress %j is not one of ours', (written) => {
    expect(() => shardNotesOfItem({ ...key, w: text(written) })).toThrow(
      'the progress of a sweep is not one of ours',
    );
  });

  test.each(['m1', 'm1 290001 more', ''])('the claim %j is not one of ours', (written) => {
    expect(() => shardNotesOfItem({ ...key, c: { SS: [written] } })).toThrow(
      'the note of a claim is not one of ours',
    );
  });
});

test('a profile is not read as a state', () => {
  expect(() => memberOfItem({ pk: text('M#m1'), sk: text('PROFILE'), v: integer(1) })).toThrow(
    "M#m1/PROFILE is not a member's state",
  );
});
