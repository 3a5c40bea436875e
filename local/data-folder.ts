import { mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** The folder in which the local system keeps what outlives a start: the database, the clock, keys and positions. */
export class DataFolder {
  readonly path: string;
  /** There was nothing here before. */
  readonly isNew: boolean;
  readonly #remembers: boolean;

  /** One that does not `remember` begins empty at each start, whatever lies in the folder. */
  constructor(path: string, options: { readonly remember: boolean }) {
    this.path = path;
    this.#remembers = options.remember;
    mkdirSync(path, { recursive: true });
    this.isNew = this.read('clock.json') === null;
  }

  static throwAway(path: string): void {
    rmSync(path, { recursive: true, force: true });
  }

  /** The folder of that name, made if need be. */
  folder(name: string): string {
    const path = join(this.path, name);
    mkdirSync(path, { recursive: true });
    return path;
  }

  file(name: string): string {
    return join(this.path, name);
  }

  /** A JSON file's content, `null` if there is none. */
  read(name: string): unknown {
    if (!this.#remembers) return null;
    try {
      return JSON.parse(readFileSync(this.file(name), 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
      throw new Error(`${this.file(name)} cannot be read.`, { cause: error });
    }
  }

  /** Keeps a JSON file for the next start. */
  keep(name: string, content: unknown): void {
    if (this.#remembers) this.announce(name, content);
  }

  /** Writes a JSON file for others to read: beside it first and then into its place, so that nobody reads half of it. */
  announce(name: string, content: unknown): void {
    const beside = this.file(`${name}.new`);
    writeFileSync(beside, `${JSON.stringify(content, null, 2)}\n`);
    renameSync(beside, this.file(name));
  }

  remove(name: string): void {
    rmSync(this.file(name), { force: true });
  }
}
