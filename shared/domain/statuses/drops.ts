import type {
  EarnedStatus,
  GivenStatus,
  StatusLayers,
  StatusReason,
  StatusRecord,
} from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import type { StatusDrop } from '#domain/program/names-kept.ts';
import type { ProgramVersion, Timeline } from '#domain/program/timeline.ts';
import type { EpochMs } from '#domain/time/time.ts';
import { earnedIn, givenIn, isAbove, withLayers } from './layers.ts';

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
    record.before.status,
    ...(record.override === null ? [] : [record.override.status]),
    ...[record.backTo, record.begun, record.before.begun].flatMap((each) =>
      each === undefined ? [] : [each.status],
    ),
    ...statusesIn(record),
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
    const { over } = layer;
    const kept = over === undefined ? layer : { ...layer, over: layersOf(over) };
    const drop = dropOf(layer.status);
    if (drop === undefined) return kept;
    const why: StatusReason = { kind: 'dropped', was: drop.called, programVersion: version.version };
    return { ...kept, status: drop.to, since: at, why };
  };
  const layersOf = (layers: StatusLayers): StatusLayers => {
    const earned = carried(layers.earned);
    const grace = layers.grace === null ? null : carried(layers.grace);
    // One that a rule has taken off stays so; one that became none is gone (D99).
    const given = layers.given
      .map((each) => ({ was: each.status, is: carried(each) }))
      .flatMap(({ was, is }) => (was !== null && is.status === null ? [] : [is]));
    return {
      earned,
      grace: isAbove(system, grace, earned) ? grace : null,
      given: given.filter((each) => !isOutlived(system, each, given)),
    };
  };
  const renamed = <Held extends { readonly status: string | null }>(held: Held): Held => {
    const drop = dropOf(held.status);
    return drop === undefined ? held : { ...held, status: drop.to };
  };
  const { before, begun, backTo, override } = record;
  const rest = {
    ...record,
    override: override === null ? null : renamed(override),
    before: {
      ...renamed(before),
      ...(before.begun === undefined ? {} : { begun: renamed(before.begun) }),
    },
    ...(begun === undefined ? {} : { begun: carried(begun) }),
    ...(backTo === undefined ? {} : { backTo: carried(backTo) }),
  };
  return withLayers(system, rest, layersOf(record), at);
}

/** Every status of the layers, those beneath gifts for good as well. */
const statusesIn = (layers: StatusLayers): readonly (string | null)[] => [
  ...earnedIn(layers).map(({ status }) => status),
  ...givenIn(layers).map(({ status }) => status),
  ...gracesIn(layers),
];

const gracesIn = ({ earned, grace }: StatusLayers): readonly (string | null)[] => [
  ...(grace === null ? [] : [grace.status]),
  ...(earned.over === undefined ? [] : gracesIn(earned.over)),
];

/** Of two given for a time that became one status the longer stays; of equal ones the first. */
function isOutlived(system: CompiledSystem, each: GivenStatus, all: readonly GivenStatus[]): boolean {
  // Where goods may come back each is a gift of its own.
  if (system.clawback !== 'none') return false;
  return all.some(
    (other, place) =>
      other !== each &&
      rankOf(system, other.status) === rankOf(system, each.status) &&
      other.hides === each.hides &&
      (other.until > each.until || (other.until === each.until && place < all.indexOf(each))),
  );
}
