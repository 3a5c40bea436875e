import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';

/** Friends who are invited, through the whole system: the stream's consumer tells, and the inviter counts within seconds (L23). */

const PROGRAM = `
name: friends
zone: Europe/Moscow
currency: RUB
counters:
  friends: { measure: activity, activity: referral }
activities:
  referral: { counts: first-purchase }
statusSystems:
  level: { statuses: { guest: {}, silver: {}, gold: {} }, initial: guest, clawback: always }
  pair: { statuses: { alone: {}, two: {} }, initial: alone }
rules:
  - name: friends
    on: [activity]
    measure: { counter: friends, window: all-time }
    table:
      - { from: 1, below: 3, status: { level: silver } }
      - { from: 3, status: { level: gold } }
  - name: two-friends
    on: [activity]
    measure: { counter: friends, window: all-time }
    table: [{ from: 2, status: { pair: two } }]
`;

let shop: RunningShop;
let key: string;

beforeAll(async () => {
  const loaded = loadProgram(PROGRAM);
  if (!loaded.ok) throw new Error(JSON.stringify(loaded.findings));
  shop = await openShop(loaded.program.source, '2026-03-14T12:00:00+03:00', await assemblyOfRun());
  key = (await shop.issueKey(['292'])).key;
});

afterAll(() => shop.close());

const ask = async (method: string, path: string, body: object) => {
  const answer = await shop.ask({ method, path, authorization: key, body });
  if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
  return JSON.parse(answer.text) as Record<string, unknown>;
};

const enrol = (cardNumber: string, invitedBy?: string) =>
  ask('POST', '/v1/members', { cardNumber, ...(invitedBy === undefined ? {} : { invitedBy }) });

const buy = (cardNumber: string) =>
  ask('PUT', `/v1/receipts/first-of-${cardNumber}`, {
    cardNumber,
    occurredAt: '2026-03-14T12:00:00+03:00',
    currency: 'RUB',
    lines: [{ sku: 'TEA', quantity: 1, amountMinor: 100 }],
  });

/** The status of a card, as soon as it is this one; whatever it is after a while. */
async function statusOf(cardNumber: string, wanted: string, of = 'level'): Promise<unknown> {
  for (let tries = 0; ; tries += 1) {
    const { statuses } = await ask('POST', '/v1/members:resolve', { cardNumber });
    const all = statuses as readonly { system: string; status: string | null }[];
    const status = all.find(({ system }) => system === of)?.status ?? null;
    if (status === wanted || tries === 100) return status;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

test('one friend makes silver, three make gold, and who brings everything back counts no more', async () => {
  expect(await enrol('LC-100001')).toMatchObject({ invited: false });
  for (const card of ['LC-100002', 'LC-100003', 'LC-100004'])
    expect(await enrol(card, 'LC-100001')).toMatchObject({ invited: true });
  expect(await statusOf('LC-100001', 'guest')).toBe('guest');
  await buy('LC-100002');
  expect(await statusOf('LC-100001', 'silver')).toBe('silver');
  await buy('LC-100003');
  expect(await statusOf('LC-100001', 'two', 'pair')).toBe('two');
  expect(await statusOf('LC-100001', 'silver')).toBe('silver');
  await buy('LC-100004');
  expect(await statusOf('LC-100001', 'gold')).toBe('gold');
  await ask('PUT', '/v1/receipts/first-of-LC-100004/returns/back', {
    occurredAt: '2026-03-14T12:00:00+03:00',
    all: true,
  });
  // The third had made gold: what was held before returns (D94).
  expect(await statusOf('LC-100001', 'silver')).toBe('silver');
}, 60_000);
