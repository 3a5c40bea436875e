import type { EpochMs } from '#domain/time/time.ts';
import {
  type Changed,
  type ChangePorts,
  type ChangeRefusal,
  changeEntry,
  type Identified,
} from './change-entry.ts';
import { digest } from './digest.ts';
import { refused } from './refusal.ts';

/** An activity as it crosses the border, already of the right form. */
export interface ActivityRequest extends Identified {
  readonly storeId: string;
  readonly activityId: string;
  /** As the program declares it. */
  readonly activity: string;
  readonly occurredAt: EpochMs;
}

/** Counts something that a member did exactly once (D46): the same again is answered what is stored. */
export function tellActivity(ports: ChangePorts, request: ActivityRequest): Promise<Changed | ChangeRefusal> {
  const { storeId, activityId, activity, occurredAt, memberId, cardNumber } = request;
  const meaning = digest(['activity', storeId, activityId, activity, occurredAt, memberId, cardNumber]);
  const ref = { of: 'activity', source: storeId, id: activityId } as const;
  return changeEntry(ports, ref, request, async (last) => {
    if (last === null) {
      const change = {
        kind: 'activity',
        storeId,
        activityId,
        activity,
        occurredAt,
        isTakenBack: false,
      } as const;
      return { kind: 'change', change, meaning };
    }
    const first = last.body.number === 1 ? last : await ports.ledger.readChange(ref, 1);
    if (first?.meaning === meaning) return { kind: 'stored', entry: first };
    return refused(
      'idempotency-mismatch',
      'This id was used for another activity; send a new one under a new id.',
    );
  });
}
