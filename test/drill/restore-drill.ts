import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '#domain/decide.ts';
import { differencesOf } from '#domain/rebuild.ts';
import { atMoment } from '#operations/with-programs.ts';
import { compiledTimeline } from '#table/deciding-ports.ts';
import { stateRepair } from '#table/state-repair.ts';
import { writeBackup } from '../../cli/backup/backup-file.ts';
import { receiptIdOf } from '../../cli/replay/grocery-receipt.ts';
import { readGrocery } from '../../cli/replay/read-grocery.ts';
import { bodyOf } from '../../cli/replay/send-receipt.ts';
import { localClock } from '../../cli/target/local-clock.ts';
import { localControl } from '../../cli/target/local-control.ts';
import { openLocal, type Target } from '../../cli/target/table-target.ts';
import { laurel, type RunningSystem, startSystem } from '../replay/running-system.ts';
import { brokenBy, promise } from './promises.ts';
import { type Till, tillAt } from './till.ts';
import { actAndTear, receiptOf, withHalves } from './torn-acts.ts';

export interface DrillReport {
  readonly receipts: number;
  readonly backupBytes: number;
  readonly members: number;
  /** Members whose state in the new table is another than in the old one. */
  readonly differ: readonly string[];
  /** Receipts sent again to the new table. */
  readonly resent: number;
  /** Those of them that were not recognized. */
  readonly notReplayed: number;
  /** Promises of the old system (quotes, phones, codes) that the new one does not keep. */
  readonly broken: readonly string[];
  /** Halves of transactions in a backup of the living table: acts that were torn, and those that did not end as they would have. */
  readonly torn: { readonly acts: number; readonly notHealed: readonly string[] };
  readonly seconds: Readonly<Record<'backup' | 'restore' | 'rebuild', number>>;
}

export interface DrillOptions {
  /** The first local day that the old system does not live to see. */
  readonly until: string;
  /** Folder with the receipts; `null`: the real year. */
  readonly data: string | null;
  /** Of the pairs of items of a transaction, each nth is torn; 1: every pair. */
  readonly everyNth: number;
  /** The output of `cdk synth`; without it, it is synthesized anew. */
  readonly assemblyFolder?: string;
}

/**
 * The drill of docs/restore.md on one machine: a system lives through real receipts; its table is backed up; a new
 * table gets everything but the members' states; these are made anew from the books, compared with the old ones, and
 * the tills send their last receipts again.
 */
export async function restoreDrill(
  { until, data, everyNth, assemblyFolder }: DrillOptions,
  say: (line: string) => void,
): Promise<DrillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-drill-'));
  const [file, keys] = [join(folder, 'backup.json.gz'), join(folder, 'backup.keys')];
  const old = await startSystem(assemblyFolder);
  const fresh = await startSystem(assemblyFolder);
  try {
    say(`the old system lives until ${until}`);
    const receiptsOf = data === null ? [] : ['--data', data];
    await laurel(['replay', '--home', old.home, '--until', until, ...receiptsOf], 'quietly');
    const promises = await promise(tillOf(old), (await nowOf(old)).toISOString());
    const [oldClock, newClock] = [localClock(localControl(old.api)), localClock(localControl(fresh.api))];
    await newClock.set(await oldClock.now());
    process.env.LAUREL_PASSPHRASE = 'a passphrase of the drill alone';
    const withKeys = ['--keys', keys];
    const seconds = {
      backup: await timed(() => laurel(['backup', file, ...withKeys, '--home', old.home], 'quietly')),
      restore: await timed(() =>
        laurel(['restore', file, ...withKeys, '--books-only', '--home', fresh.home], 'quietly'),
      ),
      rebuild: await timed(() => laurel(['rebuild', '--write', '--home', fresh.home], 'silently')),
    };
    const again = laurel(['restore', file, '--home', fresh.home], 'silently');
    const refused = await again.then(
      () => false,
      () => true,
    );
    if (!refused) throw new Error('a table that holds something was restored over');
    say('the states are made anew; comparing them with the old ones');
    await laurel(['rebuild', '--home', fresh.home], 'quietly');
    const { members, differ } = await compareStates(old, fresh);
    const { resent, notReplayed } = await sendAgain(old, fresh, { until, data });
    const broken = await brokenBy(tillOf(old, fresh), promises);
    say('a backup of the living table, with halves of transactions in it');
    const torn = await tearAndHeal(old, { folder, withKeys, everyNth, assemblyFolder }, say);
    const { receipts } = JSON.parse(readFileSync(join(old.home, 'replay.json'), 'utf8')) as {
      receipts: number;
    };
    return {
      receipts,
      backupBytes: statSync(file).size,
      members,
      differ,
      resent,
      notReplayed,
      broken,
      torn,
      seconds,
    };
  } finally {
    await Promise.all([old.stop(), fresh.stop()]);
    rmSync(folder, { recursive: true });
  }
}

const nowOf = async ({ api }: RunningSystem): Promise<Date> =>
  new Date(await localClock(localControl(api)).now());

/** A till with a key of the old system, at it or at the one that comes after it. */
function tillOf(old: RunningSystem, { api }: RunningSystem = old): Till {
  const keys = JSON.parse(readFileSync(join(old.home, 'replay-keys.json'), 'utf8')) as Record<string, string>;
  const [storeId = '', key = ''] = Object.entries(keys)[0] ?? [];
  return tillAt(api, key, storeId);
}

/** The living table is backed up with halves in it; a third system gets it, heals it, and the tills send again. */
async function tearAndHeal(
  old: RunningSystem,
  { folder, withKeys, everyNth, assemblyFolder }: TornOptions,
  say: (line: string) => void,
): Promise<DrillReport['torn']> {
  const file = join(folder, 'torn.json.gz');
  const source = await openLocal(old.home);
  const third = await startSystem(assemblyFolder);
  const notHealed: string[] = [];
  try {
    const now = (await nowOf(old)).toISOString();
    const { acts, torn } = await actAndTear({ till: tillOf(old), whole: source.whole, now, everyNth }, say);
    await writeBackup(file, withHalves(source.whole.items(), torn));
    await localClock(localControl(third.api)).set((await nowOf(old)).getTime());
    await laurel(['restore', file, ...withKeys, '--home', third.home], 'quietly');
    await laurel(['rebuild', '--after-restore', '--home', third.home], 'silently');
    const till = tillOf(old, third);
    for (const { kind, cardNumber, entries, left, again } of acts) {
      await again(till);
      const counted = await entriesOf(third, await till.memberOf(cardNumber));
      if (counted !== entries) notHealed.push(`${kind} ${cardNumber}: ${counted} of ${entries} entries`);
      const found = left === null ? null : await till.soldLeft(receiptOf(cardNumber, 1));
      if (found !== left) notHealed.push(`${kind} ${cardNumber}: ${found} left, not ${left}`);
    }
    await laurel(['rebuild', '--home', third.home], 'quietly');
    return { acts: acts.length, notHealed };
  } finally {
    source.close();
    await third.stop();
  }
}

interface TornOptions {
  readonly folder: string;
  readonly withKeys: readonly string[];
  readonly everyNth: number;
  readonly assemblyFolder: string | undefined;
}

/** How many receipts, returns and payments the state of a member has counted. */
async function entriesOf({ home }: RunningSystem, memberId: string | null): Promise<number | null> {
  const target = await openLocal(home);
  try {
    const state = memberId === null ? null : await stateRepair(target.table).readState(memberId);
    return state?.entries.count ?? null;
  } finally {
    target.close();
  }
}

async function timed(work: () => Promise<void>): Promise<number> {
  const started = performance.now();
  await work();
  return (performance.now() - started) / 1000;
}

/** State by state, both as of now: what time has closed since the last receipt is no difference. */
async function compareStates(
  { home: oldHome }: RunningSystem,
  { home: newHome }: RunningSystem,
): Promise<{ readonly members: number; readonly differ: readonly string[] }> {
  const [before, after] = [await openLocal(oldHome), await openLocal(newHome)];
  try {
    const programs = compiledTimeline(before.table);
    const now = before.clock.now();
    const differ: string[] = [];
    let members = 0;
    const presentIn = async ({ table }: Target, memberId: string) => {
      const state = await stateRepair(table).readState(memberId);
      if (state === null) return null;
      const decision = await atMoment(programs, now, (moment) =>
        decide(moment, state, { kind: 'time-passing' }),
      );
      return decision.kind === 'refused' ? null : decision.member;
    };
    for await (const memberId of before.whole.memberIds()) {
      members += 1;
      const [one, other] = [await presentIn(before, memberId), await presentIn(after, memberId)];
      if (one === null || other === null || differencesOf(one, other).length > 0) differ.push(memberId);
    }
    return { members, differ };
  } finally {
    before.close();
    after.close();
  }
}

const LAST = 50;

/** The tills' offline queues: the last receipts again, with their old keys, to the new table. */
async function sendAgain(
  old: RunningSystem,
  fresh: RunningSystem,
  { until, data }: Pick<DrillOptions, 'until' | 'data'>,
): Promise<{ readonly resent: number; readonly notReplayed: number }> {
  const stored = <Content>(name: string): Content => JSON.parse(readFileSync(join(old.home, name), 'utf8'));
  const { members } = stored<{ members: Record<string, string> }>('replay.json');
  const keys = stored<Record<string, string>>('replay-keys.json');
  const last = readGrocery(data)
    .filter(({ at }) => at < `${until}T05:00:00Z`)
    .slice(-LAST);
  let notReplayed = 0;
  for (const receipt of last) {
    const answer = await fetch(`${fresh.api}/v1/receipts/${receiptIdOf(receipt.receipt)}`, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', authorization: keys[receipt.store] ?? '' },
      body: JSON.stringify(bodyOf(receipt, members[receipt.household] ?? '')),
    });
    if (answer.status !== 200 || answer.headers.get('idempotency-replayed') !== 'true') notReplayed += 1;
  }
  return { resent: last.length, notReplayed };
}
