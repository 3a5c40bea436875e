import type { CompiledSystem } from './compiled.ts';
import { type Findings, oneOf } from './findings.ts';
import type { ProgramPath } from './program.ts';

/** A message with places for values: `You are {status.level} now` (L20, L27). */
export type CompiledMessage = readonly (string | Variable)[];

/** What may stand in a message; those of a status carry their system. */
export interface Variable {
  readonly name: VariableName;
  readonly system: string | null;
}

const OF_A_STATUS = ['status', 'next', 'missing', 'until'] as const;
const OF_THE_RECEIPT = ['discount', 'sold', 'paid', 'value', 'store'] as const;

export type VariableName = (typeof OF_A_STATUS)[number] | (typeof OF_THE_RECEIPT)[number];

/** Reads a message; a variable that is not known is an error. `hasValue`: the rule measures something. */
export function compileMessage(
  text: string,
  systems: readonly CompiledSystem[],
  hasValue: boolean,
  path: ProgramPath,
  findings: Findings,
): CompiledMessage {
  const parts = text.split(/\{([^{}]*)\}/);
  return parts.flatMap((part, index): readonly (string | Variable)[] => {
    // Every second part stood between braces.
    if (index % 2 === 0) return part === '' ? [] : [part];
    const variable = readVariable(part, systems, hasValue);
    if (variable !== null) return [variable];
    const known = [
      ...OF_THE_RECEIPT.filter((name) => name !== 'value' || hasValue),
      ...systems.flatMap(({ name }) => OF_A_STATUS.map((variable) => `${variable}.${name}`)),
    ];
    findings.error(
      'unknown-variable',
      path,
      `A message knows no \`{${part}}\`.`,
      `Write in braces ${oneOf(known)}.`,
    );
    return [];
  });
}

function readVariable(text: string, systems: readonly CompiledSystem[], hasValue: boolean): Variable | null {
  const [word, system, ...more] = text.split('.');
  const ofReceipt = OF_THE_RECEIPT.find((name) => name === word);
  if (ofReceipt !== undefined) {
    return system === undefined && (hasValue || ofReceipt !== 'value')
      ? { name: ofReceipt, system: null }
      : null;
  }
  const ofStatus = OF_A_STATUS.find((name) => name === word);
  const isKnown = systems.some(({ name }) => name === system);
  return ofStatus === undefined || system === undefined || !isKnown || more.length > 0
    ? null
    : { name: ofStatus, system };
}

/** Puts the values in. */
export const fillIn = (message: CompiledMessage, shown: (variable: Variable) => string): string =>
  message.map((part) => (typeof part === 'string' ? part : shown(part))).join('');
