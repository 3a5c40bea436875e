import type { SaleLine } from '#domain/member/commands.ts';
import type { ColumnId } from '#domain/member/counters.ts';
import { type CompiledCatalogue, categoriesAbove } from './catalogue.ts';
import type { GoodsDefinition } from './program.ts';

/** A column that looks at goods, and which goods it means. */
interface GoodsColumn {
  readonly id: ColumnId;
  readonly goods: GoodsDefinition;
}

/** For one line of a receipt, the columns that mean its goods. */
export type GoodsIndex = (line: SaleLine) => readonly ColumnId[];

const NONE: readonly ColumnId[] = [];
const NO_COLUMNS: readonly GoodsColumn[] = [];

/**
 * Turns the columns' goods around: article, second code and category → the columns that mean them, so that a line costs what it
 * matches and not what there is (I24–I29, D12). A category stands for itself alone unless `descendants` says otherwise
 * (I25); what an exception names is out, whatever else names it.
 */
export function indexGoods(columns: readonly GoodsColumn[], catalogue: CompiledCatalogue): GoodsIndex {
  if (columns.length === 0) return () => NONE;
  const bySku = new Map<string, GoodsColumn[]>();
  const byCode = new Map<string, GoodsColumn[]>();
  const byCategory = new Map<string, GoodsColumn[]>();
  const byBranch = new Map<string, GoodsColumn[]>();
  const everything: GoodsColumn[] = [];
  for (const column of columns) {
    const { skus = [], externalCodes = [], categories = [], descendants = false } = column.goods;
    for (const sku of skus) addTo(bySku, sku, column);
    for (const code of externalCodes) addTo(byCode, code, column);
    for (const category of categories) addTo(descendants ? byBranch : byCategory, category, column);
    if (skus.length + externalCodes.length + categories.length === 0) everything.push(column);
  }
  const excepting = new Map(
    columns.flatMap((column): [ColumnId, Exception][] => {
      const exception = exceptionOf(column);
      return exception === null ? [] : [[column.id, exception]];
    }),
  );
  const looksAbove =
    byBranch.size > 0 || columns.some(({ goods }) => goods.descendants === true && goods.exceptCategories);
  const isPlain = everything.length + bySku.size + byCode.size + byBranch.size + excepting.size === 0;
  const idsOf = new Map([...byCategory].map(([category, meant]) => [category, meant.map(({ id }) => id)]));
  return (line) => {
    const own = line.categories ?? catalogue.goods.get(line.sku) ?? NONE;
    const [only] = own;
    // Most programs name categories, and most goods belong to one.
    if (isPlain && own.length <= 1) return only === undefined ? NONE : (idsOf.get(only) ?? NONE);
    const code = line.externalCode ?? catalogue.externalCodes.get(line.sku);
    const branches = looksAbove ? withThoseAbove(own, catalogue) : own;
    const found = new Set<ColumnId>();
    const collect = (candidates: readonly GoodsColumn[] | undefined): void => {
      for (const { id } of candidates ?? NO_COLUMNS) {
        if (excepting.get(id)?.({ sku: line.sku, code, own, branches }) !== true) found.add(id);
      }
    };
    collect(everything);
    collect(bySku.get(line.sku));
    if (code !== undefined) collect(byCode.get(code));
    for (const category of own) collect(byCategory.get(category));
    if (byBranch.size > 0) for (const category of branches) collect(byBranch.get(category));
    return [...found];
  };
}

/** A line's goods, by all that may except them. */
interface Told {
  readonly sku: string;
  readonly code: string | undefined;
  readonly own: readonly string[];
  /** Its categories with those above them. */
  readonly branches: readonly string[];
}

type Exception = (told: Told) => boolean;

function exceptionOf({ goods }: GoodsColumn): Exception | null {
  const skus = new Set(goods.exceptSkus);
  const categories = new Set(goods.exceptCategories);
  const codes = new Set(goods.exceptExternalCodes);
  if (skus.size + codes.size + categories.size === 0) return null;
  return ({ sku, code, own, branches }) =>
    skus.has(sku) ||
    (code !== undefined && codes.has(code)) ||
    (goods.descendants === true ? branches : own).some((category) => categories.has(category));
}

function withThoseAbove(own: readonly string[], catalogue: CompiledCatalogue): readonly string[] {
  if (catalogue.above.size === 0) return own;
  const all = [...own];
  for (const category of own) {
    for (const above of categoriesAbove(catalogue, category)) if (!all.includes(above)) all.push(above);
  }
  return all;
}

function addTo(index: Map<string, GoodsColumn[]>, key: string, column: GoodsColumn): void {
  const known = index.get(key);
  if (known === undefined) index.set(key, [column]);
  else known.push(column);
}
