import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text as textOf } from 'node:stream/consumers';
import type { Said } from '../fixtures/laurel-command.ts';

/** A program that a document called, with its words. */
export interface ShellCall {
  readonly program: string;
  readonly words: readonly string[];
}

/** Programs of a document’s shell that must not run here: they note what they were asked, and answer what is known. */
export interface ShellStubs {
  readonly folder: string;
  calls(): readonly ShellCall[];
  remove(): void;
}

const PROGRAMS = ['npm', 'npx', 'aws', 'git'];
/** Commands of `laurel` that take minutes or a real system; the rest is run as it stands. */
export const ONLY_NOTED = ['replay', 'picture', 'backup', 'restore', 'rebuild'];

/**
 * @param outputs of the stack, which `aws cloudformation describe-stacks` answers
 * @param home the folder of the local system, for commands that name no stack
 * @param laurel runs the command
 */
export async function stubShell(
  outputs: Readonly<Record<string, string>>,
  home: string,
  laurel: (words: readonly string[]) => Promise<Said>,
): Promise<ShellStubs> {
  const folder = mkdtempSync(join(tmpdir(), 'laurel-shell-'));
  const server = createServer(async (request, response) => {
    response.end(JSON.stringify(await laurel(JSON.parse(await textOf(request)) as string[])));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const door = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  const log = join(folder, 'calls.jsonl');
  writeFileSync(log, '');
  for (const program of PROGRAMS) {
    const file = join(folder, program);
    writeFileSync(
      file,
      `#!${process.execPath}\n(${stub})(${JSON.stringify({ program, log, outputs, home, door, ONLY_NOTED })});\n`,
    );
    chmodSync(file, 0o755);
  }
  return {
    folder,
    calls: () =>
      readFileSync(log, 'utf8')
        .split('\n')
        .filter((line) => line !== '')
        .map((line) => JSON.parse(line) as ShellCall),
    remove() {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}

/** Runs by itself, as text: no imports, no types. The command runs behind `door`, where it need not be started anew. */
const stub = `function ({ program, log, outputs, home, door, ONLY_NOTED }) {
  const words = process.argv.slice(2);
  const { appendFileSync } = require('node:fs');
  appendFileSync(log, JSON.stringify({ program, words }) + '\\n');
  const wanted = /OutputKey=='(\\w+)'/.exec(words.join(' '));
  if (program === 'aws' && wanted) console.log(outputs[wanted[1]] ?? 'None');
  if (program !== 'npm' || words[0] !== 'run') return;
  const [name, ...rest] = words.slice(1).filter((word) => word !== '--silent' && word !== '--');
  if (name !== 'laurel' && name !== 'cost') return;
  const called = name === 'cost' ? ['cost', ...rest] : rest;
  if (ONLY_NOTED.includes(called[0])) return;
  const needsHome = ['activate', 'keys', 'members', 'programs'].includes(called[0]) && !called.includes('--stack');
  const body = JSON.stringify([...called, ...(needsHome ? ['--home', home] : [])]);
  const asking = require('node:http').request(door, { method: 'POST' }, async (answer) => {
    let text = '';
    for await (const part of answer) text += part;
    const said = JSON.parse(text);
    process.stdout.write(said.stdout);
    process.stderr.write(said.stderr);
    process.exitCode = said.status;
  });
  asking.end(body);
}`;
