import { assert } from '../assertions.ts';
import type { CodecVersions } from './versions.ts';

const utf8 = new TextEncoder();
const utf8Strict = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
const SMALL = 0x7fff_ffff;

/**
 * Packs numbers and texts into bytes. Whole numbers are varints of up to 2^53 - 1: bit operators work on 32 bits only,
 * so the part above 2^31 is divided down first.
 */
export class ByteWriter {
  #bytes = new Uint8Array(256);
  #length = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) this.#grow(1);
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  bytes(values: Uint8Array): void {
    if (this.#length + values.length > this.#bytes.length) this.#grow(values.length);
    this.#bytes.set(values, this.#length);
    this.#length += values.length;
  }

  /** A whole number, 0 or more: seven bits a byte, the lowest first. */
  unsigned(value: number): void {
    assert(Number.isSafeInteger(value) && value >= 0, 'only whole numbers of 0 or more are packed here');
    let rest = value;
    while (rest > SMALL) {
      this.byte((rest % 128) + 128);
      rest = Math.floor(rest / 128);
    }
    while (rest > 127) {
      this.byte((rest & 127) | 128);
      rest >>>= 7;
    }
    this.byte(rest);
  }

  /** Zig-zag: 0, -1, 1, -2 … become 0, 1, 2, 3 …; written without doubling, which would leave the safe integers. */
  signed(value: number): void {
    assert(Number.isSafeInteger(value), 'only whole numbers are packed');
    const magnitude = value < 0 ? -(value + 1) : value;
    const rest = Math.floor(magnitude / 64);
    this.byte((rest > 0 ? 128 : 0) + (magnitude % 64) * 2 + (value < 0 ? 1 : 0));
    if (rest > 0) this.unsigned(rest);
  }

  /** Length in bytes, then UTF-8. */
  text(value: string): void {
    assert(value.isWellFormed(), 'half a surrogate pair is not text');
    const encoded = utf8.encode(value);
    this.unsigned(encoded.length);
    this.bytes(encoded);
  }

  /** A column's id, eight hex digits, in four bytes. */
  columnId(id: string): void {
    assert(/^[0-9a-f]{8}$/.test(id), 'a column id is eight hex digits');
    for (let at = 0; at < 8; at += 2) this.byte(Number.parseInt(id.slice(at, at + 2), 16));
  }

  finish(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }

  #grow(least: number): void {
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#length + least));
    wider.set(this.#bytes);
    this.#bytes = wider;
  }
}

/** Reads what {@link ByteWriter} wrote; whatever is cut off, too long or no number of ours is a broken invariant. */
export class ByteReader {
  readonly #bytes: Uint8Array;
  readonly #what: string;
  #at = 0;

  /** `what` names the bytes in errors. */
  constructor(bytes: Uint8Array, what: string) {
    this.#bytes = bytes;
    this.#what = what;
  }

  byte(): number {
    const value = this.#bytes[this.#at];
    assert(value !== undefined, `${this.#what} ends too early`);
    this.#at += 1;
    return value;
  }

  bytes(length: number): Uint8Array {
    const end = this.#at + length;
    assert(end <= this.#bytes.length, `${this.#what} ends too early`);
    const slice = this.#bytes.subarray(this.#at, end);
    this.#at = end;
    return slice;
  }

  unsigned(): number {
    let value = 0;
    let factor = 1;
    for (let groups = 0; groups < 8; groups += 1) {
      const byte = this.byte();
      value += (byte & 127) * factor;
      if (byte < 128) {
        assert(value <= Number.MAX_SAFE_INTEGER, `${this.#what} holds a number above 2^53`);
        return value;
      }
      factor *= 128;
    }
    assert(false, `${this.#what} holds a number that does not end`);
  }

  signed(): number {
    const first = this.byte();
    const low = (first & 127) >>> 1;
    const magnitude = first < 128 ? low : low + this.unsigned() * 64;
    assert(magnitude <= Number.MAX_SAFE_INTEGER, `${this.#what} holds a number above 2^53`);
    return (first & 1) === 0 ? magnitude : -magnitude - 1;
  }

  /** How many things follow; each takes at least a byte, so more than there are bytes cannot be. */
  count(): number {
    const value = this.unsigned();
    assert(value <= this.#bytes.length, `${this.#what} announces more than it can hold`);
    return value;
  }

  text(): string {
    return utf8Strict.decode(this.bytes(this.unsigned()));
  }

  columnId(): string {
    let id = '';
    for (let at = 0; at < 4; at += 1) id += this.byte().toString(16).padStart(2, '0');
    return id;
  }

  /** The first byte of every packed attribute: answers the form in which the rest is to be read. */
  version({ reads }: Pick<CodecVersions, 'reads'>): number {
    const version = this.byte();
    assert(
      reads.includes(version),
      `${this.#what} is of codec version ${version}, this code reads version ${reads.join(', ')}`,
    );
    return version;
  }

  /** Nothing may be left over. */
  end(): void {
    assert(this.#at === this.#bytes.length, `${this.#what} goes on after its end`);
  }
}
