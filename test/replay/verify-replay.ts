import { parseArgs } from 'node:util';
import { compareReplay } from './compare-replay.ts';

/**
 * `npm run verify:replay`: replays the grocery year through the whole system, recomputes it with a pencil, and compares
 * what the API says of every month of every member, and of every receipt. Exit code 1 where anything differs.
 */
const { values } = parseArgs({
  options: { data: { type: 'string' }, until: { type: 'string' }, home: { type: 'string' } },
});

const differ = await compareReplay(values, { out: console.log, err: console.error, how: 'aloud' });
process.exitCode = differ === 0 ? 0 : 1;
