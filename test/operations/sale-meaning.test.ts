import { describe, expect, test } from 'vitest';
import { goodsHash, goodsHashes, isMeaningOf, meaningOf } from '#operations/sale-request.ts';
import { requestOf } from '../fixtures/house.ts';

/*
 * The hash of what a receipt says lies beside every stored entry: whoever changes how it is made refuses each receipt that
 * a till sends again over a release. So it is held as it is.
 */
const line = { sku: 'a', quantityThousandths: 1000, amountMinor: 5 };
const other = { sku: 'b', quantityThousandths: 1000, amountMinor: 7 };
const labelled = (...categories: string[]) => requestOf({ lines: [{ ...line, categories }, other] });

const coded = (more: object) => requestOf({ lines: [{ ...line, ...more }, other] });

describe('the hash of a receipt', () => {
  test.each([
    ['as a till sends most of them', requestOf(), 'qha3QOl03H6wNkRNNaK6Mg'],
    [
      'with all that a till can say',
      requestOf({
        memberId: 'm1',
        cardNumber: 'c1',
        given: [{ line: 0, amountMinor: 5, why: 'dented' }],
        changeMinor: 100,
        paidMinor: 10_095,
        totalMinor: 10_000,
      }),
      'dEhDBLYUqQ9KVdxB9A1TEA',
    ],
    ['of a till that gave nothing', requestOf({ given: [] }), 'IlKUJklrLHXlJf5fy-uOzw'],
    ['with change alone', requestOf({ changeMinor: 100 }), 'm_cM69qjy_vd3sNCqXZPog'],
    ['with labels', labelled('sale', 'tea'), 'Z5BnK5ZLcX1OfWr1zrNeHg'],
    ['with a second code', coded({ externalCode: 'X-7' }), '4OSZZfkYWTftUtt5crYkXw'],
    [
      'with a second code and labels',
      coded({ externalCode: 'X-7', categories: ['tea'] }),
      'zDU7qT3p4qE40q_P4EyT0g',
    ],
  ])('%s is what it was', (_, request, hash) => {
    expect(meaningOf(request)).toBe(hash);
    expect(isMeaningOf(hash, request)).toBe(true);
    expect(isMeaningOf(hash, { ...request, receiptId: 'receipt-2' })).toBe(false);
  });

  test('takes labels as a set', () => {
    expect(meaningOf(labelled('tea', 'sale', 'tea'))).toBe(meaningOf(labelled('sale', 'tea')));
    expect(meaningOf(labelled('tea'))).not.toBe(meaningOf(labelled('sale', 'tea')));
  });

  test('that older code made of labels in the order in which they came still is one', () => {
    const older = 'uypXZlZI8NfIu8uCPTf_YQ';
    expect(isMeaningOf(older, labelled('tea', 'sale', 'tea'))).toBe(true);
    expect(isMeaningOf(older, labelled('sale', 'tea'))).toBe(false);
  });

  test('is one of a quote too, which says nothing of it', () => {
    expect(meaningOf(requestOf({ quote: 'token' }))).toBe(meaningOf(requestOf()));
  });
});

describe('the hash of goods', () => {
  test('is what it was, also in the order of older code', () => {
    expect(goodsHash(requestOf())).toBe('Zr2LvGjpMvYYTtf5VgRSaQ');
    expect(goodsHashes(labelled('tea', 'sale', 'tea'))).toEqual([
      'UBXiar5-BVSLGQJBOEqJuw',
      'vph3WyAR7mbKjGf1zwTyOg',
    ]);
  });

  test('is another one of another currency or line', () => {
    const hashes = [requestOf(), requestOf({ currency: 'EUR' }), requestOf({ amountMinor: 1 })].map(
      goodsHash,
    );
    expect(new Set(hashes).size).toBe(3);
  });
});
