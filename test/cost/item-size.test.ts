import { expect, test } from 'vitest';
import { attributeBytes, itemBytes, valueBytes } from '../../cost/usage/item-size.ts';

test.each([
  ['text', { S: 'hello' }, 5],
  ['text beyond ASCII', { S: 'é€😀' }, 9],
  ['an empty text', { S: '' }, 0],
  ['zero', { N: '0' }, 1],
  ['one digit', { N: '7' }, 2],
  ['two digits', { N: '42' }, 2],
  ['three digits', { N: '123' }, 3],
  ['a negative number has a byte for its sign', { N: '-123' }, 4],
  ['zeros at the end do not count', { N: '1200000' }, 2],
  ['zeros at the beginning do not count', { N: '0.0012' }, 2],
  ['a point is no digit', { N: '12.34' }, 3],
  ['an exponent is no digit', { N: '1.5E+10' }, 2],
  ['thirty-eight digits', { N: '12345678901234567890123456789012345678' }, 20],
  ['binary, by its length and not by base64’s', { B: 'AAECAwQF' }, 6],
  ['binary with padding', { B: 'AAECAw==' }, 4],
  ['true', { BOOL: true }, 1],
  ['null', { NULL: true }, 1],
  ['a set of texts', { SS: ['ab', 'cde'] }, 5],
  ['a set of numbers', { NS: ['1', '123'] }, 5],
  ['an empty list', { L: [] }, 3],
  ['a list: 3, and 1 for each element', { L: [{ S: 'ab' }, { N: '1' }] }, 9],
  ['a map: 3, and 1 for each element, and the names', { M: { a: { S: 'xy' }, bc: { BOOL: false } } }, 11],
  ['nested', { M: { a: { L: [{ S: 'x' }] } } }, 10],
])('%s', (_, value, bytes) => {
  expect(valueBytes(value)).toBe(bytes);
});

test('an attribute has its name’s bytes, an item all of its attributes’', () => {
  expect(attributeBytes('größe', { N: '12' })).toBe(9);
  expect(itemBytes({ pk: { S: 'M#1' }, sk: { S: 'STATE' }, v: { N: '10' } })).toBe(2 + 3 + 2 + 5 + 1 + 2);
});

test('a type that is unknown is refused', () => {
  expect(() => valueBytes({ X: 1 })).toThrow('The attribute type X is not known.');
});
