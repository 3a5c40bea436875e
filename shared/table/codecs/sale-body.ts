import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AppliedDiscount, Benefits, GivenAtTill, Sale, SaleLine } from '#domain/member/commands.ts';
import type {
  EntryHead,
  LineLeft,
  QuoteOutcome,
  RefusedFollowUp,
  SaleAnswer,
  SaleBody,
  SaleLeft,
} from '#domain/member/entry.ts';
import { leftOf } from '#domain/returns/left.ts';
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
import {
  decodeLineCategories,
  decodeLineGoods,
  encodeLineCategories,
  encodeLineGoods,
} from './line-labels-codec.ts';
import { decodeLines, encodeLines } from './lines-codec.ts';
import { decodeLinesLeft, encodeLinesLeft } from './lines-left-codec.ts';

/**
 * A sale's part beside its head. Nothing that follows from the rest is stored: store, receipt, day and moment (the
 * head), the sold sum (lines less discounts), the paid sum where the till told none, the lines' discounts (packed with
 * the lines), a promise that was kept (equal to the answer's benefits). Names are listed in docs/table.md.
 */
export function encodeSaleBody(
  { sale, quote, answer, lineGoods, left, refused }: SaleBody,
  head: EntryHead,
): Readonly<Record<string, AttributeValue | undefined>> {
  assertConsistent({ sale, answer, lineGoods }, head);
  return {
    q: quote === 'none' ? undefined : text(quote),
    cu: text(sale.currency),
    ln: packed(encodeLines({ lines: sale.lines, lineDiscountsMinor: answer.lineDiscountsMinor })),
    pa: ifAny(sale.paidMinor, integer),
    ch: ifAny(sale.changeMinor ?? null, integer),
    gv: ifAny(sale.given ?? null, (given) => list(given.map(encodeGiven))),
    pr: ifAny(sale.promised, (promised) => encodePromise(promised, answer)),
    dp: text(answer.disposition),
    ah: answer.clockAhead ? flag(true) : undefined,
    oc: answer.otherCurrency === true ? flag(true) : undefined,
    pv: integer(answer.programVersion),
    ds: ifSome(answer.discounts, encodeDiscounts),
    st: ifSome(answer.statuses, (statuses) => list(statuses.map(encodeStatus))),
    rs: ifSome(answer.reasons, (reasons) => list(reasons.map(encodeReason))),
    ca: ifSome([...answer.categories.added, ...answer.categories.removed], () =>
      encodeCategories(answer.categories),
    ),
    ms: ifSome(answer.messages, (messages) => list(messages.map(text))),
    lg: ifSome(lineGoods.flat(), () => packed(encodeLineGoods(lineGoods))),
    lc: sale.lines.some(({ categories }) => categories !== undefined)
      ? packed(encodeLineCategories(sale.lines))
      : undefined,
    ...(left === undefined ? {} : leftAttributes({ sale, answer }, left)),
    xr: ifSome(refused ?? [], (all) => list(all.map(encodeRefused))),
  };
}

/** What is left of a sale; `rv` counts what has followed it, and every write of it asks for that. */
export function leftAttributes(
  { sale, answer }: Pick<SaleBody, 'sale' | 'answer'>,
  left: SaleLeft,
): Readonly<Record<'rv' | 'lf', AttributeValue>> {
  const whole = leftOf({ body: { sale, answer } }).lines;
  const touched = left.lines.flatMap((each, line) => {
    const before = whole[line];
    return before !== undefined && isSameLine(before, each) ? [] : [{ line, left: each }];
  });
  return {
    rv: integer(left.revision),
    lf: record({
      p: integer(left.paidMinor),
      r: left.refundedMinor === 0 ? undefined : integer(left.refundedMinor),
      l: ifSome(touched, (lines) => packed(encodeLinesLeft(lines))),
      v: left.isVoid === true ? flag(true) : undefined,
    }),
  };
}

const isSameLine = (one: LineLeft, other: LineLeft): boolean =>
  one.netMinor === other.netMinor &&
  one.quantityThousandths === other.quantityThousandths &&
  one.backThousandths === other.backThousandths &&
  one.isBack === other.isBack;

function leftIn(fields: StoredFields, body: SaleBody): Pick<SaleBody, 'left'> {
  const stored = fields.find('lf')?.fields();
  if (stored === undefined) return {};
  const whole = leftOf({ body });
  const touched = new Map(
    stored
      .find('l')
      ?.packed(decodeLinesLeft)
      .map(({ line, left }) => [line, left]),
  );
  return {
    left: {
      revision: fields.get('rv').integer(),
      lines: whole.lines.map((line, index) => touched.get(index) ?? line),
      paidMinor: stored.get('p').integer(),
      refundedMinor: stored.find('r')?.integer() ?? 0,
      ...(stored.find('v') === null ? {} : { isVoid: true as const }),
    },
  };
}

const encodeRefused = ({ kind, id, meaning, code, detail }: RefusedFollowUp): AttributeValue =>
  list([text(kind), text(id), text(meaning), text(code), text(detail)]);

const decodeRefused = (stored: StoredValue): RefusedFollowUp => ({
  kind: stored.part(0).oneOf(['return', 'payment']),
  id: stored.part(1).text(),
  meaning: stored.part(2).text(),
  code: stored.part(3).text(),
  detail: stored.part(4).text(),
});

export function decodeSaleBody(fields: StoredFields, head: EntryHead): SaleBody {
  const { lines: bare, lineDiscountsMinor } = fields.get('ln').packed(decodeLines);
  const lines = withCategories(bare, fields.find('lc'));
  const discounts = decodeDiscounts(fields.find('ds'));
  const paidMinor = fields.find('pa')?.integer() ?? null;
  const soldMinor = soldOf({ lines }, { lineDiscountsMinor });
  const promise = fields.find('pr');
  const [given, change] = [fields.find('gv'), fields.find('ch')];
  const refused = fields.find('xr');
  const body: SaleBody = {
    kind: 'sale',
    sale: {
      kind: 'sale',
      storeId: head.source,
      receiptId: head.id,
      occurredAt: head.occurredAt,
      currency: fields.get('cu').text(),
      lines,
      paidMinor,
      promised: promise === null ? null : decodePromise(promise, { discounts, lineDiscountsMinor }),
      ...(given === null ? {} : { given: given.list().map(decodeGiven) }),
      ...(change === null ? {} : { changeMinor: change.integer() }),
    },
    quote: fields.find('q')?.oneOf<QuoteOutcome>(['honoured', 'expired', 'changed', 'used']) ?? 'none',
    answer: {
      disposition: fields.get('dp').oneOf(['scored', 'anonymous', 'unmatched', 'too-old']),
      clockAhead: fields.find('ah')?.flag() ?? false,
      day: head.day,
      programVersion: fields.get('pv').integer(),
      discounts,
      lineDiscountsMinor,
      soldMinor,
      ...(fields.find('oc') === null ? {} : { otherCurrency: true as const }),
      paidMinor: paidMinor === null ? soldMinor : paidMinor - (change?.integer() ?? 0),
      statuses: fields.find('st')?.list().map(decodeStatus) ?? [],
      categories: decodeCategories(fields.find('ca')),
      messages:
        fields
          .find('ms')
          ?.list()
          .map((message) => message.text()) ?? [],
      reasons: fields.find('rs')?.list().map(decodeReason) ?? [],
    },
    lineGoods: fields.find('lg')?.packed(decodeLineGoods) ?? lines.map(() => []),
    ...(refused === null ? {} : { refused: refused.list().map(decodeRefused) }),
  };
  return { ...body, ...leftIn(fields, body) };
}

/** Only what follows from the stored part may be left out. */
function assertConsistent(
  { sale, answer, lineGoods }: Omit<SaleBody, 'kind' | 'quote'>,
  head: EntryHead,
): void {
  const place = `${head.source}/${head.id}`;
  assert(
    sale.storeId === head.source && sale.receiptId === head.id && sale.occurredAt === head.occurredAt,
    `${place}: the sale is not the one that its head names`,
  );
  assert(answer.day === head.day, `${place}: the answer names another day`);
  assert(answer.lineDiscountsMinor.length === sale.lines.length, `${place}: not one discount a line`);
  assert(lineGoods.length === sale.lines.length, `${place}: not the goods of each line`);
  assert(answer.soldMinor === soldOf(sale, answer), `${place}: sold is not the lines less their discounts`);
  assert(
    answer.paidMinor ===
      (sale.paidMinor === null ? answer.soldMinor : sale.paidMinor - (sale.changeMinor ?? 0)),
    `${place}: paid is not what the till told`,
  );
}

function soldOf({ lines }: Pick<Sale, 'lines'>, answer: Pick<SaleAnswer, 'lineDiscountsMinor'>): number {
  const cost = lines.reduce((sum, { amountMinor }) => sum + amountMinor, 0);
  return answer.lineDiscountsMinor.reduce((sum, discount) => sum - discount, cost);
}

const encodeGiven = ({ line, amountMinor, why }: GivenAtTill): AttributeValue =>
  list([integer(line), integer(amountMinor), text(why)]);

const decodeGiven = (stored: StoredValue): GivenAtTill => ({
  line: stored.part(0).integer(),
  amountMinor: stored.part(1).integer(),
  why: stored.part(2).text(),
});

const encodeDiscounts = (discounts: readonly AppliedDiscount[]): AttributeValue =>
  list(
    discounts.map(({ rule, basisPoints, amountMinor, isStanding }) =>
      list([
        text(rule),
        integer(basisPoints),
        integer(amountMinor),
        ...(isStanding === true ? [flag(true)] : []),
      ]),
    ),
  );

const decodeDiscounts = (stored: StoredValue | null): readonly AppliedDiscount[] =>
  stored?.list().map((discount) => ({
    rule: discount.part(0).text(),
    basisPoints: discount.part(1).integer(),
    amountMinor: discount.part(2).integer(),
    ...(discount.list().length === 3 ? {} : { isStanding: true as const }),
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
      discounts.map(({ rule, basisPoints, amountMinor, isStanding }) => [
        rule,
        basisPoints,
        amountMinor,
        isStanding ?? false,
      ]),
      lineDiscountsMinor,
    ]);
  return benefits(one) === benefits(other);
}

function withCategories(lines: readonly SaleLine[], stored: StoredValue | null): readonly SaleLine[] {
  if (stored === null) return lines;
  const said = stored.packed(decodeLineCategories);
  return lines.map((line, index) => {
    const categories = said[index];
    return categories === undefined ? line : { ...line, categories };
  });
}
