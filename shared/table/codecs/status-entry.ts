import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Override, StatusEntry } from '#domain/member.ts';
import { asDay } from '#domain/time.ts';
import { ifAny, ifSome, integer, packed, record, type StoredValue, text } from './attributes.ts';
import { decodeColumnValues, encodeColumnValues } from './column-values-codec.ts';
import { decodeReason, encodeReason } from './status-reason.ts';

/** A member's place in a status system, as a map; the names are listed in docs/table.md. */
export const encodeStatusEntry = (entry: StatusEntry): AttributeValue =>
  record({
    c: ifAny(entry.computed, text),
    b: ifAny(entry.before, text),
    s: integer(entry.since),
    u: ifAny(entry.until, integer),
    w: encodeReason(entry.why),
    ct: integer(entry.closedTo),
    o: ifAny(entry.override, encodeOverride),
    bl: ifSome(entry.baselines, (baselines) => packed(encodeColumnValues(baselines))),
  });

export function decodeStatusEntry(stored: StoredValue): StatusEntry {
  const fields = stored.fields();
  return {
    computed: fields.find('c')?.text() ?? null,
    before: fields.find('b')?.text() ?? null,
    since: fields.get('s').instant(),
    until: fields.find('u')?.instant() ?? null,
    why: decodeReason(fields.get('w')),
    closedTo: asDay(fields.get('ct').integer()),
    override: decodeOverride(fields.find('o')),
    baselines: fields.find('bl')?.packed(decodeColumnValues) ?? new Map(),
  };
}

const encodeOverride = ({ mode, status, until, reason, actor }: Override): AttributeValue =>
  record({
    m: text(mode),
    s: ifAny(status, text),
    u: ifAny(until, integer),
    r: text(reason),
    a: text(actor),
  });

function decodeOverride(stored: StoredValue | null): Override | null {
  if (stored === null) return null;
  const fields = stored.fields();
  return {
    mode: fields.get('m').oneOf(['set', 'floor', 'ceiling', 'freeze']),
    status: fields.find('s')?.text() ?? null,
    until: fields.find('u')?.instant() ?? null,
    reason: fields.get('r').text(),
    actor: fields.get('a').text(),
  };
}
