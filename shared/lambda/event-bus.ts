import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

export interface EventBus {
  /** Sends in order, up to the first event that has to wait; what the bus will never take holds nobody up. */
  publish(events: readonly BusEvent[]): Promise<Published>;
}

export interface Published {
  /** Everything before this place is done with; what stands there, and behind it, has to come again. */
  readonly done: number;
  /** Places before it of events that the bus will never take. */
  readonly never: readonly number[];
}

/** Errors of one event by which the bus says that sending it again helps nobody. */
const NEVER = new Set(['MalformedDetail', 'InvalidArgument']);

/** The bus's limits for one call: so many events, and so many bytes of all of them. */
const CALL_SIZE = 10;
const CALL_BYTES = 256 * 1024;

export function eventBus(client: EventBridgeClient, busName: string): EventBus {
  /** @returns the fate of each event, in order */
  const send = async (events: readonly BusEvent[]): Promise<readonly Fate[]> => {
    const { Entries = [] } = await client.send(
      new PutEventsCommand({
        Entries: events.map(({ source, detailType, detail }) => ({
          EventBusName: busName,
          Source: source,
          DetailType: detailType,
          Detail: JSON.stringify(detail),
        })),
      }),
    );
    return events.map((_, place) => fateOf(Entries[place]?.ErrorCode));
  };
  return {
    async publish(events) {
      let done = 0;
      const never: number[] = [];
      while (done < events.length) {
        const call = callFrom(events, done);
        const fates = call.length === 0 ? (['never'] as const) : await send(call);
        for (const fate of fates) {
          // What comes later waits for it: the stream brings all of them again, in order.
          if (fate === 'later') return { done, never };
          if (fate === 'never') never.push(done);
          done += 1;
        }
      }
      return { done, never };
    },
  };
}

type Fate = 'taken' | 'later' | 'never';

const fateOf = (errorCode: string | undefined): Fate =>
  errorCode === undefined ? 'taken' : NEVER.has(errorCode) ? 'never' : 'later';

/** As many events as one call takes; none where the first is larger than any call. */
function callFrom(events: readonly BusEvent[], from: number): readonly BusEvent[] {
  const call: BusEvent[] = [];
  let bytes = 0;
  for (const event of events.slice(from, from + CALL_SIZE)) {
    bytes += bytesOf(event);
    if (bytes > CALL_BYTES) break;
    call.push(event);
  }
  return call;
}

const bytesOf = ({ source, detailType, detail }: BusEvent): number =>
  Buffer.byteLength(source + detailType + JSON.stringify(detail));
