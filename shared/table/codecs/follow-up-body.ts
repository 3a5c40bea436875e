import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { EntryHead, PaymentBody, ReturnBody } from '#domain/member/entry.ts';
import { assert } from '../assertions.ts';
import {
  decodeCategories,
  decodeReason,
  decodeStatus,
  encodeCategories,
  encodeReason,
  encodeStatus,
} from './answer-parts.ts';
import { flag, ifSome, integer, list, packed, type StoredFields, text } from './attributes.ts';
import { toldAttributes, toldIn } from './follow-up-told.ts';
import { decodeLinesBack, encodeLinesBack } from './lines-left-codec.ts';

type FollowUpBody = ReturnBody | PaymentBody;

/** A return's or a payment's part beside its head. What its lines gave adds up to what was taken. Names are in docs/table.md. */
export function encodeFollowUpBody(
  body: FollowUpBody,
  head: EntryHead,
): Readonly<Record<string, AttributeValue | undefined>> {
  const { followUp, answer, revision } = body;
  const place = `${head.source}/${head.id}/${followUp.id}`;
  assert(answer.day === head.day, `${place}: the answer names another day`);
  assert(followUp.occurredAt === head.occurredAt, `${place}: it happened at another moment`);
  const common = {
    k: text(body.kind),
    rv: integer(revision),
    ...toldAttributes(followUp, head.source),
    dp: text(answer.disposition),
    ah: answer.clockAhead ? flag(true) : undefined,
    pv: integer(answer.programVersion),
    st: ifSome(answer.statuses, (statuses) => list(statuses.map(encodeStatus))),
    ca: ifSome([...answer.categories.added, ...answer.categories.removed], () =>
      encodeCategories(answer.categories),
    ),
  };
  if (body.kind === 'payment') {
    const { paidMinor, soldMinor, messages, reasons } = body.answer;
    return {
      ...common,
      pa: integer(paidMinor),
      sd: integer(soldMinor),
      ms: ifSome(messages, (printed) => list(printed.map(text))),
      rs: ifSome(reasons, (said) => list(said.map(encodeReason))),
    };
  }
  const { lines, soldMinor, refundedMinor } = body.answer;
  assert(
    lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0) === soldMinor,
    `${place}: what was taken is not the sum of its lines`,
  );
  return {
    ...common,
    lt: ifSome(lines, (taken) => packed(encodeLinesBack(taken))),
    rd: refundedMinor === 0 ? undefined : integer(refundedMinor),
  };
}

export function decodeFollowUpBody(
  fields: StoredFields,
  head: EntryHead,
  named: { readonly kind: FollowUpBody['kind']; readonly id: string },
): FollowUpBody {
  const { kind } = named;
  const followUp = toldIn(fields, { ...named, occurredAt: head.occurredAt, saleStoreId: head.source });
  const revision = fields.get('rv').integer();
  const common = {
    disposition: fields.get('dp').oneOf(['scored', 'anonymous', 'unmatched', 'too-old']),
    clockAhead: fields.find('ah')?.flag() ?? false,
    day: head.day,
    programVersion: fields.get('pv').integer(),
    statuses: fields.find('st')?.list().map(decodeStatus) ?? [],
    categories: decodeCategories(fields.find('ca')),
  };
  if (followUp.kind === 'payment') {
    assert(kind === 'payment', 'a payment lies under the key of a return');
    const messages = fields.find('ms')?.list() ?? [];
    return {
      kind,
      followUp,
      revision,
      answer: {
        ...common,
        paidMinor: fields.get('pa').integer(),
        soldMinor: fields.get('sd').integer(),
        messages: messages.map((message) => message.text()),
        reasons: fields.find('rs')?.list().map(decodeReason) ?? [],
      },
    };
  }
  assert(kind === 'return', 'a return lies under the key of a payment');
  const lines = fields.find('lt')?.packed(decodeLinesBack) ?? [];
  return {
    kind,
    followUp,
    revision,
    answer: {
      ...common,
      lines,
      soldMinor: lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0),
      refundedMinor: fields.find('rd')?.integer() ?? 0,
    },
  };
}
