import type {
  CompiledMessage,
  CompiledSystem,
  ReceiptVariable,
  StatusVariable,
  Variable,
} from '#domain/program/compiled.ts';
import { type Findings, oneOf } from './findings.ts';

const OF_A_STATUS: readonly StatusVariable[] = ['status', 'next', 'missing', 'until'];
const OF_THE_RECEIPT: readonly ReceiptVariable[] = [
  'discount',
  'sold',
  'paid',
  'value',
  'store',
  'memberDiscount',
];

/** The names that a message may use. */
export interface MessageNames {
  readonly systems: readonly CompiledSystem[];
  /** The rule measures something, so its message may show it. */
  readonly hasValue: boolean;
}

/** Reads a message; a variable that is not known is an error. */
export function compileMessage(text: string, names: MessageNames, findings: Findings): CompiledMessage {
  const parts = text.split(/\{([^{}]*)\}/);
  return parts.flatMap((part, index): readonly (string | Variable)[] => {
    // Every second part stood between braces.
    if (index % 2 === 0) return part === '' ? [] : [part];
    const variable = readVariable(part, names);
    if (variable !== null) return [variable];
    findings.error(
      'unknown-variable',
      `A message knows no \`{${part}}\`.`,
      `Write in braces ${oneOf(variablesOf(names))}.`,
    );
    return [];
  });
}

const variablesOf = ({ systems, hasValue }: MessageNames): readonly string[] => [
  ...OF_THE_RECEIPT.filter((name) => name !== 'value' || hasValue),
  ...systems.flatMap(({ name }) => OF_A_STATUS.map((variable) => `${variable}.${name}`)),
];

function readVariable(text: string, { systems, hasValue }: MessageNames): Variable | null {
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
