import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { Override, StatusReason } from '#domain/member/member.ts';
import { asDay, type DayRange } from '#domain/time/time.ts';
import {
  ifAny,
  integer,
  record,
  type StoredFields,
  type StoredValue,
  text,
  textOrNull,
} from './attributes.ts';
import { decodeMeasured, encodeMeasured } from './measured.ts';
import { occasionAttributes, occasionIn } from './occasion.ts';

/**
 * Why a status was given, as a map: `k` kind, `f` and `t` the period's first day and the day after it, `v` value, `pv` program
 * version, of a raising at once `d` the day it was seen from; `w` the status that was dropped; of an override `o` its mode, `t` when it was put there; of a rule `r` its name, `m` what it measured, `st` and `id` the receipt, `en` what it was if none, `d` its day, `w` the status that it took off; of what was taken back the receipt as well, and `w` what it was.
 */
export function encodeReason(why: StatusReason): AttributeValue {
  switch (why.kind) {
    case 'initial':
      return record({ k: text(why.kind) });
    case 'review':
    case 'raised-at-once':
      return record({
        d: why.kind === 'raised-at-once' ? ifAny(why.seenFrom, integer) : undefined,
        k: text(why.kind),
        f: integer(why.period.from),
        t: integer(why.period.to),
        v: integer(why.value),
        pv: integer(why.programVersion),
      });
    case 'dropped':
      return record({ k: text(why.kind), w: text(why.was), pv: integer(why.programVersion) });
    case 'override':
      return record({ k: text(why.kind), o: text(why.mode), t: integer(why.at) });
    case 'taken-back':
      return record({
        k: text(why.kind),
        w: textOrNull(why.was),
        ...occasionAttributes(why),
        d: integer(why.day),
        pv: integer(why.programVersion),
      });
    case 'rule':
      return record({
        k: text(why.kind),
        r: text(why.rule),
        m: ifAny(why.measured, encodeMeasured),
        ...occasionAttributes(why),
        d: integer(why.day),
        pv: integer(why.programVersion),
        w: ifAny(why.was ?? null, text),
      });
    default:
      return why satisfies never;
  }
}

export const modeIn = (stored: StoredValue): Override['mode'] =>
  stored.oneOf(['set', 'floor', 'ceiling', 'freeze']);

export function decodeReason(stored: StoredValue): StatusReason {
  const fields = stored.fields();
  const kind = fields
    .get('k')
    .oneOf(['initial', 'review', 'raised-at-once', 'rule', 'dropped', 'taken-back', 'override']);
  if (kind === 'initial') return { kind };
  if (kind === 'dropped')
    return { kind, was: fields.get('w').text(), programVersion: fields.get('pv').integer() };
  if (kind === 'override') return { kind, mode: modeIn(fields.get('o')), at: fields.get('t').instant() };
  if (kind === 'taken-back') return { kind, was: fields.get('w').textOrNull(), ...receiptIn(fields) };
  if (kind === 'rule') {
    const [measured, was] = [fields.find('m'), fields.find('w')];
    return {
      kind,
      rule: fields.get('r').text(),
      measured: measured === null ? null : decodeMeasured(measured),
      ...receiptIn(fields),
      ...(was === null ? {} : { was: was.text() }),
    };
  }
  const period: DayRange = {
    from: asDay(fields.get('f').integer()),
    to: asDay(fields.get('t').integer()),
  };
  const reason = { period, value: fields.get('v').integer(), programVersion: fields.get('pv').integer() };
  if (kind === 'review') return { kind, ...reason };
  const seenFrom = fields.find('d')?.integer() ?? null;
  return { kind, ...reason, seenFrom: seenFrom === null ? null : asDay(seenFrom) };
}

const receiptIn = (fields: StoredFields) => ({
  ...occasionIn(fields),
  day: asDay(fields.get('d').integer()),
  programVersion: fields.get('pv').integer(),
});
