import { mkdtempSync, readFileSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decide } from '#domain/decide.ts';
import { differencesOf } from '#domain/rebuild.ts';
import { atMoment } from '#operations/with-programs.ts';
import { compiledTimeline } from '#table/deciding-ports.ts';
import { stateRepair } from '#table/state-repair.ts';
import { receiptIdOf } from '../../cli/replay/grocery-receipt.ts';
import { readGrocery } from '../../cli/replay/read-grocery.ts';
import { bodyOf } from '../../cli/replay/send-receipt.ts';
import { localClock } from '../../cli/target/local-clock.ts';
import { localControl } from '../../cli/target/local-control.ts';
import { openLocal, type Target } from '../../cli/target/table-target.ts';
import { laurel, type RunningSystem, startSystem } from '../replay/running-system.ts';

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
  readonly seconds: Readonly<Record<'backup' | 'restore' | 'rebuild', number>>;
}

export interface DrillOptions {
  /** The first local day that the old system does not live to see. */
  readonly until: string;
  /** Folder with the receipts; `null`: the real year. */
  readonly data: string | null;
  /** The output of `cdk synth`; without it, it is synthesized anew. */
  readonly assemblyFolder?: string;
}

/**
 * The drill of docs/restore.md on one machine: a system lives through real receipts; its table is backed up; a new
 * table gets everything but the members' states; these are made anew from the books, compared with the old ones, and
 * the tills send their last receipts again.
 */
export async function restoreDrill(
  { until, data, assemblyFolder }: DrillOptions,
  say: (line: string) => void,
): Promise<DrillReport> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-drill-'));
  const file = join(folder, 'backup.json.gz');
  const old = await startSystem(assemblyFolder);
  const fresh = await startSystem(assemblyFolder);
  try {
    say(`the old system lives until ${until}`);
    const receiptsOf = data === null ? [] : ['--data', data];
    await laurel(['replay', '--home', old.home, '--until', until, ...receiptsOf], 'quietly');
    const [oldClock, newClock] = [localClock(localControl(old.api)), localClock(localControl(fresh.api))];
    await newClock.set(await oldClock.now());
    const seconds = {
      backup: await timed(() => laurel(['backup', file, '--home', old.home], 'quietly')),
      restore: await timed(() => laurel(['restore', file, '--books-only', '--home', fresh.home], 'quietly')),
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
    const { receipts } = JSON.parse(readFileSync(join(old.home, 'replay.json'), 'utf8')) as {
      receipts: number;
    };
    return { receipts, backupBytes: statSync(file).size, members, differ, resent, notReplayed, seconds };
  } finally {
    await Promise.all([old.stop(), fresh.stop()]);
    rmSync(folder, { recursive: true });
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
