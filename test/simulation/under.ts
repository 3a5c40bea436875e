import { rankOf } from './sim-program.ts';

/** What an operator has put over a status. */
export interface NaiveOverride {
  readonly mode: 'set' | 'floor' | 'ceiling' | 'freeze';
  /** Of a `freeze`: what showed at that moment. */
  readonly status: string | null;
  /** `null`: until it is taken off, or, of a `set`, until the next turn. */
  readonly until: number | null;
  readonly at: number;
}

/** What shows of a computed status. */
export function under(override: NaiveOverride | null, computed: string | null): string | null {
  if (override === null) return computed;
  const { mode, status } = override;
  if (mode === 'floor' && rankOf(computed) >= rankOf(status)) return computed;
  if (mode === 'ceiling' && rankOf(computed) <= rankOf(status)) return computed;
  return status;
}
