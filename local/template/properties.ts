import { UnknownInTemplate } from './template.ts';

/** A resource's resolved properties, read with a say about what is missing or of another kind. */
export class Properties {
  readonly #where: string;
  readonly #values: Readonly<Record<string, unknown>>;

  constructor(where: string, values: unknown) {
    this.#where = where;
    this.#values = values !== null && typeof values === 'object' ? (values as Record<string, unknown>) : {};
  }

  has(name: string): boolean {
    return this.#values[name] !== undefined;
  }

  text(name: string): string {
    const value = this.#values[name];
    return typeof value === 'string' ? value : this.#refuse(name, 'a text');
  }

  textOr<T>(name: string, otherwise: T): string | T {
    return this.has(name) ? this.text(name) : otherwise;
  }

  number(name: string, otherwise: number): number {
    if (!this.has(name)) return otherwise;
    const value = Number(this.#values[name]);
    return Number.isFinite(value) ? value : this.#refuse(name, 'a number');
  }

  flag(name: string): boolean {
    return this.#values[name] === true;
  }

  texts(name: string): readonly string[] {
    return this.list(name).map((item) =>
      typeof item === 'string' ? item : this.#refuse(name, 'a list of texts'),
    );
  }

  list(name: string): readonly unknown[] {
    const value = this.#values[name] ?? [];
    return Array.isArray(value) ? value : this.#refuse(name, 'a list');
  }

  /** IAM's way to write a list: one text, or several. */
  oneOrMore(name: string): readonly string[] {
    return typeof this.#values[name] === 'string' ? [this.text(name)] : this.texts(name);
  }

  /** The objects of a list; an absent list is empty. */
  each(name: string): readonly Properties[] {
    return this.list(name).map((item, at) => new Properties(`${this.#where}.${name}[${at}]`, item));
  }

  /** An absent object is empty. */
  inner(name: string): Properties {
    return new Properties(`${this.#where}.${name}`, this.#values[name]);
  }

  /** The names of what is there. */
  names(): readonly string[] {
    return Object.keys(this.#values);
  }

  /** All values as texts, as an environment or an attribute map wants them. */
  allTexts(): Readonly<Record<string, string>> {
    return Object.fromEntries(Object.keys(this.#values).map((name) => [name, this.text(name)]));
  }

  /** Refuses a property that would change what happens and that the runner does not carry out. */
  mustNotHave(...names: readonly string[]): void {
    for (const name of names)
      if (this.has(name)) this.#refuse(name, 'absent, since it is not carried out here');
  }

  /** Refuses whatever is there besides what is named. */
  mustHaveOnly(...names: readonly string[]): void {
    this.mustNotHave(...Object.keys(this.#values).filter((name) => !names.includes(name)));
  }

  #refuse(name: string, expected: string): never {
    throw new UnknownInTemplate(
      `${this.#where}: ${name} should be ${expected}, not ${JSON.stringify(this.#values[name])}.`,
    );
  }
}
