import type { ColumnId, Counted } from './counters.ts';
import type { Fact } from './facts.ts';

/** An expected no: a stable code, what is wrong, and where in the command (a JSON pointer into its body). */
export interface Refusal {
  readonly kind: 'refused';
  readonly code:
    | 'no-program'
    | 'negative-sale'
    | 'amount-too-large'
    | 'too-many-lines'
    | 'occurred-in-future'
    | 'occurred-implausible';
  readonly detail: string;
  readonly pointer: string | null;
}

/** What follows from a command. The reasons of a sale are part of its answer, those of a status of its fact. */
export interface Decided<Answer, Owner> {
  readonly kind: 'decided';
  readonly member: Owner;
  readonly facts: readonly Fact[];
  readonly answer: Answer;
  /** What the command added to the columns on its day. */
  readonly counted: Counted;
  /** For each line of a sale the columns that mean its goods. */
  readonly lineGoods: readonly (readonly ColumnId[])[];
}
