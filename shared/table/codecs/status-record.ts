import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type {
  EarnedStatus,
  GivenStatus,
  Grace,
  Override,
  StatusLayers,
  StatusRecord,
} from '#domain/member/member.ts';
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
import { decodeReason, encodeReason, modeIn } from './status-reason.ts';

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
    ...(isSame(statusRecord)
      ? { ov: ifAny(statusRecord.earned.over ?? null, encodeLayers) }
      : layerFields(statusRecord)),
    ct: integer(statusRecord.closedTo),
    bg: ifAny(statusRecord.begun ?? null, encodeEarned),
    bb: ifAny(statusRecord.before.begun ?? null, ({ status }) => textOrNull(status)),
    bz: ifAny(statusRecord.before.begun?.since ?? null, integer),
    bk: ifAny(statusRecord.backTo ?? null, encodeEarned),
    o: ifAny(statusRecord.override, encodeOverride),
    ef: ifAny(statusRecord.effective ?? null, encodeEffective),
    on: ifAny(statusRecord.overrideRevision ?? null, integer),
    bl: ifSome(statusRecord.baselines, (baselines) => packed(encodeColumnValues(baselines))),
  });

export function decodeStatusRecord(stored: StoredValue): StatusRecord {
  const fields = stored.fields();
  const held = decodeHeld(fields);
  const begun = fields.find('bg');
  const { earned, grace, given } = decodeLayers(fields, held);
  const before = fields.find('bb');
  const backTo = decodeBackTo(fields, earned);
  const statusRecord: StatusRecord = {
    computed: held.status,
    since: held.since,
    until: fields.find('u')?.instant() ?? null,
    why: held.why,
    earned,
    grace,
    given,
    before: {
      status: fields.find('b')?.text() ?? null,
      since: fields.find('bs')?.instant() ?? null,
      ...(before === null
        ? {}
        : { begun: { status: before.textOrNull(), since: fields.find('bz')?.instant() ?? null } }),
    },
    ...(begun === null ? {} : { begun: decodeHeld(begun.fields()) }),
    closedTo: asDay(fields.get('ct').integer()),
    ...(backTo === null ? {} : { backTo }),
    override: decodeOverride(fields.find('o')),
    ...decodeEffective(fields),
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

/** From what the next turn judges. The first form, `bt`, knew the status alone. */
function decodeBackTo(fields: StoredFields, earned: EarnedStatus): EarnedStatus | null {
  const [backTo, status] = [fields.find('bk'), fields.find('bt')];
  if (backTo !== null) return decodeHeld(backTo.fields());
  return status === null ? null : { ...earned, status: status.textOrNull() };
}

/** Held and earned are one and the same, but where a status was given on top. */
const isSame = ({ grace, given, earned, computed, since }: StatusRecord): boolean =>
  given.length === 0 && grace === null && earned.status === computed && earned.since === since;

const earnedFields = ({
  status,
  since,
  why,
  over,
}: EarnedStatus): Record<string, AttributeValue | undefined> => ({
  c: ifAny(status, text),
  s: integer(since),
  w: encodeReason(why),
  ov: ifAny(over ?? null, encodeLayers),
});

const encodeEarned = (earned: EarnedStatus): AttributeValue => record(earnedFields(earned));

function decodeHeld(fields: StoredFields): EarnedStatus {
  const held = {
    status: fields.find('c')?.text() ?? null,
    since: fields.get('s').instant(),
    why: decodeReason(fields.get('w')),
  };
  const over = decodeOver(fields, held);
  return over === null ? held : { ...held, over };
}

/** What a gift for good lies over. The first form, `o` of its reason, knew the status alone. */
function decodeOver(fields: StoredFields, { since }: EarnedStatus): StatusLayers | null {
  const over = fields.find('ov');
  if (over !== null) return decodeLayers(over.fields(), null);
  const status = fields.get('w').fields().find('o');
  if (status === null) return null;
  const earned = { status: status.textOrNull(), since, why: { kind: 'initial' } } as const;
  return { earned, grace: null, given: [] };
}

const layerFields = ({ earned, grace, given }: StatusLayers) => ({
  e: encodeEarned(earned),
  gr: ifAny(grace, encodeGrace),
  g: ifSome(given, (all) => list(all.map(encodeGiven))),
});

const encodeLayers = (layers: StatusLayers): AttributeValue => record(layerFields(layers));

/** @param held what is earned where nothing else is said */
function decodeLayers(fields: StoredFields, held: EarnedStatus | null): StatusLayers {
  const earned = fields.find('e');
  return {
    earned: held !== null && earned === null ? held : decodeHeld(fields.get('e').fields()),
    ...decodeLaid(fields),
  };
}

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

const encodeEffective = ({ status, since }: NonNullable<StatusRecord['effective']>): AttributeValue =>
  record({ c: ifAny(status, text), s: integer(since) });

function decodeEffective(fields: StoredFields): Pick<StatusRecord, 'effective' | 'overrideRevision'> {
  const shown = fields.find('ef')?.fields();
  const revision = fields.find('on');
  return {
    ...(shown === undefined
      ? {}
      : { effective: { status: shown.find('c')?.text() ?? null, since: shown.get('s').instant() } }),
    ...(revision === null ? {} : { overrideRevision: revision.integer() }),
  };
}

const encodeOverride = ({ mode, status, until, at, reason, actor }: Override): AttributeValue =>
  record({
    m: text(mode),
    s: ifAny(status, text),
    u: ifAny(until, integer),
    t: integer(at),
    r: text(reason),
    a: text(actor),
  });

function decodeOverride(stored: StoredValue | null): Override | null {
  if (stored === null) return null;
  const fields = stored.fields();
  return {
    mode: modeIn(fields.get('m')),
    status: fields.find('s')?.text() ?? null,
    until: fields.find('u')?.instant() ?? null,
    at: fields.get('t').instant(),
    reason: fields.get('r').text(),
    actor: fields.get('a').text(),
  };
}
