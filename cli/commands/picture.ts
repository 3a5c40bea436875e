import type { CompiledProgram } from '#domain/program/compiled.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { laurelClient } from '../../client/laurel-client.ts';
import { patientFetch } from '../../client/patient-fetch.ts';
import { atOnce } from '../replay/at-once.ts';
import { drawFigures } from '../replay/draw-figures.ts';
import { drawYear } from '../replay/draw-year.ts';
import { readJournal } from '../replay/journal.ts';
import { parseDay } from '../replay/plan.ts';
import { adminToken, readStanding, type Standing } from '../replay/standings.ts';
import { readUsage } from '../replay/usage.ts';
import { yearOf } from '../replay/year.ts';
import { localControl } from '../target/local-control.ts';
import { DEFAULT_HOME, readLocalTarget } from '../target/local-target.ts';
import type { Command, Terminal } from './command.ts';
import { loadAndTell } from './file-arguments.ts';

export const DEFAULT_PROGRAM = 'programs/grocery/program.yaml';

export const picture: Command = {
  name: 'picture',
  summary: 'Draw what became of the members in the replay, from what the API says.',
  usage: '',
  options: { program: { type: 'string' }, home: { type: 'string' } },
  optionHelp: {
    program: `Program file of the replay (${DEFAULT_PROGRAM}).`,
    home: `Folder of the local system (${DEFAULT_HOME}).`,
  },
  run: async (call, terminal) => {
    const loaded = loadAndTell(call.text('program') ?? DEFAULT_PROGRAM, terminal);
    if (!loaded.ok) return 1;
    await showPicture(loaded.program, call.text('home') ?? DEFAULT_HOME, terminal);
    return 0;
  },
};

/** Support's route lets a hundred requests a second through: these few rarely meet its no. */
const READERS = 4;

/**
 * Draws the replay of a folder: a block a status system, then the figures.
 * @throws Error where nothing was replayed yet
 */
export async function showPicture(
  program: CompiledProgram,
  home: string,
  { out, paint }: Terminal,
): Promise<void> {
  const journal = readJournal(home);
  const [from, to] = [parseDay(journal?.from ?? ''), parseDay(journal?.doneTo ?? '')];
  if (journal === null || from === null || to === null)
    throw new Error(`nothing was replayed in ${home} yet: \`laurel replay\``);
  const { api: url } = readLocalTarget(home);
  const api = laurelClient(url, patientFetch);
  const control = localControl(url);
  const token = await adminToken(control);
  const standings: Standing[] = [];
  await atOnce(READERS, Object.values(journal.members), async (memberId) => {
    standings.push(await readStanding(api, memberId, token));
  });
  const span = { from, to, zone: program.zone };
  for (const system of program.systems)
    out(`\n${drawYear(yearOf(system, standings, span, zoneCalendar()), paint)}`);
  out(`\n${drawFigures(journal, await readUsage(control, 'score-receipt'), paint)}`);
}
