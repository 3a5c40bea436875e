import { performance } from 'node:perf_hooks';
import { asEpochMs, type Calendar, type Day, isoOf } from '#domain/time/time.ts';
import { INDEX_LAG_MS } from '#operations/sweep.ts';
import type { LaurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import type { LocalClock } from '../target/local-clock.ts';
import { atOnce } from './at-once.ts';
import { cardOf } from './grocery-receipt.ts';
import type { Journal } from './journal.ts';
import { type PlannedDay, parseDay, type ReplayPlan, turnsBetween } from './plan.ts';
import type { Progress } from './progress.ts';
import { sendReceipt } from './send-receipt.ts';

/** Tills that send at the same time. */
const TILLS = 16;

interface ReplayWorld {
  readonly api: LaurelClient;
  readonly clock: LocalClock;
  readonly calendar: Calendar;
  readonly progress: Progress;
  /** Store → till key. */
  readonly keys: Readonly<Record<string, string>>;
  /** Called whenever a day is done. */
  readonly remember: (journal: Journal) => void;
}

/**
 * Sends the days of a plan that the journal has not done. All receipts of one local day are in flight together, each
 * household's in order; days follow one another. Before a month's receipts the clock is wound to the month's turn and the
 * sweep is ticked, so that the sweep closes the month before. Answers the journal at the end.
 */
export async function runReplay(plan: ReplayPlan, start: Journal, world: ReplayWorld): Promise<Journal> {
  let journal = start;
  const doneTo = (): Day => parseDay(journal.doneTo) ?? plan.from;
  const left = plan.days.filter(({ day }) => day >= doneTo());
  world.progress.begin(left.reduce((sum, { receipts }) => sum + receipts, 0));
  for (const planned of left) {
    await turnMonths(doneTo(), planned.day, plan, world);
    const sendingMs = await sendDay(planned, journal.members, world);
    journal = {
      ...journal,
      doneTo: isoOf((planned.day + 1) as Day),
      receipts: journal.receipts + planned.receipts,
      sendingMs: journal.sendingMs + sendingMs,
    };
    // A month's turn is part of the day that begins it: the journal stands before the turn until that day is done.
    world.remember(journal);
    world.progress.sent(isoOf(planned.day), planned.receipts);
  }
  await turnMonths(doneTo(), plan.to, plan, world);
  journal = { ...journal, doneTo: isoOf(plan.to) };
  world.remember(journal);
  world.progress.end();
  return journal;
}

/** Lets the sweep close each month that ends between two days: the day from which on nothing was sent, and the next. */
async function turnMonths(
  doneTo: Day,
  next: Day,
  plan: ReplayPlan,
  { clock, calendar, progress }: ReplayWorld,
): Promise<void> {
  for (const turn of turnsBetween((doneTo - 1) as Day, next)) {
    progress.turn(isoOf(turn).slice(0, 7), plan.households.length);
    await clock.windTo(asEpochMs(calendar.startOf(turn, plan.zone) + INDEX_LAG_MS));
    await clock.tick();
  }
}

/** Sends one day; answers how long it took, in milliseconds. */
async function sendDay(
  { byHousehold, lastAt }: PlannedDay,
  members: Journal['members'],
  { api, clock, keys }: ReplayWorld,
): Promise<number> {
  if ((await clock.now()) < lastAt) await clock.set(lastAt);
  const started = performance.now();
  await atOnce(TILLS, byHousehold, async (receipts) => {
    for (const receipt of receipts) {
      await sendReceipt(api, receipt, members[receipt.household] ?? '', keys[receipt.store] ?? '');
    }
  });
  return performance.now() - started;
}

/** Makes a member of each household; who is one already stays it. Answers household → member. */
export async function enrolHouseholds(
  api: LaurelClient,
  households: readonly string[],
  tillKey: string,
): Promise<Record<string, string>> {
  const members: Record<string, string> = {};
  await atOnce(TILLS, households, async (household) => {
    const enrolled = await api.POST('/v1/members', {
      headers: { authorization: tillKey },
      body: { cardNumber: cardOf(household) },
    });
    members[household] = contentOf(enrolled).memberId;
  });
  return members;
}
