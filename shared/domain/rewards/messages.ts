import { sumOf } from '#domain/counting/measure-receipt.ts';
import type { Sale } from '#domain/member/commands.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledMessage, Variable } from '#domain/program/compiled.ts';
import type { Moment } from '#domain/program/timeline.ts';
import { formatValue } from '#domain/program/units.ts';
import { discountView } from '#domain/showing/discount-view.ts';
import { type StatusView, view } from '#domain/showing/view.ts';
import { asEpochMs, isoOf } from '#domain/time/time.ts';
import { formatMoney, formatPercent } from '#domain/values/money.ts';
import type { RunningRule } from './running.ts';

/** The source of a message's values: the receipt as it was decided, and the member as it left them (L20, L27). */
interface Shown {
  readonly moment: Moment;
  readonly member: Member;
  readonly sale: Pick<Sale, 'storeId' | 'currency' | 'lines'>;
  readonly soldMinor: number;
  readonly paidMinor: number;
}

/** Nothing to show: a highest status has no next one, a status without an end no last day. */
const NOTHING = '–';

/** The values of a message's variables; statuses are looked up once, when the first message asks for one. */
export function messageValues(shown: Shown): (rule: RunningRule) => (variable: Variable) => string {
  let statuses: readonly StatusView[] | null = null;
  const statusOf = (system: string | null): StatusView | undefined => {
    statuses ??= view(shown.moment, shown.member);
    const alias = shown.moment.program.systems.find(({ name }) => name === system)?.alias;
    return statuses.find((status) => status.system === alias);
  };
  return (rule) =>
    ({ name, system }) => {
      const { sale, soldMinor, paidMinor } = shown;
      switch (name) {
        case 'sold':
          return formatMoney(soldMinor, sale.currency);
        case 'paid':
          return formatMoney(paidMinor, sale.currency);
        case 'discount':
          return formatMoney(sumOf(sale) - soldMinor, sale.currency);
        case 'store':
          return sale.storeId;
        case 'memberDiscount':
          return discountInWords(shown);
        case 'value':
          return valueInWords(rule);
        case 'status':
        case 'next':
        case 'missing':
        case 'until':
          return statusInWords(name, statusOf(system), shown);
        default:
          return name satisfies never;
      }
    };
}

function discountInWords({ moment, member }: Shown): string {
  const own = discountView(moment, member);
  return own === null ? NOTHING : `${formatPercent(own.basisPoints)}%`;
}

function valueInWords({ rule: { measure }, measured }: RunningRule): string {
  if (measure === null || measured === null) return NOTHING;
  const { unit, currency } = measure.column;
  return formatValue(measured.value, unit, currency ?? '');
}

function statusInWords(
  name: 'status' | 'next' | 'missing' | 'until',
  status: StatusView | undefined,
  { moment: { timeline, program } }: Shown,
): string {
  if (status === undefined) return NOTHING;
  switch (name) {
    case 'status':
      return status.step?.title ?? NOTHING;
    case 'next':
      return status.next?.title ?? NOTHING;
    case 'missing':
      return status.next === null || status.review === null
        ? NOTHING
        : formatValue(status.next.missing, status.review.unit, status.review.currency);
    case 'until': {
      // The last day on which it holds.
      return status.until === null
        ? NOTHING
        : isoOf(timeline.calendar.dayOf(asEpochMs(status.until - 1), program.zone));
    }
    default:
      return name satisfies never;
  }
}

/** Puts the values in. */
export const fillIn = (message: CompiledMessage, shown: (variable: Variable) => string): string =>
  message.map((part) => (typeof part === 'string' ? part : shown(part))).join('');
