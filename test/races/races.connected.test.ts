import { describe, expect, inject, test } from 'vitest';
import { createTable, localClient } from '../fixtures/table.ts';
import { overrideRaces } from './override-races.ts';
import { houseFor, races, runRace } from './races.ts';
import { returnRaces } from './return-races.ts';
import { visitRaces } from './visit-races.ts';

/** The short form of `npm run test:races`. */
const ROUNDS = 15;

describe('forced interleavings', () => {
  test.each(Object.entries({ ...races, ...returnRaces, ...overrideRaces, ...visitRaces }))(
    '%s',
    async (name, race) => {
      const client = localClient(inject('dynamodbEndpoint'), `race${name.replaceAll(/\W/g, '')}`);
      const { wrong, ways } = await runRace(race, ROUNDS, async () =>
        houseFor(await createTable(client, 'laurel')),
      );
      expect(wrong).toEqual([]);
      // It is not one order over and over.
      expect(ways).toBeGreaterThan(ROUNDS / 2);
    },
  );
});
