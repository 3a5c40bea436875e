import { readFileSync } from 'node:fs';
import { type LoadedProgram, loadProgram } from '../program-file/load-program.ts';
import { printFindings } from '../program-file/print-findings.ts';
import { catalogueBeside } from '../program-file/read-catalogue.ts';
import { type Call, type Terminal, WrongCall } from './command.ts';

/** The files that a call names: at least one. */
export function filesOf({ words }: Call): readonly string[] {
  if (words.length === 0) throw new WrongCall('name at least one program file');
  return words;
}

/** Loads a program file and tells its findings: warnings too, errors on the error stream. */
export function loadAndTell(file: string, { err, paint, isTerminal }: Terminal): LoadedProgram {
  const text = readFileSync(file, 'utf8');
  const loaded = loadProgram(text, catalogueBeside(file));
  if (loaded.findings.length > 0)
    err(printFindings(file, text, loaded.findings, { paint, excerpts: isTerminal }));
  return loaded;
}
