import { describe, expect, test } from 'vitest';
import {
  decimal,
  flag,
  integer,
  list,
  mapOf,
  openItem,
  StoredValue,
  text,
  textSet,
} from '#table/codecs/attributes.ts';

describe('what the table cannot hold is not written', () => {
  test.each([
    ['half a surrogate pair', () => text('a\ud800'), 'half a surrogate pair is not stored as text'],
    ['a fraction', () => integer(0.5), 'only whole numbers below 2^53 are stored as integers'],
    ['2^53', () => integer(2 ** 53), 'only whole numbers below 2^53 are stored as integers'],
    ['a number that is too small', () => decimal(9.9e-131), 'the table cannot hold this number'],
    ['a number that is too large', () => decimal(-1e126), 'the table cannot hold this number'],
    ['no number', () => decimal(Number.NaN), 'the table cannot hold this number'],
    ['a set of nothing', () => textSet([]), 'the table keeps no empty set'],
    ['an attribute without a name', () => mapOf(new Map([['', 1]]), integer), 'a name in a map is empty'],
    ['half a name', () => mapOf(new Map([['\udfff', 1]]), integer), 'a name in a map is empty or no text'],
  ])('%s', (_, write, words) => {
    expect(write).toThrow(words);
  });

  test.each([
    [0, '0'],
    [-0, '0'],
    [1e-130, '1e-130'],
    [-1e-130, '-1e-130'],
    [9.9e125, '9.9e+125'],
    [30.5, '30.5'],
  ])('%d is', (value, written) => {
    expect(decimal(value)).toEqual({ N: written });
  });

  test('there is no zero below zero', () => {
    expect([integer(-0), integer(0)]).toEqual([{ N: '0' }, { N: '0' }]);
  });

  test('a set has each text once', () => {
    expect(textSet(['b', 'a', 'b'])).toEqual({ SS: ['b', 'a'] });
  });
});

describe('what is not as it was written is told with its place', () => {
  const number = new StoredValue({ N: '5' }, 'M#m1/STATE x');
  const word = new StoredValue({ S: 'blue' }, 'M#m1/STATE x');
  const pair = new StoredValue(list([text('a'), integer(1)]), 'M#m1/STATE x');

  test.each([
    ['a text', () => number.text(), 'M#m1/STATE x is not text'],
    ['a number', () => word.integer(), 'M#m1/STATE x is not a number'],
    ['a set of texts', () => word.textSet(), 'M#m1/STATE x is not a set of texts'],
    ['a flag', () => word.flag(), 'M#m1/STATE x is not a flag'],
    ['bytes', () => word.packed(() => 0), 'M#m1/STATE x is not bytes'],
    ['a list', () => word.list(), 'M#m1/STATE x is not a list'],
    ['a part of a list', () => word.part(0), 'M#m1/STATE x is not a list'],
    ['a third part', () => pair.part(2), 'M#m1/STATE x is not a list of more than 2'],
    ['a map', () => word.fields(), 'M#m1/STATE x is not a map'],
    ['a map of names from outside', () => word.mapOf(() => 0), 'M#m1/STATE x is not a map'],
    ['a value', () => pair.scalar(), 'M#m1/STATE x is not a text, a number or a flag'],
    ['a colour', () => word.oneOf(['red', 'green']), 'M#m1/STATE x is not one of red, green'],
    ['the first part, a number', () => pair.part(0).integer(), 'M#m1/STATE x[0] is not a number'],
    ['the second of all, a text', () => pair.list()[1]?.text(), 'M#m1/STATE x[1] is not text'],
  ])('%s', (_, read, words) => {
    expect(read).toThrow(new RegExp(`^${words.replaceAll(/[/[\]]/g, '\\$&')}$`));
  });

  test('what a codec says of bytes is the cause', () => {
    const bytes = new StoredValue({ B: Uint8Array.of(1) }, 'M#m1/STATE cn');
    const cause = new Error('ends too early');
    const read = () =>
      bytes.packed(() => {
        throw cause;
      });
    expect(read).toThrow(expect.objectContaining({ message: 'M#m1/STATE cn does not decode', cause }));
  });

  test.each([
    ['without anything', {}],
    ['without a partition', { sk: text('STATE') }],
    ['without a sort key', { pk: text('M#m1') }],
    ['with a number for a key', { pk: text('M#m1'), sk: integer(1) }],
  ])('an item %s', (_, item) => {
    expect(() => openItem(item)).toThrow('a stored item has no key');
  });
});

test('a value of a person is read as what it is', () => {
  expect([text(''), integer(0), flag(false)].map((value) => new StoredValue(value, 'x').scalar())).toEqual([
    '',
    0,
    false,
  ]);
});
