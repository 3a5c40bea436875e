import { parseArgs } from 'node:util';
import { SingleBar } from 'cli-progress';
import { startDynamoDbLocal } from '../../local/dynamodb-local.ts';
import { createTable, localClient } from '../fixtures/table.ts';
import { overrideRaces } from './override-races.ts';
import { houseFor, races, runRace } from './races.ts';
import { returnRaces } from './return-races.ts';
import { visitRaces } from './visit-races.ts';

/** `npm run test:races`: each race a thousand times, in an order of calls that is drawn anew; `--only version` runs one. Exit code 1 where one goes wrong. */
const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '1000' }, only: { type: 'string' } },
});
const rounds = Number(values.rounds);
const SHOWN = 3;

for (const [name, race] of Object.entries({ ...races, ...returnRaces, ...overrideRaces, ...visitRaces })) {
  if (values.only !== undefined && !name.includes(values.only)) continue;
  const server = await startDynamoDbLocal({ dataFolder: null });
  const client = localClient(server.endpoint, 'races');
  let tables = 0;
  const open = async () => {
    tables += 1;
    return await houseFor(await createTable(client, `laurel-${tables}`));
  };
  const bar =
    process.stderr.isTTY === true && process.env.CI === undefined
      ? new SingleBar({
          stream: process.stderr,
          format: `  ${name} {bar} {value} of {total}`,
          hideCursor: true,
        })
      : null;
  bar?.start(rounds, 0);
  try {
    const { wrong, ways } = await runRace(race, rounds, open, () => bar?.increment());
    bar?.stop();
    console.log(
      `${wrong.length === 0 ? '✓' : '✗'} ${name}: ${rounds} rounds in ${ways} different orders, ${wrong.length} wrong`,
    );
    for (const text of wrong.slice(0, SHOWN)) console.error(`  ${text}`);
    if (wrong.length > 0) process.exitCode = 1;
  } finally {
    bar?.stop();
    await server.stop();
  }
}
