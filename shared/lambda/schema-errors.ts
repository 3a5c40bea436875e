import type * as z from 'zod';
import type { ProblemError } from '#contracts/http/problem.ts';
import type { ProblemCode } from '#contracts/problems.ts';
import { pointerOf, pointerToKey } from './json-text.ts';
import { RefusedRequest } from './refused-request.ts';

/** Code of one error → words. Never what was sent. */
const details = {
  required: 'This field is needed.',
  type: 'Another type is needed here.',
  integer: 'A whole number is needed, as minor units are.',
  minimum: 'Too small.',
  maximum: 'Too large.',
  length: 'Too short or too long.',
  pattern: 'Not of the documented form.',
  'unknown-field': 'There is no such field here.',
  choice: 'None of the documented values.',
  text: 'Text without control characters, direction overrides and broken characters is needed.',
  decimals: 'At most three decimals.',
  'six-decimals': 'At most six decimals.',
  currency: 'An active ISO 4217 code in capitals is needed.',
  'date-time': 'An RFC 3339 time of a real day is needed, with at most nine digits of a second.',
  'date-time-offset': 'The time needs an offset from UTC.',
  'status-of-mode': 'A freeze keeps what is held and names no status; the other modes name one, or null.',
  together: 'Card number and code belong together.',
  'one-of': 'Exactly one of `all`, `lines` and `amountMinor` is needed.',
  'amount-or-lines': 'Exactly one of `amountMinor` and `lines` is needed.',
  'member-or-card': '`memberId` or `cardNumber` is needed.',
  'too-many-lines': 'At most 500 lines.',
  'pan-detected': 'This looks like a payment card number; it was not stored.',
} as const;

type ErrorCode = keyof typeof details;

/** Codes of single errors that are problems of their own. */
const ownProblems: ReadonlySet<string> = new Set<ProblemCode & ErrorCode>(['pan-detected', 'too-many-lines']);

const MAX_ERRORS = 20;

const isErrorCode = (code: unknown): code is ErrorCode =>
  typeof code === 'string' && Object.hasOwn(details, code);

function valueAt(value: unknown, path: readonly PropertyKey[]): unknown {
  return path.reduce<unknown>(
    (inner, step) =>
      typeof inner === 'object' && inner !== null ? (inner as Record<PropertyKey, unknown>)[step] : undefined,
    value,
  );
}

function codeOf(issue: z.core.$ZodIssue, value: unknown): ErrorCode {
  switch (issue.code) {
    case 'invalid_type':
      if (valueAt(value, issue.path) === undefined) return 'required';
      return issue.expected === 'int' ? 'integer' : 'type';
    case 'too_big':
      return issue.origin === 'string' || issue.origin === 'array' ? 'length' : 'maximum';
    case 'too_small':
      return issue.origin === 'string' || issue.origin === 'array' ? 'length' : 'minimum';
    case 'invalid_format':
      return 'pattern';
    case 'unrecognized_keys':
      return 'unknown-field';
    case 'custom': {
      const code: unknown = issue.params?.code;
      return isErrorCode(code) ? code : 'pattern';
    }
    default:
      return 'choice';
  }
}

/** So many issues are looked at: of more, the first say enough. */
const MAX_ISSUES = 1_000;

/** Issues of one part of a request (`''` the body, `/path`, `/query`) as errors with RFC 6901 pointers. */
export function errorsOf(
  part: '' | '/path' | '/query' | '/headers',
  value: unknown,
  issues: readonly z.core.$ZodIssue[],
): readonly ProblemError[] {
  return issues.slice(0, MAX_ISSUES).flatMap((issue) => {
    const code = codeOf(issue, value);
    const pointers =
      issue.code === 'unrecognized_keys'
        ? issue.keys.slice(0, MAX_ERRORS).map((key) => pointerToKey(issue.path, key))
        : [pointerOf(issue.path)];
    return pointers.map((pointer) => ({ pointer: `${part}${pointer}`, code, detail: details[code] }));
  });
}

/** One refusal for all errors of a request; an error that is a problem of its own gives it its code. */
export function refusalOf(errors: readonly ProblemError[]): RefusedRequest {
  // A number beyond the safe integers is told once, not once a bound.
  const distinct = [...new Map(errors.map((error) => [`${error.code} ${error.pointer}`, error])).values()];
  const own = distinct.find(({ code }) => ownProblems.has(code));
  return new RefusedRequest(
    (own?.code as ProblemCode | undefined) ?? 'schema',
    distinct.slice(0, MAX_ERRORS),
  );
}
