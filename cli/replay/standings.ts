import * as z from 'zod';
import type { components } from '../../client/api-types.ts';
import type { LaurelClient } from '../../client/laurel-client.ts';
import { contentOf } from '../../client/refused-by-api.ts';
import type { LocalControl } from '../target/local-control.ts';

/** One member by the API's history: in each system, which status from which instant on. */
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
  readonly direction: 'raised' | 'lowered' | 'changed' | null;
}

type Fact = components['schemas']['HistoryAnswer']['items'][number];

/** Reads a member's whole history, page by page. */
export async function readStanding(
  api: LaurelClient,
  memberId: string,
  adminToken: string,
): Promise<Standing> {
  const items: Fact[] = [];
  let cursor: string | null = null;
  do {
    const page: components['schemas']['HistoryAnswer'] = contentOf(
      await api.GET('/v1/admin/members/{memberId}/history', {
        params: { path: { memberId }, query: { limit: '100', ...(cursor === null ? {} : { cursor }) } },
        headers: { authorization: `Bearer ${adminToken}` },
      }),
    );
    items.push(...page.items);
    cursor = page.next;
  } while (cursor !== null);
  return { memberId, systems: changesOf(items.reverse()) };
}

function changesOf(oldestFirst: readonly Fact[]): Map<string, StandingChange[]> {
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
    if (fact.kind !== 'enrolled') continue;
    for (const [system, held] of Object.entries(fact.statuses))
      add(system, { at, status: held, direction: null });
  }
  return systems;
}

/** A token that may read members, from the local system's own issuer. */
export async function adminToken(control: LocalControl): Promise<string> {
  const wish = { audience: 'admin', subject: 'laurel-command', scope: 'admin/members.read' };
  return z.looseObject({ token: z.string() }).parse(await control('POST', '/_local/tokens', wish)).token;
}
