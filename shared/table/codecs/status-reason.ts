import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { DayRange, StatusReason } from '#domain/member.ts';
import { asDay } from '#domain/time.ts';
import { integer, record, type StoredValue, text } from './attributes.ts';

/** Why a status was given, as a map: `k` kind, `f` and `t` the period's first day and the day after it, `v` value, `pv` program version. */
export function encodeReason(why: StatusReason): AttributeValue {
  switch (why.kind) {
    case 'initial':
      return record({ k: text(why.kind) });
    case 'review':
    case 'raised-at-once':
      return record({
        k: text(why.kind),
        f: integer(why.period.from),
        t: integer(why.period.to),
        v: integer(why.value),
        pv: integer(why.programVersion),
      });
    default:
      return why satisfies never;
  }
}

export function decodeReason(stored: StoredValue): StatusReason {
  const fields = stored.fields();
  const kind = fields.get('k').oneOf(['initial', 'review', 'raised-at-once']);
  if (kind === 'initial') return { kind };
  const period: DayRange = {
    from: asDay(fields.get('f').integer()),
    to: asDay(fields.get('t').integer()),
  };
  return { kind, period, value: fields.get('v').integer(), programVersion: fields.get('pv').integer() };
}
