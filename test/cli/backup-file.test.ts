import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync, gzipSync } from 'node:zlib';
import { afterAll, describe, expect, test } from 'vitest';
import { readBackup, writeBackup } from '../../cli/backup/backup-file.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-backup-'));
afterAll(() => rmSync(folder, { recursive: true }));
const file = (name: string): string => join(folder, name);

const bytes = new Uint8Array([0, 1, 254, 255]);
const item = {
  pk: { S: 'M#m1' },
  sk: { S: 'STATE' },
  v: { N: '3' },
  ah: { BOOL: true },
  no: { NULL: true },
  cn: { B: bytes },
  st: { M: { level: { M: { bl: { B: bytes }, c: { S: 'gold' } } } } },
  ds: { L: [{ L: [{ S: 'rule' }, { B: bytes }] }] },
};

async function* listed<Value>(...values: readonly Value[]): AsyncIterable<Value> {
  yield* values;
}

async function read(path: string): Promise<readonly object[]> {
  const items: object[] = [];
  for await (const each of readBackup(path)) items.push(each);
  return items;
}

const withBuffers = { ...item, cn: { B: Buffer.from(bytes) } };

describe('a backup', () => {
  test('comes back as it was, bytes inside maps and lists too', async () => {
    expect(await writeBackup(file('two.json.gz'), listed(item, withBuffers))).toBe(2);
    const back = await read(file('two.json.gz'));
    expect(back).toHaveLength(2);
    for (const each of back) expect(Buffer.from((each as typeof item).cn.B)).toEqual(Buffer.from(bytes));
    expect(JSON.stringify(back[0])).toBe(JSON.stringify(back[1]));
    expect((back[0] as typeof item).st.M.level.M.c).toEqual({ S: 'gold' });
    expect(Buffer.from((back[0] as typeof item).st.M.level.M.bl.B)).toEqual(Buffer.from(bytes));
    expect(
      Buffer.from((back[0] as { ds: { L: { L: { B: Uint8Array }[] }[] } }).ds.L[0]?.L[1]?.B ?? []),
    ).toEqual(Buffer.from(bytes));
  });

  test('is what DynamoDB’s own export to S3 is: a line an item, bytes in base64', async () => {
    await writeBackup(file('form.json.gz'), listed({ pk: { S: 'a' }, sk: { S: 'b' }, cn: { B: bytes } }));
    const text = gunzipSync(readFileSync(file('form.json.gz'))).toString();
    expect(text).toBe('{"Item":{"pk":{"S":"a"},"sk":{"S":"b"},"cn":{"B":"AAH+/w=="}}}\n');
  });

  test('can be read by its owner alone', async () => {
    await writeBackup(file('mode.json.gz'), listed(item));
    expect(statSync(file('mode.json.gz')).mode & 0o777).toBe(0o600);
  });

  test.each([
    ['{"Item":', 'is no JSON'],
    ['{"item":{}}', 'holds no item of a Laurel table'],
    ['null', 'holds no item of a Laurel table'],
    ['{"Item":{"id":{"S":"x"}}}', 'holds no item of a Laurel table'],
  ])('a line %s is refused with its number', async (line, words) => {
    writeFileSync(file('bad.json.gz'), gzipSync(`{"Item":{"pk":{"S":"a"},"sk":{"S":"b"}}}\n${line}\n`));
    await expect(read(file('bad.json.gz'))).rejects.toThrow(`bad.json.gz:2 ${words}`);
  });
});
