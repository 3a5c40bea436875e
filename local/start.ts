import { parseArgs } from 'node:util';
import { DataFolder } from './data-folder.ts';
import { makeExamples } from './examples.ts';
import { runLaurel } from './laurel-command.ts';
import { type RunningSystem, startSystem, usualDataFolder } from './run-system.ts';
import { stopOnSignal } from './stop-on-signal.ts';

/**
 * `npm start`: the whole system on this machine, with the grocery program and its year of real receipts. A second start
 * finds what the first one left in `.laurel/`.
 */

const { values } = parseArgs({
  options: {
    port: { type: 'string', default: '8787' },
    /** The first local day that is not replayed: four months end within two minutes on two cores. The year: 2018-01-01. */
    until: { type: 'string', default: '2017-05-01' },
    /** Folder with a `receipt-lines.csv.gz` of other households; the program's own receipts where it is left out. */
    data: { type: 'string' },
    /** Throws away what an earlier start left. */
    fresh: { type: 'boolean', default: false },
    'no-replay': { type: 'boolean', default: false },
    /** A program file of one's own, in force from the start of a new folder; nothing is replayed. */
    program: { type: 'string' },
    /** Ends after the replay. */
    stop: { type: 'boolean', default: false },
  },
});

/** Where the year of receipts begins: the first local day of 2017 in New York. */
const YEAR_BEGINS = '2017-01-01T05:00:00Z';
const PROGRAM = 'programs/grocery/program.yaml';

if (values.fresh) DataFolder.throwAway(usualDataFolder);
const replaying = !values['no-replay'] && values.program === undefined;
const running = await startSystem({
  dataFolder: usualDataFolder,
  port: Number(values.port),
  onStep: (step) => console.error(`… ${step}`),
  ...(replaying ? { firstEpochMs: Date.parse(YEAR_BEGINS) } : {}),
});
stopOnSignal(running);
console.error(`… serving at ${running.url}`);
const done = await prepare(running);
if (values.stop || !done) {
  await running.stop();
  process.exit(done ? 0 : 1);
}
await tell(running);

/** Puts the program in force in a new folder, and replays the receipts; answers whether all went well. */
async function prepare({ isNew, data }: RunningSystem): Promise<boolean> {
  const home = ['--home', data.path];
  if (isNew) {
    const from = replaying ? ['--from', YEAR_BEGINS] : [];
    const { code } = await runLaurel(['activate', values.program ?? PROGRAM, ...from, ...home], 'show');
    if (code !== 0) return false;
  }
  if (!replaying) return true;
  const other = values.data === undefined ? [] : ['--data', values.data];
  const { code } = await runLaurel(['replay', '--until', values.until, ...other, ...home], 'show');
  return code === 0;
}

async function tell(system: RunningSystem): Promise<void> {
  const { variables, calls } = await makeExamples(system);
  const now = new Date(system.system.clock.now()).toISOString();
  console.log(`
Laurel is here, and its clock shows ${now}.

  API        ${system.url}
  to read    ${system.url}/docs
  clock      ${system.url}/_local/clock
  events     ${system.url}/_local/events
  usage      ${system.url}/_local/usage

Try it: paste the variables, then any of the calls. The tokens are good for a year of Laurel's time.
`);
  for (const [name, value] of Object.entries(variables)) console.log(`${name}='${value}'`);
  for (const { what, curl } of calls) console.log(`\n# ${what}\n${curl}`);
  console.log('\nCtrl-C stops it; what it knows stays in .laurel/ for the next start.');
}
