import type { Happening } from './happenings.ts';
import type { NaiveTimeline } from './naive-timeline.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** Everything that led to a difference, for people: the versions, and what happened to the member. */
export function storyOf(known: NaiveTimeline, happened: readonly Happening[]): readonly string[] {
  const versions = known.versions.map(({ from, program }, index) => {
    const { systems, percents, ...rest } = program;
    const lines = systems.map(
      ({ name, statuses, review }) =>
        `    ${name} ${statuses.map((one) => (one.lifetime ? `${one.name}*` : one.name)).join(',')} ${JSON.stringify(review)}`,
    );
    return [`  version ${index + 1} from ${iso(from)} ${JSON.stringify(rest)}`, ...lines].join('\n');
  });
  return [...versions, ...happened.map(lineOf)];
}

function lineOf(happening: Happening): string {
  const { kind, now, known } = happening;
  const head = `  ${iso(now)} ${kind}`;
  if (kind !== 'sale') return `${head} (${known.versions.length} versions known)`;
  const { occurredAt, amount, paid, storeId, promisedDiscount } = happening;
  const claimed = promisedDiscount === null ? '' : ' claimed';
  return `${head} of ${iso(occurredAt)} ${amount} paid ${paid} at ${storeId}${claimed}`;
}
