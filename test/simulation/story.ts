import type { Happening } from './happenings.ts';
import type { NaiveTimeline } from './naive-timeline.ts';

const iso = (at: number): string => new Date(at).toISOString();

/** Everything that led to a difference, for people: the versions, and what happened to the member. */
export function storyOf(known: NaiveTimeline, happened: readonly Happening[]): readonly string[] {
  const versions = known.versions.map(({ from, program }, index) => {
    const { systems, percents, rules = [], ...rest } = program;
    const lines = systems.map(
      ({ name, statuses, review, clawback }) =>
        `    ${name} ${statuses.map((one) => (one.lifetime ? `${one.name}*` : one.name)).join(',')} ${JSON.stringify(review)} clawback ${clawback}`,
    );
    return [
      `  version ${index + 1} from ${iso(from)} ${JSON.stringify(rest)}`,
      ...lines,
      ...rules.map((rule) => `    ${JSON.stringify(rule)}`),
    ].join('\n');
  });
  return [...versions, ...happened.map(lineOf)];
}

function lineOf(happening: Happening): string {
  const { kind, now, known } = happening;
  const head = `  ${iso(now)} ${kind}`;
  if (happening.kind === 'return' || happening.kind === 'payment')
    return `${head} of ${happening.receipt}: ${JSON.stringify(happening.left)}`;
  if (happening.kind === 'overridden')
    return `${head} in ${happening.system}: ${JSON.stringify(happening.told)}`;
  if (happening.kind === 'changed') {
    const { now: _, known: __, kind: ___, ...told } = happening;
    return `${head} ${JSON.stringify({ ...told, at: iso(told.at) })}`;
  }
  if (happening.kind !== 'sale') return `${head} (${known.versions.length} versions known)`;
  const { occurredAt, amount, paid, promisedDiscount, receipt, followed = [] } = happening;
  const claimed = promisedDiscount === null ? '' : ' claimed';
  const more = followed.map((each) => ` ${each.kind} ${JSON.stringify(each.left)}`).join('');
  return `${head} ${receipt} of ${iso(occurredAt)} ${amount} paid ${paid}${claimed}${more}`;
}
