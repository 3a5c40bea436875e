import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { runLaurel } from '../fixtures/laurel-command.ts';
import { soundProgram } from './broken-programs.ts';

const folder = mkdtempSync(join(tmpdir(), 'laurel-command-'));
afterAll(() => rmSync(folder, { recursive: true }));

const write = (name: string, text: string): string => {
  const file = join(folder, name);
  writeFileSync(file, text);
  return file;
};

const sound = write('sound.yaml', soundProgram);
const broken = write('broken.yaml', soundProgram.replace('5%', '5'));
const failing = write(
  'failing.yaml',
  `${soundProgram}cases: [{ name: x, requirement: [L2], steps: [{ at: 2024-03-01, expect: { status: { level: silver } } }] }]\n`,
);

describe('the laurel command', () => {
  // biome-ignore format: a row a case, like a table
  it.each([
    ['nothing',            [],                            0, 'laurel COMMAND', ''],
    ['help',               ['check', '--help'],           0, 'laurel check FILE', ''],
    ['an unknown word',    ['chekc'],                     2, '', 'laurel has no command chekc'],
    ['an unknown option',  ['check', '--loud'],           2, '', "Unknown option '--loud'"],
    ['no file',            ['check'],                     2, '', 'name at least one program file'],
    ['no such file',       ['check', join(folder, 'no')], 1, '', 'no such file'],
    ['a sound program',    ['check', sound],              0, '1 status system, 1 counter, 1 rule, 0 cases', ''],
    ['a broken program',   ['check', sound, broken],      1, 'sound.yaml', 'broken.yaml:23:23 error wrong-value'],
    ['a case that fails',  ['test', failing],             1, 'failing.yaml:24:92 status of level', ''],
    ['no local system',    ['activate', sound, '--home', folder], 1, '', 'start one with `npm start`'],
    ['a time without offset', ['activate', sound, '--from', '2024-03-01T00:00:00'], 2, '', 'with an offset'],
    ['a key for no store', ['keys', 'create'],            2, '', 'keys create --stores 1,2'],
    ['a day that is none', ['replay', '--until', '2017-02-30'], 2, '', 'write a day, 2017-03-01'],
    ['a word to audit',    ['audit', 'all'],              2, '', 'options alone'],
    ['a moment without offset', ['audit', '--since', '2026-11-01T10:00'], 2, '', 'RFC 3339 with an offset'],
    ['a day that is none', ['audit', '--since', '2026-13-01'], 2, '', 'write a day'],
    ['a page of none',     ['audit', '--limit', '0'],     2, '', '1 to 1000'],
    ['a page too long',    ['audit', '--limit', '1001'],  2, '', '1 to 1000'],
    ['a place of nobody’s', ['audit', '--after', '#1'],   2, '', 'as the page before said it'],
    ['a member that is none', ['audit', '--member', 'a#b'], 2, '', 'no member id'],
    ['a reason of two lines', ['keys', 'revoke', 'k1', '--reason', 'a\nb'], 2, '', 'on one line'],
    ['a reason too long',  ['keys', 'revoke', 'k1', '--reason', 'a'.repeat(201)], 2, '', '1 to 200 letters'],
    ['a reason to list',   ['keys', 'list', '--reason', 'x'], 2, '', 'keys list'],
    ['a reason to activate that is none', ['activate', sound, '--reason', ''], 2, '', '1 to 200 letters'],
  ])('given %s', async (_what, args, status, out, err) => {
    const result = await runLaurel(args);
    expect(result.stdout).toContain(out);
    expect(result.stderr).toContain(err);
    expect(result.status).toBe(status);
  });

  it('is a process whose exit code and streams are those of the call', () => {
    const script = new URL('../../cli/laurel.ts', import.meta.url).pathname;
    const { status, stdout, stderr } = spawnSync(process.execPath, [script, 'check', sound, broken], {
      encoding: 'utf8',
    });
    expect(stdout).toContain('sound.yaml');
    expect(stderr).toContain('broken.yaml:23:23 error wrong-value');
    expect(status).toBe(1);
  });
});
