import { type Counted, NOTHING_COUNTED } from '#domain/member/counters.ts';
import type { Day } from '#domain/time/time.ts';

/** A line of the ledger: what is counted on a day. */
export interface Line {
  readonly day: Day;
  readonly counted: Counted;
}

/** The lines of a change. */
export interface Lines {
  readonly own: Line;
  /** What is taken back on another day; `null`: nothing. */
  readonly back: Line | null;
}

/** What counts and what is taken on the same days is one line; on others each has its own, by which it is found. */
export function joined(own: Line, back: Line | null): Lines {
  if (back === null) return { own, back };
  const [arrived, was] = [own.counted.late, back.counted.late];
  const isSame =
    own.day === back.day && (arrived === undefined || was === undefined || arrived.day === was.day);
  if (!isSame) return { own, back };
  const { day } = own;
  const { tallies } = NOTHING_COUNTED;
  const sums = added(own.counted.sums, back.counted.sums);
  const lateDay = arrived?.day ?? was?.day;
  const lateSums = added(arrived?.sums ?? NONE, was?.sums ?? NONE);
  const late =
    lateDay === undefined || lateSums.size === 0 ? {} : { late: { day: lateDay, sums: lateSums, tallies } };
  return { own: { day, counted: { sums, tallies, ...late } }, back: null };
}

const NONE: Counted['sums'] = new Map();

function added(one: Counted['sums'], other: Counted['sums']): Counted['sums'] {
  const sums = new Map(one);
  for (const [id, amount] of other) sums.set(id, (sums.get(id) ?? 0) + amount);
  return new Map([...sums].filter(([, amount]) => amount !== 0));
}
