import { UnknownInTemplate } from '../template/template.ts';

/** Whether a record passes a filter. */
type RecordFilter = (record: unknown) => boolean;

/**
 * Reads an event filter pattern. Known are nested objects whose leaves are lists of alternatives: a text, number,
 * boolean or null, and `{ "prefix": … }`. Any other operator is an `UnknownInTemplate`.
 */
export function readPattern(pattern: string): RecordFilter {
  return readObject(JSON.parse(pattern) as Record<string, unknown>);
}

function readObject(pattern: Readonly<Record<string, unknown>>): RecordFilter {
  const parts = Object.entries(pattern).map(([key, inner]) => {
    if (key.startsWith('$')) throw new UnknownInTemplate(`The filter operator ${key} is not known here.`);
    const test = Array.isArray(inner)
      ? readAlternatives(inner)
      : readObject(inner as Record<string, unknown>);
    return (value: unknown) => isRecord(value) && key in value && test(value[key]);
  });
  return (value) => parts.every((part) => part(value));
}

function readAlternatives(alternatives: readonly unknown[]): RecordFilter {
  const tests = alternatives.map((alternative): RecordFilter => {
    if (!isRecord(alternative)) return (value) => value === alternative;
    const { prefix, ...others } = alternative;
    if (typeof prefix !== 'string' || Object.keys(others).length > 0) {
      throw new UnknownInTemplate(`The filter ${JSON.stringify(alternative)} is not known here.`);
    }
    return (value) => typeof value === 'string' && value.startsWith(prefix);
  });
  return (value) => tests.some((test) => test(value));
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return value !== null && typeof value === 'object' && !Array.isArray(value);
}
