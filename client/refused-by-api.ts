/** The API answered no, for good: the status, and the problem's code where it gave one. */
export class RefusedByApi extends Error {
  override readonly name = 'RefusedByApi';
  readonly status: number;
  readonly code: string;

  constructor(path: string, status: number, code: string, detail: string) {
    super(`${path} was refused: ${status} ${code} ${detail}`);
    this.status = status;
    this.code = code;
  }
}

/** The answer of a call of the typed client. */
interface Answered {
  readonly data?: unknown;
  readonly error?: unknown;
  readonly response: Response;
}

/**
 * The content of an answer.
 * @throws RefusedByApi where it is none but a no
 */
export function contentOf<Answer extends Answered>(answer: Answer): NonNullable<Answer['data']> {
  const { data, error, response } = answer;
  if (response.ok) return data as NonNullable<Answer['data']>;
  const { code = '', detail = '' } = (
    error !== null && typeof error === 'object' ? error : { detail: String(error).slice(0, 200) }
  ) as { readonly code?: string; readonly detail?: string };
  throw new RefusedByApi(new URL(response.url).pathname, response.status, code, detail);
}
