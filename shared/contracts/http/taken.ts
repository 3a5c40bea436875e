/** The HTTP answer to what may be sent again. */
export interface Taken<Body> {
  readonly kind: 'answer';
  /** 201 counted or anonymous, 202 stored and counted for nobody yet, 200 sent before. */
  readonly status: 200 | 201 | 202;
  readonly body: Body;
  readonly headers: Readonly<Record<string, string>>;
  /** How it was taken. */
  readonly disposition: string;
}

const COUNTED: ReadonlySet<string> = new Set(['scored', 'anonymous']);

/** The answer to a sender: the same body each time, and whether this was a repetition. */
export const takenOf = <Body extends { readonly disposition: string }>(
  body: Body,
  replayed: boolean,
): Taken<Body> => ({
  kind: 'answer',
  status: replayed ? 200 : COUNTED.has(body.disposition) ? 201 : 202,
  body,
  headers: replayed ? { 'idempotency-replayed': 'true' } : {},
  disposition: body.disposition,
});
