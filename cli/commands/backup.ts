import { writeBackup } from '../backup/backup-file.ts';
import { withTarget } from '../target/table-target.ts';
import { targetHelp, targetOptions } from '../target/target-options.ts';
import { type Command, type ExitCode, WrongCall } from './command.ts';

export const backup: Command = {
  name: 'backup',
  summary: 'Write everything that a table holds into a file.',
  usage: 'FILE.json.gz',
  options: { ...targetOptions },
  optionHelp: { ...targetHelp },
  run: async (call, { out, err }) => {
    const [file, ...rest] = call.words;
    if (file === undefined || rest.length > 0) throw new WrongCall('name the file to write');
    return await withTarget<ExitCode>(call, async ({ whole, name }) => {
      const count = await writeBackup(file, whole.items());
      out(`${count} items of ${name} are in ${file}`);
      err('It holds names and phones: keep it as the table itself is kept.');
      return 0;
    });
  },
};
