import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Route, type RouteId, routes } from '#contracts/http/routes.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { at } from '../fixtures/scenario.ts';
import { complaintsAbout } from '../privacy/log-lines.ts';
import {
  type Credential,
  loginHeader,
  makeCredentials,
  OTHER_STORE,
  OWN_STORE,
  TRAINING,
} from './credentials.ts';
import { type Objects, policy, type Row } from './policy.ts';

/** `npm run test:access`: every credential at every route, with own, foreign and missing objects (reliability §5). */
const NOW = '2024-05-20T12:00:00.000Z';
const sale = { occurredAt: NOW, currency: 'RUB', lines: [{ sku: 'TEA', quantity: 1, amountMinor: 500 }] };
let shop: RunningShop;
let credentials: readonly Credential[];
let objects: Objects;

interface Cell {
  readonly id: RouteId;
  readonly row: Row;
  readonly credential: Credential;
  readonly expected: number;
}

beforeAll(async () => {
  shop = await openShop({ ...monthlyAmount(), activities: { review: {} } }, NOW, await assemblyOfRun());
  credentials = await makeCredentials(shop);
  const header = (name: string): string => credentials.find((it) => it.name === name)?.header ?? '';
  const ask = async (method: string, path: string, authorization: string, body: unknown) => {
    const answer = await shop.ask({ method, path, authorization, body });
    if (answer.status >= 300) throw new Error(`${path}: ${answer.status} ${answer.text}`);
    return JSON.parse(answer.text) as { memberId: string; linkCode: string };
  };
  const { memberId, linkCode } = await ask('POST', '/v1/members', header('till'), {
    cardNumber: 'LC-100042',
    name: 'Anna',
  });
  await ask('POST', '/v1/members', header('till'), { cardNumber: 'LC-100043' });
  await ask('PUT', '/v1/receipts/r-own-00001', header('till'), { ...sale, storeId: OWN_STORE, memberId });
  await ask('PUT', '/v1/receipts/r-foreign-01', header('till of another store'), {
    ...sale,
    storeId: OTHER_STORE,
  });
  await ask('PUT', '/v1/visits/v-own', header('till'), {
    storeId: OWN_STORE,
    memberId,
    status: 'booked',
    startsAt: NOW,
    currency: 'RUB',
    amountMinor: 100,
  });
  await ask('POST', '/v1/me:link', header('member'), { cardNumber: 'LC-100042', code: linkCode });
  let count = 0;
  objects = {
    memberId,
    linkCode,
    cardNumber: 'LC-100042',
    othersCard: 'LC-100043',
    ownReceipt: 'r-own-00001',
    foreignReceipt: 'r-foreign-01',
    ownVisit: 'v-own',
    now: NOW,
    fresh: () => {
      count += 1;
      return String(500_000 + count);
    },
  };
});

afterAll(() => shop.close());

/** The door's answer: the gateway's authorizers, before any function of ours. `null`: it lets through. */
function doorFor({ actor, scope }: Route, { header, actor: who, scopes }: Credential): number | null {
  if (actor === 'anyone') return null;
  if (actor === 'till') return header === null || header === '' ? 401 : who === 'till' ? null : 403;
  if (who !== actor) return 401;
  return scope !== null && scopes.includes(scope) ? null : 403;
}

function cells(): readonly Cell[] {
  return (Object.keys(policy) as RouteId[]).flatMap((id) =>
    policy[id].flatMap((row) =>
      credentials.map((credential) => {
        const expected =
          doorFor(routes[id], credential) ??
          row.expected[credential.like ?? credential.name] ??
          row.expected['*'] ??
          0;
        return { id, row, credential, expected };
      }),
    ),
  );
}

async function surprise({ id, row, credential, expected }: Cell): Promise<string | null> {
  const { status, text, headers } = await shop.ask({
    method: routes[id].method,
    authorization: credential.header,
    ...row.request(objects),
  });
  const where = `${id}, ${row.object}, ${credential.name}`;
  if (status !== expected) return `${where}: ${status}, the policy says ${expected}: ${text}`;
  const type = headers.get('content-type') ?? '';
  // Refused at the door, it is the gateway's own body; later it is a problem of ours.
  const isOurs = status < 400 || type === 'application/problem+json' || text.startsWith('{"message":"');
  return isOurs ? null : `${where}: ${status} with ${type}`;
}

describe('who may do what', () => {
  test('every route has a row', () => {
    expect(Object.keys(policy).sort()).toEqual(Object.keys(routes).sort());
    expect(Object.values(policy).every((rows) => rows.length > 0)).toBe(true);
  });

  test('every cell of the matrix, and what is refused or trained writes nothing', async () => {
    const all = cells();
    const isGuess = ({ id, expected }: Cell): boolean => id === 'linkMe' && expected === 422;
    // A guessed code takes one of its card's tries: the only refusal that writes.
    const isTraining = ({ credential }: Cell): boolean => credential.name === TRAINING;
    const silent = all.filter((cell) => (cell.expected >= 400 && !isGuess(cell)) || isTraining(cell));
    const rest = all.filter((cell) => !silent.includes(cell));
    expect(all.filter((cell) => isTraining(cell) && cell.expected === 201).length).toBeGreaterThan(2);
    const surprises: string[] = [];
    const before = await shop.fingerprint();
    for (const cell of silent) surprises.push(...[await surprise(cell)].filter((it) => it !== null));
    const after = await shop.fingerprint();
    for (const cell of rest) surprises.push(...[await surprise(cell)].filter((it) => it !== null));
    console.log(`cells ${all.length}, surprises ${surprises.length}`);
    expect(surprises).toEqual([]);
    expect(after).toBe(before);
  });
});

describe('what an answer tells', () => {
  const asTill = (path: string, body: object) => {
    const authorization = credentials.find(({ name }) => name === 'till')?.header ?? '';
    return shop.ask({ method: 'POST', path, authorization, body });
  };
  const link = async (cardNumber: string) => {
    const authorization = await loginHeader(shop, 'guesser');
    await shop.ask({ method: 'POST', path: '/_local/usage/reset' });
    const answer = await shop.ask({
      method: 'POST',
      path: '/v1/me:link',
      authorization,
      body: { cardNumber, code: '99999999' },
    });
    const { instance: _, ...problem } = JSON.parse(answer.text) as Record<string, unknown>;
    const { text } = await shop.ask({ method: 'GET', path: '/_local/usage' });
    const { functions } = JSON.parse(text) as {
      functions: Record<string, { calls: Record<string, number> }>;
    };
    const calls = Object.entries(functions).find(([name]) => name.includes('link-me'))?.[1].calls;
    return { status: answer.status, problem, calls };
  };

  test('a guessed code says nothing about the card: the same words after the same calls', async () => {
    await asTill('/v1/members', { cardNumber: 'LC-700001' });
    await link('LC-700002');
    const tries = [await link('LC-700002'), await link('LC-700001'), await link('LC-700001')];
    for (const again of tries) expect(again).toEqual(tries[0]);
    expect(tries[0]?.status).toBe(422);
  });

  test('an unknown card resolves to the same shape', async () => {
    const keysOf = async (cardNumber: string) =>
      Object.keys(JSON.parse((await asTill('/v1/members:resolve', { cardNumber })).text));
    expect(await keysOf('LC-700002')).toEqual(await keysOf('LC-100042'));
  });

  test('a member who was never there and a receipt of another store look alike', async () => {
    const authorization = credentials.find(({ name }) => name === 'till')?.header ?? '';
    const read = async (id: string) => {
      const { status, text } = await shop.ask({ method: 'GET', path: `/v1/receipts/${id}`, authorization });
      const { instance: _, ...problem } = JSON.parse(text) as Record<string, unknown>;
      return { status, problem };
    };
    // The matrix has stored a receipt of the own store under the other's id; this one it has not.
    const other = credentials.find(({ name }) => name === 'till of another store')?.header ?? '';
    const body = { occurredAt: NOW, currency: 'RUB', lines: [] };
    await shop.ask({ method: 'PUT', path: '/v1/receipts/r-theirs-001', authorization: other, body });
    expect(await read('r-theirs-001')).toEqual(await read('r-nowhere-001'));
  });
});

test('a revoked key works for a minute more at most, although the gateway remembers it for an hour', {
  timeout: 120_000,
}, async () => {
  const { key, keyId } = await shop.issueKey([OWN_STORE]);
  const requests: readonly (readonly [method: 'GET' | 'POST' | 'PUT', path: string, body?: object])[] = [
    ['GET', '/v1/receipts/r-own-00001'],
    ['PUT', '/v1/receipts/r-revoked-0001', { ...sale, cardNumber: 'LC-REVOKED' }],
    ['PUT', '/v1/receipts/r-own-00001/returns/r-revoked', { occurredAt: NOW, amountMinor: 1 }],
    ['PUT', '/v1/receipts/r-own-00001/payments/p-revoked', { occurredAt: NOW, amountMinor: 1 }],
    [
      'PUT',
      '/v1/visits/v-revoked',
      {
        cardNumber: 'LC-REVOKED',
        status: 'booked',
        startsAt: NOW,
        changedAt: NOW,
        currency: 'RUB',
        amountMinor: 1,
      },
    ],
    ['PUT', '/v1/visits/v-revoked/payments/p-revoked', { occurredAt: NOW, amountMinor: 1 }],
    ['PUT', '/v1/activities/a-revoked', { cardNumber: 'LC-REVOKED', activity: 'review', occurredAt: NOW }],
    ['POST', '/v1/receipts:batch', { items: [{ kind: 'receipt', id: 'r-revoked-0002', body: sale }] }],
    ['POST', '/v1/quotes', { ...sale, occurredAt: undefined }],
    ['POST', '/v1/members', { cardNumber: 'LC-REVOKED-2' }],
    ['POST', '/v1/members:resolve', { cardNumber: 'LC-REVOKED-2' }],
    ['POST', '/v1/members:print-code', { cardNumber: 'LC-REVOKED-2' }],
  ];
  expect(requests).toHaveLength(Object.values<Route>(routes).filter(({ actor }) => actor === 'till').length);
  const askAll = async () => {
    const answers: { readonly status: number; readonly code: unknown }[] = [];
    for (const [method, path, body] of requests) {
      const { status, text } = await shop.ask({ method, path, authorization: key, ...(body && { body }) });
      answers.push({ status, code: (JSON.parse(text) as { code?: unknown }).code });
    }
    return answers;
  };
  const wait = (ms: number) =>
    shop.ask({ method: 'PUT', path: '/_local/clock', body: { now: new Date(at(NOW) + ms).toISOString() } });
  await wait(600_000);
  for (const { status } of await askAll()) expect(status).toBeLessThan(300);
  await shop.revokeKey(keyId);
  // The gateway goes by the clock that is wound: it still remembers. Functions go by the wall's: half a minute.
  await wait(600_000 + 59 * 60_000);
  await new Promise((resolve) => setTimeout(resolve, 31_000));
  for (const answer of await askAll()) expect(answer).toEqual({ status: 403, code: 'key-revoked' });
  await wait(600_000 + 61 * 60_000);
  for (const { status, code } of await askAll()) expect([status, code]).toEqual([403, undefined]);
});

/** The secret of a till key, whatever letters it has, and the signature of a token. */
function secretIn(header: string): string | null {
  const secret = /^pos_[a-z0-9]{12}_(.{20,})$/.exec(header)?.[1] ?? /\.([^.]{20,})$/.exec(header)?.[1];
  return secret ?? null;
}

test('nobody’s name, card, key or token stands in the log, whatever was tried', async () => {
  const secrets = credentials.flatMap(({ header }) => secretIn(header ?? '') ?? []);
  const canaries = ['Anna', 'LC-100042', ...secrets];
  expect(secrets.length).toBeGreaterThan(20);
  expect(complaintsAbout(await shop.log('"message":"request"'), canaries)).toEqual([]);
});
