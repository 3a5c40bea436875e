import type { Properties } from './properties.ts';

/** One resource of the template, resolved. */
export interface Resolved {
  readonly id: string;
  readonly ref: string;
  readonly properties: Properties;
  attribute(name: string): string;
}
