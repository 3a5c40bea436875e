import * as z from 'zod';
import {
  type EnvironmentKey,
  environmentNames,
  environmentOf,
  type FunctionName,
  ownCardsName,
} from '#contracts/environment.ts';

const present = z.string().min(1);

/** The deployment's own card ranges; empty: it names none. */
export const ownCards = (): string => process.env[ownCardsName] ?? '';

/**
 * A function's environment, by the names of the contract.
 * @throws {Error} if a variable is missing: at the start of the instance, not in the middle of a request
 */
export function readEnvironment<Name extends FunctionName>(
  name: Name,
): Readonly<Record<(typeof environmentOf)[Name][number], string>> {
  const keys: readonly EnvironmentKey[] = environmentOf[name];
  const values = keys.map((key): [EnvironmentKey, string] => {
    const value = present.safeParse(process.env[environmentNames[key]]);
    if (!value.success) throw new Error(`${name} needs ${environmentNames[key]} in its environment`);
    return [key, value.data];
  });
  return Object.fromEntries(values) as Record<(typeof environmentOf)[Name][number], string>;
}
