import { parseArgs } from 'node:util';
import fc from 'fast-check';
import { backProperties } from './back-properties.ts';
import { properties } from './properties.ts';

/** `npm run test:properties -- --runs 20000 --seed 1`: prints runs, seed and counterexamples; exit code 1 where there is one. */
const { values } = parseArgs({
  options: { runs: { type: 'string', default: '20000' }, seed: { type: 'string' } },
});
const seed = values.seed === undefined ? Date.now() % 2 ** 31 : Number(values.seed);
let counterexamples = 0;
for (const [name, property] of Object.entries({ ...properties, ...backProperties })) {
  const begun = performance.now();
  const result = fc.check<unknown>(property, { numRuns: Number(values.runs), seed });
  const seconds = ((performance.now() - begun) / 1000).toFixed(0);
  console.log(`${result.failed ? '✗' : '✓'} ${name}: ${result.numRuns} runs, seed ${seed}, ${seconds} s`);
  if (!result.failed) continue;
  counterexamples += 1;
  console.error(fc.defaultReportMessage<unknown>(result));
}
console.log(`${counterexamples} counterexamples`);
process.exitCode = counterexamples === 0 ? 0 : 1;
