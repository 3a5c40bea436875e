import assert from 'node:assert/strict';
import fc from 'fast-check';
import { differencesOf } from '#domain/rebuild.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { anyLife, anyLifeVersions } from './generated-lives.ts';
import { happen, planned } from './lives.ts';
import { ReturnLife } from './return-life.ts';
import { BEGINNING, keepingAll, remade, timelineOf } from './stories.ts';

const DAY = 86_400_000;
const PROFILE = { version: 1, attributes: new Map() };

/** Properties of lives with returns and payments, by name. */
export const lifeProperties = {
  'a state made anew from sales, returns and payments is the state, across changes of versions': fc.property(
    anyLifeVersions({ hasRules: true, hasDiscounts: true }),
    anyLife(14),
    fc.integer({ min: 0, max: 100 * 24 * 60 }),
    (versions, steps, minutesLater) => {
      const programs = timelineOf(versions);
      const life = new ReturnLife(programs);
      let now = BEGINNING;
      for (const each of planned(steps)) {
        happen(life, each);
        now = each.now;
      }
      now += minutesLater * 60_000;
      life.pass(now);
      const who = { id: 'm', enrolledAt: asEpochMs(BEGINNING), profile: PROFILE };
      // In any order: a rebuild finds entries by the day on which they count.
      const made = remade(programs, who, life.entries.toReversed(), now);
      const moment = programs.at(asEpochMs(now));
      assert.deepStrictEqual(made === null ? ['all'] : differencesOf(life.member, made, moment), []);
    },
  ),
  'a return of long ago takes what it would take if no day were ever summed up (D88)': fc.property(
    anyLifeVersions({ hasRules: true, hasDiscounts: true }).map((versions) => versions.slice(0, 1)),
    anyLife(12),
    (versions, steps) => {
      const programs = timelineOf(versions);
      const [life, wanted] = [new ReturnLife(programs), new ReturnLife(keepingAll(programs))];
      for (const each of planned(steps)) {
        assert.deepStrictEqual(happen(life, each), happen(wanted, each));
        assert.deepStrictEqual(life.member.statuses, wanted.member.statuses);
        assert.deepStrictEqual(life.member.categories, wanted.member.categories);
      }
    },
  ),
};

export { DAY };
