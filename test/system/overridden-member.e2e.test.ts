import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { RuleDefinition } from '#domain/program/program.ts';
import { type LaurelClient, laurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { openLocalSystem } from './local-system.ts';
import type { SystemUnderTest } from './system-under-test.ts';

/** A member with an override among the entries, at each function that finds a member's entries by their days. */

let system: SystemUnderTest;
let api: LaurelClient;
let tillKey: string;
let memberId: string;

const folder = mkdtempSync(join(tmpdir(), 'laurel-overridden-'));
/** It looks at the month of what wakes it, however long ago that is. */
const monthsGift: RuleDefinition = {
  name: 'gift-of-the-month',
  on: ['sale', 'payment'],
  measure: { of: 'purchase-days', window: 'this-month' },
  table: [{ from: 1, message: 'Thanks.' }],
};

const as = (authorization: string) => ({ headers: { authorization } });
const receipt = (occurredAt: string, amountMinor: number) => ({
  memberId,
  occurredAt,
  currency: 'RUB',
  lines: [{ sku: 'CHEESE', quantity: 1, amountMinor }],
});
const put = (
  receiptId: string,
  body: ReturnType<typeof receipt> & { payments?: { amountMinor: number }[] },
) => api.PUT('/v1/receipts/{receiptId}', { ...as(tillKey), params: { path: { receiptId } }, body });

beforeAll(async () => {
  system = await openLocalSystem();
  api = laurelClient(system.url);
  writeFileSync(join(folder, 'program.yaml'), JSON.stringify(monthlyAmount({}, { rules: [monthsGift] })));
  await system.laurel('activate', join(folder, 'program.yaml'), '--from', '2024-01-01T00:00:00+03:00');
  tillKey = await system.laurel('keys', 'create', '--stores', '292');
  const card = { cardNumber: 'LC-100042', name: 'Anna' };
  const enrolled = contentOf(await api.POST('/v1/members', { ...as(tillKey), body: card }));
  memberId = enrolled.memberId;
  const login = as(`Bearer ${await system.token('member', 'member/write')}`);
  const code = enrolled.linkCode ?? '';
  contentOf(await api.POST('/v1/me:link', { ...login, body: { cardNumber: card.cardNumber, code } }));
  const { occurredAt } = system.day;
  contentOf(await put('receipt-1', { ...receipt(occurredAt, 1_500_000), payments: [{ amountMinor: 100 }] }));
  const bearer = `Bearer ${await system.token('admin', 'admin/override')}`;
  const overridden = await api.PUT('/v1/admin/members/{memberId}/overrides/{system}', {
    headers: { authorization: bearer },
    params: { path: { memberId, system: 'level' }, header: { 'if-match': '"0"' } },
    body: { mode: 'floor', status: 'bronze', reason: 'A complaint was right.' },
  });
  expect(overridden.response.status).toBe(200);
});

afterAll(async () => {
  await system.close();
  rmSync(folder, { recursive: true });
});

test('why: the period of the review holds the override', async () => {
  await system.windTo('2024-06-02T00:00:00+03:00');
  const why = await api.GET('/v1/me/why', {
    ...as(`Bearer ${await system.token('member', 'member/read')}`),
    params: { query: { system: 'level' } },
  });
  expect([why.response.status, why.data]).toMatchObject([
    200,
    { status: 'silver', entries: [{ receiptId: 'receipt-1' }] },
  ]);
});

test('whatever counts on a day of long ago reads all entries of that day', async () => {
  const now = '2024-09-10T12:00:00+03:00';
  await system.windTo(now);
  // With it the days of May become part of what is summed up.
  contentOf(await put('receipt-9', receipt(now, 5_000)));
  const path = { receiptId: 'receipt-1' };
  const quoted = await api.POST('/v1/quotes', { ...as(tillKey), body: receipt(system.day.occurredAt, 700) });
  const late = await put('receipt-2', receipt(system.day.occurredAt, 70_000));
  const back = await api.PUT('/v1/receipts/{receiptId}/returns/{returnId}', {
    ...as(tillKey),
    params: { path: { ...path, returnId: 'back-1' } },
    body: { occurredAt: now, lines: [{ line: 0, quantity: 0.25 }] },
  });
  const paid = await api.PUT('/v1/receipts/{receiptId}/payments/{paymentId}', {
    ...as(tillKey),
    params: { path: { ...path, paymentId: 'paid-1' } },
    body: { occurredAt: system.day.occurredAt, amountMinor: 500 },
  });
  expect([quoted, late, back, paid].map(({ response }) => response.status)).toEqual([200, 201, 201, 201]);
});
