import { describe, expect, test } from 'vitest';
import {
  bodyWith,
  call,
  lineWith,
  problemIn,
  receiptEvent,
  type Sent,
  scoringEdge,
} from '../fixtures/edge.ts';

const BOM = '\uFEFF';
const deep = `${'['.repeat(10_000)}${']'.repeat(10_000)}`;
const manyLines = (count: number): string =>
  bodyWith({ lines: Array.from({ length: count }, () => ({ sku: 'A', quantity: 1, amountMinor: 1 })) });
const raw = (field: string): string => bodyWith().replace('{', `{${field},`);
const lineRaw = (amount: string): string => bodyWith().replace('25000', amount);

type Row = readonly [
  row: string,
  what: string,
  sent: Sent,
  status: number,
  code: string,
  pointer?: string,
  error?: string,
];

/** The catalogue of reliability §6, as far as the edge and the rules of a sale decide it. */
const refused: readonly Row[] = [
  ['1', 'empty body', { body: '' }, 400, 'malformed-json'],
  ['2', 'truncated', { body: bodyWith().slice(0, -3) }, 400, 'malformed-json'],
  ['3', 'a list', { body: '[]' }, 400, 'schema', '', 'type'],
  ['3', 'a text', { body: '"x"' }, 400, 'schema', '', 'type'],
  ['3', 'null', { body: 'null' }, 400, 'schema', '', 'type'],
  ['3', 'a number', { body: '1' }, 400, 'schema', '', 'type'],
  ['4', 'a double key', { body: raw('"currency":"RUB"') }, 400, 'duplicate-key', '/currency'],
  [
    '4',
    'double key, deep',
    { body: lineRaw('1,"amountMinor":900') },
    400,
    'duplicate-key',
    '/lines/0/amountMinor',
  ],
  ['4', 'double key, escaped', { body: raw('"curr\\u0065ncy":"RUB"') }, 400, 'duplicate-key', '/currency'],
  ['5', '__proto__', { body: raw('"__proto__":{"a":1}') }, 400, 'schema', '/__proto__', 'unknown-field'],
  ['5', 'constructor', { body: raw('"constructor":1') }, 400, 'schema', '/constructor', 'unknown-field'],
  ['5', 'prototype', { body: raw('"prototype":1') }, 400, 'schema', '/prototype', 'unknown-field'],
  ['6', 'nested 10,000 deep', { body: deep }, 400, 'too-deep', ''],
  ['6', 'nested 16 deep', { body: `${'['.repeat(16)}${']'.repeat(16)}` }, 400, 'schema', '', 'type'],
  ['6', 'nested 17 deep', { body: `${'['.repeat(17)}${']'.repeat(17)}` }, 400, 'too-deep', ''],
  ['7', 'over 256 KB', { body: `{"a":"${'x'.repeat(262_144)}"}` }, 413, 'too-large'],
  ['8', 'text/plain', { headers: { 'content-type': 'text/plain' } }, 415, 'unsupported-media-type'],
  ['8', 'no media type', { headers: { 'content-type': undefined } }, 415, 'unsupported-media-type'],
  ['9', 'gzip', { headers: { 'content-encoding': 'gzip' } }, 415, 'unsupported-encoding'],
  ['10', 'UTF-16', { bytes: Buffer.from(`${BOM}${bodyWith()}`, 'utf16le') }, 400, 'invalid-encoding'],
  ['10', 'UTF-16, no mark', { bytes: Buffer.from(bodyWith(), 'utf16le') }, 400, 'invalid-encoding'],
  ['10', 'broken UTF-8', { bytes: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) }, 400, 'invalid-encoding'],
  [
    '10',
    'charset',
    { headers: { 'content-type': 'application/json; charset=utf-16' } },
    400,
    'invalid-encoding',
  ],
  ['11', 'html only', { headers: { accept: 'text/html' } }, 406, 'not-acceptable'],
  ['11', 'anything but JSON', { headers: { accept: 'application/json;q=0' } }, 406, 'not-acceptable'],
  ['15', "another's store", { body: bodyWith({ storeId: '999' }) }, 403, 'store-mismatch'],
  ['15', 'one of several', { stores: '292,321', body: bodyWith() }, 400, 'store-required'],
  ['16', 'points', { body: bodyWith({ points: 5 }) }, 400, 'schema', '/points', 'unknown-field'],
  [
    '16',
    'in a line',
    { body: lineWith({ status: 'gold' }) },
    400,
    'schema',
    '/lines/0/status',
    'unknown-field',
  ],
  ['17', 'two ids', { body: bodyWith({ receiptId: '292-0417-000872' }) }, 400, 'id-mismatch'],
  ['18', 'empty id', { receiptId: '' }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', 'blank', { receiptId: '292 0417 0871' }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', '65 characters', { receiptId: 'a'.repeat(65) }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', '../', { receiptId: '../../../../etc' }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', '#', { receiptId: '292#0417#0871' }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', 'NUL', { receiptId: '292-0417\u0000871' }, 400, 'schema', '/path/receiptId', 'pattern'],
  ['18', 'emoji', { receiptId: '292-0417-🍪🍪' }, 400, 'schema', '/path/receiptId', 'pattern'],
  [
    '25',
    'amount as text',
    { body: lineWith({ amountMinor: '1000' }) },
    400,
    'schema',
    '/lines/0/amountMinor',
    'type',
  ],
  ['26', '10.5', { body: lineWith({ amountMinor: 10.5 }) }, 400, 'schema', '/lines/0/amountMinor', 'integer'],
  ['28', '-1', { body: lineWith({ amountMinor: -1 }) }, 422, 'negative-sale', '/lines/0/amountMinor'],
  ['31', '2^53', { body: lineRaw('9007199254740992') }, 400, 'schema', '/lines/0/amountMinor', 'maximum'],
  ['31', '1e30', { body: lineRaw('1e30') }, 400, 'schema', '/lines/0/amountMinor', 'maximum'],
  ['31', '10^11 + 1', { body: lineRaw('100000000001') }, 400, 'schema', '/lines/0/amountMinor', 'maximum'],
  ['32', 'NaN', { body: lineRaw('NaN') }, 400, 'malformed-json'],
  ['32', 'Infinity', { body: lineRaw('Infinity') }, 400, 'malformed-json'],
  ['33', 'total', { body: bodyWith({ totalMinor: 24_999 }) }, 422, 'lines-total-mismatch', '/totalMinor'],
  ['34', '501 lines', { body: manyLines(501) }, 400, 'too-many-lines', '/lines', 'too-many-lines'],
  ['34', 'quantity < 0', { body: lineWith({ quantity: -1 }) }, 400, 'schema', '/lines/0/quantity', 'minimum'],
  [
    '34',
    '4 decimals',
    { body: lineWith({ quantity: 1.0005 }) },
    400,
    'schema',
    '/lines/0/quantity',
    'decimals',
  ],
  ['35', 'usd', { body: bodyWith({ currency: 'usd' }) }, 400, 'schema', '/currency', 'currency'],
  ['35', 'US', { body: bodyWith({ currency: 'US' }) }, 400, 'schema', '/currency', 'currency'],
  ['35', 'XXX', { body: bodyWith({ currency: 'XXX' }) }, 400, 'schema', '/currency', 'currency'],
  ['35', 'BTC', { body: bodyWith({ currency: 'BTC' }) }, 400, 'schema', '/currency', 'currency'],
  [
    '38',
    'no offset',
    { body: bodyWith({ occurredAt: '2026-03-14T10:00:00' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time-offset',
  ],
  [
    '39',
    'a day',
    { body: bodyWith({ occurredAt: '2026-03-14' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  ['39', 'a number', { body: bodyWith({ occurredAt: 1_773_501_606 }) }, 400, 'schema', '/occurredAt', 'type'],
  [
    '39',
    '24:00:00',
    { body: bodyWith({ occurredAt: '2026-03-14T24:00:00Z' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  [
    '39',
    '30 Feb',
    { body: bodyWith({ occurredAt: '2026-02-30T10:00:00Z' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  [
    '39',
    '31 Nov',
    { body: bodyWith({ occurredAt: '2025-11-31T10:00:00Z' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  [
    '39',
    'day 0',
    { body: bodyWith({ occurredAt: '2026-03-00T10:00:00Z' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  [
    '41',
    'far ahead',
    { body: bodyWith({ occurredAt: '2026-03-15T15:20:07Z' }) },
    422,
    'occurred-in-future',
    '/occurredAt',
  ],
  [
    '43',
    '1970',
    { body: bodyWith({ occurredAt: '1970-01-01T00:00:00Z' }) },
    422,
    'occurred-implausible',
    '/occurredAt',
  ],
  [
    '43',
    'year 1',
    { body: bodyWith({ occurredAt: '0001-01-01T00:00:00Z' }) },
    422,
    'occurred-implausible',
    '/occurredAt',
  ],
  [
    '45',
    '10 digits',
    { body: bodyWith({ occurredAt: '2026-03-14T10:00:00.1234567890Z' }) },
    400,
    'schema',
    '/occurredAt',
    'date-time',
  ],
  [
    '51',
    'a card of a bank',
    { body: bodyWith({ cardNumber: '4111111111111111' }) },
    400,
    'pan-detected',
    '/cardNumber',
    'pan-detected',
  ],
  [
    '51',
    'in groups',
    { body: bodyWith({ cardNumber: '4111-1111-1111-1111' }) },
    400,
    'pan-detected',
    '/cardNumber',
    'pan-detected',
  ],
  [
    '51',
    'in a text',
    { body: lineWith({ text: 'card 4111 1111 1111 1111' }) },
    400,
    'pan-detected',
    '/lines/0/text',
    'pan-detected',
  ],
  [
    '51',
    'card with #',
    { body: bodyWith({ cardNumber: 'LC#100042' }) },
    400,
    'schema',
    '/cardNumber',
    'pattern',
  ],
  ['60', 'NUL', { body: lineWith({ text: 'a\u0000b' }) }, 400, 'schema', '/lines/0/text', 'text'],
  ['60', 'line feed', { body: lineWith({ text: 'a\nb' }) }, 400, 'schema', '/lines/0/text', 'text'],
  ['60', 'RTL override', { body: lineWith({ sku: 'abc\u202Edef' }) }, 400, 'schema', '/lines/0/sku', 'text'],
  ['60', 'lone surrogate', { body: lineWith({ sku: 'abc\uD800' }) }, 400, 'schema', '/lines/0/sku', 'text'],
];

describe('bad input of a receipt is refused, with its place, and nothing is stored', () => {
  test.each(refused.map((row) => [row[0], row[1], row] as const))('%s %s', async (_row, _what, row) => {
    const [, , sent, status, code, pointer, error] = row;
    const { handler, entries } = scoringEdge();
    const result = await call(handler, receiptEvent(sent));
    const problem = problemIn(result);
    expect(problem).toMatchObject({ status, code, instance: 'JKJaXmPLvHcESHA=' });
    expect(result.statusCode).toBe(status);
    expect(result.headers?.['content-type']).toBe('application/problem+json');
    expect(problem.type).toBe(`/docs#problem-${code}`);
    expect(problem.errors?.[0]?.pointer).toBe(pointer);
    if (error !== undefined) expect(problem.errors?.[0]?.code).toBe(error);
    expect(entries.size).toBe(0);
  });
});

type Taken = readonly [row: string, what: string, sent: Sent, amountMinor: number, occurredAt?: string];

const taken: readonly Taken[] = [
  ['10', 'a byte order mark', { body: `${BOM}${bodyWith()}` }, 25_000],
  ['10', 'UTF-8 by way of base64', { bytes: Buffer.from(bodyWith()) }, 25_000],
  ['8', 'charset=utf-8', { headers: { 'content-type': 'Application/JSON; charset=UTF-8' } }, 25_000],
  ['11', 'any answer', { headers: { accept: 'text/html, */*;q=0.1' } }, 25_000],
  ['27', '1e3', { body: lineRaw('1e3') }, 1000],
  ['27', '1.0', { body: lineRaw('1.0') }, 1],
  ['29', '0', { body: lineRaw('0') }, 0],
  ['30', '-0', { body: lineRaw('-0') }, 0],
  ['31', '10^11', { body: lineRaw('100000000000') }, 100_000_000_000],
  ['34', '500 lines', { body: manyLines(500) }, 500],
  ['34', 'no lines', { body: bodyWith({ lines: [] }) }, 0],
  ['34', 'quantity 0', { body: lineWith({ quantity: 0 }) }, 25_000],
  ['34', '3 decimals', { body: lineWith({ quantity: 1.005 }) }, 25_000],
  [
    '44',
    'another offset',
    { body: bodyWith({ occurredAt: '2026-03-14T20:50:05+05:30' }) },
    25_000,
    '2026-03-14T15:20:05.000Z',
  ],
  [
    '45',
    'lower case',
    { body: bodyWith({ occurredAt: '2026-03-14t15:20:05z' }) },
    25_000,
    '2026-03-14T15:20:05.000Z',
  ],
  [
    '45',
    '9 digits',
    { body: bodyWith({ occurredAt: '2026-03-14T15:20:05.123456789Z' }) },
    25_000,
    '2026-03-14T15:20:05.123Z',
  ],
  ['51', 'an EAN in a text', { body: lineWith({ text: 'EAN 4006381333931' }) }, 25_000],
  ['59', 'an unknown article', { body: lineWith({ sku: 'never heard of' }) }, 25_000],
  ['61', 'a formula', { body: lineWith({ text: "=cmd|' /C calc'!A0" }) }, 25_000],
  ['62', 'markup', { body: lineWith({ text: "<script>\u0024{jndi:x}{{7*7}}' OR 1=1" }) }, 25_000],
];

describe('what looks odd and is legal is taken', () => {
  test.each(taken.map((row) => [row[0], row[1], row] as const))('%s %s', async (_row, _what, row) => {
    const [, , sent, amountMinor, occurredAt] = row;
    const { handler } = scoringEdge();
    const result = await call(handler, receiptEvent(sent));
    expect(result.statusCode).toBe(201);
    const answer = JSON.parse(result.body ?? '');
    expect(answer).toMatchObject({ amountMinor, disposition: 'anonymous', storeId: '292' });
    if (occurredAt !== undefined) expect(answer.occurredAt).toBe(occurredAt);
  });

  test('46 an unknown card is stored and counts for nobody yet', async () => {
    const { handler } = scoringEdge();
    const result = await call(handler, receiptEvent({ body: bodyWith({ cardNumber: 'LC-100042' }) }));
    expect(result.statusCode).toBe(202);
    expect(JSON.parse(result.body ?? '')).toMatchObject({ disposition: 'unmatched', memberId: null });
  });
});

describe('the same meaning is the same receipt', () => {
  const first = bodyWith({ lines: [{ sku: 'Café', quantity: 1, amountMinor: 0 }], attempt: 1 });
  test.each([
    [
      '23',
      'other order and white space',
      JSON.stringify(Object.fromEntries(Object.entries(JSON.parse(first)).reverse()), null, 2),
    ],
    ['23', '1.0 for 1', first.replace('"quantity":1', '"quantity":1.0')],
    ['30', '-0 for 0', first.replace('"amountMinor":0', '"amountMinor":-0')],
    ['60', 'another normal form', first.replace('Café', 'Cafe\u0301')],
    ['19', 'another attempt', first.replace('"attempt":1', '"attempt":2')],
  ])('%s %s', async (_row, _what, again) => {
    const { handler, entries } = scoringEdge();
    const one = await call(handler, receiptEvent({ body: first }));
    const two = await call(handler, receiptEvent({ body: again }));
    expect([one.statusCode, two.statusCode]).toEqual([201, 200]);
    expect(two.headers?.['idempotency-replayed']).toBe('true');
    expect(two.body).toBe(one.body);
    expect(entries.size).toBe(1);
  });

  test('20 another amount under the same id is refused', async () => {
    const { handler } = scoringEdge();
    await call(handler, receiptEvent({ body: first }));
    const other = await call(
      handler,
      receiptEvent({ body: first.replace('"amountMinor":0', '"amountMinor":1') }),
    );
    expect(problemIn(other)).toMatchObject({ status: 422, code: 'idempotency-mismatch' });
  });
});
