import type { ProgramChange } from '#domain/compile/program-changes.ts';
import type { Finding } from '#domain/program/program.ts';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { activateProgram, previewProgram } from '#operations/activate-program.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { programArchive } from '#table/program-archive.ts';
import { printCases } from '../program-cases/print-cases.ts';
import { runCase } from '../program-cases/run-case.ts';
import type { LoadedProgram } from '../program-file/load-program.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type Terminal, WrongCall } from './command.ts';
import { filesOf, loadAndTell } from './file-arguments.ts';
import { reasonHelp, reasonOf, reasonOption } from './reason.ts';

/** What was meant by a moment is not known where two clocks differ by more. */
const MOST_AHEAD_MS = 30_000;

type SoundProgram = Extract<LoadedProgram, { readonly ok: true }>;

export const activate: Command = {
  name: 'activate',
  summary: 'Make a program the running one, from a moment on.',
  usage: 'FILE [--from MOMENT] [--accept-dangers] [--reason TEXT]',
  options: {
    from: { type: 'string' },
    'accept-dangers': { type: 'boolean' },
    ...reasonOption,
    ...targetOptions,
  },
  optionHelp: {
    'accept-dangers': 'Activate although cases fail, or although members lose what they have.',
    from: 'RFC 3339 with an offset; at least 60 s ahead where there are members. Left out: as soon as it may be.',
    ...reasonHelp,
    ...targetHelp,
  },
  run: async (call, terminal) => {
    const [file, ...rest] = filesOf(call);
    if (file === undefined || rest.length > 0) throw new WrongCall('name one program file');
    const from = readMoment(call.text('from'));
    const reason = reasonOf(call);
    const loaded = loadAndTell(file, terminal);
    if (!loaded.ok) return 1;
    const failing = failingCases(file, loaded, terminal);
    return await withTarget(call, async ({ table, clock, clockAheadMs, acting }) => {
      const ports = { archive: programArchive(table), clock };
      // Something must have answered before its clock is known.
      await ports.archive.read();
      const ahead = clockAheadMs();
      if (ahead !== null && Math.abs(ahead) > MOST_AHEAD_MS) {
        const seconds = Math.round(Math.abs(ahead) / 1000);
        terminal.err(
          `${file} was not activated: this machine's clock is ${seconds} s ${ahead > 0 ? 'ahead of' : 'behind'} the table's; set it right first`,
        );
        return 1;
      }
      const { changes, findings } = await previewProgram(ports, loaded.program, from);
      const dangers = failing + tellChanges(file, changes, loaded, terminal);
      if (findings.length > 0) {
        tellFindings(file, findings, loaded, terminal);
        terminal.err(`${file} was not activated: it loses what members have`);
        return 1;
      }
      if (dangers > 0 && !call.flag('accept-dangers')) {
        terminal.err(`${file} was not activated: if all of this is meant, say --accept-dangers`);
        return 1;
      }
      const by = { ...ports, ...(await acting()) };
      const outcome = await activateProgram(by, loaded.program.source, from, reason);
      if (outcome.kind === 'refused') {
        terminal.err(`${file} was not activated: ${outcome.detail}`);
        return 1;
      }
      const when = new Date(outcome.from).toISOString();
      const told = outcome.kind === 'activated' ? 'is' : 'was already';
      tellFindings(file, outcome.gaps, loaded, terminal);
      terminal.out(`${loaded.file.name} ${told} version ${outcome.version}, in force from ${when}`);
      return 0;
    });
  },
};

/** Runs the file's cases and shows those that fail. @returns how many */
function failingCases(file: string, loaded: SoundProgram, { err, paint }: Terminal): number {
  const calendar = zoneCalendar();
  const results = (loaded.file.cases ?? []).map((each, index) =>
    runCase(loaded.program, each, ['cases', index], calendar),
  );
  const failed = results.filter(({ passed }) => !passed);
  if (failed.length > 0) err(printCases(file, failed, loaded.places, paint));
  return failed.length;
}

/** Says what members would notice. @returns how much of it is dangerous */
function tellChanges(
  file: string,
  changes: readonly ProgramChange[],
  { places }: SoundProgram,
  { err, paint }: Terminal,
): number {
  for (const { isDangerous, path, words } of changes) {
    const { line, column } = places.ofValue(path);
    const kind = isDangerous ? paint('red', 'danger') : paint('dim', 'change');
    err(`${paint('bold', `${file}:${line}:${column}`)} ${kind} ${words}`);
  }
  return changes.filter(({ isDangerous }) => isDangerous).length;
}

function tellFindings(
  file: string,
  findings: readonly Finding[],
  { places }: SoundProgram,
  { err }: Terminal,
): void {
  for (const { severity, path, message, advice } of findings) {
    const { line, column } = places.ofValue(path);
    err(`${file}:${line}:${column} ${severity} ${message} → ${advice}`);
  }
}

function readMoment(text: string | undefined): EpochMs | null {
  if (text === undefined) return null;
  const withOffset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d+)?)?(Z|[+-]\d{2}:\d{2})$/.test(text);
  const at = withOffset ? Date.parse(text) : Number.NaN;
  if (Number.isNaN(at))
    throw new WrongCall(`--from ${text}: write RFC 3339 with an offset, 2024-03-01T00:00:00+03:00`);
  return asEpochMs(at);
}
