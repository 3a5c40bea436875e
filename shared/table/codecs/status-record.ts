import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EarnedStatus, GivenStatus, Grace, Override, StatusRecord } from '#domain/member/member.ts';
import { asDay } from '#domain/time/time.ts';
import { assert } from '#domain/values/assert.ts';
import {
  flag,
  ifAny,
  ifSome,
  integer,
  list,
  packed,
  record,
  type StoredFields,
  type StoredValue,
  text,
  textOrNull,
} from './attributes.ts';
import { decodeColumnValues, encodeColumnValues } from './column-values-codec.ts';
import { decodeReason, encodeReason } from './status-reason.ts';

/**
 * A member's state in a status system, as a map; the names are listed in docs/table.md. What was earned stands by itself
 * only where it is not what is held.
 */
export const encodeStatusRecord = (statusRecord: StatusRecord): AttributeValue =>
  record({
    c: ifAny(statusRecord.computed, text),
    b: ifAny(statusRecord.before.status, text),
    bs: ifAny(statusRecord.before.since, integer),
    s: integer(statusRecord.since),
    u: ifAny(statusRecord.until, integer),
    w: encodeReason(statusRecord.why),
    e: isSame(statusRecord) ? undefined : encodeEarned(statusRecord.earned),
    gr: ifAny(statusRecord.grace, encodeGrace),
    g: ifSome(statusRecord.given, (given) => list(given.map(encodeGiven))),
    ct: integer(statusRecord.closedTo),
    bg: ifAny(statusRecord.begun ?? null, encodeEarned),
    bb: ifAny(statusRecord.before.begun ?? null, ({ status }) => textOrNull(status)),
    bt: ifAny(statusRecord.backTo ?? null, ({ status }) => textOrNull(status)),
    o: ifAny(statusRecord.override, encodeOverride),
    bl: ifSome(statusRecord.baselines, (baselines) => packed(encodeColumnValues(baselines))),
  });

export function decodeStatusRecord(stored: StoredValue): StatusRecord {
  const fields = stored.fields();
  const held = decodeHeld(fields);
  const earned = fields.find('e');
  const begun = fields.find('bg');
  const statusRecord: StatusRecord = {
    computed: held.status,
    since: held.since,
    until: fields.find('u')?.instant() ?? null,
    why: held.why,
    earned: earned === null ? held : decodeHeld(earned.fields()),
    ...decodeLaid(fields),
    before: {
      status: fields.find('b')?.text() ?? null,
      since: fields.find('bs')?.instant() ?? null,
      ...heldAs('begun', fields.find('bb')),
    },
    ...(begun === null ? {} : { begun: decodeHeld(begun.fields()) }),
    closedTo: asDay(fields.get('ct').integer()),
    ...heldAs('backTo', fields.find('bt')),
    override: decodeOverride(fields.find('o')),
    baselines: fields.find('bl')?.packed(decodeColumnValues) ?? new Map(),
  };
  const layers = [
    statusRecord.earned,
    ...(statusRecord.grace === null ? [] : [statusRecord.grace]),
    ...statusRecord.given,
  ];
  assert(
    layers.some(({ status }) => status === statusRecord.computed),
    () => `a status record holds ${statusRecord.computed}, which none of its layers is`,
  );
  return statusRecord;
}

/** A status that is remembered under a name; nothing where it is not. */
const heldAs = <Name extends string>(
  name: Name,
  stored: StoredValue | null,
): { readonly [Each in Name]?: { readonly status: string | null } } =>
  stored === null
    ? {}
    : ({ [name]: { status: stored.textOrNull() } } as { [Each in Name]: { status: string | null } });

/** Held and earned are one and the same, but where a status was given on top. */
const isSame = ({ grace, given, earned, computed, since }: StatusRecord): boolean =>
  given.length === 0 && grace === null && earned.status === computed && earned.since === since;

const earnedFields = ({ status, since, why }: EarnedStatus) => ({
  c: ifAny(status, text),
  s: integer(since),
  w: encodeReason(why),
});

const encodeEarned = (earned: EarnedStatus): AttributeValue => record(earnedFields(earned));

const decodeHeld = (fields: StoredFields): EarnedStatus => ({
  status: fields.find('c')?.text() ?? null,
  since: fields.get('s').instant(),
  why: decodeReason(fields.get('w')),
});

const encodeGrace = (grace: Grace): AttributeValue =>
  record({ ...earnedFields(grace), u: integer(grace.until) });

const encodeGiven = (given: GivenStatus): AttributeValue =>
  record({ ...earnedFields(given), u: integer(given.until), h: given.hides ? flag(true) : undefined });

/** The layers over the earned status. The first form kept one of them, which said itself whether it was a grace. */
function decodeLaid(fields: StoredFields): Pick<StatusRecord, 'grace' | 'given'> {
  const [grace, given] = [fields.find('gr'), fields.find('g')];
  if (given?.isList() === false) {
    const only = given.fields();
    const isGrace = only.get('k').oneOf(['rule', 'grace']) === 'grace';
    return isGrace ? { grace: decodeGrace(only), given: [] } : { grace: null, given: [decodeGiven(only)] };
  }
  return {
    grace: grace === null ? null : decodeGrace(grace.fields()),
    given: given?.list().map((each) => decodeGiven(each.fields())) ?? [],
  };
}

const decodeGrace = (fields: StoredFields): Grace => ({
  ...decodeHeld(fields),
  until: fields.get('u').instant(),
});

const decodeGiven = (fields: StoredFields): GivenStatus => ({
  ...decodeHeld(fields),
  until: fields.get('u').instant(),
  hides: fields.find('h')?.flag() ?? false,
});

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
