const FNV_PRIME = 0x01000193;
const FNV_OFFSET = 0x811c9dc5;

/** FNV-1a over the text's UTF-16 code units, as an unsigned 32-bit integer: names columns and digests ids, guards nothing. */
export function fnv1a(text: string, seed = FNV_OFFSET): number {
  let hash = seed;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ (text.charCodeAt(index) & 0xff), FNV_PRIME);
    hash = Math.imul(hash ^ (text.charCodeAt(index) >>> 8), FNV_PRIME);
  }
  return hash >>> 0;
}

/** Eight hex digits. */
export const hex32 = (value: number): string => (value >>> 0).toString(16).padStart(8, '0');

/** A 64-bit digest of a text, as 16 hex digits: two independent halves. */
export function digestOf(text: string): string {
  return hex32(fnv1a(text)) + hex32(fnv1a(`${text}\u0001`, 0x9e3779b9));
}

/** Mixes a digest into another so that the order does not matter, and mixing it in again takes it out. */
export function mixDigest(digest: string, other: string): string {
  const half = (at: number) =>
    hex32(Number.parseInt(digest.slice(at, at + 8), 16) ^ Number.parseInt(other.slice(at, at + 8), 16));
  return half(0) + half(8);
}

export const EMPTY_DIGEST = '0000000000000000';
