import { type AttributeValue, PutItemCommand, paginateScan } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { assemblyOfRun } from '../fixtures/assembly.ts';
import { discountsByLevel, monthlyAmount } from '../fixtures/programs.ts';
import { openShop, type RunningShop } from '../fixtures/running-shop.ts';
import { localClient } from '../fixtures/table.ts';
import { complaintsAbout, traces } from './log-lines.ts';
import { canaries, tellEverything } from './story.ts';

/** Nothing personal in logs, events or entries (reliability §3, §7): values that are found nowhere else are sent everywhere. */
const all = Object.values(canaries);
let shop: RunningShop;
let told: Awaited<ReturnType<typeof tellEverything>>;

beforeAll(async () => {
  shop = await openShop(
    monthlyAmount({}, { rules: discountsByLevel }),
    '2024-05-20T12:00:00.000Z',
    await assemblyOfRun(),
  );
  told = await tellEverything(shop);
});

afterAll(() => shop.close());

const database = () => {
  const { endpoint, accessKeyId, tableName } = shop.running.database;
  return { client: localClient(endpoint, accessKeyId), tableName };
};

/** `pk` and `sk` without what is somebody's own: `M# CONTACT`, `C# L`. */
const kindOf = (item: Record<string, AttributeValue>): string =>
  `${item.pk?.S?.split('#')[0]}# ${item.sk?.S?.split('#')[0]}`;

/** Where a value lies in the table: kinds of items. */
async function placesOf(value: string): Promise<readonly string[]> {
  const { client, tableName } = database();
  const found = new Set<string>();
  for await (const { Items = [] } of paginateScan(
    { client },
    { TableName: tableName, ConsistentRead: true },
  )) {
    for (const item of Items) {
      const text = JSON.stringify(item, (_key, inner: unknown) =>
        inner instanceof Uint8Array ? Buffer.from(inner).toString('latin1') : inner,
      ).toLowerCase();
      if (traces([value]).some((trace) => text.includes(trace))) found.add(kindOf(item));
    }
  }
  return [...found].sort();
}

describe('nothing personal', () => {
  test('was kept from the system: all that should work did, and the rest was refused', () => {
    expect(told.surprises).toEqual([]);
  });

  test('stands in the functions’ log, and every line is of a known short form', async () => {
    const text = await shop.log('"service":"publish-facts"');
    const services = new Set([...text.matchAll(/"service":"([a-z-]+)"/g)].map((match) => match[1]));
    expect(services.size).toBeGreaterThan(16);
    expect(complaintsAbout(text, all)).toEqual([]);
  });

  test('goes over the bus', async () => {
    const { text } = await shop.ask({ method: 'GET', path: '/_local/events' });
    expect(text).toContain('StatusChanged');
    expect(traces(all).filter((trace) => text.toLowerCase().includes(trace))).toEqual([]);
  });

  test.each([
    ['a name', canaries.name, ['M# CONTACT']],
    ['another', canaries.otherName, ['M# CONTACT']],
    ['a phone', canaries.phone, ['M# CONTACT']],
    ['a birthday', canaries.birthday, ['M# PROFILE']],
    ['an e-mail address', canaries.email, ['M# PROFILE']],
    // The notes of what waited for its member stay with the card.
    ['a card', canaries.card, ['C# L', 'M# CONTACT']],
    ['a card that bought before it had a member', canaries.earlyCard, ['C# L', 'C# W', 'M# CONTACT']],
    ['a login’s subject', canaries.subject, ['LINK# L', 'LINK# T']],
    ['a token’s other claims', canaries.claim, []],
  ])('lies in the table but where it belongs: %s', async (_what, value, places) => {
    expect(await placesOf(value)).toEqual(places);
  });

  test('is in the line of a fault, whatever the fault was about', async () => {
    const { client, tableName } = database();
    const pk = { S: `M#${told.memberId}` };
    const broken = { L: all.map((value) => ({ S: value })) };
    await client.send(
      new PutItemCommand({ TableName: tableName, Item: { pk, sk: { S: 'CONTACT' }, na: broken } }),
    );
    await client.send(
      new PutItemCommand({
        TableName: tableName,
        Item: { pk, sk: { S: 'PROFILE' }, v: { S: canaries.name }, at: broken },
      }),
    );
    const { issuer } = shop.running.system;
    const admin = await issuer.sign({ audience: 'admin', subject: 'sam', scope: 'admin/members.read' });
    const support = await shop.ask({
      method: 'GET',
      path: `/v1/admin/members/${told.memberId}`,
      authorization: `Bearer ${admin}`,
    });
    expect(support.status).toBe(500);
    expect(traces(all).filter((trace) => support.text.toLowerCase().includes(trace))).toEqual([]);
    expect(complaintsAbout(await shop.log('"message":"fault"'), all)).toEqual([]);
  });
});
