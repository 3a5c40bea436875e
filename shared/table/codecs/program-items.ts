import { deflateRawSync, inflateRawSync } from 'node:zlib';
import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ProgramOutline } from '#domain/program/outline.ts';
import type { Program } from '#domain/program/program.ts';
import type { NewRow, TimelineRow } from '#operations/ports/programs.ts';
import { assert } from '../assertions.ts';
import { programKey } from '../keys.ts';
import { type Attributes, ifAny, integer, keyAttributes, openItem, packed, record } from './attributes.ts';

/** An item holds 400 KB with its names; a program of 10,000 rules takes a fraction of it. */
export const MAX_PROGRAM_BYTES = 390_000;

const packedProgram = (program: Program): Uint8Array => deflateRawSync(JSON.stringify(program));

export const programBytes = (program: Program): number => packedProgram(program).length;

/**
 * One version of the program. Its JSON is stored as one packed text: the order in which statuses stand is their
 * weight, and a map attribute keeps no order.
 */
export function programItem(version: number, program: Program): Attributes {
  const bytes = packedProgram(program);
  assert(bytes.length <= MAX_PROGRAM_BYTES, `the program takes ${bytes.length} bytes, an item holds fewer`);
  return { ...keyAttributes(programKey(version)), pg: packed(bytes) };
}

/** Reads a program version; it was checked before it was stored, so only its being JSON is looked at. */
export const programOfItem = (item: Attributes): Program =>
  openItem(item)
    .fields.get('pg')
    .packed((bytes) => JSON.parse(inflateRawSync(bytes).toString('utf8')));

export const encodeTimelineRow = ({ version, from, announcedAt, outline }: NewRow): AttributeValue =>
  record({
    v: integer(version),
    f: integer(from),
    a: ifAny(announcedAt, integer),
    o: ifAny(outline, encodeOutline),
  });

/** A packed outline is never empty: no bytes are the one of the row before. */
const encodeOutline = (outline: ProgramOutline | 'as-before'): AttributeValue =>
  packed(outline === 'as-before' ? new Uint8Array() : deflateRawSync(JSON.stringify(outline)));

const decodeOutline = (bytes: Uint8Array): ProgramOutline | 'as-before' =>
  bytes.length === 0 ? 'as-before' : JSON.parse(inflateRawSync(bytes).toString('utf8'));

/** A timeline whose last row was never whole. */
export const withoutLastRow = (item: Attributes): Attributes => ({
  ...item,
  rw: { L: (item.rw?.L ?? []).slice(0, -1) },
});

/** The timeline as it was appended to, and its revision. */
export function timelineOfItem(item: Attributes): {
  readonly timeline: readonly TimelineRow[];
  readonly revision: number;
} {
  const { fields } = openItem(item);
  let last: ProgramOutline | null = null;
  const timeline = fields
    .get('rw')
    .list()
    .map((row) => {
      const stored = row.fields();
      const outline: ProgramOutline | 'as-before' | null = stored.find('o')?.packed(decodeOutline) ?? null;
      if (outline !== 'as-before') last = outline;
      return {
        version: stored.get('v').integer(),
        from: stored.get('f').instant(),
        announcedAt: stored.find('a')?.instant() ?? null,
        outline: last,
      };
    });
  return { timeline, revision: fields.get('rev').integer() };
}
