/** An expected no. `code` is one of the API's problem codes; `pointer` a JSON pointer into the request's body. */
export interface Refused<Code extends string> {
  readonly kind: 'refused';
  readonly code: Code;
  readonly detail: string;
  readonly pointer: string | null;
}

export const refused = <Code extends string>(
  code: Code,
  detail: string,
  pointer: string | null = null,
): Refused<Code> => ({ kind: 'refused', code, detail, pointer });
