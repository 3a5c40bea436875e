import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Sale } from '#domain/member/commands.ts';
import type { Fact } from '#domain/member/facts.ts';
import type { Member } from '#domain/member/member.ts';
import type { Timeline } from '#domain/program/timeline.ts';
import { differencesOf } from '#domain/rebuild.ts';
import { asEpochMs } from '#domain/time/time.ts';
import { differenceOf } from '../simulation/difference.ts';
import { NaiveMember } from '../simulation/naive-member.ts';
import { NaiveTimeline } from '../simulation/naive-timeline.ts';
import { shownOf, toldIn } from '../simulation/shown.ts';
import { programOf, type SimProgram, type SimVersion } from '../simulation/sim-program.ts';
import { anyReviewedStory, anyVersions, type ReviewedReceipt } from './generated-reviews.ts';
import { BEGINNING, decided, enrolled, seen, type Told, tell, timelineOf } from './stories.ts';

const DAY = 86_400_000;
const HOUR = DAY / 24;

const programsOf = (versions: readonly SimVersion[]): Timeline =>
  timelineOf(versions.map(({ from, program }) => ({ from, source: programOf(program) })));

const saleOf = (
  { storeId, amountMinor, paidMinor }: ReviewedReceipt,
  index: number,
  occurredAt: number,
): Sale => ({
  kind: 'sale',
  receiptId: `r${index}`,
  storeId,
  occurredAt: asEpochMs(occurredAt),
  currency: 'RUB',
  lines: [{ sku: 'goods', quantityThousandths: 1_000, amountMinor }],
  paidMinor,
  promised: null,
});

/** The receipts of a story with the moments at which each happens and arrives. */
function arrivals(story: readonly ReviewedReceipt[]) {
  let now = BEGINNING;
  return story.map((receipt, index) => {
    now += receipt.minutesLater * 60_000;
    const occurredAt = now - receipt.minutesLate * 60_000;
    return { receipt, now, occurredAt, sale: saleOf(receipt, index, occurredAt) };
  });
}

const never = (message: string): never => {
  throw new Error(message);
};

const agree = (what: string, found: unknown, wanted: unknown): void => {
  const difference = differenceOf(found, wanted);
  if (difference !== null) never(`${what}: ${difference}`);
};

/** All moments at which time itself could change something: turns, and whatever the member has a timer for. */
function* moments(known: NaiveTimeline, names: readonly string[], from: number, to: number) {
  const turns = new Set<number>();
  for (const name of names) {
    for (let at = from; ; ) {
      const { turn } = known.runningAt(name, at);
      if (turn > to) break;
      turns.add(turn);
      at = turn;
    }
  }
  yield* [...turns].sort((one, other) => one - other);
  yield to;
}

/** Whether versions were without a system for more than thirty days before one brought it back. */
const beganAnew = (versions: readonly SimVersion[], system: string): boolean => {
  const has = ({ program }: SimVersion): boolean => program.systems.some(({ name }) => name === system);
  return versions.some((without, index) => {
    const back = versions.slice(index).find(has);
    return !has(without) && back !== undefined && back.from - without.from > 30 * DAY;
  });
};

/** The facts of each system in their order, without when they were found out and their number among those of others. */
const bare = (facts: readonly Fact[], names: readonly string[]) =>
  names.map((name) =>
    facts
      .filter((fact) => fact.kind === 'status-changed' && fact.system === name)
      .map(({ recordedAt, seq, ...fact }) => ({ ...fact, notifyFrom: null })),
  );

/** Properties of reviews by name. */
export const reviewProperties = {
  'reviews: a pencil that recomputes everything agrees': fc.property(
    anyVersions(BEGINNING),
    anyReviewedStory(14),
    fc.integer({ min: 0, max: 200 * DAY }),
    (versions, story, later) => {
      const programs = programsOf(versions);
      const known = new NaiveTimeline(versions);
      const pencil = new NaiveMember();
      pencil.live({ kind: 'enrolled', now: BEGINNING, known });
      let member = enrolled(programs);
      const facts: Fact[] = [];
      const told: Told[] = [];
      const compare = (now: number): void => {
        agree('what is shown', seen(programs, member, now).map(shownOf), pencil.shown(known, now));
        for (const { name } of versions.at(-1)?.program.systems ?? []) {
          const wanted = pencil.facts.filter(({ system }) => system === name);
          agree('what is told', toldIn(name, facts), wanted);
        }
      };
      for (const { receipt, now, occurredAt, sale } of arrivals(story)) {
        compare(now);
        const decision = tell(programs, member, { sale, now, told });
        member = decision.member;
        facts.push(...decision.facts);
        const { amountMinor: amount, paidMinor: paid, storeId } = receipt;
        pencil.live({ kind: 'sale', now, known, occurredAt, storeId, amount, paid, promisedDiscount: null });
        compare(now);
      }
      compare((arrivals(story).at(-1)?.now ?? BEGINNING) + later);
    },
  ),
  'reviews: a member who was away is closed in one step as in many': fc.property(
    anyVersions(BEGINNING),
    anyReviewedStory(8),
    fc.integer({ min: 0, max: 250 * DAY }),
    (versions, story, away) => {
      const programs = programsOf(versions);
      const known = new NaiveTimeline(versions);
      let begun: Member = enrolled(programs);
      const told: Told[] = [];
      let last = BEGINNING;
      for (const { sale, now } of arrivals(story)) {
        begun = tell(programs, begun, { sale, now, told }).member;
        last = now;
      }
      const now = last + away;
      const atOnce = decided(programs, begun, { kind: 'time-passing' }, now);
      let member = begun;
      const facts: Fact[] = [];
      const pass = (at: number): void => {
        const decision = decided(programs, member, { kind: 'time-passing' }, at);
        member = decision.member;
        facts.push(...decision.facts);
      };
      // What the version in force has not, nobody closes before another brings it back.
      const inForce = versions.filter(({ from }) => from <= now);
      const names = inForce.at(-1)?.program.systems.map(({ name }) => name) ?? [];
      for (const at of moments(known, names, last, now)) {
        // A timer that is not over when it has passed is a defect: the comparison tells, and nothing runs for ever.
        let due = member.dueAt;
        for (let timers = 0; due !== null && due < at && timers < 100; timers += 1) {
          pass(due);
          due = member.dueAt;
        }
        pass(at);
      }
      const present = (of: Member): Member => ({
        ...of,
        statuses: new Map([...of.statuses].filter(([name]) => names.includes(name))),
      });
      assert.deepStrictEqual(differencesOf(present(atOnce.member), present(member)), []);
      // A system that a version dropped closes what it missed when another brings it back.
      const [again = inForce.at(-1)] = inForce.slice(-2);
      const back = again && programsOf([...inForce, { ...again, from: now + 60_000 }]);
      const [one, other] = [atOnce.member, member].map(
        (of) => back && decided(back, of, { kind: 'time-passing' }, now + 120_000).member,
      );
      assert.deepStrictEqual(one && other && differencesOf(one, other), []);
      // One that was away for long begins anew: whoever was away as well never hears how it had gone on (D80).
      const went = names.filter((name) => !beganAnew(inForce, name));
      assert.deepStrictEqual(bare(atOnce.facts, went), bare(facts, went));
    },
  ),
  'D30: statuses of reviews do not depend on the order of arrival': fc.property(
    anyVersions(BEGINNING, quiet),
    anyReviewedStory(6),
    fc.infiniteStream(fc.nat()),
    ([version], story, chance) => {
      if (version === undefined) return;
      const programs = programsOf([version]);
      const known = new NaiveTimeline([version]);
      const [system] = version.program.systems;
      const ended = known.runningAt(system?.name ?? '', BEGINNING);
      const running = known.from(system?.name ?? '', ended.to);
      // All happen from the beginning of the last period to the middle of the delay, and arrive in its second half, while
      // one and the same period runs: what happened earlier moves no closed period, so for that no order is promised.
      const end = Math.min(ended.turn + version.program.delayHours * HOUR, running.turn);
      const middle = Math.floor((ended.turn + end) / 2);
      const happened = story.map((receipt, index) => {
        const back = (receipt.minutesLate * 60_000) % (middle - known.begins(ended.from));
        return saleOf(receipt, index, middle - back);
      });
      const arriving = (sales: readonly Sale[]): unknown => {
        let member = enrolled(programs);
        const told: Told[] = [];
        for (const [index, sale] of sales.entries()) {
          member = tell(programs, member, { sale, now: middle + index, told }).member;
        }
        return seen(programs, member, end).map(({ system: name, status }) => [name, status]);
      };
      const shuffled = happened
        .map((sale) => ({ sale, key: chance.next().value ?? 0 }))
        .sort((one, other) => one.key - other.key)
        .map(({ sale }) => sale);
      agree('another order', arriving(shuffled), arriving(happened));
    },
  ),
};

/**
 * One system that raises at the turn, a delay to arrive in, no discounts, since what they take off depends on the order,
 * and no all-time: it also holds what came for later days (D85), so a review again sees more than the first did.
 */
function quiet(program: SimProgram): SimProgram {
  return {
    ...program,
    delayHours: Math.max(6, program.delayHours),
    percents: {},
    systems: program.systems.slice(0, 1).map(({ review, ...system }) => ({
      ...system,
      review: {
        ...review,
        raise: 'at-turn',
        window: review.window === 'all-time' ? 'this-year' : review.window,
      },
    })),
  };
}
