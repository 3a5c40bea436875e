import type { CompiledProgram } from '#domain/program/compiled.ts';
import type { Program, ProgramPath } from '#domain/program/program.ts';

/** What members notice of a new version, in words for whoever activates it. */
export interface ProgramChange {
  /** It takes something from members, or counts anew what they have: it wants to be meant. */
  readonly isDangerous: boolean;
  /** Of the new program; of what is gone, where it would stand. */
  readonly path: ProgramPath;
  readonly words: string;
}

/** What changes for members when the next program follows the running one: clocks and money first, then by place. */
export function programChanges(running: CompiledProgram, next: CompiledProgram): readonly ProgramChange[] {
  const [before, after] = [running.source, next.source];
  return [
    ...settings(before, after),
    ...counters(running, next),
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
        `Amounts are counted in ${after.currency} from 0; what was counted in ${before.currency} moves nobody any more.`,
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

/** A counter's column says all that it measures: the same column goes on, whatever the counter is called. */
function counters(running: CompiledProgram, next: CompiledProgram): readonly ProgramChange[] {
  const keptBefore = new Set(running.columns.filter(({ isKept }) => isKept).map(({ id }) => id));
  const changed: ProgramChange[] = [];
  for (const [name, { id }] of next.counterColumns) {
    const old = running.counterColumns.get(name);
    if (old?.id === id) continue;
    const goesOn = keptBefore.has(id);
    const isNew = old === undefined;
    const words = goesOn
      ? `\`${name}\` goes on with what ${isNew ? 'the running program counts' : 'another counter has counted'}.`
      : isNew
        ? `\`${name}\` is new, and begins at 0.`
        : `\`${name}\` measures something else, and begins at 0.`;
    changed.push(change(!isNew && !goesOn, ['counters', name], words));
  }
  for (const [name] of running.counterColumns)
    if (!next.counterColumns.has(name))
      changed.push(
        change(
          false,
          ['counters'],
          `\`${name}\` is gone; what it counted is kept for thirty days, in case it comes back.`,
        ),
      );
  return changed;
}

function systems(before: Program, after: Program): readonly ProgramChange[] {
  const changed: ProgramChange[] = [];
  for (const name of Object.keys(before.statusSystems))
    if (!(name in after.statusSystems))
      changed.push(
        change(
          true,
          ['statusSystems'],
          `The system \`${name}\` is gone, and nobody has a status of it; who comes back within thirty days of it goes on.`,
        ),
      );
  for (const [name, system] of Object.entries(after.statusSystems)) {
    const path: ProgramPath = ['statusSystems', name];
    const old = before.statusSystems[name];
    if (old === undefined) {
      changed.push(
        change(false, path, `The system \`${name}\` is new: every member gets a first status of it.`),
      );
      continue;
    }
    for (const status of Object.keys(old.statuses))
      if (!(status in system.statuses))
        changed.push(
          change(
            true,
            [...path, 'statuses'],
            `The status \`${status}\` of \`${name}\` is gone: who holds it keeps it without title and benefits until something moves them.`,
          ),
        );
    for (const status of Object.keys(system.statuses))
      if (!(status in old.statuses))
        changed.push(
          change(false, [...path, 'statuses', status], `The status \`${status}\` of \`${name}\` is new.`),
        );
    const [every, was] = [system.review?.every, old.review?.every];
    if (every !== was)
      changed.push(
        change(
          every === undefined,
          every === undefined ? path : [...path, 'review', 'every'],
          was === undefined
            ? `\`${name}\` is reviewed every ${every} from now on.`
            : every === undefined
              ? `\`${name}\` is reviewed no more: statuses stay as they are.`
              : `\`${name}\` is reviewed every ${every} and no longer every ${was}; the period that runs ends as it began.`,
        ),
      );
  }
  return changed;
}

function labels(before: Program, after: Program): readonly ProgramChange[] {
  const [old, now] = [Object.keys(before.categories ?? {}), Object.keys(after.categories ?? {})];
  return [
    ...old
      .filter((name) => !now.includes(name))
      .map((name) =>
        change(true, ['categories'], `The label \`${name}\` is gone, and from members after thirty days.`),
      ),
    ...now
      .filter((name) => !old.includes(name))
      .map((name) => change(false, ['categories', name], `The label \`${name}\` is new.`)),
  ];
}
