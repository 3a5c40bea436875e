import type {
  CompiledMessage,
  CompiledSystem,
  ReceiptVariable,
  StatusVariable,
  Variable,
} from '#domain/program/compiled.ts';
import type { ProgramPath } from '#domain/program/program.ts';
import { type Findings, oneOf } from './findings.ts';

const OF_A_STATUS: readonly StatusVariable[] = ['status', 'next', 'missing', 'until'];
const OF_THE_RECEIPT: readonly ReceiptVariable[] = ['discount', 'sold', 'paid', 'value', 'store'];

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
