import type { Attributes } from '#table/codecs/attributes.ts';
import { isState, type WholeTable } from '#table/whole-table.ts';
import { readBackup } from '../backup/backup-file.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, WrongCall } from './command.ts';

/** Items that are put in one go. */
const PORTION = 500;

export const restore: Command = {
  name: 'restore',
  summary: 'Put what backups hold into a table that is still empty.',
  usage: 'FILE.json.gz… [--books-only]',
  options: { 'books-only': { type: 'boolean' }, ...targetOptions },
  optionHelp: {
    'books-only': 'Leave the members’ states out: `laurel rebuild --write` makes them anew.',
    ...targetHelp,
  },
  run: async (call, { out, err }) => {
    if (call.words.length === 0) throw new WrongCall('name the files to read');
    return await withTarget<ExitCode>(call, async ({ whole, name }) => {
      if (!(await whole.isEmpty())) {
        err(`${name} holds something already: restore into a new table`);
        return 1;
      }
      for (const file of call.words) {
        const { put, left } = await putAll(whole, file, call.flag('books-only'));
        out(`${put} items of ${file} are in ${name}${left === 0 ? '' : `, ${left} states were left out`}`);
      }
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
