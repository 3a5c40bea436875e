import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { parse } from 'csv-parse/sync';
import type { CatalogueDefinition } from '#domain/program/program.ts';

/** Goods from a file beside the program, or why there are none. */
type ReadCatalogue =
  | { readonly ok: true; readonly catalogue: CatalogueDefinition }
  | { readonly ok: false; readonly message: string };

/** Reads the goods that a program's catalogue names: `sku,category,above`, a row each, `above` if there is one (D12). */
export type CatalogueReader = (file: string) => ReadCatalogue;

const COLUMNS = ['sku', 'category', 'above'];

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

/** Reads the rows; an article may have several, and a category stands below one other at most. */
export function parseCatalogue(text: string): ReadCatalogue {
  const goods: Record<string, string[]> = Object.create(null);
  const parents: Record<string, string> = Object.create(null);
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
  if (head.length < 2 || head.some((column, index) => column !== COLUMNS[index])) {
    return {
      ok: false,
      message: `The catalogue has the columns ${head.join(', ')}; it needs sku, category and, if any, above.`,
    };
  }
  for (const [index, [sku = '', category = '', above = '']] of body.entries()) {
    if (sku === '' || category === '') {
      return { ok: false, message: `Row ${index + 2} of the catalogue lacks its article or its category.` };
    }
    goods[sku] = [...(goods[sku] ?? []), category];
    if (above === '') continue;
    if (parents[category] !== undefined && parents[category] !== above) {
      return {
        ok: false,
        message: `Row ${index + 2} of the catalogue puts \`${category}\` below \`${above}\`, another row below \`${parents[category]}\`.`,
      };
    }
    parents[category] = above;
  }
  return { ok: true, catalogue: { goods, parents } };
}
