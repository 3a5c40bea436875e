import * as z from 'zod';

/**
 * A list or a record whose size is asked before anything in it: what is too long costs one look, whatever it holds.
 * @param code of the error, where it has one of its own
 */
export const atMost = <Schema extends z.ZodType>(max: number, schema: Schema, code = 'length') =>
  z.preprocess((value, { issues }) => {
    const size = Array.isArray(value) ? value.length : isRecord(value) ? sizeUpTo(value, max) : 0;
    if (size <= max) return value;
    issues.push({ code: 'custom', input: value, params: { code } });
    return z.NEVER;
  }, schema);

const isRecord = (value: unknown): value is object => typeof value === 'object' && value !== null;

/** Stops at the first key too many. */
function sizeUpTo(value: object, max: number): number {
  let size = 0;
  for (const _key in value) {
    size += 1;
    if (size > max) break;
  }
  return size;
}
