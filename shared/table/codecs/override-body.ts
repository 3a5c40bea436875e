import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type EntryHead, memberOf, type OverrideBody } from '#domain/member/entry.ts';
import { assert } from '../assertions.ts';
import { ifAny, integer, record, type StoredFields, text } from './attributes.ts';
import { modeIn } from './status-reason.ts';

/** An override's part beside its head; its number is in the key. Names are in docs/table.md. */
export function encodeOverrideBody(
  { told }: OverrideBody,
  head: EntryHead,
): Readonly<Record<string, AttributeValue | undefined>> {
  const { system, override, reason, actor } = told;
  assert(memberOf(head) === head.source, `${head.source}: an override lies with another member`);
  assert(system === head.id, `${head.source}/${head.id}: an override is of another system`);
  return {
    k: text('override'),
    ov: ifAny(override, ({ mode, status, until }) =>
      record({ m: text(mode), s: ifAny(status, text), u: ifAny(until, integer) }),
    ),
    rn: text(reason),
    ac: text(actor),
  };
}

export function decodeOverrideBody(
  fields: StoredFields,
  { system, number }: { readonly system: string; readonly number: number },
): OverrideBody {
  fields.get('k').oneOf(['override']);
  const over = fields.find('ov')?.fields() ?? null;
  const override =
    over === null
      ? null
      : {
          mode: modeIn(over.get('m')),
          status: over.find('s')?.text() ?? null,
          until: over.find('u')?.instant() ?? null,
        };
  const [reason, actor] = [fields.get('rn').text(), fields.get('ac').text()];
  return {
    kind: 'override',
    told: { kind: 'override', system, override, reason, actor, revision: number - 1 },
  };
}
