import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';
import { overrideContract } from './overrides.ts';

overrideContract(async () => {
  const house = memoryHouse(monthlyAmount(), '2024-05-20T12:00:00+03:00');
  return {
    ...house,
    set: (instant: string) => {
      house.clock.instant = at(instant);
    },
    states: {
      readProfile: async (id: string) => (await house.members.read(id))?.profile ?? null,
      readState: async (id: string) => (await house.members.read(id))?.member ?? null,
      putBack: async () => 'there',
    },
    retries: () => ({ beforeRetry: async (tries: number) => tries < 10 }),
  };
});
