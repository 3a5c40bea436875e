import { describe, expect, test } from 'vitest';
import type * as z from 'zod';
import { linkBody } from '#contracts/http/me.ts';
import { enrolBody } from '#contracts/http/members.ts';
import { paymentBody } from '#contracts/http/payment.ts';
import { quoteBody } from '#contracts/http/quote.ts';
import { receiptBody } from '#contracts/http/receipt.ts';
import { returnBody } from '#contracts/http/return.ts';
import { errorsOf, refusalOf } from '#lambda/schema-errors.ts';

/**
 * What it costs to refuse a body, counted in looks at it: every read of a property, of it and of the errors, however one comes to it. A body
 * has at most 256 KB; a list that is too long costs one look, and twice as much of anything at most twice the looks.
 */
const FORMS = {
  quote: quoteBody,
  receipt: receiptBody,
  return: returnBody,
  payment: paymentBody,
  enrolment: enrolBody,
  link: linkBody,
};

const BODY_BYTES = 256 * 1024;
const list = <Value>(count: number, value: (index: number) => Value): Value[] =>
  Array.from({ length: count }, (_, index) => value(index));
const keys = (count: number, value: unknown, name = 'k'): Record<string, unknown> =>
  Object.fromEntries(list(count, (index) => [`${name}${index}`, value]));
const line = { sku: 'a', quantity: 1, amountMinor: 1 };

/** Shape → a body of so many pieces. */
const SHAPES: Readonly<Record<string, (count: number) => unknown>> = {
  'numbers for lines': (count) => ({ lines: list(count, () => 7) }),
  'texts for lines': (count) => ({ lines: list(count, () => 'x') }),
  'empty lines': (count) => ({ lines: list(count, () => ({})) }),
  'lines that are wrong everywhere': (count) => ({
    lines: list(count, () => ({ sku: 1, quantity: 'x', amountMinor: 0.5, more: 1 })),
  }),
  'good lines': (count) => ({ lines: list(count, () => line) }),
  'one line of wrong categories': (count) => ({ lines: [{ ...line, categories: list(count, () => 7) }] }),
  'one line of unknown fields': (count) => ({ lines: [{ ...line, ...keys(count, 1) }] }),
  'numbers for payments': (count) => ({ payments: list(count, () => 7) }),
  'wrong attributes': (count) => ({ attributes: keys(count, null) }),
  'attributes of wrong names': (count) => ({ attributes: keys(count, 1, 'ÄÖ') }),
  'a list for attributes': (count) => ({ attributes: list(count, () => 1) }),
  'unknown fields': (count) => keys(count, 1),
  'unknown lists': (count) => keys(count, [1, 2, 3]),
  'a list': (count) => list(count, () => 1),
  'lists in lists': (count) => ({ lines: list(count, () => [[[[]]]]) }),
  'a text': (count) => 'x'.repeat(count),
  'a long text': (count) => ({ cardNumber: '1'.repeat(count), currency: 'E'.repeat(count) }),
  'huge numbers': (count) => ({ lines: list(count, () => ({ ...line, amountMinor: 1e300 })) }),
};

/** A value every look at which is counted. */
function watched<Value>(value: Value, looks: { count: number }): Value {
  if (typeof value !== 'object' || value === null) return value;
  return new Proxy(value, {
    get(target, name, receiver) {
      looks.count += 1;
      return watched(Reflect.get(target, name, receiver), looks);
    },
    ownKeys(target) {
      const names = Reflect.ownKeys(target);
      looks.count += names.length;
      return names;
    },
  }) as Value;
}

function refused(form: z.ZodType, value: unknown) {
  const looks = { count: 0 };
  const parsed = form.safeParse(watched(value, looks));
  if (parsed.success) return { looks: looks.count, issues: 0, errors: [] };
  const { issues } = parsed.error;
  const { errors } = refusalOf(watched(errorsOf('', watched(value, looks), issues), looks));
  return { looks: looks.count, issues: issues.length, errors };
}

/** As many pieces as a body can hold. */
function largest(shape: (count: number) => unknown): number {
  const [one, two] = [1_000, 2_000].map((count) => JSON.stringify(shape(count)).length);
  return Math.floor((BODY_BYTES / ((two ?? 0) - (one ?? 0))) * 1_000);
}

describe.each(Object.entries(FORMS))('refusing a %s', (_name, form) => {
  test.each(Object.entries(SHAPES))('of %s costs no more than it is long', (_shape, shape) => {
    const count = largest(shape);
    const half = refused(form, shape(Math.floor(count / 2)));
    const whole = refused(form, shape(count));
    expect(whole.looks).toBeLessThanOrEqual(2.1 * half.looks + 100);
    expect(whole.looks).toBeLessThanOrEqual(BODY_BYTES);
    expect(whole.errors.length).toBeGreaterThan(0);
    expect(whole.errors.length).toBeLessThanOrEqual(20);
    const distinct = whole.errors.map(({ pointer, code }) => `${code} ${pointer}`);
    expect(new Set(distinct).size).toBe(distinct.length);
  });
});

test('the most errors that legal lengths allow', () => {
  const categories = list(20, () => 7);
  const wrong = { sku: 1, quantity: 'x', amountMinor: 0.5, categories, text: 1, more: 1 };
  const { looks, issues, errors } = refused(receiptBody, { lines: list(500, () => wrong) });
  expect(issues).toBeGreaterThan(12_000);
  expect(errors).toHaveLength(20);
  expect(looks).toBeLessThan(60_000);
});

describe('what is too long is not looked into', () => {
  test.each([
    ['lines', receiptBody, { lines: list(60_000, () => 7) }, 'too-many-lines'],
    ['lines of a quote', quoteBody, { lines: list(501, () => line) }, 'too-many-lines'],
    ['lines of a return', returnBody, { lines: list(501, () => ({})) }, 'too-many-lines'],
    ['payments', receiptBody, { payments: list(51, () => 7) }, 'length'],
    ['categories', receiptBody, { lines: [{ ...line, categories: list(21, () => 'x') }] }, 'length'],
    ['attributes', enrolBody, { attributes: keys(24_000, null) }, 'length'],
  ])('%s', (_what, form, value, code) => {
    const { looks, errors } = refused(form, value);
    expect(errors).toContainEqual(expect.objectContaining({ code }));
    // `for … in` takes the names of an object at once.
    expect(looks).toBeLessThan(100 + ('attributes' in value ? 24_000 : 0));
  });

  test('and what is as long as it may be is taken', () => {
    const sale = { currency: 'EUR', occurredAt: '2024-05-20T12:00:00+03:00' };
    const lines = list(500, () => ({ ...line, categories: list(20, (index) => `c${index}`) }));
    expect(receiptBody.safeParse({ ...sale, lines }).success).toBe(true);
    expect(enrolBody.safeParse({ cardNumber: 'LC-1', attributes: keys(50, 1) }).success).toBe(true);
  });
});
