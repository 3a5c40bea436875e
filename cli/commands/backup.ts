import { chmodSync, writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { writeBackup } from '../backup/backup-file.ts';
import { passphraseOf } from '../backup/passphrase.ts';
import { wrapSecret } from '../backup/wrapped-secret.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, WrongCall } from './command.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'Write everything that a table holds into a file.',
  usage: 'FILE.json.gz [--keys FILE]',
  options: { keys: { type: 'string' }, 'passphrase-file': { type: 'string' }, ...targetOptions },
  optionHelp: {
    keys: 'Write the seal secret too, wrapped under a passphrase: without it another system knows no phone, code or quote.',
    'passphrase-file': 'Where the passphrase stands; left out: LAUREL_PASSPHRASE.',
    ...targetHelp,
  },
  run: async (call, { out, err }) => {
    const [file, ...rest] = call.words;
    if (file === undefined || rest.length > 0) throw new WrongCall('name the file to write');
    const keysFile = call.text('keys');
    if (keysFile !== undefined && resolve(keysFile) === resolve(file))
      throw new WrongCall('--keys names another file than the backup');
    const passphrase = keysFile === undefined ? null : passphraseOf(call);
    return await withTarget<ExitCode>(call, async ({ whole, seal, name }) => {
      const count = await writeBackup(file, whole.items());
      out(`${count} items of ${name} are in ${file}`);
      if (keysFile !== undefined && passphrase !== null) {
        writeFileSync(keysFile, wrapSecret(await seal.read(), passphrase), { mode: 0o600 });
        // A file that was there keeps its mode.
        chmodSync(keysFile, 0o600);
        out(`the keys of its phones, codes and quotes are in ${keysFile}, wrapped under the passphrase`);
      }
      err('It holds names and phones: keep it as the table itself is kept.');
      return 0;
    });
  },
};
