import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { type FollowUpSent, SOLD } from '../fixtures/follow-up-edge.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { type HttpAnswer, openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { complaintsAbout } from '../privacy/log-lines.ts';
import { refusedFollowUps } from './bad-follow-ups.ts';
import { refused } from './bad-receipts.ts';
import { badRequests } from './bad-requests.ts';
import { Documented } from './documented.ts';
import { anyBodyOf, spoilt } from './generated-bodies.ts';

/** Everything that is refused, over HTTP: its problem, as the OpenAPI document says it, and a table that stays as it was. */
/** Some minutes before the catalogue's receipts, since this clock goes on. */
const NOW = '2026-03-14T15:12:06.000Z';
const RUNS = 150;
let shop: RunningShop;
let documented: Documented;
const credentials = { till: '', member: '', admin: '' };

beforeAll(async () => {
  shop = await openShop(monthlyAmount(), NOW, await assemblyOfRun());
  credentials.till = (await shop.issueKey(['292'])).key;
  const { issuer } = shop.running.system;
  const member = { audience: 'member', subject: 'anna', scope: 'member/read member/write' } as const;
  const admin = {
    audience: 'admin',
    subject: 'sam',
    scope: 'admin/members.read admin/contact.read admin/audit.read',
  } as const;
  credentials.member = `Bearer ${await issuer.sign(member)}`;
  credentials.admin = `Bearer ${await issuer.sign(admin)}`;
  const enrolled = { cardNumber: 'LC-100042', name: 'Anna' };
  const made = await shop.ask({
    method: 'POST',
    path: '/v1/members',
    authorization: credentials.till,
    body: enrolled,
  });
  expect(made.status).toBe(201);
  documented = new Documented((await shop.ask({ method: 'GET', path: '/openapi.json' })).text);
});

afterAll(() => shop.close());

/** The faults of an answer; empty: none. */
function complaints(
  what: string,
  answer: HttpAnswer,
  route: readonly [method: string, template: string],
  wanted: { readonly status: number; readonly code: string; readonly pointer?: string | undefined },
): readonly string[] {
  const found: string[] = [];
  const type = answer.headers.get('content-type') ?? '';
  const problem = JSON.parse(answer.text) as { code?: string; errors?: readonly { pointer: string }[] };
  const shown = [answer.status, problem.code, problem.errors?.[0]?.pointer];
  if (JSON.stringify(shown) !== JSON.stringify([wanted.status, wanted.code, wanted.pointer]))
    found.push(
      `${what}: ${JSON.stringify(shown)}, the catalogue says ${JSON.stringify(wanted)}: ${answer.text}`,
    );
  const complaint = documented.complaint(...route, answer.status, type, answer.text);
  if (complaint !== null) found.push(`${what}: ${complaint}`);
  return found;
}

async function ask201(method: string, path: string, body: object): Promise<void> {
  const { status, text } = await shop.ask({ method, path, authorization: credentials.till, body });
  if (status !== 201) throw new Error(`${path}: ${status} ${text}`);
}

const isSendableFollowUp = ({ receiptId = SOLD, id = 'f-1', stores }: FollowUpSent): boolean =>
  /^[\w-]+$/.test(receiptId) && /^[\w-]+$/.test(id) && stores === undefined;

/** Path and headers that a client would not even send are the edge's own tests. */
const isSendable = (row: (typeof refused)[number]): boolean =>
  (row[2].receiptId === undefined || /^[\w.-]+$/.test(row[2].receiptId)) && row[2].stores === undefined;

describe('bad input over HTTP', () => {
  test('the catalogue of receipts: status, code, pointer, the documented form, and nothing written', async () => {
    const before = await shop.fingerprint();
    const found: string[] = [];
    const rows = refused.filter(isSendable);
    for (const [row, what, sent, status, code, pointer] of rows) {
      const answer = await shop.ask({
        method: 'PUT',
        path: `/v1/receipts/${sent.receiptId ?? '292-0417-000871'}`,
        authorization: credentials.till,
        body: sent.bytes ?? sent.body ?? '{}',
        headers: definedOf(sent.headers ?? {}),
      });
      found.push(
        ...complaints(`${row} ${what}`, answer, ['PUT', '/v1/receipts/{receiptId}'], {
          status,
          code,
          pointer,
        }),
      );
    }
    console.log(`${rows.length} of ${refused.length} rows over HTTP`);
    expect(found).toEqual([]);
    expect(await shop.fingerprint()).toBe(before);
  });

  test('the catalogue of returns and payments', async () => {
    await ask201('POST', '/v1/members', { cardNumber: 'LC-100043' });
    await ask201('PUT', `/v1/receipts/${SOLD}`, {
      cardNumber: 'LC-100042',
      occurredAt: '2026-03-14T15:20:05Z',
      currency: 'RUB',
      lines: [
        { sku: 'BISCUITS-200G', quantity: 2, amountMinor: 25_000 },
        { sku: 'VOUCHER', quantity: 0, amountMinor: -1_000 },
      ],
    });
    const before = await shop.fingerprint();
    const found: string[] = [];
    const rows = refusedFollowUps.filter(([, , , sent]) => isSendableFollowUp(sent));
    for (const [row, route, what, sent, status, code, pointer] of rows) {
      const { receiptId = SOLD, id = 'f-1', body } = sent;
      const answer = await shop.ask({
        method: 'PUT',
        path: `/v1/receipts/${receiptId}/${route}/${id}`,
        authorization: credentials.till,
        body,
      });
      const template = `/v1/receipts/{receiptId}/${route}/{${route === 'returns' ? 'returnId' : 'paymentId'}}`;
      found.push(...complaints(`${row} ${what}`, answer, ['PUT', template], { status, code, pointer }));
    }
    console.log(`${rows.length} of ${refusedFollowUps.length} rows over HTTP`);
    expect(found).toEqual([]);
    expect(await shop.fingerprint()).toBe(before);
  });

  test('quotes, enrolment, cards, logins and reads', async () => {
    const before = await shop.fingerprint();
    const found: string[] = [];
    for (const [what, method, path, template, who, body, status, code, pointer] of badRequests) {
      const answer = await shop.ask({ method, path, authorization: credentials[who], body });
      found.push(...complaints(what, answer, [method, template], { status, code, pointer }));
    }
    expect(found).toEqual([]);
    expect(await shop.fingerprint()).toBe(before);
  });
});

describe('what nobody thought of', () => {
  const routes = [
    ['POST', '/v1/quotes', '/v1/quotes', 'till'],
    ['PUT', '/v1/receipts/r-generated', '/v1/receipts/{receiptId}', 'till'],
    ['PUT', '/v1/receipts/r-generated/returns/r-1', '/v1/receipts/{receiptId}/returns/{returnId}', 'till'],
    ['PUT', '/v1/receipts/r-generated/payments/p-1', '/v1/receipts/{receiptId}/payments/{paymentId}', 'till'],
    ['POST', '/v1/members', '/v1/members', 'till'],
    ['POST', '/v1/members:resolve', '/v1/members:resolve', 'till'],
    ['POST', '/v1/me:link', '/v1/me:link', 'member'],
  ] as const;

  test.each(routes)('%s %s: bodies that the document would not have', async (method, path, template, who) => {
    const before = await shop.fingerprint();
    const schema = documented.bodySchema(method, template);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), spoilt(schema)), async (body) => {
        const answer = await shop.ask({ method, path, authorization: credentials[who], body });
        const type = answer.headers.get('content-type') ?? '';
        expect(documented.complaint(method, template, answer.status, type, answer.text)).toBeNull();
        expect(answer.status).toBeGreaterThanOrEqual(400);
        expect(answer.status).toBeLessThan(500);
      }),
      { numRuns: RUNS },
    );
    expect(await shop.fingerprint()).toBe(before);
  });

  test.each(routes)(
    '%s %s: bodies as the document has them are answered as documented',
    async (method, _path, template, who) => {
      const schema = documented.bodySchema(method, template);
      let count = 0;
      await fc.assert(
        fc.asyncProperty(anyBodyOf(schema), async (body) => {
          count += 1;
          const path = template
            .replace('{receiptId}', `r-${method}-${String(count).padStart(6, '0')}`)
            .replace(/\{\w+\}/, 'generated');
          const answer = await shop.ask({
            method,
            path,
            authorization: credentials[who],
            body: JSON.stringify(body),
          });
          const type = answer.headers.get('content-type') ?? '';
          expect(documented.complaint(method, template, answer.status, type, answer.text)).toBeNull();
          expect(answer.status).toBeLessThan(500);
        }),
        { numRuns: RUNS },
      );
    },
  );
});

test('and the log keeps its form, whatever was sent', async () => {
  expect(complaintsAbout(await shop.log('"message":"request"'), ['Anna', 'LC-100042'])).toEqual([]);
});

/** A header that is left out is not sent; fetch would say something of its own. */
const definedOf = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).map(([name, value]) => [name, value ?? '']));
