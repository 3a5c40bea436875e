import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { drawRules } from './draw-rules.ts';
import { type Figure, regressions } from './figures.ts';
import { drawSummary } from './summary.ts';

/**
 * `npm run bench`: the budgets of performance, from one run. Exit code 1 where a figure is worse than recorded by more
 * than its slack. `--record` writes the record and the picture anew, `--only rules` runs one section.
 */
const { values } = parseArgs({ options: { record: { type: 'boolean' }, only: { type: 'string' } } });
const RECORD = new URL('recorded.json', import.meta.url);
const PICTURE = new URL('../../docs/pictures/rules.svg', import.meta.url);
const peers = fileURLToPath(new URL('peers/', import.meta.url));

const say = (text: string): boolean => process.stderr.write(`${text}\n`);

// Other engines are installed for the bench alone; of zen, the build for this machine.
execFileSync('npm', ['install', '--no-save', '--no-audit', '--no-fund', '--silent'], {
  cwd: peers,
  stdio: 'inherit',
});
// The instruments of the handlers read these where they load.
Object.assign(process.env, {
  POWERTOOLS_SERVICE_NAME: 'laurel',
  POWERTOOLS_METRICS_NAMESPACE: 'Laurel',
  POWERTOOLS_METRICS_DISABLED: 'true',
  POWERTOOLS_LOG_LEVEL: 'SILENT',
});

const { rulesSection } = await import('./sections/rules.ts');
const { compilingSection, countersSection, groceryYearSection } = await import('./sections/sizes.ts');
const { handlerSection } = await import('./sections/handler-cpu.ts');
const { bundlesSection } = await import('./sections/bundles.ts');
const { trafficSection } = await import('./sections/traffic.ts');

const sections = {
  rules: async () => {
    const { figures, times } = await rulesSection(say);
    const picture = drawRules(times);
    if (values.record === true) writeFileSync(PICTURE, picture);
    return figures;
  },
  compiling: () => compilingSection(say),
  counters: () => countersSection(say),
  sizes: () => groceryYearSection(say),
  handlers: () => handlerSection(say),
  bundles: () => bundlesSection(say),
  traffic: () => trafficSection(say),
};

const figures: Figure[] = [];
for (const [name, section] of Object.entries(sections)) {
  if (values.only === undefined || values.only === name) figures.push(...(await section()));
}
console.log(drawSummary(figures));

if (values.record === true) {
  const kept = figures.filter(({ bound }) => bound !== null);
  const record = Object.fromEntries(kept.map(({ name, value }) => [name, Number(value.toPrecision(4))]));
  // One section alone leaves the others' figures as they were.
  const others = values.only === undefined ? {} : (JSON.parse(readFileSync(RECORD, 'utf8')) as object);
  writeFileSync(RECORD, `${JSON.stringify({ ...others, ...record }, null, 2)}\n`);
} else {
  const worse = regressions(figures, JSON.parse(readFileSync(RECORD, 'utf8')));
  for (const { figure, recorded, slack } of worse) {
    console.log(`✗ ${figure.name}: ${figure.value.toPrecision(4)}, recorded ${recorded}, slack ${slack}×`);
  }
  console.log(`${worse.length} figures are worse than recorded by more than their slack`);
  process.exitCode = worse.length === 0 ? 0 : 1;
}
