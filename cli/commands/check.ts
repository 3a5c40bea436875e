import type { Command } from './command.ts';
import { filesOf, loadAndTell } from './file-arguments.ts';

export const check: Command = {
  name: 'check',
  summary: 'Say what is wrong with a program file, each finding with its place.',
  usage: 'FILE…',
  options: {},
  optionHelp: {},
  run: async (call, terminal) => {
    let broken = 0;
    for (const file of filesOf(call)) {
      const loaded = loadAndTell(file, terminal);
      if (!loaded.ok) broken += 1;
      else terminal.out(`${terminal.paint('green', '✓')} ${file}: ${sizesOf(loaded.file)}`);
    }
    return broken === 0 ? 0 : 1;
  },
};

const sizesOf = (file: {
  statusSystems: object;
  counters: object;
  rules: readonly unknown[];
  cases?: readonly unknown[] | undefined;
}): string =>
  [
    counted(Object.keys(file.statusSystems).length, 'status system'),
    counted(Object.keys(file.counters).length, 'counter'),
    counted(file.rules.length, 'rule'),
    counted(file.cases?.length ?? 0, 'case'),
  ].join(', ');

const counted = (count: number, noun: string): string => `${count} ${noun}${count === 1 ? '' : 's'}`;
