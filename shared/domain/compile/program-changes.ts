import type { CompiledProgram } from '#domain/program/compiled.ts';
import type {
  Program,
  ProgramPath,
  ReviewDefinition,
  StatusSystemDefinition,
} from '#domain/program/program.ts';
import { formerNames } from './former-names.ts';
import type { SucceededColumns } from './succeed-columns.ts';
import type { Succession } from './succession.ts';

/** What members notice of a new version, in words for whoever activates it. */
export interface ProgramChange {
  /** It takes something from members, or counts anew what they have: it wants to be meant. */
  readonly isDangerous: boolean;
  /** Of the new program; of what is gone, where it would stand. */
  readonly path: ProgramPath;
  readonly words: string;
}

/** What changes for members when the next program follows the running one: clocks and money first, then by place. */
export function programChanges(
  running: CompiledProgram,
  { columns, program }: Pick<Succession, 'columns' | 'program'>,
): readonly ProgramChange[] {
  const [before, after] = [running.source, program];
  return [
    ...settings(before, after),
    ...counters(before, after, columns),
    ...systems(before, after),
    ...labels(before, after),
  ];
}

const change = (isDangerous: boolean, path: ProgramPath, words: string): ProgramChange => ({
  isDangerous,
  path,
  words,
});

function settings(before: Program, after: Program): readonly ProgramChange[] {
  const changed: ProgramChange[] = [];
  if (before.zone !== after.zone)
    changed.push(
      change(
        true,
        ['zone'],
        `Days, periods and hours go by ${after.zone} and no longer by ${before.zone}: a period that runs ends when that clock says so.`,
      ),
    );
  if (before.currency !== after.currency)
    changed.push(
      change(
        true,
        ['currency'],
        `Amounts that name no currency are counted in ${after.currency} from 0; what was counted of them in ${before.currency} moves nobody any more.`,
      ),
    );
  const [weekBefore, weekAfter] = [before.weekStartsOn ?? 'monday', after.weekStartsOn ?? 'monday'];
  if (weekBefore !== weekAfter)
    changed.push(
      change(false, ['weekStartsOn'], `Weeks begin on ${weekAfter} and no longer on ${weekBefore}.`),
    );
  if (before.closingDelayHours !== after.closingDelayHours)
    changed.push(
      change(
        false,
        ['closingDelayHours'],
        `A period is reviewed again for ${after.closingDelayHours} hours after its end, not for ${before.closingDelayHours}.`,
      ),
    );
  if (before.maxReceiptAgeDays !== after.maxReceiptAgeDays)
    changed.push(
      change(
        false,
        ['maxReceiptAgeDays'],
        `Receipts of the last ${after.maxReceiptAgeDays} days count, not of the last ${before.maxReceiptAgeDays}.`,
      ),
    );
  return changed;
}

/** Each counter, and each measure of a rule's own, with how it goes on (D80). */
function counters(before: Program, after: Program, { fates }: SucceededColumns): readonly ProgramChange[] {
  const changed = fates.flatMap(({ kind, name, path, how }): readonly ProgramChange[] => {
    const what = kind === 'counter' ? `\`${name}\`` : `What the rule \`${name}\` measures`;
    switch (how) {
      case 'as-before':
        return [];
      case 'continue':
        return [
          change(
            false,
            path,
            `${what} keeps what was counted, and counts by its new definition from then on.`,
          ),
        ];
      case 'reset':
        return [change(true, path, `${what} is defined anew, and begins at 0.`)];
      case 'shared':
        return [change(false, path, `${what} goes on with what the running program counts.`)];
      case 'new':
        return [change(false, path, `${what} is new, and begins at 0.`)];
      default:
        return how satisfies never;
    }
  });
  // Each goes on from one of its names: another that it says it was is gone all the same.
  const named = (of: Program['counters']) =>
    Object.entries(of).map(([name, { was = [] }]) => ({ name, was }));
  const former = formerNames([named(before.counters)]);
  const names = new Set(named(after.counters).map((counter) => former(counter)?.name ?? counter.name));
  const gone = Object.keys(before.counters).filter((name) => !names.has(name));
  return [
    ...changed,
    ...gone.map((name) =>
      change(
        false,
        ['counters'],
        `\`${name}\` is gone; what it counted is kept for thirty days, in case it comes back.`,
      ),
    ),
  ];
}

function systems(running: Program, after: Program): readonly ProgramChange[] {
  const changed: ProgramChange[] = [];
  for (const [kept, { alias: name = kept }] of Object.entries(running.statusSystems))
    if (!(kept in after.statusSystems))
      changed.push(
        change(
          true,
          ['statusSystems'],
          `The system \`${name}\` is gone, and nobody has a status of it; who comes back within thirty days of it goes on.`,
        ),
      );
  for (const [kept, system] of Object.entries(after.statusSystems)) {
    const { alias: name = kept } = system;
    const path: ProgramPath = ['statusSystems', name];
    const old = running.statusSystems[kept];
    if (old === undefined) {
      changed.push(
        change(false, path, `The system \`${name}\` is new: who has no status of it gets a first one.`),
      );
      continue;
    }
    const { alias: before = kept } = old;
    if (before !== name)
      changed.push(change(false, path, `The system \`${before}\` is called \`${name}\` from now on.`));
    changed.push(...statuses(path, old, system));
    const period = periodChange(name, path, [old.review?.every, system.review?.every]);
    if (period !== null) changed.push(period);
    const [late, lateBefore] = [latePolicy(system), latePolicy(old)];
    if (late !== null && lateBefore !== null && late !== lateBefore)
      changed.push(
        change(
          false,
          [...path, 'review'],
          `What comes too late is \`${late}\` for \`${name}\`, and no longer \`${lateBefore}\`.`,
        ),
      );
  }
  return changed;
}

/** `null`: it has no periods that could be closed. */
const latePolicy = ({ review }: StatusSystemDefinition): string | null =>
  review === undefined || review.every === 'never' ? null : (review.late ?? 'upgrade-only');

type Every = ReviewDefinition['every'] | undefined;

/** Another length of the periods, or none any more; `null`: as before. */
function periodChange(
  name: string,
  path: ProgramPath,
  [was, every]: readonly [Every, Every],
): ProgramChange | null {
  if (every === was) return null;
  const place: ProgramPath = every === undefined ? path : [...path, 'review', 'every'];
  if (every === undefined)
    return change(true, place, `\`${name}\` is reviewed no more: statuses stay as they are.`);
  if (every === 'never')
    return change(
      was !== undefined,
      place,
      `\`${name}\` has no periods from now on: every entry is looked at, and time moves nobody.`,
    );
  return change(
    false,
    place,
    was === undefined || was === 'never'
      ? `\`${name}\` is reviewed every ${every} from now on.`
      : `\`${name}\` is reviewed every ${every} and no longer every ${was}; the period that runs ends as it began.`,
  );
}

/** What becomes of the statuses of one system. */
function statuses(
  path: ProgramPath,
  before: StatusSystemDefinition,
  after: StatusSystemDefinition,
): readonly ProgramChange[] {
  const system = String(path.at(-1));
  const calledIn = ({ statuses: all }: StatusSystemDefinition, kept: string): string =>
    all[kept]?.alias ?? kept;
  const dropped = (after.drops ?? []).map(({ status, to }) => {
    const [gone, next] = [calledIn(before, status), to === null ? null : calledIn(after, to)];
    return change(
      true,
      [...path, 'statuses'],
      `The status \`${gone}\` of \`${system}\` is gone; who holds it ${next === null ? 'has no status of it then' : `becomes \`${next}\``}.`,
    );
  });
  const others = Object.entries(after.statuses).flatMap(([kept, { alias: name = kept }]) => {
    const old = before.statuses[kept];
    const place: ProgramPath = [...path, 'statuses', name];
    if (old === undefined) return [change(false, place, `The status \`${name}\` of \`${system}\` is new.`)];
    const was = old.alias ?? kept;
    return was === name
      ? []
      : [change(false, place, `The status \`${was}\` of \`${system}\` is called \`${name}\` from now on.`)];
  });
  return [...dropped, ...others];
}

function labels(before: Program, after: Program): readonly ProgramChange[] {
  const [old, now] = [before.categories ?? {}, after.categories ?? {}];
  const gone = Object.entries(old)
    .filter(([kept]) => !(kept in now))
    .map(([kept, { alias: name = kept }]) =>
      change(true, ['categories'], `The label \`${name}\` is gone, and from members after thirty days.`),
    );
  const others = Object.entries(now).flatMap(([kept, { alias: name = kept }]) => {
    const was = old[kept];
    if (was === undefined) return [change(false, ['categories', name], `The label \`${name}\` is new.`)];
    const before = was.alias ?? kept;
    return before === name
      ? []
      : [change(false, ['categories', name], `The label \`${before}\` is called \`${name}\` from now on.`)];
  });
  return [...gone, ...others];
}
