import { prices } from '../prices.ts';
import type { BillLine } from './bill.ts';
import type { Recording } from './recording.ts';
import { HOURS_PER_MONTH, TICKS_PER_MONTH, type Traffic } from './traffic.ts';

const GIGABYTE = 1024 ** 3;
/** One line of the gateway's access log, with what CloudWatch counts on top of it. */
const ACCESS_LINE_BYTES = 300;
/** Sending, receiving and deleting the shards of one tick, ten a request. */
const QUEUE_REQUESTS_PER_TICK = 3 * 7;
/** Lambda's five pollers ask an empty queue three times a minute each. */
const QUEUE_POLLS_PER_HOUR = 5 * 3 * 60;
/** Additions of the option `hardened`: a key for what is stored, and a backup a day, whole each time, for so many days. */
const HARDENED = { keys: 1, backupDays: 35 } as const;

/** The part of a month's traffic that these lines go by. */
interface Seen {
  readonly requests: number;
  readonly functionLogDollars: number;
  readonly traces: number;
  readonly tableGb: number;
}

/** Watching, keeping, and whatever costs by the month with no traffic at all. */
export const standingLines = (
  { standing }: Recording,
  { hardened }: Traffic,
  seen: Seen,
): readonly BillLine[] => [
  ...sweepLines(),
  ...trafficLines(seen),
  line(
    'watching',
    'metrics of our own',
    many(standing.metrics, 'metric'),
    standing.metrics * prices.metricMonth,
  ),
  line('watching', 'alarms', many(standing.alarms, 'alarm'), standing.alarms * prices.alarmMonth),
  line(
    'watching',
    'dashboard',
    many(standing.dashboards, 'dashboard'),
    standing.dashboards * prices.dashboardMonth,
  ),
  line('keeping', 'keys', many(standing.keys, 'key'), standing.keys * prices.kmsKeyMonth),
  line('keeping', 'secrets', many(standing.secrets, 'secret'), standing.secrets * prices.secretMonth),
  ...(hardened ? hardenedLines(seen) : []),
];

function sweepLines(): readonly BillLine[] {
  const queueRequests = TICKS_PER_MONTH * QUEUE_REQUESTS_PER_TICK + HOURS_PER_MONTH * QUEUE_POLLS_PER_HOUR;
  return [
    line(
      'sweep',
      'queue',
      `${(queueRequests / 1e6).toFixed(1)} M requests`,
      (queueRequests * prices.sqsPerMillion) / 1e6,
    ),
    line(
      'sweep',
      'schedule',
      `${TICKS_PER_MONTH} starts`,
      (TICKS_PER_MONTH * prices.schedulerPerMillion) / 1e6,
    ),
  ];
}

/** The part of watching that grows with the traffic. */
function trafficLines({ requests, functionLogDollars, traces }: Seen): readonly BillLine[] {
  const accessGb = (requests * ACCESS_LINE_BYTES) / GIGABYTE;
  return [
    line(
      'watching',
      'functions’ log',
      `${(functionLogDollars / prices.logsPerGb).toFixed(1)} GB`,
      functionLogDollars,
    ),
    line('watching', 'gateway’s access log', `${accessGb.toFixed(1)} GB`, accessGb * prices.logsPerGb),
    line(
      'watching',
      'sampled traces',
      `${(traces / 1e6).toFixed(1)} M traces`,
      (traces * prices.xrayPerMillion) / 1e6,
    ),
  ];
}

function hardenedLines({ tableGb }: Seen): readonly BillLine[] {
  const backupGb = tableGb * HARDENED.backupDays;
  return [
    line('hardened', 'daily backups', `${backupGb.toFixed(1)} GB`, backupGb * prices.backupGbMonth),
    line(
      'hardened',
      'key for what is stored',
      many(HARDENED.keys, 'key'),
      HARDENED.keys * prices.kmsKeyMonth,
    ),
  ];
}

const line = (group: string, what: string, amount: string, dollars: number): BillLine => ({
  group,
  what,
  amount,
  dollars,
});

const many = (count: number, of: string): string => `${count} ${of}${count === 1 ? '' : 's'}`;
