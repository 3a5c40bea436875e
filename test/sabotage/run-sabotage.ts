import { execFileSync, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import type { Sabotage } from './sabotage.ts';
import { sabotages } from './sabotages.ts';

/**
 * `npm run test:sabotage`: takes one guard after the other out of a copy of the sources, and looks whether its test,
 * which passes on sound sources, fails. `--only WORDS` runs those whose name holds the words, `--in PATH` those of files whose path does, `--at-once N`
 * works in so many copies.
 */

const { values } = parseArgs({
  options: {
    only: { type: 'string', default: '' },
    in: { type: 'string', default: '' },
    'at-once': { type: 'string', default: '2' },
  },
});
/** A test that runs so long will not end: somebody would notice. */
const PATIENCE_MS = 10 * 60_000;
const chosen = sabotages.filter(({ name, file }) => name.includes(values.only) && file.includes(values.in));
const vitest = join(process.cwd(), 'node_modules/.bin/vitest');

const copies = Array.from({ length: Number(values['at-once']) }, () => copyOfSources());
const unsound = await failingOnSound(copies[0] as string);
if (unsound !== null) {
  console.log(`${unsound}\nthese tests fail on sound sources: that they fail on a sabotage says nothing`);
  for (const copy of copies) rmSync(copy, { recursive: true });
  process.exit(1);
}
const waiting = chosen.values();
let done = 0;
let caught = 0;
await Promise.all(
  copies.map(async (copy) => {
    for (const sabotage of waiting) {
      const verdict = await judge(copy, sabotage);
      done += 1;
      if (verdict === 'caught') caught += 1;
      console.log(`${String(done).padStart(3)} of ${chosen.length}  ${verdict.padEnd(9)} ${sabotage.name}`);
    }
  }),
);
for (const copy of copies) rmSync(copy, { recursive: true });
console.log(`${caught} of ${chosen.length} caught`);
process.exitCode = caught === chosen.length ? 0 : 1;

function copyOfSources(): string {
  const copy = mkdtempSync(join(tmpdir(), 'laurel-sabotage-'));
  const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    encoding: 'utf8',
  });
  for (const path of files.split('\n').filter((line) => line !== '')) {
    mkdirSync(dirname(join(copy, path)), { recursive: true });
    cpSync(path, join(copy, path));
  }
  symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));
  return copy;
}

/** `MISPLACED`: the text to be taken out does not stand there once, so nothing was tried. */
async function judge(
  copy: string,
  { file, find, replace, test }: Sabotage,
): Promise<'caught' | 'SURVIVED' | 'MISPLACED'> {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2) return 'MISPLACED';
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    const { exitCode, told, hangs } = await tested(copy, ['--bail', '1', test]);
    if (hangs) return 'caught';
    // A test that could not even run says nothing about the guard.
    return exitCode !== 0 && /\bTests\b.*\bfailed\b/.test(told) ? 'caught' : 'SURVIVED';
  } finally {
    writeFileSync(path, sound);
  }
}

/** The lines of the chosen tests that fail where nothing was taken out, or null: five such tests once caught eight rows. */
async function failingOnSound(copy: string): Promise<string | null> {
  const { exitCode, told } = await tested(copy, [...new Set(chosen.map(({ test }) => test))]);
  return exitCode === 0 ? null : told;
}

async function tested(
  copy: string,
  args: readonly string[],
): Promise<{ readonly exitCode: number | null; readonly told: string; readonly hangs: boolean }> {
  const child = spawn(vitest, ['run', ...args], {
    cwd: copy,
    stdio: ['ignore', 'pipe', 'ignore'],
    detached: true,
  });
  let hangs = false;
  const patience = setTimeout(() => {
    hangs = true;
    // With its workers: one that runs for ever does not hear a word.
    if (child.pid !== undefined) process.kill(-child.pid, 'SIGKILL');
  }, PATIENCE_MS);
  const ended = new Promise<number | null>((resolve) => child.once('exit', resolve));
  const told = await text(child.stdout);
  const exitCode = await ended;
  clearTimeout(patience);
  return { exitCode, told, hangs };
}
