import { expect, test } from 'vitest';
import { ProgramNotLoaded, timelineFrom } from '#domain/program/timeline.ts';
import type { ProgramTimeline } from '#operations/ports/programs.ts';
import { atMoment, withPrograms } from '#operations/with-programs.ts';
import { monthlyAmount, timelineOf } from '../fixtures/programs.ts';
import { at } from '../fixtures/scenario.ts';

/** What needs a version that is not there waits for it, and is done again. */
const whole = timelineOf(
  monthlyAmount(),
  ['2024-02-01T00:00:00Z', monthlyAmount({}, { name: 'two' })],
  ['2024-03-01T00:00:00Z', monthlyAmount({}, { name: 'three' })],
);

function cold(): { readonly programs: ProgramTimeline; readonly loads: number[]; broken: boolean } {
  const there = new Set<number>();
  const loads: number[] = [];
  const versions = whole.versions.map((version) => ({
    version: version.version,
    from: version.from,
    announcedAt: version.announcedAt,
    outline: version.outline,
    loaded: () => (there.has(version.version) ? version.program : null),
  }));
  const house = {
    loads,
    broken: false,
    programs: {
      current: async () => timelineFrom(versions, whole.calendar),
      load: async (version: number) => {
        loads.push(version);
        if (loads.length > 20) throw new Error('for ever');
        if (!house.broken) there.add(version);
      },
    },
  };
  return house;
}

test('each version that is needed is read once, and the work is done again', async () => {
  const { programs, loads } = cold();
  let tries = 0;
  const names = await withPrograms(programs, (timeline) => {
    tries += 1;
    return timeline.versions.map(({ program }) => program.source.name);
  });
  expect(names).toEqual([monthlyAmount().name, 'two', 'three']);
  expect([tries, loads]).toEqual([4, [1, 2, 3]]);
  expect(await atMoment(programs, at('2024-02-10T00:00:00Z'), (moment) => moment?.program.source.name)).toBe(
    'two',
  );
  expect(loads).toHaveLength(3);
});

test('a version that is read and not there is asked for once: nothing runs for ever', async () => {
  const house = cold();
  house.broken = true;
  await expect(withPrograms(house.programs, (timeline) => timeline.versions[1]?.program)).rejects.toThrow(
    new ProgramNotLoaded(2),
  );
  expect(house.loads).toEqual([2]);
});

test('what fails for another reason fails at once', async () => {
  const { programs, loads } = cold();
  const failing = withPrograms(programs, () => {
    throw new TypeError('another');
  });
  await expect(failing).rejects.toThrow(TypeError);
  expect(loads).toEqual([]);
});
