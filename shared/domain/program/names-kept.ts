/** Names that a version had and this one has not, since they were taken out on purpose (D81). */
export interface DroppedNames {
  readonly counters?: readonly string[];
  readonly statusSystems?: readonly string[];
  readonly categories?: readonly string[];
  readonly rules?: readonly string[];
}

/** One column was shared, and two names go on with what it holds, each by its own definition (D80). */
export interface ColumnSplit {
  readonly from: string;
  readonly to: string;
}

/** A status that is gone, and what its holders become. `to` left out: the next lower one that is still there. */
export type DroppedStatus = string | { readonly status: string; readonly to?: string };

/** A name's way through the versions. */
export interface Renamed {
  /** What it was called before (D81). */
  readonly was?: readonly string[];
}

/** What members keep under a name of its own, whatever versions call it. */
export interface Called extends Renamed {
  /** What this version calls it; left out: as members keep it. Activation says it, no file. */
  readonly alias?: string;
}

/** What becomes of that which was counted, when a definition is changed under the same name (D80). */
export interface ContinuedColumn {
  /** Left out: `continue`. */
  readonly whenChanged?: 'continue' | 'reset';
  /** The column that the name has; left out: the one of what it measures. Activation says it, no file. */
  readonly column?: string;
}

/** Holders of a status become something else when the version comes into force. */
export interface StatusDrop {
  readonly status: string;
  /** What it was called last. */
  readonly called: string;
  /** `null`: none. */
  readonly to: string | null;
}
