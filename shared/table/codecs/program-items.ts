import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Program } from '#domain/program/program.ts';
import type { TimelineRow } from '#operations/ports/programs.ts';
import { assert } from '../assertions.ts';
import { programKey } from '../keys.ts';
import { type Attributes, ifAny, integer, keyAttributes, openItem, packed, record } from './attributes.ts';

/** An item holds 400 KB with its names; a program of 10,000 rules takes a fraction of it. */
const MAX_PROGRAM_BYTES = 390_000;

/**
 * One version of the program. Its JSON is stored as one packed text: the order in which statuses stand is their
 * weight, and a map attribute keeps no order.
 */
export function programItem(version: number, program: Program): Attributes {
  const bytes = deflateRawSync(JSON.stringify(program));
  assert(bytes.length <= MAX_PROGRAM_BYTES, `the program takes ${bytes.length} bytes, an item holds fewer`);
  return { ...keyAttributes(programKey(version)), pg: packed(bytes) };
}

/** Reads a program version; it was checked before it was stored, so only its being JSON is looked at. */
export const programOfItem = (item: Attributes): Program =>
  openItem(item)
    .fields.get('pg')
    .packed((bytes) => JSON.parse(inflateRawSync(bytes).toString('utf8')));

export const encodeTimelineRow = ({ version, from, announcedAt }: TimelineRow): AttributeValue =>
  record({ v: integer(version), f: integer(from), a: ifAny(announcedAt, integer) });

/** The timeline as it was appended to, and its revision. */
export function timelineOfItem(item: Attributes): {
  readonly timeline: readonly TimelineRow[];
  readonly revision: number;
} {
  const { fields } = openItem(item);
  const timeline = fields
    .get('rw')
    .list()
    .map((row) => {
      const stored = row.fields();
      return {
        version: stored.get('v').integer(),
        from: stored.get('f').instant(),
        announcedAt: stored.find('a')?.instant() ?? null,
      };
    });
  return { timeline, revision: fields.get('rev').integer() };
}
