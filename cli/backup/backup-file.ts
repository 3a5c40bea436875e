import { chmodSync, createReadStream, createWriteStream } from 'node:fs';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';

/** A value as DynamoDB writes it down: `{ "S": "…" }`, bytes in base64. */
type Written = Readonly<Record<string, unknown>>;
type Item = Readonly<Record<string, unknown>>;

/**
 * Writes items as DynamoDB's own export to S3 does: gzip, a line of JSON each, `{"Item":{…}}`. So either can be
 * restored. @returns how many there were
 */
export async function writeBackup(path: string, items: AsyncIterable<Item>): Promise<number> {
  let count = 0;
  async function* lines(): AsyncIterable<string> {
    for await (const item of items) {
      count += 1;
      yield `${JSON.stringify({ Item: item }, withText)}\n`;
    }
  }
  await pipeline(Readable.from(lines()), createGzip(), createWriteStream(path, { mode: 0o600 }));
  // A file that was there keeps its mode.
  chmodSync(path, 0o600);
  return count;
}

/** Reads what {@link writeBackup} or DynamoDB's export wrote; throws with the line's number where it is neither. */
export async function* readBackup(path: string): AsyncIterable<Item> {
  let number = 0;
  for await (const line of linesIn(path)) {
    number += 1;
    if (line === '') continue;
    yield itemIn(line, `${path}:${number}`);
  }
}

async function* linesIn(path: string): AsyncIterable<string> {
  const unpacked = createGunzip();
  // What breaks the file or its packing is thrown to whoever reads the lines, below.
  pipeline(createReadStream(path), unpacked).catch(() => undefined);
  let rest = '';
  for await (const text of unpacked.setEncoding('utf8')) {
    const lines = `${rest}${text}`.split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest !== '') yield rest;
}

function itemIn(line: string, place: string): Item {
  let value: unknown;
  try {
    value = JSON.parse(line);
  } catch {
    throw new Error(`${place} is no JSON`);
  }
  const item = (value as { readonly Item?: Item } | null)?.Item;
  if (item === undefined || item === null || typeof item !== 'object' || !('pk' in item && 'sk' in item))
    throw new Error(`${place} holds no item of a Laurel table`);
  return Object.fromEntries(
    Object.entries(item).map(([name, written]) => [name, withBytes(written as Written)]),
  );
}

/** JSON has no bytes. `this` holds the value before it turned itself into something else. */
const withText = (_key: string, value: unknown): unknown => {
  if (value instanceof Uint8Array) return Buffer.from(value).toString('base64');
  // A buffer has become `{ type: 'Buffer', data }` before it comes here.
  const turned = value as { readonly type?: unknown; readonly data?: unknown } | null;
  if (turned?.type === 'Buffer' && Array.isArray(turned.data))
    return Buffer.from(turned.data).toString('base64');
  return value;
};

/** Bytes lie under `B` and `BS`, also inside maps and lists. */
function withBytes(written: Written): Written {
  return Object.fromEntries(
    Object.entries(written).map(([type, value]) => {
      if (type === 'B') return [type, Buffer.from(value as string, 'base64')];
      if (type === 'BS') return [type, (value as string[]).map((each) => Buffer.from(each, 'base64'))];
      if (type === 'L') return [type, (value as Written[]).map(withBytes)];
      if (type === 'M') {
        const inner = Object.entries(value as Record<string, Written>);
        return [type, Object.fromEntries(inner.map(([name, each]) => [name, withBytes(each)]))];
      }
      return [type, value];
    }),
  );
}
