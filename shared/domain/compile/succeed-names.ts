import { CARRIED_DAYS } from '#domain/program/absence.ts';
import type { StatusDrop } from '#domain/program/names-kept.ts';
import type { Program, ProgramPath, StatusSystemDefinition } from '#domain/program/program.ts';
import type { Findings } from './findings.ts';
import { formerNames } from './former-names.ts';
import type { Past } from './succession.ts';

/** Name in the program → the name by which members keep it; those that are their own are not listed. */
type Names = ReadonlyMap<string, string>;

/** The names by which members keep what a version has (D81). */
export interface KeptNames {
  readonly systems: Names;
  readonly categories: Names;
  /** System, as the program calls it → its statuses. */
  readonly statuses: ReadonlyMap<string, Names>;
  /** System, as the program calls it → what its holders become of statuses that are gone. */
  readonly drops: ReadonlyMap<string, readonly StatusDrop[]>;
}

/** What has names of its own in a program. */
type Named = Readonly<Record<string, { readonly was?: readonly string[]; readonly alias?: string }>>;

/** Follows each name through the versions, and finds what would be lost without a word. */
export function keptNames(next: Program, past: Past, findings: Findings): KeptNames {
  const recent = past.earlier.filter(({ daysGone }) => daysGone <= CARRIED_DAYS);
  const before = recent.map(({ program }) => program.source);
  const systems = namesOf(
    next.statusSystems,
    before.map(({ statusSystems }) => statusSystems),
    past,
    { isTaken: () => false, findings: findings.at('statusSystems') },
  );
  const categories = namesOf(
    next.categories ?? {},
    before.map((program) => program.categories ?? {}),
    past,
    { isTaken: () => false, findings: findings.at('categories') },
  );
  const statuses = new Map<string, Names>();
  const drops = new Map<string, readonly StatusDrop[]>();
  for (const [name, system] of Object.entries(next.statusSystems)) {
    const kept = systems.get(name) ?? name;
    const at = findings.at('statusSystems', name);
    // Whoever judged a period of it may be asked again long after it went.
    const ladders = past.earlier.flatMap(({ program }) => program.source.statusSystems[kept] ?? []);
    const everDropped = new Set(
      past.outlines.flatMap((outline) =>
        outline.systems.flatMap(({ name: of, drops: gone = [] }) =>
          of === kept ? gone.map(({ status }) => status) : [],
        ),
      ),
    );
    const found = namesOf(
      system.statuses,
      // What a version has taken out is gone, however short ago that was.
      ladders.slice(0, 1).map((ladder) => ladder.statuses),
      past,
      { isTaken: (status) => everDropped.has(status), findings: at.at('statuses') },
    );
    statuses.set(name, found);
    // Of a system that was away for a while the last version that had it.
    const [former] = ladders;
    const mayBeHeld = past.hasMembers && before.some(({ statusSystems }) => kept in statusSystems);
    if (former !== undefined) drops.set(name, dropsOf(system, former, found, { mayBeHeld, at }));
  }
  if (past.hasMembers) findLost(next, before, { systems, categories }, findings);
  return { systems, categories, statuses, drops };
}

/** The names of one kind; a name that is new and was somebody's before gets one that nobody can have. */
function namesOf(
  next: Named,
  before: readonly Named[],
  { version }: Past,
  { isTaken, findings }: { readonly isTaken: (name: string) => boolean; readonly findings: Findings },
): Names {
  const known = new Map<string, string>();
  // Each is called as the newest version that has it calls it: no name of before is its any more.
  const seen = new Set<string>();
  for (const names of before) {
    for (const [kept, { alias = kept }] of Object.entries(names)) {
      if (!seen.has(kept) && !known.has(alias)) known.set(alias, kept);
      seen.add(kept);
    }
  }
  const given = new Map<string, string>();
  const owners = new Set<string>();
  const give = (name: string, kept: string): void => {
    given.set(name, kept);
    owners.add(kept);
  };
  for (const name of Object.keys(next)) {
    const own = known.get(name);
    if (own !== undefined && !owners.has(own)) give(name, own);
  }
  for (const [name, { was = [] }] of Object.entries(next)) {
    const former = given.has(name) ? undefined : was.find((each) => known.has(each));
    const kept = former === undefined ? undefined : known.get(former);
    if (former === undefined || kept === undefined) continue;
    if (!owners.has(kept)) give(name, kept);
    else
      findings
        .at(name, 'was')
        .error(
          'was-still-there',
          `\`${former}\` goes on under another name already, so \`${name}\` cannot have been it.`,
          'Let one name carry over each that is gone.',
        );
  }
  for (const name of Object.keys(next))
    if (!given.has(name)) give(name, seen.has(name) || isTaken(name) ? `${name}~${version}` : name);
  return new Map([...given].filter(([name, kept]) => name !== kept));
}

/** What becomes of the holders of statuses that are gone; each that goes without a word is found. */
function dropsOf(
  { statuses, dropped = [] }: StatusSystemDefinition,
  former: StatusSystemDefinition,
  names: Names,
  { mayBeHeld, at }: { readonly mayBeHeld: boolean; readonly at: Findings },
): readonly StatusDrop[] {
  const ladder = Object.keys(statuses).map((name) => names.get(name) ?? name);
  const before = Object.keys(former.statuses);
  return before.flatMap((kept, rank): StatusDrop[] => {
    if (ladder.includes(kept)) return [];
    const alias = former.statuses[kept]?.alias ?? kept;
    const meant = dropped
      .map((each) => (typeof each === 'string' ? { status: each } : each))
      .find(({ status }) => status === alias);
    if (meant === undefined && mayBeHeld)
      at.at('statuses').error(
        'status-lost',
        `The status \`${alias}\` is gone, and members may hold it.`,
        `Write \`was: [${alias}]\` on the status that it is called now, or \`dropped: [{ status: ${alias}, to: … }]\` in the system.`,
      );
    const drop = { status: kept, called: alias };
    if (meant?.to !== undefined) return [{ ...drop, to: names.get(meant.to) ?? meant.to }];
    const below = before.slice(0, rank).findLast((lower) => ladder.includes(lower));
    return [{ ...drop, to: below ?? null }];
  });
}

/** Whatever members have by name, and the running version has, is there, was renamed, or is listed as dropped. */
function findLost(
  next: Program,
  before: readonly Program[],
  { systems, categories }: Pick<KeptNames, 'systems' | 'categories'>,
  findings: Findings,
): void {
  const [running] = before;
  if (running === undefined) return;
  const { dropped = {} } = next;
  const keeps = (names: object, kept: Names) =>
    new Set(Object.keys(names).map((name) => kept.get(name) ?? name));
  const [keptSystems, keptCategories] = [
    keeps(next.statusSystems, systems),
    keeps(next.categories ?? {}, categories),
  ];
  const lost = (path: ProgramPath, what: string, word: keyof typeof dropped, name: string): void => {
    if (dropped[word]?.includes(name) === true) return;
    findings
      .at(...path)
      .error(
        `${what.replace(' ', '-')}-lost`,
        `The ${what} \`${name}\` is gone without a word.`,
        `Write \`was: [${name}]\` on what it is called now, or \`dropped: { ${word}: [${name}] }\` in the program.`,
      );
  };
  for (const [kept, { alias = kept }] of Object.entries(running.statusSystems))
    if (!keptSystems.has(kept)) lost(['statusSystems'], 'system', 'statusSystems', alias);
  for (const [kept, { alias = kept }] of Object.entries(running.categories ?? {}))
    if (!keptCategories.has(kept)) lost(['categories'], 'category', 'categories', alias);
  // One goes on with the first of its names that there was, and with no other.
  const named = (of: Program['counters']) =>
    Object.entries(of).map(([name, { was = [] }]) => ({ name, was }));
  const formerCounter = formerNames(before.map((program) => named(program.counters)));
  const counters = new Set(
    named(next.counters).map((counter) => formerCounter(counter)?.name ?? counter.name),
  );
  for (const name of Object.keys(running.counters))
    if (!counters.has(name)) lost(['counters'], 'counter', 'counters', name);
  const rulesOf = (program: Program) => program.rules.map(({ name, was = [] }) => ({ name, was }));
  const formerRule = formerNames(before.map(rulesOf));
  const rules = new Set(rulesOf(next).map((rule) => formerRule(rule)?.name ?? rule.name));
  for (const rule of running.rules)
    if (moves(rule) && !rules.has(rule.name)) lost(['rules'], 'rule', 'rules', rule.name);
}

/** Whether statuses, labels or standing discounts of members may rest on a rule. */
const moves = ({ then, table = [] }: Program['rules'][number]): boolean =>
  [...(then === undefined ? [] : [then]), ...table].some(
    ({ status, addCategories, memberDiscount }) =>
      status !== undefined || addCategories !== undefined || memberDiscount !== undefined,
  );
