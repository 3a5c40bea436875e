import type { Outcome } from '#lambda/http-answer.ts';
import type { Forms, ParsedRequest } from '#lambda/parsed-request.ts';
import type { FromTill } from '#lambda/till-handler.ts';

/** What a till's request comes to: how it is read, and what is done with it. */
export interface Act<Ports, F extends Forms> {
  readonly forms: F;
  readonly act: (ports: Ports, request: ParsedRequest<F> & FromTill) => Promise<Outcome>;
}

/** An act whose types say for themselves what its forms read. */
export const actOf = <Ports, F extends Forms>(forms: F, act: Act<Ports, F>['act']): Act<Ports, F> => ({
  forms,
  act,
});
