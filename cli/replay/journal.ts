import { existsSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import * as z from 'zod';

/** How far a replay has come: enough to go on after a break, and to draw the picture later. */
const journalForm = z.strictObject({
  /** Names the data, so that another year is not taken for the rest of this one. */
  data: z.string(),
  program: z.string(),
  from: z.iso.date(),
  /** The first day that is not done. */
  doneTo: z.iso.date(),
  /** Household → member. */
  members: z.record(z.string(), z.string()),
  receipts: z.int(),
  /** Time spent on sending receipts only: not on turns, not on enrolment. */
  sendingMs: z.number(),
});

export type Journal = z.output<typeof journalForm>;

const keysForm = z.record(z.string(), z.string());

const journalFile = (home: string): string => join(home, 'replay.json');
const keysFile = (home: string): string => join(home, 'replay-keys.json');

/** `null`: nothing was replayed here yet. */
export function readJournal(home: string): Journal | null {
  return existsSync(journalFile(home)) ? journalForm.parse(readJson(journalFile(home))) : null;
}

export function saveJournal(home: string, journal: Journal): void {
  writeJson(journalFile(home), journal);
}

/** Store → till key, of the runs before. */
export function readKeys(home: string): Record<string, string> {
  return existsSync(keysFile(home)) ? keysForm.parse(readJson(keysFile(home))) : {};
}

export function saveKeys(home: string, keys: Readonly<Record<string, string>>): void {
  writeJson(keysFile(home), keys, 0o600);
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));

/** Written beside and moved over, so that a break leaves the old one whole. */
function writeJson(file: string, value: unknown, mode = 0o644): void {
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(`${file}.new`, `${JSON.stringify(value)}\n`, { mode });
  renameSync(`${file}.new`, file);
}
