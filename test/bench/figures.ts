/** One figure of the bench: what was measured, and the budget it answers to (performance §5). */
export interface Figure {
  /** Number of the budget; `null`: told for the scale. */
  readonly budget: number | null;
  /** Unique: the recorded figures go by it. */
  readonly name: string;
  readonly value: number;
  /** `×`, `B`, `units`, `calls`, `$`, `µs`. Only ratios of times, and whatever does not depend on the machine, are gated. */
  readonly unit: Unit;
  /** `null`: no bound. */
  readonly bound: { readonly atMost: number } | { readonly atLeast: number } | null;
}

export type Unit = '×' | 'B' | 'KB' | 'units' | 'calls' | '$' | 'µs' | 'ms';

export type Section = (say: (text: string) => void) => Promise<readonly Figure[]>;

export const holds = ({ value, bound }: Figure): boolean | null =>
  bound === null ? null : 'atMost' in bound ? value <= bound.atMost : value >= bound.atLeast;

/** How much worse than recorded a figure may be: times wander on shared machines, bytes and units do not. */
const SLACK: Readonly<Record<Unit, number>> = {
  '×': 1.6,
  B: 1.05,
  KB: 1.05,
  units: 1.02,
  calls: 1.01,
  $: 1.05,
  µs: Number.POSITIVE_INFINITY,
  ms: Number.POSITIVE_INFINITY,
};

/** Figures that are worse than those of the record by more than their slack. */
export function regressions(
  figures: readonly Figure[],
  record: Readonly<Record<string, number>>,
): readonly { readonly figure: Figure; readonly recorded: number; readonly slack: number }[] {
  return figures.flatMap((figure) => {
    const recorded = record[figure.name];
    if (recorded === undefined || figure.bound === null) return [];
    const slack = SLACK[figure.unit];
    const worse =
      'atMost' in figure.bound ? figure.value > recorded * slack : figure.value < recorded / slack;
    return worse ? [{ figure, recorded, slack }] : [];
  });
}
