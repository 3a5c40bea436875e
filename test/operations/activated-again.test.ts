import { readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { asEpochMs } from '#domain/time/time.ts';
import { activateProgram } from '#operations/activate-program.ts';
import { loadProgram } from '../../cli/program-file/load-program.ts';
import { catalogueBeside } from '../../cli/program-file/read-catalogue.ts';
import { handAt } from '../fixtures/hand.ts';
import { memoryWorld } from '../fixtures/memory-world.ts';

/** `npm start` activates a program, and its replay does so again: the same file changes nothing, whatever words it uses. */
const START = 1_483_246_800_000;
const names = readdirSync('programs', { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test.each(names)('%s, activated again, is unchanged', async (name) => {
  const place = `programs/${name}/program.yaml`;
  const loaded = loadProgram(readFileSync(place, 'utf8'), catalogueBeside(place));
  if (!loaded.ok) throw new Error(`${name} does not load`);
  const { archive } = memoryWorld();
  const ports = { ...handAt(() => asEpochMs(START)), archive };
  const act = () => activateProgram(ports, loaded.program.source, asEpochMs(START));
  expect(await act()).toMatchObject({ kind: 'activated', version: 1 });
  expect(await act()).toMatchObject({ kind: 'unchanged', version: 1 });
});
