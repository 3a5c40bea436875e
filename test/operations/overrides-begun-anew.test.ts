import { expect, test } from 'vitest';
import { enrolMember } from '#operations/enrol-member.ts';
import { overrideStatus } from '#operations/override-status.ts';
import { readMember } from '#operations/read-member.ts';
import { rebuildMember } from '#operations/rebuild-member.ts';
import { scoreReceipt } from '#operations/score-receipt.ts';
import { requestOf } from '../fixtures/house.ts';
import { memoryHouse } from '../fixtures/memory-house.ts';
import { monthlyAmount, programsOf, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

const noon = (day: string) => at(`2024-${day}T12:00:00+03:00`);

test('D80, D95: a system that begins anew is overridden under a number that no entry has yet', async () => {
  const both = monthlyAmount();
  const { level } = both.statusSystems;
  if (level === undefined) throw new Error('no level');
  const withClub = monthlyAmount({}, { statusSystems: { level, club: { statuses: { one: {}, two: {} } } } });
  const without = { ...both, dropped: { statusSystems: ['club'] } };
  const house = {
    ...memoryHouse(withClub, '2024-03-01T12:00:00+03:00'),
    retries: () => ({ beforeRetry: async (tries: number) => tries < 3 }),
  };
  const programs = programsOf(
    timelineOf(withClub, ['2024-04-01T00:00:00+03:00', without], ['2024-06-01T00:00:00+03:00', withClub]),
  );
  const ports = { ...house, programs };
  const person = { cardNumber: 'card-anna', name: null, phone: null, attributes: new Map() };
  const enrolled = await enrolMember(ports, person);
  if (enrolled.kind !== 'enrolled') throw new Error(enrolled.code);
  const { memberId } = enrolled;
  const put = async (revision: number) => {
    const override = { mode: 'floor', status: 'two', until: null } as const;
    const actor = { kind: 'operator', identity: 'desk' } as const;
    const asked = { memberId, system: 'club', override, reason: `the ${revision}th`, revision, actor };
    const outcome = await overrideStatus(ports, asked);
    return outcome.kind === 'refused' ? outcome.code : outcome.view;
  };
  const seen = async () => {
    const found = await readMember(ports, memberId);
    if (found.kind !== 'found') throw new Error(found.code);
    return found.statuses.find(({ system }) => system === 'club');
  };
  expect(await put(0)).toMatchObject({ status: 'two', overrideRevision: 1 });
  house.clock.instant = noon('06-10');
  expect(await seen()).toMatchObject({ status: null, override: null });
  expect(await put((await seen())?.overrideRevision ?? 0)).toMatchObject({ status: 'two' });
  // The same where somebody has bought while it was away.
  house.clock.instant = noon('06-11');
  await scoreReceipt(ports, requestOf({ memberId, occurredAt: noon('06-11') }));
  expect(await put((await seen())?.overrideRevision ?? 0)).toMatchObject({ status: 'two' });
  const states = {
    readProfile: async (id: string) => (await house.members.read(id))?.profile ?? null,
    readState: async (id: string) => (await house.members.read(id))?.member ?? null,
    putBack: async () => 'there' as const,
  };
  expect(await rebuildMember({ ...ports, states }, memberId, 'look')).toEqual({ kind: 'agrees' });
});
