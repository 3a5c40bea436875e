import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import type { AppliedDiscount, Benefits, GivenAtTill, Sale, SaleLine } from '#domain/member/commands.ts';
import {
  type CategoryOutcome,
  type EntryHead,
  NO_CATEGORIES_MOVED,
  type QuoteOutcome,
  type RuleOutcome,
  type RuleReason,
  type SaleAnswer,
  type SaleBody,
  type StatusOutcome,
} from '#domain/member/entry.ts';
import { assert } from '../assertions.ts';
import {
  flag,
  ifAny,
  ifSome,
  integer,
  list,
  mapOf,
  packed,
  record,
  type StoredFields,
  type StoredValue,
  text,
  textOrNull,
} from './attributes.ts';
import {
  decodeLineCategories,
  decodeLineGoods,
  encodeLineCategories,
  encodeLineGoods,
} from './line-labels-codec.ts';
import { decodeLines, encodeLines } from './lines-codec.ts';
import { decodeMeasured, encodeMeasured } from './measured.ts';

/**
 * A sale's part beside its head. Nothing that follows from the rest is stored: store, receipt, day and moment (the
 * head), the sold sum (lines less discounts), the paid sum where the till told none, the lines' discounts (packed with
 * the lines), a promise that was kept (equal to the answer's benefits). Names are listed in docs/table.md.
 */
export function encodeSaleBody(
  { sale, quote, answer, lineGoods }: SaleBody,
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
  };
}

export function decodeSaleBody(fields: StoredFields, head: EntryHead): SaleBody {
  const { lines: bare, lineDiscountsMinor } = fields.get('ln').packed(decodeLines);
  const lines = withCategories(bare, fields.find('lc'));
  const discounts = decodeDiscounts(fields.find('ds'));
  const paidMinor = fields.find('pa')?.integer() ?? null;
  const soldMinor = soldOf({ lines }, { lineDiscountsMinor });
  const promise = fields.find('pr');
  const [given, change] = [fields.find('gv'), fields.find('ch')];
  return {
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
  };
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

const encodeCategories = ({ added, removed }: CategoryOutcome): AttributeValue =>
  list([list(added.map(text)), list(removed.map(text))]);

function decodeCategories(stored: StoredValue | null): CategoryOutcome {
  if (stored === null) return NO_CATEGORIES_MOVED;
  const names = (part: number) =>
    stored
      .part(part)
      .list()
      .map((name) => name.text());
  return { added: names(0), removed: names(1) };
}

function withCategories(lines: readonly SaleLine[], stored: StoredValue | null): readonly SaleLine[] {
  if (stored === null) return lines;
  const said = stored.packed(decodeLineCategories);
  return lines.map((line, index) => {
    const categories = said[index];
    return categories === undefined ? line : { ...line, categories };
  });
}

/** Outcomes by their place in this list; it only ever grows. */
const OUTCOMES: readonly RuleOutcome[] = ['held-back', 'won', 'gave', 'not-allowed', 'stopped'];

const encodeReason = ({ rule, outcome, basisPoints, because, measured }: RuleReason): AttributeValue =>
  list([
    text(rule),
    integer(OUTCOMES.indexOf(outcome)),
    integer(basisPoints),
    mapOf(because, textOrNull),
    ...(measured === undefined ? [] : [encodeMeasured(measured)]),
  ]);

function decodeReason(stored: StoredValue): RuleReason {
  const said = stored.part(1);
  // The first version knew only two outcomes, and kept a flag.
  const outcome = said.isFlag() ? (said.flag() ? 'won' : 'held-back') : OUTCOMES[said.integer()];
  assert(outcome !== undefined, 'a rule came to an outcome that this code does not know');
  const reason = {
    rule: stored.part(0).text(),
    outcome,
    basisPoints: stored.part(2).integer(),
    because: stored.part(3).mapOf((status) => status.textOrNull()),
  };
  return stored.list().length === 4 ? reason : { ...reason, measured: decodeMeasured(stored.part(4)) };
}
