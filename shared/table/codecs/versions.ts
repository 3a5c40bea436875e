/** Which form a codec writes, and which it reads. */
export interface CodecVersions {
  readonly writes: number;
  /** The form that it writes, the one before, and the one that the next release will write. */
  readonly reads: readonly number[];
}

/**
 * The forms of the packed attributes. While a deploy is under way two releases serve side by side, and after a roll-back
 * the older one meets what the newer one wrote: so a new form is read for one release before it is written, and the
 * form before is read for good, since entries are kept.
 */
export const codecVersions = {
  counters: { writes: 1, reads: [1] },
  lines: { writes: 1, reads: [1] },
  columnValues: { writes: 1, reads: [1] },
  lineLabels: { writes: 1, reads: [1] },
  linesLeft: { writes: 1, reads: [1] },
  linesBack: { writes: 1, reads: [1] },
} as const satisfies Record<string, CodecVersions>;
