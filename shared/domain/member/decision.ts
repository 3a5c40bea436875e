import type { Day } from '#domain/time/time.ts';
import type { ChangeAnswer, Standing } from './changing.ts';
import type { ColumnId, Counted } from './counters.ts';
import type { PaymentAnswer, ReturnAnswer, SaleAnswer, SaleLeft } from './entry.ts';
import type { Fact } from './facts.ts';
import type { Member } from './member.ts';

/** An expected no: a stable code, what is wrong, and where in the command (a JSON pointer into its body). */
export interface Refusal {
  readonly kind: 'refused';
  readonly code:
    | 'no-program'
    | 'negative-sale'
    | 'amount-too-large'
    | 'too-many-lines'
    | 'occurred-in-future'
    | 'occurred-implausible'
    | 'given-impossible'
    | 'change-exceeds-payments'
    | 'return-exceeds-original'
    | 'return-of-nothing'
    | 'negative-return'
    | 'refund-exceeds-paid'
    | 'return-before-sale'
    | 'unknown-system'
    | 'unknown-status'
    | 'override-impossible'
    | 'negative-visit'
    | 'starts-in-future'
    | 'unknown-activity';
  readonly detail: string;
  readonly pointer: string | null;
}

export const refuse = (code: Refusal['code'], detail: string, pointer: string | null): Refusal => ({
  kind: 'refused',
  code,
  detail,
  pointer,
});

/** The outcome of a command. The reasons of a sale are part of its answer, those of a status of its fact. */
export interface Decided<Answer> {
  readonly kind: 'decided';
  readonly member: Member;
  readonly facts: readonly Fact[];
  readonly answer: Answer;
  /** The command's addition to the columns on its day. */
  readonly counted: Counted;
  /** For each line of a sale the columns that mean its goods. */
  readonly lineGoods: readonly (readonly ColumnId[])[];
}

/** The outcome of what follows a sale, and what is left of that. */
export interface DecidedFollowUp<Answer> extends Decided<Answer> {
  readonly left: SaleLeft;
}

/** The outcome of a change of an entry that changes, and what it stands for since. */
export interface DecidedChange extends Decided<ChangeAnswer> {
  readonly stands: Standing | null;
  /** What it took back on another day than it counts on; `null`: nothing. */
  readonly back: { readonly day: Day; readonly counted: Counted } | null;
}

/** The outcome of a change of an entry of nobody: it is answered, and counts for no one. */
export interface ChangeForNobody {
  readonly kind: 'decided';
  readonly answer: ChangeAnswer;
}

/** The same for a sale of nobody: it counts for no one. */
export type FollowUpForNobody<Answer> = Pick<DecidedFollowUp<Answer>, 'kind' | 'answer' | 'counted' | 'left'>;

/** The outcome of a sale for nobody: it is answered, and counts for no one. */
export type DecidedForNobody = Pick<Decided<SaleAnswer>, 'kind' | 'answer' | 'counted' | 'lineGoods'>;

/** The outcome's type for each kind of command. */
export interface Outcomes {
  readonly sale: Decided<SaleAnswer>;
  readonly return: DecidedFollowUp<ReturnAnswer>;
  readonly payment: DecidedFollowUp<PaymentAnswer>;
  readonly visit: DecidedChange;
  readonly activity: DecidedChange;
  readonly override: Decided<null>;
  readonly 'time-passing': Decided<null>;
  readonly 'code-printing': Decided<null>;
}
