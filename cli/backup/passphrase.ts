import { readFileSync } from 'node:fs';
import { type Call, WrongCall } from '../commands/command.ts';
import { MIN_PASSPHRASE } from './wrapped-secret.ts';

/**
 * The passphrase of a call, which no argument holds, for arguments are seen by others: a file, or `LAUREL_PASSPHRASE`.
 * @throws WrongCall where there is none, or none that is long enough
 */
export function passphraseOf(call: Call): string {
  const file = call.text('passphrase-file');
  const said = file === undefined ? process.env.LAUREL_PASSPHRASE : readFileSync(file, 'utf8');
  const passphrase = said?.replace(/\r?\n$/, '') ?? '';
  if (passphrase.length >= MIN_PASSPHRASE) return passphrase;
  throw new WrongCall(
    `--keys needs a passphrase of at least ${MIN_PASSPHRASE} letters, in --passphrase-file or LAUREL_PASSPHRASE`,
  );
}
