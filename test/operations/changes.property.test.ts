import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Program } from '#domain/program/program.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { changeVisit, type VisitRequest } from '#operations/change-visit.ts';
import { enrolMember } from '#operations/enrol-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { at } from '../fixtures/scenario.ts';
import { NOON, salon } from './changes.ts';

/** Whatever the order in which a calendar's changes arrive, a visit is what the newest of them says (D44). */

type Told = Pick<VisitRequest, 'status' | 'amountMinor' | 'paidMinor'> & { readonly daysEarlier: number };

const anyTold: fc.Arbitrary<Told> = fc.record({
  status: fc.constantFrom('booked' as const, 'came' as const, 'no-show' as const, 'cancelled' as const),
  amountMinor: fc.nat(2_000_000),
  paidMinor: fc.option(fc.nat(2_000_000)),
  daysEarlier: fc.nat(90),
});

/** What was given for a visit goes with it. */
const takingBack: Program = {
  ...salon,
  statusSystems: Object.fromEntries(
    Object.entries(salon.statusSystems).map(([name, system]) => [name, { ...system, clawback: 'always' }]),
  ),
  rules: (salon.rules ?? []).map((rule) => ({ ...rule, clawback: 'always' })),
};

/** What is left of a life in which these changes came in this order: each counter by its days, labels, and what the books say. */
async function left(told: readonly (Told & { readonly minute: number })[]) {
  const house = memoryHouse(takingBack, NOON);
  const person = { cardNumber: 'card', name: null, phone: null, attributes: new Map() };
  const enrolled = await enrolMember(house, person);
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  const { memberId } = enrolled;
  for (const { minute, daysEarlier, ...rest } of told) {
    const outcome = await changeVisit(house, {
      storeId: 'store-1',
      visitId: 'v-1',
      memberId,
      cardNumber: null,
      startsAt: asEpochMs(at(NOON) - daysEarlier * 86_400_000),
      changedAt: asEpochMs(at(NOON) - 600_000 + minute * 60_000),
      currency: 'RUB',
      lines: [],
      ...rest,
    });
    if (outcome.kind === 'refused') throw new Error(outcome.code);
  }
  const { member } = (await house.members.read(memberId)) ?? {};
  if (member === undefined) throw new Error('nobody');
  const states = {
    readProfile: async () => (await house.members.read(memberId))?.profile ?? null,
    readState: async () => member,
    putBack: async () => 'there' as const,
  };
  return {
    counters: [...member.counters.sums].map(([id, { values, before }]) => [id, before, [...values]]),
    labels: member.categories.map(({ name }) => name),
    statuses: [...member.statuses].map(([system, { computed }]) => [system, computed]),
    books: (await rebuildMember({ ...house, states }, memberId, 'look')).kind,
  };
}

const nonZero = ({ counters, ...rest }: Awaited<ReturnType<typeof left>>) => ({
  ...rest,
  counters: counters
    .map(([id, before, values]) => [id, before, (values as number[]).filter((value) => value !== 0)])
    .filter(([, before, values]) => before !== 0 || (values as number[]).length > 0),
});

test('any order of its changes leaves what the newest alone leaves', async () => {
  const stories = fc.array(anyTold, { minLength: 1, maxLength: 5 }).chain((told) => {
    const changes = told.map((each, minute) => ({ ...each, minute }));
    return fc.record({
      newest: fc.constant(changes.at(-1)),
      order: fc.shuffledSubarray(changes, { minLength: changes.length }),
    });
  });
  await fc.assert(
    fc.asyncProperty(stories, async ({ newest, order }) => {
      const all = nonZero(await left(order));
      expect(all.books).toBe('agrees');
      expect(all).toEqual(nonZero(await left(newest === undefined ? [] : [newest])));
    }),
    { numRuns: 200 },
  );
});
