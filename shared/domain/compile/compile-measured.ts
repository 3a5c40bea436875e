import type { CompiledMeasure } from '#domain/program/columns.ts';
import type { MeasuredCondition } from '#domain/program/compiled.ts';
import type { CounterLook, RangeDefinition } from '#domain/program/program.ts';
import { counterNamed, type MeasureRegister } from './compile-measure.ts';
import { compileEnds } from './compile-range.ts';
import type { Findings } from './findings.ts';

/** A counter through a window; `null` where a finding was made. */
export function readCounter(
  { counter: label, window, including }: CounterLook,
  register: MeasureRegister,
  findings: Findings,
  reviewDays = 0,
): CompiledMeasure | null {
  const counter = counterNamed(label, register, findings.at('counter'));
  if (counter === null) return null;
  const at = { measure: findings, window: findings.at('window') };
  const { definition } = counter;
  return register.asked({ label, definition, window, including: including !== undefined, reviewDays, at });
}

/** What is around a list of measures. */
interface MeasuredSurroundings {
  readonly register: MeasureRegister;
  readonly currency: string;
  /** The longest period reviewed, where a review asks. */
  readonly reviewDays?: number;
}

/** Measures that must all lie in their ranges: 300 € and five visits. */
export function readMeasured(
  measured: readonly (CounterLook & RangeDefinition)[] | undefined,
  { register, currency, reviewDays = 0 }: MeasuredSurroundings,
  findings: Findings,
): readonly MeasuredCondition[] {
  if (measured?.length === 0)
    findings.error('rule-never-runs', 'No measure is listed.', 'Leave `measured` out, or list some.');
  return (measured ?? []).flatMap((each, index) => {
    const at = findings.at(index);
    const measure = readCounter(each, register, at, reviewDays);
    if (measure === null) return [];
    const { column } = measure;
    const ends = compileEnds(each, { unit: column.unit, currency: column.currency ?? currency }, at);
    return ends === null ? [] : [{ measure, ...ends }];
  });
}
