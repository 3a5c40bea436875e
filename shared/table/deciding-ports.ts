import { makeReady } from '#domain/compile/compile.ts';
import type { Clock, Retries } from '#operations/ports/clock-and-random.ts';
import type { MemberReader } from '#operations/ports/members.ts';
import type { ProgramTimeline } from '#operations/ports/programs.ts';
import { ageClock, systemClock } from '#operations/random.ts';
import { fullJitter } from '#operations/retries.ts';
import { zoneCalendar } from '#operations/zone-calendar.ts';
import { memberReader } from './member-reader.ts';
import { programTimeline } from './program-timeline.ts';
import type { Table } from './send.ts';

/** The needs of every function that decides or shows something, over one table; made once an instance. */
interface DecidingPorts {
  readonly programs: ProgramTimeline;
  readonly members: MemberReader;
  readonly clock: Clock;
  readonly retries: () => Retries;
}

/** The timeline of a table, compiled; its age is measured by the wall's clock at use. */
export const compiledTimeline = (table: Table): ProgramTimeline =>
  programTimeline(table, makeReady, { clock: ageClock, calendar: zoneCalendar() });

export const decidingPorts = (table: Table): DecidingPorts => ({
  programs: compiledTimeline(table),
  members: memberReader(table),
  clock: systemClock,
  retries: fullJitter(),
});
