/**
 * The little that the naive recomputation needs of a program file, read by looking for its lines. It knows only the way
 * in which programs/grocery/program.yaml is written, and shares no code with the product.
 */
export interface NaiveProgram {
  readonly zone: string;
  readonly systems: readonly NaiveSystem[];
  readonly rules: readonly NaiveRule[];
  /** A receipt of at least so much gives a status until the end of its month. */
  readonly gift: { readonly least: number; readonly system: string; readonly status: string } | null;
}

export interface NaiveSystem {
  readonly name: string;
  readonly counts: 'cents' | 'receipts';
  readonly allTime: boolean;
  readonly atOnce: boolean;
  readonly neverLower: boolean;
  /** Lowest first. */
  readonly steps: readonly NaiveStep[];
}

/** Holds from this value on: thresholds that are `over` begin one above. */
export interface NaiveStep {
  readonly status: string;
  readonly least: number;
}

export interface NaiveRule {
  readonly name: string;
  readonly system: string;
  readonly statuses: readonly string[];
  readonly percent: number;
}

export function readNaiveProgram(yaml: string): NaiveProgram {
  const block = (head: string): string =>
    new RegExp(`^${head}:\\n((?:[ #].*\\n|\\n)*)`, 'm').exec(yaml)?.[1] ?? '';
  const measures = new Map(
    [...block('counters').matchAll(/^ {2}(\S+):\n(?: {4}.*\n)*? {4}measure: (\S+)/gm)].map(
      ([, name, measure]) => [name, measure],
    ),
  );
  const parts = block('statusSystems')
    .split(/^ {2}(?=[a-z])/m)
    .filter((part) => part.trim() !== '');
  return {
    zone: one(yaml, /^zone: (\S+)$/m),
    systems: parts.map((part) => {
      const counts = measures.get(one(part, /^ {6}counter: (\S+)$/m)) === 'purchases' ? 'receipts' : 'cents';
      // Without periods it raises at once and takes nothing.
      const hasTurns = one(part, /^ {6}every: (\S+)$/m) !== 'never';
      const rows = [...part.matchAll(/^ {8}- \{ (.*), status: (\S+) \}$/gm)];
      return {
        name: one(part, /^([a-z-]+):$/m),
        counts,
        allTime: one(part, /^ {6}window: (\S+)$/m) === 'all-time',
        atOnce: !hasTurns || one(part, /^ {6}raise: (\S+)$/m) === 'at-once',
        neverLower: !hasTurns || one(part, /^ {6}lower: (\S+)$/m) === 'never',
        steps: rows.map(([, ends = '', status = '']) => ({ status, least: leastOf(ends, counts) })),
      };
    }),
    rules: block('rules')
      .split(/^ {2}- name: /m)
      .slice(1)
      .filter((part) => part.includes('discount: '))
      .map((part) => {
        const [, system = '', statuses = ''] = /status: \{ (\S+): \[(.*?)\] \}/.exec(part) ?? [];
        return {
          name: one(part, /^(\S+)$/m),
          system,
          statuses: statuses.split(', '),
          percent: Number(one(part, /discount: ([\d.]+)%/)),
        };
      }),
    gift: readGift(yaml),
  };
}

function readGift(yaml: string): NaiveProgram['gift'] {
  const [, over, system, status] =
    /window: this-receipt \}\n {4}table: \[\{ over: (\d+) USD, status: \{ (\S+): (\S+) \}, until: end-of-month, transition: up \}\]/.exec(
      yaml,
    ) ?? [];
  if (over === undefined || system === undefined || status === undefined) return null;
  return { least: Number(over) * 100 + 1, system, status };
}

/** `over: 90 USD, upTo: 200 USD` → 9001; no lower end → far below. */
function leastOf(ends: string, counts: NaiveSystem['counts']): number {
  const [, word, value] = /\b(over|from): ([\d.]+)/.exec(ends) ?? [];
  if (word === undefined) return Number.NEGATIVE_INFINITY;
  const inUnits = counts === 'cents' ? Math.round(Number(value) * 100) : Number(value);
  return word === 'over' ? inUnits + 1 : inUnits;
}

function one(text: string, pattern: RegExp): string {
  const found = pattern.exec(text)?.[1];
  if (found === undefined) throw new Error(`the program file has nothing like ${pattern}`);
  return found;
}
