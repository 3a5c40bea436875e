import { createHash } from 'node:crypto';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs, type Day, isoOf } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { randomIds } from '#operations/random.ts';
import { issueTillKey } from '#operations/till-keys.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { programArchive } from '#table/program-archive.ts';
import { tillKeys } from '#table/till-keys.ts';
import { laurelClient } from '../../client/laurel-client.ts';
import { patientFetch } from '../../client/patient-fetch.ts';
import type { GroceryReceipt } from '../replay/grocery-receipt.ts';
import { type Journal, readJournal, readKeys, saveJournal, saveKeys } from '../replay/journal.ts';
import { parseDay, planReplay, type ReplayPlan } from '../replay/plan.ts';
import { progressOn } from '../replay/progress.ts';
import { ownData, readGrocery } from '../replay/read-grocery.ts';
import { enrolHouseholds, runReplay } from '../replay/run-replay.ts';
import { localClock } from '../target/local-clock.ts';
import { localControl } from '../target/local-control.ts';
import { DEFAULT_HOME, readLocalTarget } from '../target/local-target.ts';
import { openLocal } from '../target/table-target.ts';
import { type Command, WrongCall } from './command.ts';
import { loadAndTell } from './file-arguments.ts';
import { DEFAULT_PROGRAM, showPicture } from './picture.ts';

export const replay: Command = {
  name: 'replay',
  summary: 'Send a year of real grocery receipts to the local system, and draw what became of the members.',
  usage: '[--data FOLDER] [--until DAY]',
  options: {
    data: { type: 'string' },
    until: { type: 'string' },
    program: { type: 'string' },
    home: { type: 'string' },
  },
  optionHelp: {
    data: `Folder with receipt-lines.csv.gz. Left out: ${ownData.split('/').slice(-3).join('/')}.`,
    until: 'The first local day that is left out, YYYY-MM-DD; the clock ends at its start.',
    program: `Program file (${DEFAULT_PROGRAM}).`,
    home: `Folder of the local system (${DEFAULT_HOME}).`,
  },
  run: async (call, terminal) => {
    const home = call.text('home') ?? DEFAULT_HOME;
    const loaded = loadAndTell(call.text('program') ?? DEFAULT_PROGRAM, terminal);
    if (!loaded.ok) return 1;
    const receipts = readGrocery(call.text('data') ?? null);
    const plan = planReplay(receipts, loaded.program.zone, readUntil(call.text('until')));
    const data = nameOf(receipts);
    const known = readJournal(home);
    if (known !== null && (known.data !== data || known.program !== loaded.file.name)) {
      throw new Error(`${home} holds a replay of other data or of another program: begin in an empty folder`);
    }
    if (known !== null && known.doneTo >= isoOf(plan.to)) {
      terminal.out(`Already replayed up to ${known.doneTo}.`);
    } else {
      const start = await prepare(plan, known, { data, home, program: loaded.program.source });
      const { api } = readLocalTarget(home);
      await runReplay(plan, start, {
        api: laurelClient(api, patientFetch),
        clock: localClock(localControl(api)),
        calendar: zoneCalendar(),
        progress: progressOn(process.stderr),
        keys: readKeys(home),
        remember: (journal) => saveJournal(home, journal),
      });
    }
    await showPicture(loaded.program, home, terminal);
    return 0;
  },
};

function readUntil(text: string | undefined): Day | null {
  if (text === undefined) return null;
  const day = parseDay(text);
  if (day === null) throw new WrongCall(`--until ${text}: write a day, 2017-03-01`);
  return day;
}

/** The same for the same receipts, whatever form they were read from. */
function nameOf(receipts: readonly GroceryReceipt[]): string {
  const hash = createHash('sha256');
  for (const { at, receipt } of receipts) hash.update(`${at} ${receipt}\n`);
  return hash.digest('hex').slice(0, 16);
}

/**
 * Makes the local system ready: the clock at the first day, the program in force, a key for each store, a member of each
 * household. What an earlier run made is kept.
 * @throws Error where the system is in use for something else
 */
async function prepare(
  plan: ReplayPlan,
  known: Journal | null,
  { data, home, program }: { readonly data: string; readonly home: string; readonly program: Program },
): Promise<Journal> {
  const { api: url } = readLocalTarget(home);
  const api = laurelClient(url, patientFetch);
  const clock = localClock(localControl(url));
  const doneTo = parseDay(known?.doneTo ?? '') ?? plan.from;
  const begin = zoneCalendar().startOf(doneTo, plan.zone);
  const target = await openLocal(home);
  try {
    const archive = programArchive(target.table);
    const hand = { ...(await target.acting()), clock: { now: () => asEpochMs(begin) } };
    if (known === null) {
      if (await archive.hasMembers()) {
        throw new Error(
          `the local system has members already: stop it, remove ${home}, start it and replay again`,
        );
      }
      await clock.set(begin);
      const outcome = await activateProgram({ ...hand, archive }, program, asEpochMs(begin));
      if (outcome.kind === 'refused' || outcome.from > begin) {
        throw new Error(
          `the local system runs another program: stop it, remove ${home}, start it and replay again`,
        );
      }
    } else if ((await clock.now()) > zoneCalendar().startOf((doneTo + 1) as Day, plan.zone)) {
      // Time went on while the replay was interrupted: the next receipts would come late.
      await clock.set(begin);
    }
    const keys = readKeys(home);
    const issuing = { ...hand, keys: tillKeys(target.table), ids: randomIds };
    for (const store of plan.stores) keys[store] ??= (await issueTillKey(issuing, [store])).key;
    saveKeys(home, keys);
    if (known !== null) return known;
    const members = await enrolHouseholds(api, plan.households, keys[plan.stores[0] ?? ''] ?? '');
    const journal: Journal = {
      data,
      program: program.name,
      from: isoOf(plan.from),
      doneTo: isoOf(plan.from),
      members,
      receipts: 0,
      sendingMs: 0,
    };
    saveJournal(home, journal);
    return journal;
  } finally {
    target.close();
  }
}
