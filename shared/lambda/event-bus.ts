import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

interface EventBus {
  /** Sends in order. @returns how many were taken before the first that was not */
  publish(events: readonly BusEvent[]): Promise<number>;
}

/** The bus's limits for one call: so many events, and so many bytes of all of them. */
const CALL_SIZE = 10;
const CALL_BYTES = 256 * 1024;

export function eventBus(client: EventBridgeClient, busName: string): EventBus {
  const send = async (events: readonly BusEvent[]): Promise<number> => {
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
    const refused = Entries.findIndex(({ ErrorCode }) => ErrorCode !== undefined);
    return refused === -1 ? events.length : refused;
  };
  return {
    async publish(events) {
      let taken = 0;
      while (taken < events.length) {
        const call = callFrom(events, taken);
        const sent = await send(call);
        taken += sent;
        // What comes later waits for it: the stream brings all of them again, in order.
        if (sent < call.length) break;
      }
      return taken;
    },
  };
}

/** As many events as one call takes, at least one. */
function callFrom(events: readonly BusEvent[], from: number): readonly BusEvent[] {
  const call: BusEvent[] = [];
  let bytes = 0;
  for (const event of events.slice(from, from + CALL_SIZE)) {
    bytes += bytesOf(event);
    if (bytes > CALL_BYTES && call.length > 0) break;
    call.push(event);
  }
  return call;
}

const bytesOf = ({ source, detailType, detail }: BusEvent): number =>
  Buffer.byteLength(source + detailType + JSON.stringify(detail));
