import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { asEpochMs, type EpochMs } from '#domain/time/time.ts';
import { assert } from '../assertions.ts';
import { type Key, placeOf } from '../keys.ts';

/** Attributes of one item, or of one map in it, as the table holds them. */
export type Attributes = Record<string, AttributeValue>;

export const text = (value: string): AttributeValue => {
  assert(value.isWellFormed(), 'half a surrogate pair is not stored as text');
  return { S: value };
};

export const integer = (value: number): AttributeValue => {
  assert(Number.isSafeInteger(value), 'only whole numbers below 2^53 are stored as integers');
  return { N: String(value) };
};

/** A number with a fraction, within what the table can hold (magnitude 1E-130 to 9.9E+125). */
export const decimal = (value: number): AttributeValue => {
  const magnitude = Math.abs(value);
  assert(magnitude === 0 || (magnitude >= 1e-130 && magnitude < 1e126), 'the table cannot hold this number');
  return { N: String(value) };
};

export const flag = (value: boolean): AttributeValue => ({ BOOL: value });
export const packed = (value: Uint8Array): AttributeValue => ({ B: value });
export const list = (values: readonly AttributeValue[]): AttributeValue => ({ L: [...values] });
/** Texts without an order, at least one: the table keeps no empty set. */
export const textSet = (values: readonly string[]): AttributeValue => {
  assert(values.length > 0, 'the table keeps no empty set');
  return { SS: [...new Set(values)] };
};
export const textOrNull = (value: string | null): AttributeValue =>
  value === null ? { NULL: true } : text(value);

/** A map attribute; what is `undefined` is left out. */
export const record = (values: Readonly<Record<string, AttributeValue | undefined>>): AttributeValue => ({
  M: presentOf(values),
});

/** A map attribute with names from outside. */
export const mapOf = <Value>(
  values: ReadonlyMap<string, Value>,
  write: (value: Value) => AttributeValue,
): AttributeValue => {
  for (const name of values.keys()) {
    assert(name.length > 0 && name.isWellFormed(), 'a name in a map is empty or no text');
  }
  return { M: Object.fromEntries([...values].map(([name, value]) => [name, write(value)])) };
};

/** The attributes that are there. */
export function presentOf(values: Readonly<Record<string, AttributeValue | undefined>>): Attributes {
  const present: Attributes = {};
  for (const [name, value] of Object.entries(values)) if (value !== undefined) present[name] = value;
  return present;
}

/** `undefined` for null: the attribute is left out. */
export const ifAny = <Value>(
  value: Value | null,
  write: (value: Value) => AttributeValue,
): AttributeValue | undefined => (value === null ? undefined : write(value));

/** `undefined` for an empty map or list: the attribute is left out. */
export const ifSome = <Values extends { readonly size: number } | { readonly length: number }>(
  values: Values,
  write: (values: Values) => AttributeValue,
): AttributeValue | undefined =>
  ('size' in values ? values.size : values.length) === 0 ? undefined : write(values);

/** Reads one stored attribute. What is not as it was written is a broken invariant, told with its place. */
export class StoredValue {
  readonly #value: AttributeValue;
  readonly #place: string;

  constructor(value: AttributeValue, place: string) {
    this.#value = value;
    this.#place = place;
  }

  text(): string {
    return this.#or(this.#value.S, 'text');
  }

  textOrNull(): string | null {
    return this.#value.NULL === true ? null : this.text();
  }

  integer(): number {
    const value = Number(this.#or(this.#value.N, 'a number'));
    if (!Number.isSafeInteger(value)) this.#broken('a whole number below 2^53');
    return value;
  }

  instant(): EpochMs {
    return asEpochMs(this.integer());
  }

  textSet(): readonly string[] {
    return this.#or(this.#value.SS, 'a set of texts');
  }

  isList(): boolean {
    return this.#value.L !== undefined;
  }

  isFlag(): boolean {
    return this.#value.BOOL !== undefined;
  }

  flag(): boolean {
    return this.#or(this.#value.BOOL, 'a flag');
  }

  /** Bytes, taken apart by a codec; what the codec says is told with the place. */
  packed<Decoded>(decode: (bytes: Uint8Array) => Decoded): Decoded {
    const bytes = this.#or(this.#value.B, 'bytes');
    try {
      return decode(bytes);
    } catch (cause) {
      throw new Error(`${this.#place} does not decode`, { cause });
    }
  }

  list(): readonly StoredValue[] {
    return this.#or(this.#value.L, 'a list').map(
      (value, index) => new StoredValue(value, `${this.#place}[${index}]`),
    );
  }

  /** One value of a list of fixed form. */
  part(index: number): StoredValue {
    const value = this.#or(this.#value.L, 'a list')[index];
    return new StoredValue(this.#or(value, `a list of more than ${index}`), `${this.#place}[${index}]`);
  }

  fields(): StoredFields {
    return new StoredFields(this.#or(this.#value.M, 'a map'), this.#place);
  }

  mapOf<Value>(read: (value: StoredValue) => Value): ReadonlyMap<string, Value> {
    // Names come from programs and people; the error's place therefore stays that of the map.
    const entries = Object.entries(this.#or(this.#value.M, 'a map'));
    return new Map(entries.map(([name, value]) => [name, read(new StoredValue(value, this.#place))]));
  }

  scalar(): string | number | boolean {
    const { S, N, BOOL } = this.#value;
    return S ?? BOOL ?? Number(this.#or(N, 'a text, a number or a flag'));
  }

  /** One of a few words. */
  oneOf<Word extends string>(words: readonly Word[]): Word {
    const value = this.text();
    const word = words.find((candidate) => candidate === value);
    return word ?? this.#broken(`one of ${words.join(', ')}`);
  }

  #or<Value>(value: Value | undefined, what: string): Value {
    return value === undefined ? this.#broken(what) : value;
  }

  #broken(what: string): never {
    assert(false, `${this.#place} is not ${what}`);
  }
}

/** Named attributes, some of which may be absent. */
export class StoredFields {
  readonly #attributes: Attributes;
  readonly #place: string;

  constructor(attributes: Attributes, place: string) {
    this.#attributes = attributes;
    this.#place = place;
  }

  /** The attribute; its absence is a broken invariant. */
  get(name: string): StoredValue {
    return this.find(name) ?? this.#missing(name);
  }

  find(name: string): StoredValue | null {
    const value = this.#attributes[name];
    return value === undefined ? null : new StoredValue(value, `${this.#place} ${name}`);
  }

  #missing(name: string): never {
    assert(false, `${this.#place} has no ${name}`);
  }
}

/** A stored item with its key. */
export function openItem(item: Attributes): { readonly key: Key; readonly fields: StoredFields } {
  const pk = item.pk?.S;
  const sk = item.sk?.S;
  assert(pk !== undefined && sk !== undefined, 'a stored item has no key');
  const key = { pk, sk };
  return { key, fields: new StoredFields(item, placeOf(key)) };
}

/** A key as the table wants it. */
export const keyAttributes = ({ pk, sk }: Key): Attributes => ({ pk: { S: pk }, sk: { S: sk } });
