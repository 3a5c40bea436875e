import { asEpochMs, type Calendar, type Day, type EpochMs } from '#domain/time/time.ts';
import type { CompiledProgram, CompiledSystem } from './compiled.ts';
import { ranksOfForeign } from './ladder.ts';
import { outlineOf, type ProgramOutline } from './outline.ts';

/** A version of the program and since when it is in force (D27). */
export interface ProgramVersion {
  readonly version: number;
  readonly from: EpochMs;
  /** When it was put on the timeline; `null`: stored before that was noted. */
  readonly announcedAt: EpochMs | null;
  readonly outline: ProgramOutline;
  /** @throws {ProgramNotLoaded} where it has not been read yet */
  readonly program: CompiledProgram;
}

/** A version as the timeline is told of it: its program is read when somebody needs it. */
export interface VersionSource extends Omit<ProgramVersion, 'program'> {
  /** `null`: not read yet. */
  readonly loaded: () => CompiledProgram | null;
}

/** A decision needs a version that has not been read: whoever has asked reads it, and asks again. */
export class ProgramNotLoaded extends Error {
  override readonly name = 'ProgramNotLoaded';
  readonly version: number;

  constructor(version: number) {
    super(`program version ${version} has not been read`);
    this.version = version;
  }
}

/** Every version of the program, with the calendar of its zones: made once a reload, and asked for a {@link Moment}. */
export interface Timeline {
  /** Oldest first; never two from the same moment. Those that are only announced are among them. */
  readonly versions: readonly ProgramVersion[];
  readonly calendar: Calendar;
  /** The version in force at an instant; `null` before the first. */
  at(now: EpochMs): Moment | null;
  /** How a civil day begins by the clocks of the versions. */
  beginningOf(day: Day): DayBeginning;
}

/** An instant, and what is in force at it: what every decision and every view is made with. */
export interface Moment {
  readonly timeline: Timeline;
  readonly now: EpochMs;
  /** The local day, in the zone of the version in force. */
  readonly today: Day;
  readonly version: ProgramVersion;
  readonly program: CompiledProgram;
}

/**
 * The first instant at which the clock of the version in force shows a day or a later one. Where a version of another
 * zone is already past the day's start when it comes into force, the day begins with it.
 */
interface DayBeginning {
  readonly at: EpochMs;
  /** Index of the version in force at that instant. */
  readonly index: number;
  /** Index of the version in force just before; -1: none was. */
  readonly indexBefore: number;
}

/** Versions whose programs are all there, in order and ready to be asked. */
export const timelineOf = (
  versions: readonly Omit<ProgramVersion, 'outline'>[],
  calendar: Calendar,
): Timeline =>
  timelineFrom(
    versions.map(({ version, from, announcedAt, program }) => ({
      version,
      from,
      announcedAt,
      outline: outlineOf(program.source),
      loaded: () => program,
    })),
    calendar,
  );

/**
 * Puts versions in order and makes them ready to be asked. A version's systems learn the statuses that other versions
 * have, so that who holds one of them stands where it stood.
 */
export function timelineFrom(unordered: readonly VersionSource[], calendar: Calendar): Timeline {
  const sources = unordered.toSorted((one, other) => one.from - other.from);
  const versions = sources.map((source, index) => versionOf(source, othersOf(sources, index)));
  const lastDays = lastDaysOf(versions, calendar);
  const timeline: Timeline = {
    versions,
    calendar,
    at(now) {
      const version = inForce(versions, now);
      if (version === null) return null;
      const { program } = version;
      return { timeline, now, today: calendar.dayOf(now, program.zone), version, program };
    },
    beginningOf(day) {
      // The first that shows it: a zone further west takes no day back. The last version goes on for ever.
      const index = Math.max(
        0,
        lastDays.findIndex((lastDay) => day <= lastDay),
      );
      const version = versions[index];
      if (version === undefined) throw new Error('a timeline without versions was asked for a day');
      const start = calendar.startOf(day, version.outline.zone);
      const wasInForce = start > version.from;
      return {
        at: wasInForce ? start : version.from,
        index,
        indexBefore: wasInForce ? index : index - 1,
      };
    },
  };
  return timeline;
}

/** The version in force at an instant; `null` before the first. */
export function inForce(versions: readonly ProgramVersion[], at: EpochMs): ProgramVersion | null {
  return versions.findLast(({ from }) => from <= at) ?? null;
}

/** For each version the last day that has begun by the time it ends. */
const lastDaysOf = (versions: readonly ProgramVersion[], calendar: Calendar): readonly number[] =>
  versions.map(({ outline }, index) => {
    const next = versions[index + 1];
    return next === undefined
      ? Number.POSITIVE_INFINITY
      : calendar.dayOf(asEpochMs(next.from - 1), outline.zone);
  });

/** The other versions, in the order in which they say where a status of theirs stands: the nearest earlier one first. */
const othersOf = (sources: readonly VersionSource[], index: number): readonly VersionSource[] => [
  ...sources.slice(0, index).toReversed(),
  ...sources.slice(index + 1),
];

/** A version whose program is made ready when it is asked for, and once. */
function versionOf(source: VersionSource, others: readonly VersionSource[]): ProgramVersion {
  const { version, from, announcedAt, outline, loaded } = source;
  let ready: CompiledProgram | null = null;
  return {
    version,
    from,
    announcedAt,
    outline,
    get program() {
      if (ready !== null) return ready;
      const program = loaded();
      if (program === null) throw new ProgramNotLoaded(version);
      ready = withFormerStatuses(program, others);
      return ready;
    },
  };
}

function withFormerStatuses(program: CompiledProgram, others: readonly VersionSource[]): CompiledProgram {
  const systems = program.systems.map((system) => {
    const former = formerStatuses(system, others);
    return former.size === 0 ? system : { ...system, former };
  });
  return systems.every((system, position) => system === program.systems[position])
    ? program
    : { ...program, systems };
}

function formerStatuses(
  system: CompiledSystem,
  others: readonly VersionSource[],
): ReadonlyMap<string, number> {
  const former = new Map<string, number>();
  for (const { outline } of others) {
    const known = outline.systems.find(({ name }) => name === system.name);
    if (known === undefined) continue;
    for (const [status, rank] of ranksOfForeign(system, known)) {
      if (!former.has(status)) former.set(status, rank);
    }
  }
  return former;
}
