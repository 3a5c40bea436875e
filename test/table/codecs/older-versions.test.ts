import { readFileSync } from 'node:fs';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { expect, test } from 'vitest';
import { entryOfItem } from '#table/codecs/entry-item.ts';
import { memberOfItem } from '#table/codecs/state-item.ts';
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
  expect(entryOfItem(items.entry)).toEqual({ ...sampleEntry('r-1', 'm1'), number: null });
});
