import type { Bill, BillLine } from '../../cost/bill/bill.ts';
import { billLeavesOut } from '../../cost/bill/left-out.ts';
import type { Recording } from '../../cost/bill/recording.ts';
import type { Traffic } from '../../cost/bill/traffic.ts';
import { prices } from '../../cost/prices.ts';
import type { Paint } from '../terminal/colour.ts';

const BAR = 28;
const NAME = 26;
const AMOUNT = 26;

const dollars = (value: number, digits = 2): string =>
  `$${value.toLocaleString('en-US', { minimumFractionDigits: digits, maximumFractionDigits: digits })}`;

const whole = (value: number): string => Math.round(value).toLocaleString('en-US');

/** A month's bill: a bar a line, so that one sees where the money goes; at most 100 columns wide. */
export function drawBill(
  { counts, lines, ...bill }: Bill,
  traffic: Traffic,
  recording: Recording,
  paint: Paint,
): string {
  const most = Math.max(...lines.map((line) => line.dollars));
  const groups = [...new Set(lines.map(({ group }) => group))];
  const rows = groups.flatMap((group) => {
    const own = lines.filter((line) => line.group === group);
    const sum = own.reduce((total, line) => total + line.dollars, 0);
    const head = `${paint('bold', group.padEnd(NAME + 2))}${''.padEnd(AMOUNT)} ${paint('bold', dollars(sum).padStart(10))}`;
    return [head, ...own.map((line) => row(line, most, paint))];
  });
  return [
    `${paint('bold', 'A month')} of ${whole(traffic.members)} members: ${whole(counts.receipts)} receipts, ${whole(counts.quotes)} quotes, ${whole(counts.appReads)} looks of the app,`,
    `${whole(counts.enrolments)} new members, ${whole(traffic.stores)} stores, ${traffic.monthsKept} months of receipts kept`,
    paint(
      'dim',
      `${prices.region}, list prices as of ${prices.asOf}, requests recorded on ${recording.recordedOn}`,
    ),
    '',
    ...rows,
    '',
    `${paint('bold', 'together'.padEnd(NAME + 2))}${''.padEnd(AMOUNT)} ${paint('bold', dollars(bill.dollars).padStart(10))}`,
    `  ${dollars(bill.dollarsPerMillionReceipts)} for a million receipts with their quotes and looks, ${dollars(bill.dollars / traffic.members, 5)} for a member`,
    '',
    'Left out:',
    ...billLeavesOut.flatMap((each) =>
      wrapped(each).map((text, index) => `  ${index === 0 ? '·' : ' '} ${text}`),
    ),
  ].join('\n');
}

function row({ what, amount, dollars: own }: BillLine, most: number, paint: Paint): string {
  const bar = '█'.repeat(Math.round((own / most) * BAR));
  return `  ${what.padEnd(NAME)}${paint('dim', amount.padEnd(AMOUNT))} ${dollars(own).padStart(10)} ${paint('cyan', bar)}`.trimEnd();
}

function wrapped(text: string): string[] {
  const lines = [''];
  for (const word of text.split(' ')) {
    const last = lines.at(-1) ?? '';
    if (last.length + word.length < 92) lines[lines.length - 1] = last === '' ? word : `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
