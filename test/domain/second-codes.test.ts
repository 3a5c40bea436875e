import { describe, expect, test } from 'vitest';
import { compile } from '#domain/compile/compile.ts';
import type { GoodsDefinition, Program } from '#domain/program/program.ts';
import { goodsHash, meaningOf } from '#operations/sale-request.ts';
import { decodeLines, encodeLines } from '#table/codecs/lines-codec.ts';
import { parseCatalogue } from '../../cli/program-file/read-catalogue.ts';
import { requestOf } from '../fixtures/house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { Life } from '../fixtures/scenario.ts';

/** I26: a second code of an article, on the line or in the catalogue. */

const milk = (goods: GoodsDefinition): Program =>
  monthlyAmount(
    {},
    {
      counters: { turnover: { measure: 'sold-amount' } },
      catalogue: { goods: { MILK: ['Dairy'], OAT: ['Dairy'] }, externalCodes: { MILK: '46-1', OAT: '46-2' } },
      rules: [
        {
          name: 'counted',
          on: ['sale'],
          measure: { of: 'goods-quantity', goods, window: 'this-receipt' },
          table: [{ from: 0, message: '{value}' }],
        },
      ],
    },
  );

/** How many pieces of a line are meant. */
function pieces(goods: GoodsDefinition, line: { sku: string; externalCode?: string }): string {
  const at = '2024-05-10T12:00:00+03:00';
  const lines = [{ quantityThousandths: 1000, amountMinor: 100, ...line }];
  return new Life(milk(goods)).sale(at, 100, at, { lines }).messages.join();
}

describe('I26: a second code', () => {
  test.each<
    [what: string, goods: GoodsDefinition, line: { sku: string; externalCode?: string }, pieces: string]
  >([
    ['the line’s own', { externalCodes: ['46-1'] }, { sku: 'any', externalCode: '46-1' }, '1'],
    ['the catalogue’s', { externalCodes: ['46-1'] }, { sku: 'MILK' }, '1'],
    [
      'the line’s before the catalogue’s',
      { externalCodes: ['46-1'] },
      { sku: 'MILK', externalCode: '46-9' },
      '0',
    ],
    ['none', { externalCodes: ['46-1'] }, { sku: 'any' }, '0'],
    ['not an article code', { externalCodes: ['MILK'] }, { sku: 'MILK' }, '0'],
    ['beside articles: either', { externalCodes: ['46-1'], skus: ['any'] }, { sku: 'any' }, '1'],
    ['beside categories: either', { externalCodes: ['46-9'], categories: ['Dairy'] }, { sku: 'OAT' }, '1'],
    ['excepted, of the line', { exceptExternalCodes: ['46-9'] }, { sku: 'any', externalCode: '46-9' }, '0'],
    [
      'excepted, of the catalogue',
      { categories: ['Dairy'], exceptExternalCodes: ['46-2'] },
      { sku: 'OAT' },
      '0',
    ],
    [
      'others than those excepted',
      { categories: ['Dairy'], exceptExternalCodes: ['46-2'] },
      { sku: 'MILK' },
      '1',
    ],
  ])('%s', (_what, goods, line, expected) => {
    expect(pieces(goods, line)).toBe(expected === '0' ? '0' : '1');
  });

  test('is a measure of its own, and one without codes is called as ever', () => {
    const columnOf = (goods: GoodsDefinition) => {
      const compiled = compile(
        monthlyAmount({}, { counters: { turnover: { measure: 'goods-amount', goods } } }),
      );
      return compiled.ok ? compiled.program.counterColumns.get('turnover')?.id : undefined;
    };
    expect(columnOf({ externalCodes: ['1'] })).not.toBe(columnOf({}));
    expect(columnOf({ externalCodes: ['1'] })).not.toBe(columnOf({ exceptExternalCodes: ['1'] }));
    // As stored columns are called since the first version.
    expect(columnOf({ skus: ['a'] })).toBe('5a4e36d1');
  });

  test('check finds one that no article of the catalogue has', () => {
    const found = compile(milk({ externalCodes: ['46-1', '46-7'], exceptExternalCodes: ['46-8'] })).findings;
    expect(found.map(({ code, path }) => `${code} ${path.slice(-2).join('.')}`)).toEqual([
      'unknown-external-code externalCodes.1',
      'unknown-external-code exceptExternalCodes.0',
    ]);
  });

  test('is part of what a receipt means, and of what a quote was given for', () => {
    const [line] = requestOf().lines;
    if (line === undefined) throw new Error('no line');
    const asked = (externalCode?: string) =>
      requestOf({ lines: [{ ...line, ...(externalCode === undefined ? {} : { externalCode }) }] });
    expect(meaningOf(asked('1'))).toBe(meaningOf(asked('1')));
    expect(new Set([undefined, '1', '2'].map((code) => meaningOf(asked(code)))).size).toBe(3);
    expect(new Set([undefined, '1', '2'].map((code) => goodsHash(asked(code)))).size).toBe(3);
  });

  test('is stored with its line', () => {
    const lines = [{ sku: '7', externalCode: '46-1', quantityThousandths: 1000, amountMinor: 5 }];
    const bytes = encodeLines({ lines, lineDiscountsMinor: [0] });
    expect([...bytes]).toEqual([1, 1, 32, 7, 4, 0x34, 0x36, 0x2d, 0x31, 5]);
    expect(decodeLines(bytes)).toEqual({ lines, lineDiscountsMinor: [0] });
  });

  test('stands in the catalogue’s file, in any column', () => {
    const goods = { goods: { A: ['x', 'y'], B: ['x'] }, parents: {} };
    expect(parseCatalogue('externalCode,category,sku\n46,x,A\n,y,A\n,x,B\n')).toEqual({
      ok: true,
      catalogue: { ...goods, externalCodes: { A: '46' } },
    });
    expect(parseCatalogue('sku,category\nA,x\nA,y\nB,x\n')).toEqual({ ok: true, catalogue: goods });
  });

  test.each([
    [
      'two codes of one article',
      'sku,category,externalCode\nA,x,1\nA,y,2\n',
      'Row 3 of the catalogue gives `A` the external code `2`, another row `1`.',
    ],
    ['a column twice', 'sku,category,sku\nA,x,B\n', 'it needs sku, category'],
    ['an unknown column', 'sku,category,code\nA,x,B\n', 'it needs sku, category'],
    ['no category', 'sku,externalCode\nA,1\n', 'it needs sku, category'],
  ])('%s is refused', (_what, text, words) => {
    const read = parseCatalogue(text);
    expect(read.ok ? '' : read.message).toContain(words);
  });
});
