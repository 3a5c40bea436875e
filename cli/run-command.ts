import { parseArgs } from 'node:util';
import { activate } from './commands/activate.ts';
import { audit } from './commands/audit.ts';
import { backup } from './commands/backup.ts';
import { check } from './commands/check.ts';
import { type Call, type Command, type ExitCode, type Terminal, WrongCall } from './commands/command.ts';
import { cost } from './commands/cost.ts';
import { keys } from './commands/keys.ts';
import { members } from './commands/members.ts';
import { picture } from './commands/picture.ts';
import { programs } from './commands/programs.ts';
import { rebuild } from './commands/rebuild.ts';
import { replay } from './commands/replay.ts';
import { restore } from './commands/restore.ts';
import { test } from './commands/test.ts';

const commands: readonly Command[] = [
  check,
  test,
  activate,
  programs,
  keys,
  members,
  audit,
  cost,
  replay,
  picture,
  backup,
  restore,
  rebuild,
];

function overview(): string {
  const rows = commands.map(({ name, summary }) => `  ${name.padEnd(10)} ${summary}`);
  return ['laurel COMMAND …', '', ...rows, '', 'laurel COMMAND --help says more.'].join('\n');
}

function helpOf({ name, usage, summary, optionHelp }: Command): string {
  const width = Math.max(10, ...Object.keys(optionHelp).map((option) => option.length));
  const rows = Object.entries(optionHelp).map(([option, help]) => `  --${option.padEnd(width)} ${help}`);
  return [`laurel ${name} ${usage}`, '', summary, ...(rows.length === 0 ? [] : ['', ...rows])].join('\n');
}

function callOf(command: Command, args: readonly string[]): Call & { readonly help: boolean } {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: { ...command.options, help: { type: 'boolean', short: 'h' } },
      allowPositionals: true,
    });
    const all: Readonly<Record<string, unknown>> = values;
    return {
      words: positionals,
      text: (option) => (typeof all[option] === 'string' ? all[option] : undefined),
      flag: (option) => all[option] === true,
      help: all.help === true,
    };
  } catch (error) {
    throw new WrongCall(error instanceof Error ? error.message : String(error));
  }
}

/**
 * Runs one call of the command; errors are told on the error stream, with `LAUREL_DEBUG` with their stack. Whoever calls it
 * need not be a process of its own.
 */
export async function runCommand(args: readonly string[], terminal: Terminal): Promise<ExitCode> {
  const [name, ...rest] = args;
  const command = commands.find((candidate) => candidate.name === name);
  if (command === undefined) {
    const asked = name === undefined || name === '--help' || name === '-h' || name === 'help';
    if (asked) terminal.out(overview());
    else terminal.err(`laurel has no command ${name}\n\n${overview()}`);
    return asked ? 0 : 2;
  }
  try {
    const call = callOf(command, rest);
    if (call.help) {
      terminal.out(helpOf(command));
      return 0;
    }
    return await command.run(call, terminal);
  } catch (error) {
    if (error instanceof WrongCall) {
      terminal.err(`${error.message}\n\n${helpOf(command)}`);
      return 2;
    }
    terminal.err(`laurel ${command.name}: ${error instanceof Error ? error.message : String(error)}`);
    if (process.env.LAUREL_DEBUG !== undefined) console.error(error);
    return 1;
  }
}
