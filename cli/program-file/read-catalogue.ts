import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { CatalogueDefinition } from '#domain/program/program.ts';

/** Goods from a file beside the program, or why there are none. */
type ReadCatalogue =
  | { readonly ok: true; readonly catalogue: CatalogueDefinition }
  | { readonly ok: false; readonly message: string };

/**
 * Reads the goods that a program's catalogue names: `sku,category`, a row each, and if there are any `above` (D12) and
 * `externalCode` (I26), in any order.
 */
export type CatalogueReader = (file: string) => ReadCatalogue;

const COLUMNS = ['sku', 'category', 'above', 'externalCode'];

/** Reads files that lie beside a program file; `.gz` is unpacked. */
export const catalogueBeside =
  (programFile: string): CatalogueReader =>
  (file) => {
    const path = join(dirname(programFile), file);
    if (!existsSync(path)) return { ok: false, message: `There is no file \`${file}\` beside the program.` };
    const bytes = readFileSync(path);
    return parseCatalogue((file.endsWith('.gz') ? gunzipSync(bytes) : bytes).toString('utf8'));
  };

/** A program that is only a text has nothing beside it. */
export const nothingBeside: CatalogueReader = (file) => ({
  ok: false,
  message: `There is no file \`${file}\` beside the program.`,
});

/** Reads the rows; an article may have several, a category stands below one other at most, and a code is one. */
export function parseCatalogue(text: string): ReadCatalogue {
  const goods: Record<string, string[]> = Object.create(null);
  const parents: Record<string, string> = Object.create(null);
  const externalCodes: Record<string, string> = Object.create(null);
  let rows: readonly string[][];
  try {
    rows = parse(text, { bom: true, skip_empty_lines: true, relax_column_count: true });
  } catch (cause) {
    return {
      ok: false,
      message: `The catalogue is no CSV: ${cause instanceof Error ? cause.message : cause}.`,
    };
  }
  const [head = [], ...body] = rows;
  const isKnown = head.every((column, index) => COLUMNS.includes(column) && head.indexOf(column) === index);
  if (!isKnown || !head.includes('sku') || !head.includes('category')) {
    return {
      ok: false,
      message: `The catalogue has the columns ${head.join(', ')}; it needs sku, category and, if any, above and externalCode.`,
    };
  }
  for (const [index, row] of body.entries()) {
    const [sku = '', category = '', above = '', code = ''] = COLUMNS.map(
      (column) => row[head.indexOf(column)],
    );
    const wrong = (message: string): ReadCatalogue => ({
      ok: false,
      message: `Row ${index + 2} of the catalogue ${message}.`,
    });
    if (sku === '' || category === '') return wrong('lacks its article or its category');
    goods[sku] = [...(goods[sku] ?? []), category];
    const other = parents[category];
    if (above !== '' && other !== undefined && other !== above)
      return wrong(`puts \`${category}\` below \`${above}\`, another row below \`${other}\``);
    if (above !== '') parents[category] = above;
    const known = externalCodes[sku];
    if (code !== '' && known !== undefined && known !== code)
      return wrong(`gives \`${sku}\` the external code \`${code}\`, another row \`${known}\``);
    if (code !== '') externalCodes[sku] = code;
  }
  const hasCodes = Object.keys(externalCodes).length > 0;
  return { ok: true, catalogue: { goods, parents, ...(hasCodes ? { externalCodes } : {}) } };
}
