import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { ActivityBody, BackBody, ChangeAnswer, Standing, VisitBody } from '#domain/member/changing.ts';
import type { VisitPayment } from '#domain/member/commands.ts';
import type { EntryHead } from '#domain/member/entry.ts';
import type { ChangeRef } from '#domain/member/entry-ref.ts';
import { asDay } from '#domain/time/time.ts';
import { assert } from '../assertions.ts';
import {
  decodeCategories,
  decodeReason,
  decodeStatus,
  encodeCategories,
  encodeReason,
  encodeStatus,
} from './answer-parts.ts';
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
} from './attributes.ts';
import { decodeColumnValues, encodeColumnValues } from './column-values-codec.ts';
import { decodeLineCategories, encodeLineCategories } from './line-labels-codec.ts';
import { decodeLines, encodeLines } from './lines-codec.ts';

type ChangeBody = VisitBody | ActivityBody | BackBody;
type Stored = Readonly<Record<string, AttributeValue | undefined>>;

/** A change's part beside its head, its number read from the key; names are in docs/table.md. */
export function encodeChangeBody(body: ChangeBody, head: EntryHead): Stored {
  if (body.kind === 'taken-back') return { k: text(body.kind) };
  const { answer, stands } = body;
  assert(answer.day === head.day, `${head.source}/${head.id}: the answer names another day`);
  return {
    k: text(body.kind),
    sn: ifAny(stands, encodeStanding),
    ...encodeAnswer(answer),
    ...(body.kind === 'visit' ? encodeVisit(body) : encodeActivity(body)),
  };
}

function encodeVisit({ visit, payments, paidIn }: VisitBody): Stored {
  const lineDiscountsMinor = visit.lines.map(() => 0);
  return {
    vs: text(visit.status),
    sa: integer(visit.startsAt),
    cg: integer(visit.changedAt),
    cu: text(visit.currency),
    am: integer(visit.amountMinor),
    ln: ifSome(visit.lines, (lines) => packed(encodeLines({ lines, lineDiscountsMinor }))),
    lc: visit.lines.some(({ categories }) => categories !== undefined)
      ? packed(encodeLineCategories(visit.lines))
      : undefined,
    pm: ifAny(visit.paidMinor, integer),
    py: ifSome(payments, (all) => list(all.map(encodePayment))),
    pi: ifAny(paidIn ?? null, text),
  };
}

const encodeActivity = ({ activity, isTakenBack, occurredAt }: ActivityBody): Stored => ({
  ac: text(activity),
  oa: integer(occurredAt),
  tb: isTakenBack ? flag(true) : undefined,
});

const encodePayment = ({ id, amountMinor, occurredAt, meaning, number }: VisitPayment): AttributeValue =>
  list([text(id), integer(amountMinor), integer(occurredAt), text(meaning), integer(number)]);

const decodePayment = (stored: StoredValue): VisitPayment => ({
  id: stored.part(0).text(),
  amountMinor: stored.part(1).integer(),
  occurredAt: stored.part(2).instant(),
  meaning: stored.part(3).text(),
  number: stored.part(4).integer(),
});

/** It counts sums alone. */
function encodeStanding({ day, counted, at, programVersion }: Standing): AttributeValue {
  assert(counted.tallies.size === 0, 'an entry that changes counts different values');
  const { late } = counted;
  return record({
    d: integer(day),
    ct: ifSome(counted.sums, (values) => packed(encodeColumnValues(values))),
    cl: ifAny(late ?? null, (then) =>
      record({ d: integer(then.day), ct: packed(encodeColumnValues(then.sums)) }),
    ),
    t: integer(at),
    pv: integer(programVersion),
  });
}

function decodeStanding(stored: StoredValue): Standing {
  const fields = stored.fields();
  const late = fields.find('cl')?.fields();
  const tallies = new Map<string, string>();
  const sums = (of: StoredFields) => of.find('ct')?.packed(decodeColumnValues) ?? new Map<string, number>();
  return {
    day: asDay(fields.get('d').integer()),
    counted: {
      sums: sums(fields),
      tallies,
      ...(late === undefined
        ? {}
        : { late: { day: asDay(late.get('d').integer()), sums: sums(late), tallies } }),
    },
    at: fields.get('t').instant(),
    programVersion: fields.get('pv').integer(),
  };
}

const encodeAnswer = (answer: ChangeAnswer): Stored => ({
  dp: text(answer.disposition),
  ah: answer.clockAhead ? flag(true) : undefined,
  pv: integer(answer.programVersion),
  st: ifSome(answer.statuses, (statuses) => list(statuses.map(encodeStatus))),
  ca: ifSome([...answer.categories.added, ...answer.categories.removed], () =>
    encodeCategories(answer.categories),
  ),
  pa: integer(answer.paidMinor),
  sd: integer(answer.soldMinor),
  ms: ifSome(answer.messages, (messages) => list(messages.map(text))),
  rs: ifSome(answer.reasons, (reasons) => list(reasons.map(encodeReason))),
});

const decodeAnswer = (fields: StoredFields, head: EntryHead): ChangeAnswer => ({
  disposition: fields.get('dp').oneOf(['scored', 'anonymous', 'unmatched', 'too-old']),
  clockAhead: fields.find('ah')?.flag() ?? false,
  day: head.day,
  programVersion: fields.get('pv').integer(),
  statuses: fields.find('st')?.list().map(decodeStatus) ?? [],
  categories: decodeCategories(fields.find('ca')),
  paidMinor: fields.get('pa').integer(),
  soldMinor: fields.get('sd').integer(),
  messages: (fields.find('ms')?.list() ?? []).map((message) => message.text()),
  reasons: fields.find('rs')?.list().map(decodeReason) ?? [],
});

export function decodeChangeBody(fields: StoredFields, head: EntryHead, change: ChangeRef): ChangeBody {
  const kind = fields.get('k').oneOf(['visit', 'activity', 'taken-back']);
  const { of, number, isBack } = change;
  assert(kind === (isBack === true ? 'taken-back' : of), 'an entry lies under the key of another kind');
  if (kind === 'taken-back') return { kind, of, number };
  const stands = fields.find('sn');
  const common = {
    number,
    stands: stands === null ? null : decodeStanding(stands),
    answer: decodeAnswer(fields, head),
  };
  return kind === 'visit' ? decodeVisit(fields, common) : decodeActivity(fields, common);
}

type Common = Pick<VisitBody, 'number' | 'stands' | 'answer'>;

function decodeVisit(fields: StoredFields, common: Common): VisitBody {
  const bare = fields.find('ln')?.packed(decodeLines).lines ?? [];
  const said = fields.find('lc')?.packed(decodeLineCategories) ?? [];
  const lines = bare.map((line, index) => {
    const categories = said[index];
    return categories === undefined ? line : { ...line, categories };
  });
  const paidIn = fields.find('pi');
  return {
    kind: 'visit',
    ...common,
    visit: {
      status: fields.get('vs').oneOf(['booked', 'came', 'no-show', 'cancelled']),
      startsAt: fields.get('sa').instant(),
      changedAt: fields.get('cg').instant(),
      currency: fields.get('cu').text(),
      amountMinor: fields.get('am').integer(),
      lines,
      paidMinor: fields.find('pm')?.integer() ?? null,
    },
    payments: fields.find('py')?.list().map(decodePayment) ?? [],
    ...(paidIn === null ? {} : { paidIn: paidIn.text() }),
  };
}

const decodeActivity = (fields: StoredFields, common: Common): ActivityBody => ({
  kind: 'activity',
  ...common,
  activity: fields.get('ac').text(),
  occurredAt: fields.get('oa').instant(),
  isTakenBack: fields.find('tb')?.flag() ?? false,
});
