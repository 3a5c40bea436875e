import type { ParseArgsOptionsConfig } from 'node:util';
import type { Paint } from '../terminal/colour.ts';

/** 0: done. 1: done, and the answer is no (findings, failed cases, refusals). 2: called wrongly. */
export type ExitCode = 0 | 1 | 2;

/** Where a command speaks to. */
export interface Terminal {
  readonly out: (text: string) => void;
  readonly err: (text: string) => void;
  readonly paint: Paint;
  readonly isTerminal: boolean;
}

/** The options and words of a call, already of the declared names. */
export interface Call {
  readonly words: readonly string[];
  readonly text: (option: string) => string | undefined;
  readonly flag: (option: string) => boolean;
}

/** One word of the `laurel` command. */
export interface Command {
  readonly name: string;
  readonly summary: string;
  /** The words after the name: `FILE…`. */
  readonly usage: string;
  readonly options: ParseArgsOptionsConfig;
  /** Option → what it does, for `--help`. */
  readonly optionHelp: Readonly<Record<string, string>>;
  readonly run: (call: Call, terminal: Terminal) => Promise<ExitCode>;
}

/** The call cannot be understood: told with the usage, exit code 2. */
export class WrongCall extends Error {}
