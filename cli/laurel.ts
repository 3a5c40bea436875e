import { runCommand } from './run-command.ts';
import { paintFor } from './terminal/colour.ts';

/** `npm run laurel`: the command as a process. */
process.exitCode = await runCommand(process.argv.slice(2), {
  out: (text) => process.stdout.write(`${text}\n`),
  err: (text) => process.stderr.write(`${text}\n`),
  paint: paintFor(process.stdout),
  isTerminal: process.stdout.isTTY === true,
});
