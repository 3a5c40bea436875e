import { neverSoldProperties } from './as-if-never-sold.ts';
import { ladderProperties } from './ladder-properties.ts';
import { lifeProperties } from './life-properties.ts';
import { returnProperties } from './return-properties.ts';

/** Properties of returns and later payments, by name. */
export const backProperties = {
  ...returnProperties,
  ...lifeProperties,
  ...ladderProperties,
  ...neverSoldProperties,
};
