import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type LaurelClient, laurelClient } from '../../client/laurel-client.ts';
import { adminToken, historyOf, receiptOf, statusFrom } from './api-answers.ts';
import { type NaiveReceipt, readDepartments, readNaiveData } from './naive-data.ts';
import { readNaiveProgram } from './naive-program.ts';
import {
  localDayOf,
  monthAfter,
  monthsOf,
  type NaiveOutcome,
  type NaiveYear,
  recompute,
  turnInto,
} from './naive-year.ts';
import { type Loudness, laurel, type RunningSystem, startSystem, systemIn } from './running-system.ts';

export interface ReplayOptions {
  /** Folder with the receipts; the year of the grocery where it is left out. */
  readonly data?: string | undefined;
  /** The first local day that is left out. */
  readonly until?: string | undefined;
  /** Folder of a system that somebody else runs; one is started where it is left out. */
  readonly home?: string | undefined;
  /** The output of `cdk synth`, for a system that is started. */
  readonly assemblyFolder?: string | undefined;
}

/** Where it is told what was found, line by line, and how much is shown of what the command says. */
export interface Telling {
  readonly out: (line: string) => void;
  readonly err: (line: string) => void;
  readonly how: Loudness;
}

/** Differences that are shown; all are counted. */
const SHOWN = 10;
const AT_ONCE = 16;
/** The gateway lets support ask a hundred times a second; more at once would only wait for each other. */
const SUPPORT_AT_ONCE = 4;

/**
 * Replays the grocery year through the whole system, recomputes it with a pencil, and compares what the API says of every
 * month of every member, and of every receipt. Answers how many differ.
 */
export async function compareReplay(options: ReplayOptions, telling: Telling): Promise<number> {
  const system =
    options.home === undefined ? await startSystem(options.assemblyFolder) : systemIn(options.home);
  try {
    await replay(system, options, telling.how);
    return await compare(system, options, telling);
  } finally {
    await system.stop();
  }
}

async function replay({ home }: RunningSystem, values: ReplayOptions, how: Loudness): Promise<void> {
  const data = values.data === undefined ? [] : ['--data', values.data];
  const until = values.until === undefined ? [] : ['--until', values.until];
  await laurel(['replay', '--home', home, ...data, ...until], how);
}

async function compare(
  { api: url, home }: RunningSystem,
  values: ReplayOptions,
  telling: Telling,
): Promise<number> {
  const api = laurelClient(url);
  const program = readNaiveProgram(
    readFileSync(new URL('../../programs/grocery/program.yaml', import.meta.url), 'utf8'),
  );
  const dayOf = localDayOf(program.zone);
  const all = readNaiveData(values.data ?? null);
  const sent = all.filter(({ at }) => values.until === undefined || dayOf(at) < values.until);
  const months = monthsOf(sent, program.zone);
  const closed = months.filter(
    (month) => values.until === undefined || `${monthAfter(month)}-01` <= values.until,
  );
  const year = recompute(program, sent, months, readDepartments());
  const { members } = read<{ members: Record<string, string> }>(home, 'replay.json');
  const systems = program.systems.map(({ name }) => name);
  // Who bought nothing in the span is a member all the same, and has earned nothing.
  const idle = recompute(
    program,
    all.map((receipt) => ({ ...receipt, at: '1970-01-01T12:00:00Z' })),
    months,
  ).afterMonth;
  const expected = { ...idle, ...year.afterMonth };

  const byMonth = await compareMonths(
    api,
    await adminToken(url),
    members,
    expected,
    systems,
    closed,
    program.zone,
    telling,
  );
  telling.out(
    `${Object.keys(members).length} members × ${closed.length} months × ${systems.length} status systems, ${byMonth} differ`,
  );
  const byReceipt = await compareReceipts(
    api,
    read<Record<string, string>>(home, 'replay-keys.json'),
    year.outcomes,
    telling,
  );
  telling.out(`${year.outcomes.length} receipts, ${byReceipt} differ`);
  const elsewhere = sent.filter(({ at }) => at.slice(0, 7) !== dayOf(at).slice(0, 7)).length;
  telling.out(`${elsewhere} receipts fall into another month in UTC`);
  return byMonth + byReceipt;
}

async function compareMonths(
  api: LaurelClient,
  token: string,
  members: Readonly<Record<string, string>>,
  expected: NaiveYear['afterMonth'],
  systems: readonly string[],
  months: readonly string[],
  zone: string,
  telling: Telling,
): Promise<number> {
  const differing: string[] = [];
  const turns = months.map((month) => turnInto(monthAfter(month), zone));
  await each(SUPPORT_AT_ONCE, Object.entries(members), async ([household, memberId]) => {
    const facts = await historyOf(api, memberId, token);
    for (const name of systems) {
      for (const [index, month] of months.entries()) {
        const found = statusFrom(facts, name, turns[index] ?? 0);
        const wanted = expected[household]?.[name]?.[index] ?? null;
        if (found !== wanted)
          differing.push(`household ${household}, ${name} after ${month}: ${found}, expected ${wanted}`);
      }
    }
  });
  return tell(differing, telling);
}

async function compareReceipts(
  api: LaurelClient,
  keys: Readonly<Record<string, string>>,
  outcomes: readonly NaiveOutcome[],
  telling: Telling,
): Promise<number> {
  const differing: string[] = [];
  await each(AT_ONCE, outcomes, async ({ receipt, businessDay, discount, sold, before, added, removed }) => {
    const answer = await receiptOf(api, idOf(receipt), keys[receipt.store] ?? '');
    const held = Object.fromEntries(answer.statuses.map((status) => [status.system, status.before]));
    const ofLines = answer.lines.reduce((sum, line) => sum + line.discountMinor, 0);
    const found = line([
      answer.discountMinor,
      ofLines,
      answer.soldMinor,
      answer.businessDay,
      held,
      labelsOf(answer.categories),
    ]);
    const wanted = line([discount, discount, sold, businessDay, before, labelsOf({ added, removed })]);
    if (found !== wanted)
      differing.push(`receipt ${receipt.receipt} of ${receipt.at}: ${found}, expected ${wanted}`);
  });
  return tell(differing, telling);
}

type Labels = Readonly<Record<'added' | 'removed', readonly string[]>>;

const labelsOf = ({ added, removed }: Labels): string[] =>
  [...added.map((label) => `+${label}`), ...removed.map((label) => `-${label}`)].sort();

const idOf = ({ receipt }: NaiveReceipt): string =>
  receipt.length < 8 ? `R-${receipt.padStart(6, '0')}` : receipt;

/** Values in one text, the names of an object in order. */
const line = (values_: readonly unknown[]): string =>
  JSON.stringify(values_, (_key, value: unknown) =>
    value !== null && typeof value === 'object' && !Array.isArray(value)
      ? Object.fromEntries(Object.entries(value).sort())
      : value,
  );

async function each<Item>(
  most: number,
  items: readonly Item[],
  work: (item: Item) => Promise<void>,
): Promise<void> {
  const waiting = items.values();
  const worker = async (): Promise<void> => {
    for (const item of waiting) await work(item);
  };
  await Promise.all(Array.from({ length: most }, worker));
}

function tell(differing: readonly string[], telling: Telling): number {
  for (const text of differing.slice(0, SHOWN)) telling.err(`  ✗ ${text}`);
  if (differing.length > SHOWN) telling.err(`  … and ${differing.length - SHOWN} more`);
  return differing.length;
}

const read = <Content>(home: string, file: string): Content =>
  JSON.parse(readFileSync(join(home, file), 'utf8')) as Content;
