import type { ColumnShape, CompiledColumn, CompiledMeasure } from '#domain/program/columns.ts';
import type { Program, ProgramPath, WindowName } from '#domain/program/program.ts';
import { type CompiledWindow, compileWindow, reachDays, windowAdvice } from '#domain/time/window.ts';
import { fnv1a, hex32 } from '#domain/values/hash.ts';
import { type MeasureDefinition, readColumn } from './compile-column.ts';
import { type Findings, oneOf } from './findings.ts';

/** A look at a measure through a window. */
interface Asking {
  /** Its name for people: the counter's, or the measure's own. */
  readonly label: string;
  readonly definition: MeasureDefinition;
  readonly window: WindowName;
  /** A benefit's measure with the receipt itself (D84). */
  readonly including?: boolean;
  /** The longest period reviewed, where a review asks. */
  readonly reviewDays?: number;
  /** The system that counts late entries on the day they arrive, and its column if it has another than the first (D96). */
  readonly late?: { readonly system: string; readonly column: string | undefined };
  /** The rule whose own measure it is. */
  readonly ofRule?: string;
  readonly at: { readonly measure: Findings; readonly window: Findings };
}

/** A counter as the program declares it. */
interface Counter {
  readonly definition: MeasureDefinition;
  readonly declaredAt: Findings;
}

/**
 * Gathers what a program measures: each thing once, kept as many days as whoever asks for most. Columns are named by what
 * they measure, so two counters, two rules or two versions that measure the same share one.
 */
export interface MeasureRegister {
  /** Looks through a window at a measure; `null` where a finding was made. */
  asked(asking: Asking): CompiledMeasure | null;
  /** Declares a counter by its name, whoever will ask for it. */
  declare(name: string, definition: MeasureDefinition, findings: Findings): void;
  readonly counterNames: readonly string[];
  counter(name: string): Counter | undefined;
  readonly usedCounters: ReadonlySet<string>;
  used(name: string): void;
  /** All columns, those kept first, and counter → column. */
  columns(): readonly CompiledColumn[];
  columnOf(name: string): CompiledColumn | undefined;
  /** Rule → the column of its own measure. */
  ruleColumns(): ReadonlyMap<string, CompiledColumn>;
  slotCount(): number;
}

export function measureRegister(source: Program): MeasureRegister {
  const columns = growingColumns(source);
  const windowNamed = windowReader(source);
  const counters = new Map<string, Counter & { readonly columnId: string | null }>();
  const slots = new Map<string, number>();
  const usedCounters = new Set<string>();
  const ofRules = new Map<string, string>();
  return {
    usedCounters,
    used: (name) => usedCounters.add(name),
    get counterNames() {
      return [...counters.keys()];
    },
    counter: (name) => counters.get(name),
    declare(name, definition, declaredAt) {
      const found = columns.begun(definition, declaredAt);
      // A counter is counted from the day on which a program names it.
      if (found !== null) found.isKept = true;
      counters.set(name, { definition, declaredAt, columnId: found?.column.id ?? null });
    },
    asked({ label, definition, window: windowName, including = false, reviewDays = 0, late, ofRule, at }) {
      const window = windowNamed(windowName, at.window);
      const found = columns.begun(definition, at.measure, late);
      if (found === null || window === null) return null;
      if (window.kind !== 'receipt') columns.keepFor(found, window, reviewDays, at.measure.path);
      if (ofRule !== undefined) ofRules.set(ofRule, found.column.id);
      const key = `${found.column.id} ${windowName}${including ? ' including' : ''}`;
      const slot = slots.get(key) ?? slots.size;
      slots.set(key, slot);
      return { label, column: found.column, window, including, slot };
    },
    columns: columns.all,
    slotCount: () => slots.size,
    columnOf: (name) => columns.named(counters.get(name)?.columnId ?? ''),
    ruleColumns: () =>
      new Map(
        [...ofRules].flatMap(([rule, id]): [string, CompiledColumn][] => {
          const column = columns.named(id);
          return column?.isKept === true ? [[rule, column]] : [];
        }),
      ),
  };
}

/** A column while it is still asked for. */
interface Growing {
  readonly column: ColumnShape;
  /** Days, before the closing delay. */
  reach: number;
  isKept: boolean;
  askedAt: ProgramPath;
}

/** The columns of a program, each as long as whoever has asked for most so far. */
function growingColumns(source: Program) {
  const closingDelayDays = Math.ceil(source.closingDelayHours / 24);
  const growing = new Map<string, Growing>();
  const goingOn = columnsGoingOn(source);
  const finished = ({ column, reach, isKept, askedAt }: Growing): CompiledColumn => ({
    ...column,
    isKept,
    askedAt,
    retentionDays: isKept ? reach + closingDelayDays : 0,
  });
  return {
    /** The column of a measure, begun where nobody asked before; `null` where a finding was made. */
    begun(definition: MeasureDefinition, findings: Findings, late?: Asking['late']): Growing | null {
      const read = readColumn(definition, source, findings);
      if (read === null) return null;
      // It would be what has gone on as something else: nobody keeps it, so any other name will do.
      const isTaken = definition.column === undefined && goingOn.has(read.id);
      const own = isTaken ? { ...read, id: `${read.id}~` } : read;
      const column = late === undefined ? own : lateColumn(own, late);
      const known = growing.get(column.id);
      if (known !== undefined) return known;
      const begun = { column, reach: 0, isKept: false, askedAt: findings.path };
      growing.set(column.id, begun);
      return begun;
    },
    keepFor(found: Growing, window: CompiledWindow, reviewDays: number, askedAt: ProgramPath): void {
      const byDay = window.kind === 'all-time' && found.column.aggregate === 'days';
      // Distinct days of a lifetime are counted one by one, as long as a receipt may still come for them.
      const reach = byDay ? source.maxReceiptAgeDays : reachDays(window) + reviewDays;
      // A counter stands for itself, whoever asks for it.
      const isCounter = found.askedAt[0] === 'counters';
      if (!isCounter && reach > found.reach) found.askedAt = askedAt;
      found.isKept = true;
      found.reach = Math.max(found.reach, reach);
    },
    all: (): readonly CompiledColumn[] => [...growing.values()].map(finished),
    named(id: string): CompiledColumn | undefined {
      const found = growing.get(id);
      return found === undefined ? undefined : finished(found);
    },
  };
}

/** The columns that a name has gone on with although it measures something else by now (D80). */
function columnsGoingOn({ counters, rules }: Program): ReadonlySet<string> {
  const ofRules = rules.flatMap(({ measure }) => (measure !== undefined && 'of' in measure ? [measure] : []));
  return new Set([...Object.values(counters), ...ofRules].flatMap(({ column }) => column ?? []));
}

/** A column beside the counter's, of one system. */
const lateColumn = (
  column: ColumnShape,
  { system, column: id }: NonNullable<Asking['late']>,
): ColumnShape => ({
  ...column,
  id: id ?? hex32(fnv1a(`${column.id} late for ${system}`)),
  lateFor: system,
});

/** Reads windows, each once; `null` where there is none of that name: a finding says so. */
function windowReader(source: Program): (name: WindowName, findings: Findings) => CompiledWindow | null {
  const weekStartsOn = source.weekStartsOn ?? 'monday';
  const read = new Map<WindowName, CompiledWindow | null>();
  return (name, findings) => {
    const known = read.get(name);
    const window = known === undefined ? compileWindow(name, weekStartsOn) : known;
    read.set(name, window);
    if (window === null) {
      findings.error('unknown-window', `There is no window \`${name}\`.`, windowAdvice);
    }
    return window;
  };
}

/** Finds a counter by its name, or says which there are. */
export function counterNamed(name: string, register: MeasureRegister, findings: Findings): Counter | null {
  const counter = register.counter(name);
  if (counter !== undefined) {
    register.used(name);
    return counter;
  }
  findings.error(
    'unknown-counter',
    `There is no counter \`${name}\`.`,
    `Write ${oneOf(register.counterNames)}.`,
  );
  return null;
}
