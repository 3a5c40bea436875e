import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { examplesIn } from './curl.ts';
import { rowsOf, sent } from './sent.ts';

/** The guides for tills and apps: each request is sent as it is written, and answered as it is written. */

const textOf = (path: string): string => readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
const [tills, apps] = [textOf('docs/tills.md'), textOf('docs/apps.md')];
let shop: RunningShop;
const variables: Record<string, string> = {};

beforeAll(async () => {
  const loaded = loadProgram(textOf('programs/loymax-amount/program.yaml'));
  if (!loaded.ok) throw new Error('the program of the guides does not load');
  shop = await openShop(loaded.program.source, '2026-03-14T18:21:00+03:00', await assemblyOfRun());
  const { issuer } = shop.running.system;
  const sign = (audience: 'member' | 'admin', scope: string) =>
    issuer.sign({ audience, subject: 'a-login-of-the-guides', scope });
  variables.LAUREL = shop.running.url;
  variables.TILL_KEY = (await shop.issueKey(['292'])).key;
  variables.MEMBER_TOKEN = await sign('member', 'member/read member/write');
  variables.ADMIN_TOKEN = await sign(
    'admin',
    'admin/members.read admin/contact.read admin/audit.read admin/override',
  );
});

afterAll(() => shop.close());

/** Keeps the values that a reader would paste further down. */
function remember(answer: Readonly<Record<string, unknown>>): void {
  const names = { token: 'QUOTE', linkCode: 'LINK_CODE', memberId: 'MEMBER_ID' };
  for (const [field, name] of Object.entries(names)) {
    const value = answer[field];
    if (typeof value === 'string') variables[name] = value;
  }
}

describe.each([
  ['docs/tills.md', tills],
  ['docs/apps.md', apps],
])('%s', (_path, document) => {
  const examples = examplesIn(document);
  test('has requests', () => expect(examples.length).toBeGreaterThanOrEqual(7));

  test.each(rowsOf(examples))('%s', async (_line, example) => remember(await sent(example, variables)));
});

describe('the offline queue of the guide', () => {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-guide-'));
  afterAll(() => rmSync(folder, { recursive: true }));

  /** A network that loses every fifth request, and every fifth answer. */
  async function badNetwork(): Promise<{ readonly url: string; readonly close: () => void }> {
    let calls = 0;
    const server = createServer(async (incoming, response) => {
      const number = calls;
      calls += 1;
      const parts: Buffer[] = [];
      for await (const part of incoming) parts.push(part as Buffer);
      if (number % 5 === 0) {
        incoming.socket.destroy();
        return;
      }
      const answer = await fetch(`${variables.LAUREL}${incoming.url}`, {
        method: incoming.method ?? 'GET',
        headers: { authorization: incoming.headers.authorization ?? '', 'content-type': 'application/json' },
        body: Buffer.concat(parts),
      });
      if (number % 5 === 2) incoming.socket.destroy();
      else response.writeHead(answer.status).end(await answer.text());
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.address() as AddressInfo;
    return { url: `http://127.0.0.1:${port}`, close: () => server.close() };
  }

  test('brings every receipt through a network that loses requests and answers, each once', async () => {
    const [, code = ''] = /```ts\n([\s\S]*?)```/.exec(tills) ?? [];
    const file = join(folder, 'offline-queue.ts');
    writeFileSync(file, code);
    const { workOff } = (await import(file)) as {
      workOff: (
        api: string,
        key: string,
        list: readonly object[],
        now: number,
      ) => Promise<{ waiting: { notBefore: number }[]; parked: { id: string }[] }>;
    };
    const network = await badNetwork();
    const sale = (amountMinor: number) => ({
      memberId: variables.MEMBER_ID,
      occurredAt: '2026-03-14T18:20:30+03:00',
      currency: 'RUB',
      lines: [{ sku: 'TEA', quantity: 1, amountMinor }],
    });
    const waiting = { kind: 'receipt', attempts: 0, notBefore: 0 };
    const long = Array.from({ length: 60 }, () => ({
      sku: 'A-LONG-NAME'.repeat(5),
      quantity: 1,
      amountMinor: 1,
    }));
    let list: readonly object[] = [
      ...Array.from({ length: 212 }, (_, index) => ({
        ...waiting,
        id: `offline-${index}`,
        body: sale(index === 211 ? -1 : 10_000),
      })),
      // More than one request may hold, of nobody.
      ...Array.from({ length: 50 }, (_, index) => ({
        ...waiting,
        id: `a-long-one-${index}`,
        body: { occurredAt: '2026-03-14T18:20:30+03:00', currency: 'RUB', lines: long },
      })),
      { ...waiting, kind: 'gift', id: 'gift', body: {} },
    ];
    const parked: string[] = [];
    for (let round = 0; list.length > 0 && round < 50; round += 1) {
      // Later than every pause: nobody waits for real.
      const done = await workOff(network.url, variables.TILL_KEY ?? '', list, round * 1_000_000);
      list = done.waiting;
      parked.push(...done.parked.map(({ id }) => id));
    }
    network.close();
    expect(list).toEqual([]);
    expect(parked.toSorted()).toEqual(['gift', 'offline-211']);
    const response = await fetch(`${variables.LAUREL}/v1/me/statuses`, {
      headers: { authorization: `Bearer ${variables.MEMBER_TOKEN}` },
    });
    const { statuses } = (await response.json()) as { statuses: { progress: { value: number } }[] };
    // Two hundred and eleven of 100 rubles at 2 % off, the guide's own receipt less what came back, and its bill.
    expect(statuses[0]?.progress.value).toBe(211 * 9_800 + 110_250 + 49_000);
  });
});
