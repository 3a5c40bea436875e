import { inject, type TestContext } from 'vitest';
import type { Audience } from '../../local/http/issuer.ts';
import { openDeployedSystem } from './deployed-system.ts';
import { openLocalSystem } from './local-system.ts';

/** A whole Laurel, as those outside of it see it. */
export interface SystemUnderTest {
  /** Where its API answers, without a slash at its end. It is another after a restart. */
  readonly url: string;
  /** The day on which receipts happen. */
  readonly day: DayOfSale;
  readonly token: (audience: Audience, scope: string) => Promise<string>;
  /** Runs the `laurel` command against it, and answers what it prints. */
  readonly laurel: (...words: readonly string[]) => Promise<string>;
  /** Moves the clock to a moment, and waits until all that was due on the way is done. */
  readonly windTo: (instant: string) => Promise<void>;
  /** The facts that were published on the bus. */
  readonly events: () => Promise<readonly ToldEvent[]>;
  /** Stops it and starts it again; answers whether it found nothing of before. */
  readonly restart: () => Promise<{ readonly isNew: boolean }>;
  readonly close: () => Promise<void>;
}

export interface DayOfSale {
  readonly occurredAt: string;
  /** In Moscow. */
  readonly businessDay: string;
  /** When the month turns there. */
  readonly turnsAt: string;
}

export interface ToldEvent {
  readonly detailType: string;
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Abilities that not every system has; a case that needs one says so, and is left out elsewhere with these words. */
const abilities = {
  windClock: 'the clock is the world’s, and nobody winds it',
  restart: 'there is no process to be stopped and started',
} as const;

const deployed = inject('deployed');

/** Whether this run can do it: the local system everything, a deployed stack none of it. */
const canDo: Readonly<Record<keyof typeof abilities, boolean>> = {
  windClock: deployed === undefined,
  restart: deployed === undefined,
};

/** A case for systems with an ability: `test('…', needing('windClock', async () => …))`. */
export function needing(
  ability: keyof typeof abilities,
  body: () => Promise<void>,
): (context: TestContext) => Promise<void> {
  return async (context) => {
    context.skip(!canDo[ability], abilities[ability]);
    await body();
  };
}

/** The deployed stack that this run was told of, else a local system of its own. */
export async function openSystem(): Promise<SystemUnderTest> {
  return deployed === undefined ? await openLocalSystem() : openDeployedSystem(deployed);
}
