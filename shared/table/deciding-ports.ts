import { makeReady } from '#domain/compile/compile.ts';
import type { Clock, Retries } from '#operations/ports/clock-and-random.ts';
import type { MemberReader } from '#operations/ports/members.ts';
import type { ProgramTimeline } from '#operations/ports/programs.ts';
import type { RevokedKeys } from '#operations/ports/till-keys.ts';
import { ageClock, systemClock } from '#operations/random.ts';
import { fullJitter } from '#operations/retries.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { memberReader } from './member-reader.ts';
import { programTimeline } from './program-timeline.ts';
import { revokedKeys } from './revoked-keys.ts';
import type { Table } from './send.ts';
import { type StandingItems, standingItems } from './standing-items.ts';

/** The needs of every function that decides or shows something, over one table; made once an instance. */
interface DecidingPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly clock: Clock;
  readonly retries: () => Retries;
  /** For what tills may call. */
  readonly revoked: RevokedKeys;
}

/** The timeline of a table, compiled; its age is measured by the wall's clock at use. */
export const compiledTimeline = (
  table: Table,
  standing: StandingItems = standingItems(table, ageClock),
): ProgramTimeline =>
  programTimeline(table, makeReady, { clock: ageClock, calendar: zoneCalendar(), standing });

/** The timeline and the revoked keys are one read. */
export function decidingPorts(table: Table): DecidingPorts {
  const standing = standingItems(table, ageClock);
  return {
    programs: compiledTimeline(table, standing),
    members: memberReader(table),
    clock: systemClock,
    retries: fullJitter(),
    revoked: revokedKeys(standing),
  };
}

/** For a function that tills may call and that decides nothing. */
export const tillGate = (table: Table): Pick<DecidingPorts, 'revoked'> => ({
  revoked: revokedKeys(standingItems(table, ageClock)),
});
