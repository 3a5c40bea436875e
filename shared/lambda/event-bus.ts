import { type EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';

export interface BusEvent {
  readonly source: string;
  readonly detailType: string;
  readonly detail: object;
}

export interface EventBus {
  /** Sends in order. @returns how many were taken before the first that was not */
  publish(events: readonly BusEvent[]): Promise<number>;
}

/** What one call takes. */
const CALL_SIZE = 10;

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
        const call = events.slice(taken, taken + CALL_SIZE);
        const sent = await send(call);
        taken += sent;
        // What comes later waits for it: the stream brings all of them again, in order.
        if (sent < call.length) break;
      }
      return taken;
    },
  };
}
