import { readFileSync } from 'node:fs';
import { marshall } from '@aws-sdk/util-dynamodb';
import { receiptBody, receiptOf } from '#contracts/http/receipt.ts';
import { compile } from '#domain/compile/compile.ts';
import { enrol } from '#domain/entries/enrol.ts';
import type { Counters } from '#domain/member/counters.ts';
import type { Member } from '#domain/member/member.ts';
import type { CompiledProgram } from '#domain/program/compiled.ts';
import { timelineOf } from '#domain/program/timeline.ts';
import { asEpochMs, type Calendar, type EpochMs, isoOf } from '#domain/time/time.ts';
import { fullJitter } from '#operations/retries.ts';
import { type ScorePorts, scoreReceipt } from '#operations/score-receipt.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { encodeCounters } from '#table/codecs/counters-codec.ts';
import { entryItem } from '#table/codecs/entry-item.ts';
import { stateItem } from '#table/codecs/state-item.ts';
import { loadProgram } from '../../../cli/program-file/load-program.ts';
import { catalogueBeside } from '../../../cli/program-file/read-catalogue.ts';
import { type GroceryReceipt, receiptIdOf } from '../../../cli/replay/grocery-receipt.ts';
import { readGrocery } from '../../../cli/replay/read-grocery.ts';
import { bodyOf } from '../../../cli/replay/send-receipt.ts';
import { saleOfEntry } from '../../fixtures/entries.ts';
import { programsOf } from '../../fixtures/programs.ts';
import { itemBytes } from '../../table/item-size.ts';
import { shopperCounters } from '../../table/shopper.ts';
import type { Figure, Section } from '../figures.ts';
import { bestOf } from '../rounds.ts';
import { programOf, rulesOf } from '../rules-workload.ts';

const figure = (
  budget: number | null,
  name: string,
  value: number,
  unit: Figure['unit'],
  bound: Figure['bound'] = null,
): Figure => ({ budget, name, value, unit, bound });

/** Budget 4: what compiling a thousand rules takes, in time and in memory. */
export const compilingSection: Section = async (say) => {
  say('compiling: 1000 rules');
  const program = programOf(rulesOf(1000));
  const text = JSON.stringify(program);
  const { parse, whole } = await bestOf({ parse: () => JSON.parse(text), whole: () => compile(program) });
  const KEPT = 20;
  const collect = globalThis.gc;
  if (collect === undefined) throw new Error('run with --expose-gc');
  collect();
  const before = process.memoryUsage().heapUsed;
  const kept = Array.from({ length: KEPT }, () => compile(program));
  collect();
  const bytes = (process.memoryUsage().heapUsed - before) / KEPT / 1000;
  if (kept.some(({ ok }) => !ok)) throw new Error('the bench program does not compile');
  return [
    figure(4, 'compiling 1000 rules ÷ parsing their JSON', whole / parse, '×', { atMost: 10 }),
    figure(4, 'memory of a compiled rule', bytes, 'B', { atMost: 2048 }),
    figure(null, 'compiling 1000 rules', whole / 1000, 'ms'),
  ];
};

/** Names as somebody would give them who writes a map: our ids of eight digits are part of the packing. */
const COUNTER_NAMES = [
  'sold-amount',
  'paid-amount',
  'purchases',
  'grocery-amount',
  'fresh-amount',
  'drinks-amount',
  'bakery-amount',
  'coffee-count',
  'fuel-amount',
  'stores',
];

/** Budget 5: a shopper of two purchases a week, ten counters; a year of them, and what rules of one and two months keep. */
export const countersSection: Section = async (say) => {
  say('counters: ten of them, two purchases a week');
  const ofDays = (days: number): { readonly packed: number; readonly entropy: number } => {
    const { counters, entropyBytes } = shopperCounters(days);
    return { packed: encodeCounters(counters).length, entropy: entropyBytes };
  };
  const [year, quarter, twoMonths] = [ofDays(365), ofDays(93), ofDays(62)];
  const mapped = itemBytes(marshall(dayMapOf(shopperCounters(365).counters)));
  return [
    figure(5, 'counters of a year ÷ entropy', year.packed / year.entropy, '×', { atMost: 1.6 }),
    figure(5, 'counters of 93 days ÷ entropy', quarter.packed / quarter.entropy, '×', { atMost: 2 }),
    figure(5, 'counters of 62 days ÷ entropy', twoMonths.packed / twoMonths.entropy, '×', { atMost: 2 }),
    figure(5, 'day map of a year ÷ counters of a year', mapped / year.packed, '×', { atLeast: 10 }),
    figure(null, 'day map of a year ÷ what rules of two months keep', mapped / twoMonths.packed, '×'),
    figure(null, 'counters of a year', year.packed, 'B'),
    figure(null, 'counters of 62 days', twoMonths.packed, 'B'),
  ];
};

/** Day → counter → value, as it is written where nobody thinks of bytes. */
function dayMapOf({ days, sums, tallies }: Counters): Record<string, Record<string, unknown>> {
  return Object.fromEntries(
    days.map((day, at) => {
      const values = [
        ...[...sums.values()].map((column): unknown => column.values[at] ?? 0),
        ...[...tallies.values()].map((column): unknown => Object.fromEntries(column.values[at] ?? [])),
      ];
      return [
        isoOf(day),
        Object.fromEntries(values.map((value, column) => [COUNTER_NAMES[column] ?? '', value])),
      ];
    }),
  );
}

const PROGRAM = new URL('../../../programs/grocery/program.yaml', import.meta.url);

/** Budgets 6 and 7: every state and entry of the real year, as the table would hold them. */
export const groceryYearSection: Section = async (say) => {
  const receipts = readGrocery(null);
  say(`sizes: the real year, ${receipts.length} receipts`);
  const calendar = zoneCalendar();
  const loaded = loadProgram(readFileSync(PROGRAM, 'utf8'), catalogueBeside(PROGRAM.pathname));
  if (!loaded.ok) throw new Error('the grocery program does not load');
  const [first] = receipts;
  const year = bookkeeperOf(loaded.program, calendar);
  for (const receipt of receipts) await year.score(receipt, asEpochMs(Date.parse(first?.at ?? '')));
  const { states, entries, members } = year;
  const ofLines = (from: number, to: number): number[] =>
    entries.filter(({ lines }) => lines >= from && lines <= to).map(({ bytes }) => bytes);
  const endings = [...members.values()].map((member) => itemBytes(stateItem(member, member.entries.count)));
  return [
    figure(6, 'state after each receipt of the year, median', quantile(states, 0.5), 'B', { atMost: 768 }),
    figure(6, 'state after each receipt of the year, p90', quantile(states, 0.9), 'B', { atMost: 1024 }),
    figure(6, 'state after each receipt of the year, largest', quantile(states, 1), 'B', { atMost: 2048 }),
    figure(null, 'state at the end of the year, median', quantile(endings, 0.5), 'B'),
    figure(7, 'entries of 18 to 22 lines, largest', quantile(ofLines(18, 22), 1), 'B', { atMost: 1024 }),
    figure(7, 'entries of 55 to 65 lines, largest', quantile(ofLines(55, 65), 1), 'B', { atMost: 2048 }),
    figure(null, 'entries of 18 to 22 lines, median', quantile(ofLines(18, 22), 0.5), 'B'),
    figure(null, 'entries of the year, median', quantile(ofLines(0, 500), 0.5), 'B'),
    figure(null, 'entries of the year, largest', quantile(ofLines(0, 500), 1), 'B'),
  ];
};

interface Bookkeeper {
  readonly members: ReadonlyMap<string, Member>;
  /** Bytes of every state that was committed. */
  readonly states: readonly number[];
  readonly entries: readonly { readonly lines: number; readonly bytes: number }[];
  score(receipt: GroceryReceipt, enrolledAt: EpochMs): Promise<void>;
}

/** Scores receipts as the API does, each at the moment at which it happened, and weighs what would be stored. */
function bookkeeperOf(program: CompiledProgram, calendar: Calendar): Bookkeeper {
  const timeline = timelineOf([{ version: 1, from: asEpochMs(0), announcedAt: null, program }], calendar);
  const members = new Map<string, Member>();
  const states: number[] = [];
  const entries: { readonly lines: number; readonly bytes: number }[] = [];
  const clock = { instant: asEpochMs(0), now: () => clock.instant };
  const outside = (): never => {
    throw new Error('not asked for by receipts of known members');
  };
  const ports: ScorePorts = {
    programs: programsOf(timeline),
    members: {
      read: async (id) => {
        const member = members.get(id);
        if (member === undefined) return null;
        const profile = {
          version: member.profileVersion,
          name: null,
          phoneDigest: null,
          attributes: new Map(),
        };
        return { member, profile };
      },
    },
    register: { memberOfCard: outside },
    history: { entriesOf: outside },
    ledger: {
      commit: async ({ after, entry }) => {
        if (entry === null) return outside();
        members.set(after.id, after);
        states.push(itemBytes(stateItem(after, after.entries.count)));
        entries.push({
          lines: saleOfEntry(entry).body.sale.lines.length,
          bytes: itemBytes(entryItem(entry)),
        });
        return { kind: 'committed' };
      },
      record: outside,
      readEntry: outside,
    },
    seal: { seal: outside, open: outside },
    clock,
    retries: fullJitter(),
  };
  return {
    members,
    states,
    entries,
    async score(receipt, enrolledAt) {
      const memberId = `01hqzj5w7m9k3t8v2x4y6a${receipt.household.padStart(4, '0')}`;
      const enrolled = timeline.at(enrolledAt);
      if (enrolled === null) throw new Error('nobody can enrol before there is a program');
      if (!members.has(memberId)) members.set(memberId, enrol(memberId, enrolled).member);
      const body = receiptBody.parse(bodyOf(receipt, memberId));
      const request = receiptOf(body, { receiptId: receiptIdOf(receipt.receipt), storeId: receipt.store });
      clock.instant = request.occurredAt;
      const outcome = await scoreReceipt(ports, request);
      if (outcome.kind === 'refused') throw new Error(`receipt ${receipt.receipt}: ${outcome.detail}`);
    },
  };
}

/** The value below which a share of them lies; 1: the largest. */
function quantile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}
