import { setTimeout as sleep } from 'node:timers/promises';
import type { Invocation } from '../functions/function-worker.ts';
import type { StreamMapping } from '../template/system.ts';
import type { StreamRecord } from './stream-reader.ts';

/** The two ends of a delivery: its function, and its failure destination. */
interface DeliveryPorts {
  invoke(records: readonly StreamRecord[]): Promise<Invocation>;
  /** The on-failure destination, told once for each batch that is given up. */
  giveUp(records: readonly StreamRecord[], attempts: number): Promise<void>;
}

type DeliverySettings = Pick<
  StreamMapping,
  'bisect' | 'partialFailures' | 'retryAttempts' | 'maxRecordAgeSeconds'
>;

const BACK_OFF_MS = 200;

/**
 * Hands a batch to its function as Lambda's stream reader does: a failed batch is halved (if the mapping says so) or
 * sent again, a partial failure goes on from the first record that failed, and after the last attempt, or when the
 * records are too old, the batch is given up. Settles when every record is done or given up.
 */
export async function deliverBatch(
  records: readonly StreamRecord[],
  settings: DeliverySettings,
  ports: DeliveryPorts,
  attempts = 0,
): Promise<void> {
  let rest = records;
  let tried = attempts;
  while (rest.length > 0) {
    if (tooOld(rest, settings.maxRecordAgeSeconds)) return ports.giveUp(rest, tried);
    const failed = failedFrom(rest, await ports.invoke(rest), settings.partialFailures);
    if (failed === null) return;
    const whole = failed.length === rest.length;
    rest = failed;
    // Halving finds the bad record and is no attempt of its own.
    if (settings.bisect && rest.length > 1) {
      const middle = Math.ceil(rest.length / 2);
      await deliverBatch(rest.slice(0, middle), settings, ports, tried);
      await deliverBatch(rest.slice(middle), settings, ports, tried);
      return;
    }
    tried = whole ? tried + 1 : 1;
    if (settings.retryAttempts >= 0 && tried > settings.retryAttempts) return ports.giveUp(rest, tried);
    await sleep(BACK_OFF_MS * tried);
  }
}

/** The records that are to be sent again; `null` if all are done. */
function failedFrom(
  records: readonly StreamRecord[],
  outcome: Invocation,
  partialFailures: boolean,
): readonly StreamRecord[] | null {
  if (outcome.kind !== 'answered') return records;
  if (!partialFailures) return null;
  const answer = JSON.parse(outcome.payload) as { batchItemFailures?: { itemIdentifier?: string }[] } | null;
  const failures = answer?.batchItemFailures ?? [];
  if (failures.length === 0) return null;
  const places = failures.map(({ itemIdentifier }) =>
    records.findIndex((record) => record.dynamodb.SequenceNumber === itemIdentifier),
  );
  // An identifier that is not of this batch fails the whole of it, as in Lambda.
  return places.includes(-1) ? records : records.slice(Math.min(...places));
}

/** Ages are by the machine's own clock, as the records' times are. */
function tooOld(records: readonly StreamRecord[], maxSeconds: number): boolean {
  const oldest = records[0]?.dynamodb.ApproximateCreationDateTime ?? 0;
  return maxSeconds >= 0 && Date.now() / 1000 - oldest > maxSeconds;
}
