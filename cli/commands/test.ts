import { zoneCalendar } from '#operations/zone-calendar.ts';
import { printCases } from '../program-cases/print-cases.ts';
import { runCase } from '../program-cases/run-case.ts';
import type { Command } from './command.ts';
import { filesOf, loadAndTell } from './file-arguments.ts';

export const test: Command = {
  name: 'test',
  summary: 'Run the cases that a program file carries.',
  usage: 'FILE…',
  options: {},
  optionHelp: {},
  run: async (call, terminal) => {
    const calendar = zoneCalendar();
    let failed = 0;
    for (const file of filesOf(call)) {
      const loaded = loadAndTell(file, terminal);
      if (!loaded.ok) {
        failed += 1;
        continue;
      }
      const cases = loaded.file.cases ?? [];
      const results = cases.map((each, index) => runCase(loaded.program, each, ['cases', index], calendar));
      terminal.out(printCases(file, results, loaded.places, terminal.paint));
      if (results.some(({ passed }) => !passed)) failed += 1;
    }
    return failed === 0 ? 0 : 1;
  },
};
