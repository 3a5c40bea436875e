import { memoryHouse } from '../fixtures/memory-house.ts';
import { changesContract, NOON, salon } from './changes.ts';

changesContract(async () => {
  const house = memoryHouse(salon, NOON);
  return {
    ...house,
    states: {
      readProfile: async (id: string) => (await house.members.read(id))?.profile ?? null,
      readState: async (id: string) => (await house.members.read(id))?.member ?? null,
      putBack: async () => 'there',
    },
    retries: () => ({ beforeRetry: async (tries: number) => tries < 10 }),
  };
});
