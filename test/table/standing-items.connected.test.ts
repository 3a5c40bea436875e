import { beforeEach, describe, expect, inject, test } from 'vitest';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import type { RevokedKeys } from '#operations/ports/till-keys.ts';
import { TableBusyError } from '#table/errors.ts';
import { revokedKeys } from '#table/revoked-keys.ts';
import type { Table } from '#table/send.ts';
import { standingItems } from '#table/standing-items.ts';
import { tillKeys } from '#table/till-keys.ts';
import { someAct } from '../fixtures/hand.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/** D103: a key that the gateway remembers for an hour is refused within a minute of its revocation. */
const client = localClient(inject('dynamodbEndpoint'), 'standing');
let tables = 0;
let table: Table;
let now: number;
let reads: number;
/** How long each read takes. */
let duringRead: number;
let isBusy: boolean;
let revoked: RevokedKeys;
let issued: number;

const keyOf = (keyId: string) => ({
  keyId,
  secretHash: 'hash',
  stores: ['292'],
  kind: 'live' as const,
  createdAt: asEpochMs(1),
  revokedAt: null,
});

beforeEach(async () => {
  tables += 1;
  table = await createTable(client, `standing-${tables}`);
  now = 1_000_000_000_000;
  reads = 0;
  isBusy = false;
  issued = 0;
  duringRead = 0;
  const counted: Table = {
    ...table,
    getBatch: async (request) => {
      reads += 1;
      now += duringRead;
      if (isBusy) throw new TableBusyError('the table leaves keys unread');
      return await table.getBatch(request);
    },
  };
  revoked = revokedKeys(standingItems(counted, { now: (): EpochMs => asEpochMs(now) }));
});

const issue = async (): Promise<string> => {
  issued += 1;
  const keyId = `key${String(issued).padStart(9, '0')}`;
  await tillKeys(table).create(keyOf(keyId), someAct(now));
  return keyId;
};
const revoke = (keyId: string, at = now) => tillKeys(table).revoke(keyId, asEpochMs(at), someAct(at));

describe('the list of revoked keys', () => {
  test('is read twice a minute, and a key on it is refused within thirty seconds', async () => {
    const [one, other] = [await issue(), await issue()];
    expect([await revoked.isRevoked(one), reads]).toEqual([false, 1]);
    await revoke(one);
    now += 29_999;
    expect([await revoked.isRevoked(one), reads]).toEqual([false, 1]);
    now += 1;
    expect([await revoked.isRevoked(one), reads]).toEqual([true, 2]);
    expect([await revoked.isRevoked(other), reads]).toEqual([false, 2]);
  });

  test('of a table that does not answer is good for a minute; then nobody passes', async () => {
    const key = await issue();
    await revoked.isRevoked(key);
    isBusy = true;
    now += 59_999;
    expect(await revoked.isRevoked(key)).toBe(false);
    now += 1;
    await expect(revoked.isRevoked(key)).rejects.toThrow(TableBusyError);
    isBusy = false;
    await revoke(key);
    expect(await revoked.isRevoked(key)).toBe(true);
  });

  test('an instance that was frozen reads first, and so does one whose clock went back', async () => {
    const key = await issue();
    await revoked.isRevoked(key);
    await revoke(key);
    now += 6 * 3_600_000;
    expect(await revoked.isRevoked(key)).toBe(true);
    now -= 7 * 3_600_000;
    expect(reads).toBe(2);
    await revoked.isRevoked(key);
    expect(reads).toBe(3);
  });

  test('its age counts from before the read: what changes meanwhile is seen in time', async () => {
    const key = await issue();
    duringRead = 25_000;
    await revoked.isRevoked(key);
    duringRead = 0;
    now += 5_000;
    await revoked.isRevoked(key);
    expect(reads).toBe(2);
  });

  test('a key that is revoked as of a moment long ago is on the list from now on, beside the others', async () => {
    const [before, other] = [await issue(), await issue()];
    await tillKeys(table).revoke(before, asEpochMs(now - 3 * 86_400_000), someAct(now));
    await tillKeys(table).revoke(other, asEpochMs(now - 60_000), someAct(now));
    expect([await revoked.isRevoked(before), await revoked.isRevoked(other)]).toEqual([true, true]);
    expect((await tillKeys(table).read(before))?.revokedAt).toBe(now - 3 * 86_400_000);
  });

  test('who asks at once shares one read', async () => {
    const key = await issue();
    await Promise.all(Array.from({ length: 9 }, () => revoked.isRevoked(key)));
    expect(reads).toBe(1);
  });

  test('holds the keys of the last two hours, whoever revokes at once', async () => {
    const old = await issue();
    await revoke(old, now - 7_200_000);
    const keys = await Promise.all(Array.from({ length: 8 }, issue));
    await Promise.all(keys.map((keyId) => revoke(keyId)));
    expect(await Promise.all(keys.map((keyId) => revoked.isRevoked(keyId)))).toEqual(keys.map(() => true));
    expect(await revoked.isRevoked(old)).toBe(false);
    for (const keyId of [old, ...keys]) expect((await tillKeys(table).read(keyId))?.revokedAt).not.toBeNull();
    // One that was revoked within the gateway's hour is still on the list when another follows.
    const late = await issue();
    now += 119 * 60_000;
    await revoke(late);
    now += 31_000;
    expect(await Promise.all([...keys, late].map((keyId) => revoked.isRevoked(keyId)))).toEqual(
      [...keys, late].map(() => true),
    );
    await expect(revoke('nobody000000')).rejects.toThrow('there is no till key nobody000000');
  });
});
