/** The categories of goods. Those that nobody listed are categories too: a line may bring its own (I24, D12). */
export interface CompiledCatalogue {
  readonly goods: ReadonlyMap<string, readonly string[]>;
  /** Article code → its second code. */
  readonly externalCodes: ReadonlyMap<string, string>;
  /** Category → the categories above it, nearest first. */
  readonly above: ReadonlyMap<string, readonly string[]>;
  /** Every category that the catalogue names. */
  readonly categories: ReadonlySet<string>;
}

const NOTHING_ABOVE: readonly string[] = [];

/** The categories above one, nearest first. */
export const categoriesAbove = ({ above }: CompiledCatalogue, category: string): readonly string[] =>
  above.get(category) ?? NOTHING_ABOVE;
