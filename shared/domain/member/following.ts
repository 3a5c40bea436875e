import type { Standing } from './changing.ts';
import type {
  ActivityChange,
  CodePrinting,
  Overriding,
  Payment,
  Return,
  Sale,
  TimePassing,
  VisitChange,
} from './commands.ts';
import type { SaleEntry } from './entry.ts';

/** What follows a sale, beside the sale as it is stored. */
interface Follows {
  readonly sold: SaleEntry;
}

export type ReturnOfSale = Return & Follows;
export type PaymentOfSale = Payment & Follows;
export type FollowingCommand = ReturnOfSale | PaymentOfSale;

/** What an entry that changes stands for so far (D44). */
interface Changes {
  /** What the change before counted, and this one takes back; `null`: nothing. */
  readonly stands: Standing | null;
  /** Its number: 1, 2, 3 … */
  readonly number: number;
}

export type ChangeOfVisit = VisitChange & Changes;
export type ChangeOfActivity = ActivityChange & Changes;
export type ChangingCommand = ChangeOfVisit | ChangeOfActivity;

/** Everything that can happen to a member. */
export type Command = Sale | FollowingCommand | ChangingCommand | Overriding | TimePassing | CodePrinting;
