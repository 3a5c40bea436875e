import { createHash } from 'node:crypto';

/** The hash of what something says: 128 bits, base64url. */
export const digest = (value: unknown): string =>
  createHash('sha256').update(JSON.stringify(value)).digest().subarray(0, 16).toString('base64url');
