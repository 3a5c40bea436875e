import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PutObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { secretsIn } from '#contracts/seal-secret.ts';
import { asEpochMs } from '#domain/time/time.ts';
import type { Attributes } from '#table/codecs/attributes.ts';
import { wholeTable } from '#table/whole-table.ts';
import { readBackup } from '../../cli/backup/backup-file.ts';
import { unwrapSecret } from '../../cli/backup/wrapped-secret.ts';
import { lastingNotes } from '../../cli/target/lasting-notes.ts';
import { sealSecret } from '../../cli/target/seal-secret.ts';
import { type AwsAccount, startAwsAccount } from '../fixtures/aws-account.ts';
import { runLaurel, type Said } from '../fixtures/laurel-command.ts';
import { createTable, localClient } from '../fixtures/table.ts';

/** What comes back with a restore, and what must not: from one account into its own past, and into another account. */

const folder = mkdtempSync(join(tmpdir(), 'laurel-back-'));
const file = (name: string): string => join(folder, name);
const PASSPHRASE = 'correct horse battery staple';
const KEY = 'comingback';
const credentials = { accessKeyId: KEY, secretAccessKey: 'x' };
const outputs = {
  ApiUrl: 'https://api.example',
  TableName: 'old',
  BusName: 'facts',
  SealSecretArn: 'arn:seal',
  LastingBucketName: 'lasting',
};
const elsewhere = { ...outputs, TableName: 'moved' };
const before = { ...outputs, SealSecretArn: undefined, LastingBucketName: undefined };
let account: AwsAccount;
let other: AwsAccount;

const aws = ({ endpoint }: AwsAccount) => ({ endpoint, region: 'eu-central-1', credentials });
const secretOf = (of: AwsAccount) => sealSecret(aws(of), 'arn:seal');
const laurelIn = (
  { endpoint }: AwsAccount,
  args: readonly string[],
  passphrase: string = PASSPHRASE,
): Promise<Said> =>
  runLaurel([...args, '--stack', 'Laurel', '--region', 'eu-central-1'], {
    AWS_ENDPOINT_URL: endpoint,
    AWS_ACCESS_KEY_ID: KEY,
    AWS_SECRET_ACCESS_KEY: 'x',
    LAUREL_PASSPHRASE: passphrase,
  });
const newTable = async (name: string): Promise<void> => {
  await createTable(localClient(inject('dynamodbEndpoint'), KEY), name);
};

beforeAll(async () => {
  const endpoint = inject('dynamodbEndpoint');
  account = await startAwsAccount(endpoint, { name: 'Laurel', outputs });
  other = await startAwsAccount(endpoint, { name: 'Laurel', outputs: elsewhere });
  for (const name of ['old', 'moved', 'restored', 'moment']) await newTable(name);
});

afterAll(async () => {
  await account.stop();
  await other.stop();
  rmSync(folder, { recursive: true });
});

const keyMadeIn = async (of: AwsAccount): Promise<string> => {
  const { stdout } = await laurelIn(of, ['keys', 'create', '--stores', '292']);
  return /^pos_([a-z0-9]{12})_/.exec(stdout)?.[1] ?? '';
};
const revokedIn = async (of: AwsAccount): Promise<readonly string[]> => {
  const { stdout } = await laurelIn(of, ['keys', 'list']);
  return [...stdout.matchAll(/^([a-z0-9]{12}) {2}\d{4}-\d\d-\d\d {2}\d{4}-/gm)].map(([, id = '']) => id);
};

const actsIn = async (of: AwsAccount): Promise<readonly (readonly [string, string | null])[]> => {
  const { stdout } = await laurelIn(of, ['audit', '--json']);
  const acts = stdout.trimEnd().split('\n');
  return acts.map((line) => {
    const { action, reason } = JSON.parse(line) as { action: string; reason: string | null };
    return [action, reason];
  });
};

describe('a backup', () => {
  test('holds the keys wrapped: nobody reads them without the passphrase', async () => {
    const kept = await keyMadeIn(account);
    const said = await laurelIn(account, ['backup', file('all.gz'), '--keys', file('all.keys')]);
    expect(said).toMatchObject({ status: 0 });
    const secret = await secretOf(account).read();
    const written = readFileSync(file('all.keys'), 'utf8');
    expect(written).not.toContain(secret);
    expect(unwrapSecret(written, PASSPHRASE)).toBe(secret);
    expect(await revokedIn(account)).not.toContain(kept);
  });

  test('and keys are two files, for nobody else to read', async () => {
    const same = await laurelIn(account, ['backup', file('one'), '--keys', file('one')]);
    expect(same).toMatchObject({ status: 2 });
    expect(same.stderr).toContain('another file');
    writeFileSync(file('old.keys'), '', { mode: 0o644 });
    writeFileSync(file('old.gz'), '', { mode: 0o644 });
    await laurelIn(account, ['backup', file('old.gz'), '--keys', file('old.keys')]);
    for (const name of ['old.gz', 'old.keys']) expect(statSync(file(name)).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['no passphrase', '', 2, 'at least 16'],
    ['a short one', 'fifteen letters', 2, 'at least 16'],
  ])('with %s writes nothing', async (_what, passphrase, status, says) => {
    const said = await laurelIn(account, ['backup', file('no.gz'), '--keys', file('no.keys')], passphrase);
    expect(said).toMatchObject({ status });
    expect(said.stderr).toContain(says);
    expect(() => readFileSync(file('no.gz'))).toThrow();
  });
});

describe('what was taken back does not come back', () => {
  test('with a restored table, by `restore` and by `rebuild --after-restore`, as of the same moment', async () => {
    const [gone, stays] = [await keyMadeIn(account), await keyMadeIn(account)];
    await laurelIn(account, ['backup', file('then.gz')]);
    expect((await laurelIn(account, ['keys', 'revoke', gone])).status).toBe(0);
    outputs.TableName = 'restored';
    const restored = await laurelIn(account, ['restore', file('then.gz')]);
    expect(restored.stdout).toContain('1 till keys that were revoked since are revoked');
    expect(await revokedIn(account)).toEqual([gone]);
    // The backup's own acts came back with it, and the restore is told after them.
    expect(await actsIn(account)).toEqual([
      ['till-key.revoked', 'revoked after the moment that was restored'],
      ['table.restored', null],
      ...Array.from({ length: 3 }, () => ['till-key.created', null]),
    ]);

    outputs.TableName = 'moment';
    const whole = wholeTable(localClient(inject('dynamodbEndpoint'), KEY), 'moment');
    for await (const item of readBackup(file('then.gz'))) await whole.put([item as Attributes]);
    expect(await revokedIn(account)).toEqual([]);
    const rebuilt = await laurelIn(account, ['rebuild', '--after-restore']);
    expect(rebuilt.stdout).toContain('1 till keys that were revoked since are revoked');
    expect(await revokedIn(account)).toEqual([gone]);
    expect((await actsIn(account)).slice(0, 2)).toEqual([
      ['table.healed', null],
      ['till-key.revoked', 'revoked after the moment that was restored'],
    ]);
    expect((await laurelIn(account, ['rebuild', '--after-restore'])).stdout).not.toContain('till keys');
    expect(stays).not.toBe('');
    outputs.TableName = 'old';
  });

  test('notes are listed over as many pages as there are, and what is not Laurel’s is passed over', async () => {
    const notes = lastingNotes({ ...aws(account), forcePathStyle: true }, 'local-lasting');
    // The account answers two at a time.
    const made = [1, 2, 3, 4, 5].map((at) => ({ id: `key${at}`, at: asEpochMs(at) }));
    for (const note of made) await notes.note('revoked-keys', note);
    const marker = new PutObjectCommand({
      Bucket: 'local-lasting',
      Key: 'revoked-keys/of-others',
      Body: new Uint8Array(),
    });
    await new S3Client({ ...aws(account), forcePathStyle: true }).send(marker);
    const listed: unknown[] = [];
    for await (const note of notes.all('revoked-keys')) listed.push(note);
    expect(listed).toEqual(made);
  });
});

describe('another account', () => {
  test('is told what is wrong with the keys before anything is written', async () => {
    writeFileSync(file('strange.keys'), '{}');
    for (const [keys, passphrase, says] of [
      ['all.keys', 'another passphrase altogether', 'the passphrase is another'],
      ['strange.keys', PASSPHRASE, 'no wrapped seal secret'],
    ] as const) {
      const said = await laurelIn(other, ['restore', file('all.gz'), '--keys', file(keys)], passphrase);
      expect(said.status).toBe(1);
      expect(said.stderr).toContain(says);
    }
    expect(secretsIn(await secretOf(other).read())).toHaveLength(1);
    expect(await wholeTable(localClient(inject('dynamodbEndpoint'), KEY), 'moved').isEmpty()).toBe(true);
  });

  test('that could not read the file may try again: what was told of it fills no table', async () => {
    writeFileSync(file('torn.gz'), 'no backup');
    expect((await laurelIn(other, ['restore', file('torn.gz')])).status).toBe(1);
    expect(await actsIn(other)).toEqual([['table.restored', null]]);
  });

  test('opens what the old one sealed, and goes on sealing with its own', async () => {
    const own = await secretOf(other).read();
    const said = await laurelIn(other, ['restore', file('all.gz'), '--keys', file('all.keys')]);
    expect(said).toMatchObject({ status: 0 });
    expect(secretsIn(await secretOf(other).read())).toEqual([own, await secretOf(account).read()]);
    expect(await secretOf(other).alsoOpenWith(await secretOf(account).read())).toBe(0);
  });

  test('holds no more than eight keys', async () => {
    const many = Array.from({ length: 7 }, (_, index) => `a secret of the system number ${index}`);
    await expect(secretOf(other).alsoOpenWith(JSON.stringify({ secrets: many }))).rejects.toThrow('8 keys');
    expect(secretsIn(await secretOf(other).read())).toHaveLength(2);
  });

  test('of an older Laurel says what it lacks', async () => {
    const older = await startAwsAccount(inject('dynamodbEndpoint'), {
      name: 'Laurel',
      outputs: Object.fromEntries(
        Object.entries(before).filter(([, value]) => value !== undefined),
      ) as Record<string, string>,
    });
    const revoked = await laurelIn(older, ['keys', 'revoke', await keyMadeIn(older)]);
    // What cannot be noted is not revoked: else a restore would let it in again.
    const backup = await laurelIn(older, ['backup', file('older.gz'), '--keys', file('older.keys')]);
    await older.stop();
    expect(await revokedIn(older)).toEqual([]);
    for (const said of [revoked, backup]) {
      expect(said.status).toBe(1);
      expect(said.stderr).toContain('deploy this Laurel first');
    }
  });
});
