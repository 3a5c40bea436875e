import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Override, StatusRecord } from '#domain/member/member.ts';
import type { CompiledSystem } from '#domain/program/compiled.ts';
import { rankOf } from '#domain/program/ladder.ts';
import { effectiveStatus } from '#domain/statuses/effective.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { anyLife, anyLifeVersions } from './generated-lives.ts';
import { happen, planned } from './lives.ts';
import { ReturnLife } from './return-life.ts';
import { timelineOf } from './stories.ts';

/** What an operator does after a step of a life; `null`: nothing. */
interface Act {
  readonly system: number;
  /** `null`: what is there is taken off. */
  readonly mode: Override['mode'] | null;
  readonly status: number;
  /** `null`: no end. */
  readonly minutes: number | null;
}

const anyAct = fc.option(
  fc.record({
    system: fc.nat(9),
    mode: fc.constantFrom(null, 'set' as const, 'floor' as const, 'ceiling' as const, 'freeze' as const),
    status: fc.nat(9),
    minutes: fc.option(fc.integer({ min: 1, max: 90 * 24 * 60 }), { nil: null }),
  }),
  { nil: null },
);

/** No rule of them asks for a status, so none can see what an operator did. */
const versionsOf = anyLifeVersions({ hasRules: true, hasDiscounts: false });

function operate(life: ReturnLife, { system: place, mode, status: rank, minutes }: Act, now: number): void {
  const systems = life.programs.at(asEpochMs(now))?.program.systems ?? [];
  const system = systems[place % Math.max(1, systems.length)];
  if (system === undefined) return;
  const revision = life.member.statuses.get(system.name)?.overrideRevision ?? 0;
  const status = system.statuses[rank % system.statuses.length]?.name ?? null;
  // A set without an end is meant to move what is computed.
  const lasts = minutes ?? (mode === 'set' ? 60 : null);
  const until = lasts === null ? null : asEpochMs(now + lasts * 60_000);
  life.override(
    { system: system.name, override: mode === null ? null : { mode, status, until }, revision },
    now,
  );
}

/** All of a record that rules, reviews and time make. */
const computedLine = ({
  override: _,
  effective: __,
  overrideRevision: ___,
  baselines: ____,
  ...line
}: StatusRecord) => line;

function looksRight(system: CompiledSystem, record: StatusRecord, now: number): void {
  const { override, computed } = record;
  const shows = effectiveStatus(record);
  if (override === null) {
    assert.equal(shows, computed);
    return;
  }
  assert.ok(override.until === null || override.until > now, 'over, and still there');
  const above = rankOf(system, shows) - rankOf(system, override.status);
  if (override.mode === 'floor') assert.ok(above >= 0, 'below its floor');
  else if (override.mode === 'ceiling') assert.ok(above <= 0, 'above its ceiling');
  else assert.equal(shows, override.status);
}

/** Properties of what operators put over statuses, by name. */
export const overrideProperties = {
  'D59: what is computed is the same with and without overrides, and shows when they are over': fc.property(
    versionsOf,
    anyLife(10),
    fc.array(anyAct, { minLength: 4, maxLength: 10 }),
    (versions, steps, acts) => {
      const programs = timelineOf(versions);
      const [life, without] = [new ReturnLife(programs), new ReturnLife(programs)];
      for (const [index, each] of planned(steps).entries()) {
        const { now } = each;
        assert.deepStrictEqual(happen(life, each) === null, happen(without, each) === null);
        const act = acts[index % acts.length] ?? null;
        if (act !== null) operate(life, act, now);
        for (const one of [life, without]) one.pass(now);
        for (const system of programs.at(asEpochMs(now))?.program.systems ?? []) {
          const [record, bare] = [life, without].map(({ member }) => member.statuses.get(system.name));
          if (record === undefined || bare === undefined) throw new Error(`no record of ${system.name}`);
          assert.deepStrictEqual(computedLine(record), computedLine(bare));
          looksRight(system, record, now);
        }
      }
    },
  ),
};
