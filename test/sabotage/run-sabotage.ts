import { execFileSync, spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { parseArgs } from 'node:util';
import { type Sabotage, sabotages } from './sabotages.ts';

/**
 * `npm run test:sabotage`: takes one guard after the other out of a copy of the sources, and looks whether its test
 * fails. `--only WORDS` runs those whose name holds the words.
 */

const { values } = parseArgs({ options: { only: { type: 'string', default: '' } } });
const chosen = sabotages.filter(({ name }) => name.includes(values.only));

const copy = mkdtempSync(join(tmpdir(), 'laurel-sabotage-'));
const files = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
  encoding: 'utf8',
});
for (const path of files.split('\n').filter((line) => line !== '')) {
  mkdirSync(dirname(join(copy, path)), { recursive: true });
  cpSync(path, join(copy, path));
}
symlinkSync(join(process.cwd(), 'node_modules'), join(copy, 'node_modules'));

let caught = 0;
for (const [index, sabotage] of chosen.entries()) {
  const verdict = judge(sabotage);
  if (verdict === 'caught') caught += 1;
  console.log(`${String(index + 1).padStart(3)} of ${chosen.length}  ${verdict.padEnd(9)} ${sabotage.name}`);
}
rmSync(copy, { recursive: true });
console.log(`${caught} of ${chosen.length} caught`);
process.exitCode = caught === chosen.length ? 0 : 1;

/** `misplaced`: the text to be taken out does not stand there once, so nothing was tried. */
function judge({ file, find, replace, test }: Sabotage): 'caught' | 'SURVIVED' | 'MISPLACED' {
  const path = join(copy, file);
  const sound = readFileSync(path, 'utf8');
  if (sound.split(find).length !== 2) return 'MISPLACED';
  writeFileSync(
    path,
    sound.replace(find, () => replace),
  );
  try {
    const run = spawnSync('npx', ['vitest', 'run', '--bail', '1', test], { cwd: copy, encoding: 'utf8' });
    // A test that could not even run says nothing about the guard.
    return run.status !== 0 && /\bTests\b.*\bfailed\b/.test(run.stdout) ? 'caught' : 'SURVIVED';
  } finally {
    writeFileSync(path, sound);
  }
}
