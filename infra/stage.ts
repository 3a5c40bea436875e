/** The purpose of a deployment: `prod` keeps its data when the stack goes, `dev` leaves nothing behind. */
export type Stage = 'dev' | 'prod';

/** Reads the context value `stage`; anything but the two names (or nothing, which is `dev`) is an error. */
export function stageOf(value: unknown): Stage {
  if (value === undefined) return 'dev';
  if (value === 'dev' || value === 'prod') return value;
  throw new Error(`The context value "stage" is "dev" or "prod", not ${JSON.stringify(value)}.`);
}
