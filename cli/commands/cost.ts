import { monthlyBill } from '../../cost/bill/bill.ts';
import { OWN_RECORDING, readRecording } from '../../cost/bill/recording.ts';
import type { Traffic } from '../../cost/bill/traffic.ts';
import { drawBill } from '../bill/draw-bill.ts';
import { type Call, type Command, WrongCall } from './command.ts';

/** Option → what it is when it is left out, and what it says. */
const numbers = {
  members: [1_000_000, 'Members.'],
  'receipts-per-month': [8, 'Receipts of a member in a month.'],
  'quotes-per-receipt': [1, 'Quotes for a receipt.'],
  'app-reads-per-member': [4, 'A member’s looks at their statuses in a month.'],
  'new-members-percent': [2, 'New members in a month, of those that there are.'],
  stores: [200, 'Stores, each with one till key.'],
  'open-hours': [14, 'Hours a day in which receipts come.'],
  'months-kept': [12, 'Months of receipts in the table: they are kept for good.'],
} as const satisfies Record<string, readonly [number, string]>;

export const cost: Command = {
  name: 'cost',
  summary: 'Print a month’s bill by line, from recorded requests and list prices.',
  usage: '[--members N] [--receipts-per-month N] …',
  options: {
    ...Object.fromEntries(Object.keys(numbers).map((name) => [name, { type: 'string' as const }])),
    hardened: { type: 'boolean' },
    recorded: { type: 'string' },
  },
  optionHelp: {
    ...Object.fromEntries(
      Object.entries(numbers).map(([name, [usual, says]]) => [name, `${says} (${usual})`]),
    ),
    hardened: 'With what the option `hardened` of a deployment adds.',
    recorded: 'File with the recorded requests. Left out: those that were recorded with the grocery program.',
  },
  run: async (call, { out, paint }) => {
    if (call.words.length > 0) throw new WrongCall(`what is ${call.words.join(' ')}?`);
    const recording = readRecording(call.text('recorded') ?? OWN_RECORDING);
    const traffic = trafficOf(call);
    out(drawBill(monthlyBill(recording, traffic), traffic, recording, paint));
    return 0;
  },
};

function trafficOf(call: Call): Traffic {
  const number = (name: keyof typeof numbers): number => {
    const text = call.text(name);
    const value = text === undefined ? numbers[name][0] : Number(text.replaceAll('_', ''));
    if (!Number.isFinite(value) || value < 0) throw new WrongCall(`--${name} ${text}: write a number`);
    return value;
  };
  const above0 = (name: keyof typeof numbers): number => {
    const value = number(name);
    if (value === 0) throw new WrongCall(`--${name}: write a number above 0`);
    return value;
  };
  return {
    members: above0('members'),
    receiptsPerMonth: above0('receipts-per-month'),
    quotesPerReceipt: number('quotes-per-receipt'),
    appReadsPerMember: number('app-reads-per-member'),
    newMemberShare: number('new-members-percent') / 100,
    stores: above0('stores'),
    openHours: Math.min(24, above0('open-hours')),
    monthsKept: above0('months-kept'),
    hardened: call.flag('hardened'),
  };
}
