import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AppliedDiscount, Benefits, Sale } from '#domain/commands.ts';
import type { Entry, QuoteOutcome, RuleReason, SaleAnswer, StatusOutcome } from '#domain/entry.ts';
import { asDay } from '#domain/time.ts';
import { assert } from '../assertions.ts';
import { entryIndexKey, entryKey, receiptIn } from '../keys.ts';
import {
  type Attributes,
  flag,
  ifAny,
  ifSome,
  integer,
  keyAttributes,
  list,
  mapOf,
  openItem,
  packed,
  presentOf,
  record,
  type StoredValue,
  text,
  textOrNull,
} from './attributes.ts';
import { decodeColumnValues, encodeColumnValues } from './column-values-codec.ts';
import { decodeLines, encodeLines } from './lines-codec.ts';

/*
 * An entry is one item: guard, ledger line, answer and reasons. What follows from the rest is not stored: store and
 * receipt (the key), the sold sum (lines less discounts), the paid sum where the till told none, the lines' discounts
 * (packed with the lines), a promise that was kept (equal to the answer's benefits). Names are listed in docs/table.md.
 */
export function entryItem(entry: Entry): Attributes {
  const { sale, answer, memberId, cardNumber } = entry;
  assertConsistent(entry);
  const index = memberId === null ? null : entryIndexKey(memberId, answer.day, sale.occurredAt);
  return {
    ...keyAttributes(entryKey(sale.storeId, sale.receiptId)),
    ...presentOf({
      entryPk: ifAny(index, ({ entryPk }) => text(entryPk)),
      entrySk: ifAny(index, ({ entrySk }) => text(entrySk)),
      m: ifAny(memberId, text),
      c: ifAny(cardNumber, text),
      h: text(entry.meaning),
      t: integer(sale.occurredAt),
      r: integer(entry.receivedAt),
      q: entry.quote === 'none' ? undefined : text(entry.quote),
      cu: text(sale.currency),
      ln: packed(encodeLines({ lines: sale.lines, lineDiscountsMinor: answer.lineDiscountsMinor })),
      pa: ifAny(sale.paidMinor, integer),
      pr: ifAny(sale.promised, (promised) => encodePromise(promised, answer)),
      dp: text(answer.disposition),
      ah: answer.clockAhead ? flag(true) : undefined,
      d: integer(answer.day),
      pv: integer(answer.programVersion),
      ds: ifSome(answer.discounts, encodeDiscounts),
      st: ifSome(answer.statuses, (statuses) => list(statuses.map(encodeStatus))),
      rs: ifSome(answer.reasons, (reasons) => list(reasons.map(encodeReason))),
      ct: ifSome(entry.counted, (counted) => packed(encodeColumnValues(counted))),
    }),
  };
}

/** Reads an entry; what does not decode throws, with the item's key. */
export function entryOfItem(item: Attributes): Entry {
  const { key, fields } = openItem(item);
  const { lines, lineDiscountsMinor } = fields.get('ln').packed(decodeLines);
  const discounts = decodeDiscounts(fields.find('ds'));
  const paidMinor = fields.find('pa')?.integer() ?? null;
  const soldMinor = soldOf({ lines }, { lineDiscountsMinor });
  const promise = fields.find('pr');
  return {
    sale: {
      kind: 'sale',
      ...receiptIn(key),
      occurredAt: fields.get('t').instant(),
      currency: fields.get('cu').text(),
      lines,
      paidMinor,
      promised: promise === null ? null : decodePromise(promise, { discounts, lineDiscountsMinor }),
    },
    memberId: fields.find('m')?.text() ?? null,
    cardNumber: fields.find('c')?.text() ?? null,
    receivedAt: fields.get('r').instant(),
    meaning: fields.get('h').text(),
    quote: fields.find('q')?.oneOf<QuoteOutcome>(['honoured', 'expired', 'changed']) ?? 'none',
    answer: {
      disposition: fields.get('dp').oneOf(['scored', 'anonymous', 'unmatched', 'too-old']),
      clockAhead: fields.find('ah')?.flag() ?? false,
      day: asDay(fields.get('d').integer()),
      programVersion: fields.get('pv').integer(),
      discounts,
      lineDiscountsMinor,
      soldMinor,
      paidMinor: paidMinor ?? soldMinor,
      statuses: fields.find('st')?.list().map(decodeStatus) ?? [],
      reasons: fields.find('rs')?.list().map(decodeReason) ?? [],
    },
    counted: fields.find('ct')?.packed(decodeColumnValues) ?? new Map(),
  };
}

/** The member of a stored entry, without reading the rest of it; `null`: nobody's yet. */
export const memberOfEntryItem = (item: Attributes): string | null =>
  openItem(item).fields.find('m')?.text() ?? null;

/** What is not stored must follow from what is. */
function assertConsistent({ sale, answer }: Entry): void {
  const place = `${sale.storeId}/${sale.receiptId}`;
  assert(answer.lineDiscountsMinor.length === sale.lines.length, `${place}: not one discount a line`);
  assert(answer.soldMinor === soldOf(sale, answer), `${place}: sold is not the lines less their discounts`);
  assert(
    answer.paidMinor === (sale.paidMinor ?? answer.soldMinor),
    `${place}: paid is not what the till told`,
  );
}

function soldOf({ lines }: Pick<Sale, 'lines'>, answer: Pick<SaleAnswer, 'lineDiscountsMinor'>): number {
  const cost = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return answer.lineDiscountsMinor.reduce((sum, discount) => sum - discount, cost);
}

const encodeDiscounts = (discounts: readonly AppliedDiscount[]): AttributeValue =>
  list(
    discounts.map(({ rule, basisPoints, amountMinor }) =>
      list([text(rule), integer(basisPoints), integer(amountMinor)]),
    ),
  );

const decodeDiscounts = (stored: StoredValue | null): readonly AppliedDiscount[] =>
  stored?.list().map((discount) => ({
    rule: discount.part(0).text(),
    basisPoints: discount.part(1).integer(),
    amountMinor: discount.part(2).integer(),
  })) ?? [];

/** `true` stands for a promise that is what was answered. */
function encodePromise(promised: Benefits, answer: SaleAnswer): AttributeValue {
  if (isSame(promised, answer)) return flag(true);
  const { lineDiscountsMinor } = promised;
  const blank = lineDiscountsMinor.map(() => ({ sku: '0', quantityThousandths: 1000, amountMinor: 0 }));
  return record({
    ds: encodeDiscounts(promised.discounts),
    ld: packed(encodeLines({ lines: blank, lineDiscountsMinor })),
  });
}

function decodePromise(stored: StoredValue, answered: Benefits): Benefits {
  if (stored.isFlag()) return answered;
  const fields = stored.fields();
  const { lineDiscountsMinor } = fields.get('ld').packed(decodeLines);
  return { discounts: decodeDiscounts(fields.get('ds')), lineDiscountsMinor };
}

function isSame(one: Benefits, other: Benefits): boolean {
  const benefits = ({ discounts, lineDiscountsMinor }: Benefits): string =>
    JSON.stringify([
      discounts.map(({ rule, basisPoints, amountMinor }) => [rule, basisPoints, amountMinor]),
      lineDiscountsMinor,
    ]);
  return benefits(one) === benefits(other);
}

const encodeStatus = ({ system, before, after }: StatusOutcome): AttributeValue =>
  list([text(system), textOrNull(before), textOrNull(after)]);

const decodeStatus = (stored: StoredValue): StatusOutcome => ({
  system: stored.part(0).text(),
  before: stored.part(1).textOrNull(),
  after: stored.part(2).textOrNull(),
});

const encodeReason = ({ rule, outcome, basisPoints, because, measured }: RuleReason): AttributeValue =>
  list([
    text(rule),
    flag(outcome === 'won'),
    integer(basisPoints),
    mapOf(because, textOrNull),
    ...(measured === undefined
      ? []
      : [text(measured.counter), integer(measured.value), text(measured.words)]),
  ]);

function decodeReason(stored: StoredValue): RuleReason {
  const reason = {
    rule: stored.part(0).text(),
    outcome: stored.part(1).flag() ? ('won' as const) : ('held-back' as const),
    basisPoints: stored.part(2).integer(),
    because: stored.part(3).mapOf((status) => status.textOrNull()),
  };
  if (stored.list().length === 4) return reason;
  const [counter, value, words] = [stored.part(4).text(), stored.part(5).integer(), stored.part(6).text()];
  return { ...reason, measured: { counter, value, words } };
}
