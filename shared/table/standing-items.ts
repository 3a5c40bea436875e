import type { EpochMs } from '#domain/time/time.ts';
import type { Clock } from '#operations/ports/clock-and-random.ts';
import { type Attributes, openItem } from './codecs/attributes.ts';
import { type Key, revokedKeysKey, timelineKey } from './keys.ts';
import type { Table } from './send.ts';
import { itemsOf } from './stored-items.ts';

/** What every instance holds for a while, read together: the timeline, and the till keys that were revoked lately. */
export interface StandingItems {
  /** At most 30 s old; where the table does not answer, at most 60 s. @throws what the table answered, beyond that */
  current(): Promise<StandingRead>;
}

/** Each read is an object of its own; `null`: there is no such item yet. */
export interface StandingRead {
  readonly timeline: Attributes | null;
  readonly revokedKeys: Attributes | null;
}

/** An instance may go on with the timeline it knows for this long (D27). */
const FRESH_MS = 30_000;
/** And no longer, whatever the table says: a key is refused within a minute of its revocation (D103). */
const USABLE_MS = 60_000;

/** `clock` measures age and must run, whatever time the program counts in: an instance that was frozen reads first. */
export function standingItems(table: Table, clock: Clock): StandingItems {
  let held: { readonly read: StandingRead; readonly at: EpochMs } | null = null;
  let reading: Promise<StandingRead> | null = null;

  const read = async (): Promise<StandingRead> => {
    // The age counts from before the read: what changes while it runs is seen 30 s later at most.
    const at = clock.now();
    const items = await itemsOf(table, [timelineKey, revokedKeysKey]);
    const itemAt = ({ pk }: Key) => items.find((item) => openItem(item).key.pk === pk) ?? null;
    held = { read: { timeline: itemAt(timelineKey), revokedKeys: itemAt(revokedKeysKey) }, at };
    return held.read;
  };

  return {
    async current() {
      // A clock that went back says nothing about age.
      const age = held === null || clock.now() < held.at ? Number.POSITIVE_INFINITY : clock.now() - held.at;
      if (held !== null && age < FRESH_MS) return held.read;
      reading ??= read().finally(() => {
        reading = null;
      });
      try {
        return await reading;
      } catch (error) {
        if (held !== null && age < USABLE_MS) return held.read;
        throw error;
      }
    },
  };
}
