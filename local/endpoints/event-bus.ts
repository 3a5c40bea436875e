import { randomUUID } from 'node:crypto';

/** An event as it was published, with its place in the order of arrival. */
interface PublishedEvent {
  readonly n: number;
  readonly id: string;
  readonly time: string;
  readonly bus: string;
  readonly source: string;
  readonly detailType: string;
  readonly detail: unknown;
}

interface PutEventsEntry {
  readonly EventBusName?: string;
  readonly Source?: string;
  readonly DetailType?: string;
  readonly Detail?: string;
}

/** More than a year of a shop; what is older is forgotten. */
const KEPT = 200_000;

/** The buses: whatever is published is kept and can be read, in order. No rules yet: the template has none. */
export class EventBuses {
  readonly #nameByNameOrArn: ReadonlyMap<string, string>;
  readonly #now: () => number;
  readonly #events: PublishedEvent[] = [];
  #count = 0;

  constructor(buses: readonly { readonly name: string; readonly arn: string }[], now: () => number) {
    this.#nameByNameOrArn = new Map(
      buses.flatMap(
        ({ name, arn }) =>
          [
            [name, name],
            [arn, name],
          ] as const,
      ),
    );
    this.#now = now;
  }

  /** EventBridge's PutEvents: each entry is taken or refused by itself. */
  putEvents(request: { readonly Entries?: readonly PutEventsEntry[] }): object {
    const answers = (request.Entries ?? []).map((entry) => this.#put(entry));
    return { FailedEntryCount: answers.filter((answer) => 'ErrorCode' in answer).length, Entries: answers };
  }

  /** Events after the `n`th, at most `limit` of them. */
  after(n: number, limit = 1000): { readonly items: readonly PublishedEvent[]; readonly next: number } {
    const oldest = this.#events[0]?.n ?? this.#count + 1;
    const items = this.#events.slice(Math.max(0, n + 1 - oldest)).slice(0, limit);
    return { items, next: items.at(-1)?.n ?? Math.min(n, this.#count) };
  }

  /** The newest event of a kind. */
  newest(detailType: string): PublishedEvent | null {
    return this.#events.findLast((event) => event.detailType === detailType) ?? null;
  }

  #put(entry: PutEventsEntry): object {
    const bus = this.#nameByNameOrArn.get(entry.EventBusName ?? 'default');
    if (bus === undefined)
      return refused('InvalidArgument', `There is no event bus ${entry.EventBusName ?? 'default'}.`);
    if (!entry.Source || !entry.DetailType)
      return refused('InvalidArgument', 'Source and DetailType are required.');
    let detail: unknown;
    try {
      detail = JSON.parse(entry.Detail ?? '');
    } catch {
      return refused('MalformedDetail', 'Detail is malformed.');
    }
    this.#count += 1;
    const id = randomUUID();
    const time = new Date(this.#now()).toISOString();
    this.#events.push({
      n: this.#count,
      id,
      time,
      bus,
      source: entry.Source,
      detailType: entry.DetailType,
      detail,
    });
    if (this.#events.length > KEPT) this.#events.shift();
    return { EventId: id };
  }
}

function refused(ErrorCode: string, ErrorMessage: string): object {
  return { ErrorCode, ErrorMessage };
}
