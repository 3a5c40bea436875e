import type { EarnedStatus, GivenStatus, StatusReason, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { StatusDrop } from '#domain/program/names-kept.ts';
import type { ProgramVersion, Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { isAbove, withLayers } from './layers.ts';

/** A version that takes statuses out of a ladder whose holders have to become something else (D81). */
export interface Dropping {
  readonly version: ProgramVersion;
  readonly drops: readonly StatusDrop[];
}

const known = new WeakMap<Timeline, Map<string, readonly Dropping[]>>();

/** The versions that take statuses out of a system, oldest first: few, and every receipt asks. */
function droppingsOf(timeline: Timeline, system: string): readonly Dropping[] {
  const ofTimeline = known.get(timeline) ?? new Map<string, readonly Dropping[]>();
  known.set(timeline, ofTimeline);
  const found = ofTimeline.get(system) ?? makeDroppings(timeline, system);
  ofTimeline.set(system, found);
  return found;
}

const makeDroppings = ({ versions }: Timeline, system: string): readonly Dropping[] =>
  versions.flatMap((version): Dropping[] => {
    const { drops = [] } = version.outline.systems.find(({ name }) => name === system) ?? {};
    return drops.length === 0 ? [] : [{ version, drops }];
  });

/**
 * The first version in force by then that takes out a status which a record still has. A name that was dropped is given to
 * no other status, so it is done once.
 */
export function nextDropping(
  timeline: Timeline,
  system: string,
  record: StatusRecord,
  by: EpochMs,
): Dropping | null {
  const droppings = droppingsOf(timeline, system);
  if (droppings.length === 0) return null;
  const had = new Set<string | null>([
    record.computed,
    record.earned.status,
    record.grace?.status ?? null,
    record.before.status,
    ...[record.backTo, record.begun, record.before.begun].flatMap((each) =>
      each === undefined ? [] : [each.status],
    ),
    ...overIn(record.earned),
    ...record.given.map(({ status }) => status),
  ]);
  return (
    droppings.find(
      ({ version, drops }) => version.from <= by && drops.some(({ status }) => had.has(status)),
    ) ?? null
  );
}

/** A record after a version has taken statuses out: their holders have what it says instead, since `at`. */
export function afterDropping(
  system: CompiledSystem,
  record: StatusRecord,
  { version, drops }: Dropping,
  at: EpochMs,
): StatusRecord {
  const dropOf = (held: string | null) => drops.find(({ status }) => status === held);
  const carried = <Layer extends EarnedStatus>(layer: Layer): Layer => {
    const drop = dropOf(layer.status);
    if (drop === undefined) return layer;
    const why: StatusReason = { kind: 'dropped', was: drop.called, programVersion: version.version };
    return { ...layer, status: drop.to, since: at, why };
  };
  const earned = carried(record.earned);
  const grace = record.grace === null ? null : carried(record.grace);
  const given = record.given.map(carried).filter(({ status }) => status !== null);
  const layers = {
    earned,
    grace: isAbove(system, grace, earned) ? grace : null,
    given: given.filter((each) => !isOutlived(system, each, given)),
  };
  const renamed = <Held extends { readonly status: string | null }>(held: Held): Held => {
    const drop = dropOf(held.status);
    return drop === undefined ? held : { ...held, status: drop.to };
  };
  const { before, begun, backTo } = record;
  const rest = {
    ...record,
    before: {
      ...renamed(before),
      ...(before.begun === undefined ? {} : { begun: renamed(before.begun) }),
    },
    ...(begun === undefined ? {} : { begun: carried(begun) }),
    ...(backTo === undefined ? {} : { backTo: renamed(backTo) }),
  };
  return withLayers(system, rest, { ...layers, earned: withOver(layers.earned, renamed) }, at);
}

/** What a status for good lies over: it returns when the goods come back (D94). */
const overIn = ({ why }: EarnedStatus): readonly (string | null)[] =>
  why.kind === 'rule' && why.over !== undefined ? [why.over.status] : [];

function withOver(
  earned: EarnedStatus,
  renamed: <Held extends { readonly status: string | null }>(held: Held) => Held,
): EarnedStatus {
  const { why } = earned;
  if (why.kind !== 'rule' || why.over === undefined) return earned;
  const over = renamed(why.over);
  return over === why.over ? earned : { ...earned, why: { ...why, over } };
}

/** Of two given for a time that became one status the longer stays; of equal ones the first. */
function isOutlived(system: CompiledSystem, each: GivenStatus, all: readonly GivenStatus[]): boolean {
  return all.some(
    (other, place) =>
      other !== each &&
      rankOf(system, other.status) === rankOf(system, each.status) &&
      other.hides === each.hides &&
      (other.until > each.until || (other.until === each.until && place < all.indexOf(each))),
  );
}
