import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { auditEntry } from '#operations/audit.ts';
import { auditLog } from '#table/audit-log.ts';
import type { Attributes } from '#table/codecs/attributes.ts';
import { isState, type WholeTable } from '#table/whole-table.ts';
import { readBackup } from '../backup/backup-file.ts';
import { keepAway, notedIn } from '../backup/keep-away.ts';
import { passphraseOf } from '../backup/passphrase.ts';
import { unwrapSecret } from '../backup/wrapped-secret.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, WrongCall } from './command.ts';

/** Items that are put in one go. */
const PORTION = 500;

export const restore: Command = {
  name: 'restore',
  summary: 'Put what backups hold into a table that is still empty.',
  usage: 'FILE.json.gz… [--keys FILE] [--books-only]',
  options: {
    'books-only': { type: 'boolean' },
    keys: { type: 'string' },
    'passphrase-file': { type: 'string' },
    ...targetOptions,
  },
  optionHelp: {
    'books-only': 'Leave the members’ states out: `laurel rebuild --write` makes them anew.',
    keys: 'What `laurel backup --keys` wrote: lets phones, codes and quotes of the old system be known.',
    'passphrase-file': 'Where the passphrase stands; left out: LAUREL_PASSPHRASE.',
    ...targetHelp,
  },
  run: async (call, { out, err }) => {
    if (call.words.length === 0) throw new WrongCall('name the files to read');
    const keysFile = call.text('keys');
    // What is wrong with it is said before anything is written.
    const secret =
      keysFile === undefined ? null : unwrapSecret(readFileSync(keysFile, 'utf8'), passphraseOf(call));
    return await withTarget<ExitCode>(call, async (target) => {
      const { whole, seal, name } = target;
      if (!(await whole.isEmpty())) {
        err(`${name} holds something already: restore into a new table`);
        return 1;
      }
      const notes = await notedIn(target);
      await auditLog(target.table).append(
        auditEntry(await target.acting(), {
          action: 'table.restored',
          subject: { kind: 'table', id: target.table.name },
          changes: [
            { what: 'items', before: null, after: call.words.map((file) => basename(file)).join(', ') },
            ...(call.flag('books-only') ? [{ what: 'states', before: null, after: 'left out' }] : []),
            ...(secret === null
              ? []
              : [{ what: 'keys of another system', before: null, after: 'open as well' }]),
          ],
        }),
      );
      // Before the first item: with the phones comes what finds them.
      if (secret !== null) {
        await seal.alsoOpenWith(secret);
        out(`${name} knows phones, codes and quotes of the old system`);
        err(
          'Till keys that the old system revoked after this backup are noted in its bucket alone: revoke them again.',
        );
      } else err('Without --keys, phones, codes and quotes of another system are not known here.');
      for (const file of call.words) {
        const { put, left } = await putAll(whole, file, call.flag('books-only'));
        out(`${put} items of ${file} are in ${name}${left === 0 ? '' : `, ${left} states were left out`}`);
      }
      await keepAway(target, notes, out);
      return 0;
    });
  },
};

async function putAll(
  whole: WholeTable,
  file: string,
  booksOnly: boolean,
): Promise<{ readonly put: number; readonly left: number }> {
  let [put, left] = [0, 0];
  let portion: Attributes[] = [];
  for await (const item of readBackup(file) as AsyncIterable<Attributes>) {
    if (booksOnly && isState(item)) {
      left += 1;
      continue;
    }
    portion.push(item);
    if (portion.length < PORTION) continue;
    await whole.put(portion);
    put += portion.length;
    portion = [];
  }
  await whole.put(portion);
  return { put: put + portion.length, left };
}
