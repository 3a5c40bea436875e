import type { Day, EpochMs } from '#domain/time/time.ts';
import type { ActivityChange, VisitChange } from './commands.ts';
import type { Counted } from './counters.ts';
import type { PaymentAnswer } from './entry.ts';
import type { ChangingKind } from './entry-ref.ts';

/** Entries that change after they were told, each change a line of the ledger (D44, D46). */

/** What an entry that changes counts for now: the next change takes it back (D44). */
export interface Standing {
  readonly day: Day;
  readonly counted: Counted;
  /** When it was counted, and by which version. */
  readonly at: EpochMs;
  readonly programVersion: number;
}

/** The answer to a change of a visit or an activity: its sums are those that were told. */
export type ChangeAnswer = PaymentAnswer;

interface ChangeHead {
  /** Its number among the changes of its entry: 1, 2, 3 … */
  readonly number: number;
  /** `null`: it counts for nothing. */
  readonly stands: Standing | null;
  readonly answer: ChangeAnswer;
}

/** A change of a visit, with all of the visit as it stands after it (D44). */
export interface VisitBody extends ChangeHead, Pick<VisitChange, 'visit' | 'payments' | 'paidIn'> {
  readonly kind: 'visit';
}

/** An activity, or that it is taken back (D46). */
export interface ActivityBody
  extends ChangeHead,
    Pick<ActivityChange, 'activity' | 'occurredAt' | 'isTakenBack'> {
  readonly kind: 'activity';
}

/** What a change took back on another day than it counts on. */
export interface BackBody {
  readonly kind: 'taken-back';
  readonly of: ChangingKind;
  /** That of the change. */
  readonly number: number;
}
