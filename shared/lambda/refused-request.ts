import type { ProblemError } from '#contracts/http/problem.ts';
import type { ProblemCode } from '#contracts/problems.ts';

/** A request that never reached an operation. `detail` is ours, never what was sent. */
export interface Refused {
  readonly kind: 'refused';
  readonly code: ProblemCode;
  readonly detail?: string | null;
  /** JSON pointer into the body. */
  readonly pointer?: string | null;
}

/** Thrown by the middleware where a request ends at the border. */
export class RefusedRequest extends Error {
  override readonly name = 'RefusedRequest';
  readonly code: ProblemCode;
  readonly errors: readonly ProblemError[];
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    code: ProblemCode,
    errors: readonly ProblemError[] = [],
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(code);
    this.code = code;
    this.errors = errors;
    this.headers = headers;
  }
}
