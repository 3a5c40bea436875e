import { neverSoldProperties } from './as-if-never-sold.ts';
import { ladderProperties } from './ladder-properties.ts';
import { lifeProperties } from './life-properties.ts';
import { overrideProperties } from './override-properties.ts';
import { returnProperties } from './return-properties.ts';

/** Properties of lives with returns, later payments and operators, by name. */
export const backProperties = {
  ...returnProperties,
  ...lifeProperties,
  ...ladderProperties,
  ...neverSoldProperties,
  ...overrideProperties,
};
