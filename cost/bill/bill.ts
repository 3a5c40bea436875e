import { type MillionInvocations, millionInvocations } from '../function-cost.ts';
import { prices } from '../prices.ts';
import type { RecordedUse, Recording } from './recording.ts';
import { standingLines } from './standing-lines.ts';
import { storageLines, storedGigabytes } from './storage-lines.ts';
import { type MonthlyCounts, monthlyCounts, TICKS_PER_MONTH, type Traffic, traced } from './traffic.ts';

export interface BillLine {
  /** Of several lines that belong together. */
  readonly group: string;
  readonly what: string;
  /** How much of it, for people: `8.0 M requests`. */
  readonly amount: string;
  readonly dollars: number;
}

export interface Bill {
  readonly counts: MonthlyCounts;
  readonly lines: readonly BillLine[];
  readonly dollars: number;
  readonly dollarsPerMillionReceipts: number;
}

/** One kind of run: how often in a month, and dollars for a million. */
interface Run {
  readonly name: string;
  readonly count: number;
  readonly million: MillionInvocations;
}

/** A month's bill for the traffic, were all requests like those that were recorded. */
export function monthlyBill(recording: Recording, traffic: Traffic): Bill {
  const counts = monthlyCounts(traffic);
  const facts = factsOf(recording, traffic.members);
  const requestRuns = [
    run(recording, 'score-receipt', counts.receipts),
    run(recording, 'quote-receipt', counts.quotes),
    run(recording, 'read-my-statuses', counts.appReads),
    run(recording, 'enrol-member', counts.enrolments),
    run(recording, 'authorize-till', counts.authorizations),
  ];
  const publishing = runOf('publish-facts', perEvent(used(recording, 'publish-facts')), facts);
  const sweeping = sweepRuns(recording, traffic.members);
  const runs = [...requestRuns, publishing];
  const all = [...runs, ...sweeping.flatMap(({ of }) => of)];
  const stored = storedGigabytes(recording, traffic, counts.receipts, facts);
  const lines = [
    line(
      'gateway',
      'HTTP API',
      million(counts.requests, 'requests'),
      prices.httpApiPerMillion * counts.requests,
    ),
    ...runs.map((each) => lambdaLine(each)),
    ...tableLines(runs),
    ...storageLines(stored),
    line('facts', 'stream, read by Lambda', 'free', 0),
    line('facts', 'event bus', million(facts, 'events'), publishing.million.events * facts),
    ...sweeping.map(({ what, of }) =>
      line(
        'sweep',
        what,
        million(
          sum(of, ({ count }) => count),
          'runs',
        ),
        sum(of, wholeOf),
      ),
    ),
    ...standingLines(recording, traffic, {
      requests: counts.requests,
      tableGb: stored.table,
      functionLogDollars: sum(all, ({ million: { log }, count }) => log * count) / 1e6,
      traces: sum(all, ({ count }) => traced(count, counts.openSeconds)),
    }),
  ];
  const dollars = sum(lines, (each) => each.dollars);
  return { counts, lines, dollars, dollarsPerMillionReceipts: (dollars / counts.receipts) * 1e6 };
}

/** @param microdollars dollars times a million: prices are for a million */
const line = (group: string, what: string, amount: string, microdollars: number): BillLine => ({
  group,
  what,
  amount,
  dollars: microdollars / 1e6,
});

const million = (count: number, what: string): string =>
  `${(count / 1e6).toFixed(count < 1e5 ? 3 : 1)} M ${what}`;

const sum = <Each>(all: readonly Each[], of: (each: Each) => number): number =>
  all.reduce((total, each) => total + of(each), 0);

function used({ functions }: Recording, name: string): RecordedUse {
  const found = functions[name];
  if (found === undefined) throw new Error(`the recording has nothing of ${name}`);
  return found;
}

const runOf = (name: string, use: RecordedUse, count: number): Run => ({
  name,
  count,
  million: millionInvocations(use.memoryMb, use),
});

const run = (recording: Recording, name: string, count: number): Run =>
  runOf(name, used(recording, name), count);

/** Facts of a month: of receipts, of the turn, of enrolment, all as recorded for a member. */
function factsOf(recording: Recording, members: number): number {
  return (used(recording, 'publish-facts').eventsPublished / recording.members) * members;
}

/** An invocation for each fact: the safe side, since few come together as they do in a recording. */
const perEvent = (use: RecordedUse): RecordedUse => ({ ...use, invocations: use.eventsPublished });

function lambdaLine({ name, count, million: { request, time, billedMs } }: Run): BillLine {
  const group = name === 'publish-facts' ? 'facts' : 'functions';
  return line(
    group,
    name,
    `${million(count, 'runs')} of ${billedMs.toFixed(1)} ms`,
    (request + time) * count,
  );
}

function tableLines(runs: readonly Run[]): BillLine[] {
  const of = (what: string, key: 'tableWrites' | 'indexWrites' | 'reads', price: number): BillLine => {
    const microdollars = sum(runs, ({ million: parts, count }) => parts[key] * count);
    return line('table', what, million(microdollars / price, 'units'), microdollars);
  };
  return [
    of('writes', 'tableWrites', prices.dynamoDbWritePerMillion),
    of('index writes', 'indexWrites', prices.dynamoDbWritePerMillion),
    of('reads', 'reads', prices.dynamoDbReadPerMillion),
  ];
}

/** Ticks cost the same whatever there is to do; a turn costs by the member. */
function sweepRuns({ idle, turn, members: recorded }: Recording, members: number) {
  const perTick = (use: RecordedUse): number => (use.invocations / idle.ticks) * TICKS_PER_MONTH;
  return [
    {
      what: 'every five minutes',
      of: [
        runOf('start-sweep', idle.startSweep, perTick(idle.startSweep)),
        runOf('sweep-shard', idle.sweepShard, perTick(idle.sweepShard)),
      ],
    },
    {
      what: 'the turn of the month',
      of: [runOf('sweep-shard', turn, (turn.invocations / recorded) * members)],
    },
  ];
}

/** Everything but the log, which has its own line. */
const wholeOf = ({ million: { request, time, tableWrites, indexWrites, reads }, count }: Run): number =>
  (request + time + tableWrites + indexWrites + reads) * count;
