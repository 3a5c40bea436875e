import { readFileSync } from 'node:fs';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { ByteReader } from '#table/codecs/bytes.ts';
import { entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';
import { type CodecVersions, codecVersions } from '#table/codecs/versions.ts';
import { sampleEntry, sampleMember } from '../samples.ts';

/** Items as the first version wrote them, before rules could give statuses, categories and messages. */
type Items = Readonly<Record<'state' | 'entry', Record<string, AttributeValue>>>;
const items = JSON.parse(
  readFileSync(new URL('first-version.json', import.meta.url), 'utf8'),
  (_name, value: unknown) =>
    typeof value === 'object' && value !== null && 'base64' in value
      ? new Uint8Array(Buffer.from(String(value.base64), 'base64'))
      : value,
) as Items;

test('a state of the first version: what was held was earned', () => {
  expect(memberOfItem(items.state)).toEqual(sampleMember('m1'));
});

test('an entry of the first version: no number, no categories, no messages, its lines counted for nothing', () => {
  expect(entryOfItem(items.entry)).toEqual(sampleEntry('r-1', 'm1', { number: null }));
});

describe('codecs live with a deploy and its roll-back', () => {
  test.each(Object.entries<CodecVersions>(codecVersions))(
    '%s reads what it writes, and the form before',
    (_name, { writes, reads }) => {
      expect(reads).toContain(writes);
      if (writes > 1) expect(reads).toContain(writes - 1);
    },
  );

  test('a reader is told which of the forms it knows lies before it; any other is refused', () => {
    const formOf = (byte: number, reads: readonly number[]) =>
      new ByteReader(new Uint8Array([byte]), 'packed things').version({ reads });
    expect(formOf(1, [1, 2])).toBe(1);
    expect(formOf(2, [1, 2])).toBe(2);
    expect(() => formOf(3, [1, 2])).toThrow(
      'packed things is of codec version 3, this code reads version 1, 2',
    );
  });

  test('an item of a newer release: what this one does not know is passed over', () => {
    const newer = { ...items.state, zz: { S: 'of a later release' } };
    expect(memberOfItem(newer)).toEqual(sampleMember('m1'));
    expect(entryOfItem({ ...items.entry, zz: { N: '1' } })).toEqual(
      sampleEntry('r-1', 'm1', { number: null }),
    );
  });
});
