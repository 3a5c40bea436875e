import type { CodePrinting, Overriding, Payment, Return, Sale, TimePassing } from './commands.ts';
import type { SaleEntry } from './entry.ts';

/** What follows a sale, beside the sale as it is stored. */
interface Follows {
  readonly sold: SaleEntry;
}

export type ReturnOfSale = Return & Follows;
export type PaymentOfSale = Payment & Follows;
export type FollowingCommand = ReturnOfSale | PaymentOfSale;

/** Everything that can happen to a member. */
export type Command = Sale | FollowingCommand | Overriding | TimePassing | CodePrinting;
