/** One receipt of the grocery data, in the data's own terms. */
export interface GroceryReceipt {
  /** RFC 3339, UTC, as the data has it. */
  readonly at: string;
  readonly store: string;
  readonly household: string;
  /** Unique in all stores. */
  readonly receipt: string;
  /** Manufacturers' coupons, cents. */
  readonly couponCents: number;
  readonly lines: readonly GroceryLine[];
}

export interface GroceryLine {
  readonly product: string;
  /** Whole; fuel is counted in thousandths of a gallon; 0 is legal. */
  readonly quantity: number;
  /** The shop's take for the line, before coupons. */
  readonly salesCents: number;
}

/** The card that a household gets in a replay. */
export const cardOf = (household: string): string => `GROCERY-${household}`;

/** The till's id of a receipt: the data's own, made long enough where it is short. */
export const receiptIdOf = (receipt: string): string =>
  receipt.length < 8 ? `R-${receipt.padStart(6, '0')}` : receipt;
