import type { Day } from './time.ts';

/** A counter column's name: a hash of what it measures, so two program versions that measure the same share it. */
export type ColumnId = string;

/** A quantity by day. `before` holds everything older than the day axis. */
export interface SumColumn {
  readonly before: number;
  /** One value a day of the axis. */
  readonly values: readonly number[];
}

/** Value → how often, by day: distinct stores, distinct days. */
export interface TallyColumn {
  readonly before: ReadonlyMap<string, number>;
  /** One map a day of the axis. */
  readonly values: readonly ReadonlyMap<string, number>[];
}

/** All counters of a member on one axis of days, ascending. A day on which nothing counted is not on it. */
export interface Counters {
  readonly days: readonly Day[];
  readonly sums: ReadonlyMap<ColumnId, SumColumn>;
  readonly tallies: ReadonlyMap<ColumnId, TallyColumn>;
}
