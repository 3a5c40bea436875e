import * as z from 'zod';
import type { ApiClient } from '../target/api-client.ts';

/** What the API's history says of one member: in each system, which status from which instant on. */
export interface Standing {
  readonly memberId: string;
  /** Status system → changes, oldest first; the first is the enrolment. */
  readonly systems: ReadonlyMap<string, readonly StandingChange[]>;
}

export interface StandingChange {
  /** Epoch milliseconds. */
  readonly at: number;
  readonly status: string | null;
  /** `null`: the first. */
  readonly direction: 'raised' | 'lowered' | null;
}

const status = z.string().nullable();
const item = z.discriminatedUnion('kind', [
  z.looseObject({
    kind: z.literal('enrolled'),
    at: z.string(),
    statuses: z.record(z.string(), status),
  }),
  z.looseObject({
    kind: z.literal('status-changed'),
    at: z.string(),
    system: z.string(),
    to: status,
    direction: z.enum(['raised', 'lowered']),
  }),
  z.looseObject({ kind: z.literal('category-changed'), at: z.string() }),
]);
const page = z.looseObject({ items: z.array(item), next: z.string().nullable() });

/** Reads a member's whole history, page by page. */
export async function readStanding(api: ApiClient, memberId: string, adminToken: string): Promise<Standing> {
  const items: z.output<typeof item>[] = [];
  let cursor: string | null = null;
  do {
    const query: string = cursor === null ? '' : `&cursor=${encodeURIComponent(cursor)}`;
    const { body } = await api({
      method: 'GET',
      path: `/v1/admin/members/${memberId}/history?limit=100${query}`,
      authorization: `Bearer ${adminToken}`,
    });
    const read: z.output<typeof page> = page.parse(body);
    items.push(...read.items);
    cursor = read.next;
  } while (cursor !== null);
  return { memberId, systems: changesOf(items.reverse()) };
}

function changesOf(oldestFirst: readonly z.output<typeof item>[]): Map<string, StandingChange[]> {
  const systems = new Map<string, StandingChange[]>();
  const add = (system: string, change: StandingChange): void => {
    systems.set(system, [...(systems.get(system) ?? []), change]);
  };
  for (const fact of oldestFirst) {
    const at = Date.parse(fact.at);
    if (fact.kind === 'status-changed') {
      add(fact.system, { at, status: fact.to, direction: fact.direction });
      continue;
    }
    if (fact.kind === 'category-changed') continue;
    for (const [system, held] of Object.entries(fact.statuses))
      add(system, { at, status: held, direction: null });
  }
  return systems;
}

/** A token that may read members, from the local system's own issuer. */
export async function adminToken(api: ApiClient): Promise<string> {
  const { body } = await api({
    method: 'POST',
    path: '/_local/tokens',
    body: { audience: 'admin', subject: 'laurel-command', scope: 'admin/members.read' },
  });
  return z.looseObject({ token: z.string() }).parse(body).token;
}
